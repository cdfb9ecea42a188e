import type { ObligationId, ObligedRecordId } from '../model/ids.js';
import type { ObligationTold, ObligedField } from '../model/obligation.js';
import { operation } from './define.js';

/** An obligation by law. It holds for conversations that begin while it is in force. */
export interface ObligationView extends ObligationTold {
  readonly id: ObligationId;
  readonly addedAt: number;
  readonly addedBy: string;
  /** From then on it keeps nothing, and what it kept goes; null while it is in force. */
  readonly endedAt: number | null;
  /** How many records it keeps now. */
  readonly records: number;
}

/** What is left of a conversation whose transcript is gone. */
export interface ObligedRecordView {
  readonly id: ObligedRecordId;
  readonly basis: string;
  readonly fields: readonly ObligedField[];
  readonly keptSince: number;
  readonly until: number;
}

export const obligationLimits = { inForce: 20, basis: 200, source: 300 } as const;

const managers = { capability: 'obligation.manage', purpose: 'service', socket: true } as const;

export const listObligations = operation<
  Record<never, never>,
  { obligations: readonly ObligationView[]; records: readonly ObligedRecordView[] }
>()({
  ...managers,
  name: 'obligation.list',
  summary:
    'Which fields a law makes the merchant keep, for how long, and what is kept by it, without content.',
  limit: 'read',
  http: ['GET', '/obligations'],
});

export const addObligation = operation<ObligationTold, { obligation: ObligationView }>()({
  ...managers,
  name: 'obligation.add',
  summary:
    'Names fields that a law makes the merchant keep, of conversations that begin from now on. The transcript goes all the same.',
  limit: 'write',
  http: ['POST', '/obligations'],
});

export const endObligation = operation<{ obligation: ObligationId }, { obligation: ObligationView }>()({
  ...managers,
  name: 'obligation.end',
  summary: 'Ends an obligation: what it kept is deleted within the hour.',
  limit: 'write',
  http: ['POST', '/obligations/:obligation/end'],
});

export const readObliged = operation<
  { record: ObligedRecordId; reason: string },
  { fields: readonly { readonly field: ObligedField; readonly text: string }[] }
>()({
  ...managers,
  name: 'obligation.read',
  summary: 'What a law keeps of one conversation; the reason goes into the audit.',
  limit: 'read',
  http: ['POST', '/obligations/records/:record'],
});

/** RET-14: a law that keeps whole transcripts of one merchant. It holds for conversations that begin while it is in force. */
export interface LawView {
  readonly id: ObligationId;
  readonly merchant: string;
  readonly basis: string;
  /** Where it stands: a citation or an address. */
  readonly source: string;
  /** Milliseconds from the close. */
  readonly keep: number;
  readonly addedAt: number;
  readonly addedBy: string;
  readonly endedAt: number | null;
  /** How many conversations it keeps from going now. */
  readonly conversations: number;
}

export interface LawInput {
  /** The merchant's short name. */
  readonly merchant: string;
  readonly basis: string;
  readonly source: string;
  readonly keep: number;
}

const admins = { capability: 'bounds.manage', purpose: 'service', socket: true } as const;

export const listLaws = operation<Record<never, never>, { laws: readonly LawView[] }>()({
  ...admins,
  name: 'law.list',
  summary: 'The laws that keep whole transcripts, of which merchant, for how long, and how many.',
  limit: 'read',
  http: ['GET', '/laws'],
});

export const addLaw = operation<LawInput, { law: LawView }>()({
  ...admins,
  name: 'law.add',
  summary:
    'Enters a law that keeps a merchant’s conversations whole, of those that begin from now on; consumers read it beforehand.',
  limit: 'write',
  stepUp: true,
  http: ['POST', '/laws'],
});

export const endLaw = operation<{ obligation: ObligationId }, { law: LawView }>()({
  ...admins,
  name: 'law.end',
  summary: 'Ends such a law: what it alone kept goes by the other rules from now on.',
  limit: 'write',
  stepUp: true,
  http: ['POST', '/laws/:obligation/end'],
});

export const obligationOperations = [
  listObligations,
  addObligation,
  endObligation,
  readObliged,
  listLaws,
  addLaw,
  endLaw,
] as const;
