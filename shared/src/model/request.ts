/** What a consumer may ask for, and what becomes of it (REQ-6). */
export const requestKinds = [
  'access',
  'deletion',
  'correction',
  'objection',
  'takedown',
  'complaint',
] as const;
export type RequestKind = (typeof requestKinds)[number];

/** What the consumer writes themselves; access, deletion and correction are done at once and recorded as fulfilled. */
export const writtenKinds = [
  'objection',
  'takedown',
  'complaint',
  'access',
] as const satisfies readonly RequestKind[];

export const requestStates = [
  'open',
  'verifying',
  'in_progress',
  'extended',
  'fulfilled',
  'partially_fulfilled',
  'denied',
] as const;
export type RequestState = (typeof requestStates)[number];

export const refusalReasons = [
  'suspected_fraud',
  'insufficient_verification',
  'no_match',
  'claim_not_covered',
  'outside_jurisdiction',
  'too_many_requests',
  'other',
] as const;
export type RefusalReason = (typeof refusalReasons)[number];

/** Whose law sets the deadline: the European one where nothing else is said, since it is the stricter. */
export const jurisdictions = ['gdpr', 'ccpa'] as const;
export type Jurisdiction = (typeof jurisdictions)[number];

export const isClosed = (state: RequestState): boolean =>
  state === 'fulfilled' || state === 'partially_fulfilled' || state === 'denied';
