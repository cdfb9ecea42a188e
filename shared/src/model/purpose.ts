/** What data may be used for (`product.md`, Words). `service` is what the consumer came for and is not asked. */
export const purposes = [
  'service',
  'transcript_storage',
  'device_storage',
  'contact_followup',
  'marketing',
  'analytics',
  'partner_sharing',
  'publication',
] as const;

export type Purpose = (typeof purposes)[number];

/** The purposes that the consent card asks for before a conversation starts, each on its own (CON-1). */
export const askedPurposes = ['transcript_storage', 'device_storage'] as const satisfies readonly Purpose[];

export type AskedPurpose = (typeof askedPurposes)[number];

/** What a consumer may say yes or no to at any time under "Your data": everything but the service itself. */
export const choosablePurposes = [
  'transcript_storage',
  'device_storage',
  'contact_followup',
  'marketing',
  'analytics',
  'partner_sharing',
  'publication',
] as const satisfies readonly Purpose[];

export type ChoosablePurpose = (typeof choosablePurposes)[number];

/**
 * CON-2: the states of a consent event; only `given` and `renewed` permit. `requested` is a yes that still waits for
 * whoever reads the address to confirm it (OPT-4).
 */
export type ConsentState =
  'requested' | 'given' | 'refused' | 'withdrawn' | 'renewed' | 'expired' | 'invalidated';

export const permits = (state: ConsentState | undefined): boolean => state === 'given' || state === 'renewed';

/** The latest state of each asked purpose, as a conversation carries it. */
export type ConsentFlags = Readonly<Record<AskedPurpose, boolean>>;
