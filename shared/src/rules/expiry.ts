/**
 * RET-1: when a transcript is deleted, as a pure function, with each rule that counted.
 *
 *     clock    = closedAt ?? lastMessageAt
 *     ttl      = clamp(min(merchant rule, stricter consumer choice), floor, ceiling)
 *     deleteAt = clock + ttl
 *
 *     deletion approved     → then; overrides an operational floor, not a statutory one
 *     statutory floor       → max(deleteAt, clock + what a law makes the merchant keep the whole of it for)
 *     statutory obligation  → the fields that it names, until its end; the transcript goes all the same
 *     access request open   → after its snapshot is sealed
 *     any hold              → nothing is deleted; what is expired stays hidden
 *
 * The platform's floor is operational: it keeps a transcript long enough to be answered, and a consumer's refusal of
 * `transcript_storage` goes below it (CON-5), because a refusal would otherwise be a mere wish. A law's floor is below
 * neither. That an account is in use keeps nothing: a consumer has none (decisions/0008).
 */
import type { ConsentFlags } from '../model/purpose.js';

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

/** CON-5: what a conversation is kept after its close when the consumer refused `transcript_storage`. */
export const refusedStorageTtl = 15 * minute;

/** CNV-6: a conversation in which a consumer says nothing for so long is closed, unless an operator says otherwise. */
export const silenceClosesAfter = 30 * minute;

/** HLD-3: what a hold's release leaves before anything that it held is deleted. */
export const releaseGrace = 24 * hour;

/** Durations in milliseconds. */
export interface RetentionRules {
  readonly floor: number;
  readonly ceiling: number;
  readonly merchant: number;
}

/** A law that makes a merchant keep some fields, and those alone, past the deletion of all else. */
export interface Obligation {
  readonly fields: readonly string[];
  readonly until: number;
}

export interface ExpiryInput {
  readonly rules: RetentionRules;
  readonly consent: ConsentFlags;
  readonly lastMessageAt: number;
  readonly closedAt: number | null;
  /** RET-14: the floor below which not even an approved deletion goes; absent where no law says one. */
  readonly statutoryFloor?: number;
  readonly deletionApprovedAt?: number | null;
  readonly obligations?: readonly Obligation[];
  /** An open access request; `sealedAt` null while its snapshot is not taken (REQ-7). */
  readonly access?: { readonly sealedAt: number | null } | null;
  /** Holds that cover it; `releasedAt` null while one is in force. */
  readonly holds?: readonly { readonly releasedAt: number | null }[];
}

/**
 * One rule that counted, in the order of counting; `ms` is what it says. The clients' catalogues hold the words.
 * `since_close` and `since_last_message` say which clock runs.
 */
export type ExpiryReason =
  | { readonly rule: 'since_close' | 'since_last_message'; readonly ms: number }
  | {
      readonly rule:
        | 'merchant_rule'
        | 'platform_floor'
        | 'platform_ceiling'
        | 'consumer_refused'
        | 'deletion_approved'
        | 'statutory_floor'
        | 'access_open'
        | 'hold_released'
        | 'legal_hold';
      readonly ms: number;
    };

export interface ExpiryDecision {
  /** From then on it is hidden from everybody. */
  readonly at: number;
  readonly reasons: readonly ExpiryReason[];
  /** Nothing may be deleted, whatever the date: a hold, or an access request that comes first. */
  readonly blocked: boolean;
  /** What a law keeps after the transcript is gone. */
  readonly keeps: readonly Obligation[];
}

export function decideExpiry(input: ExpiryInput): ExpiryDecision {
  const { rules, consent, lastMessageAt, closedAt, holds = [], access = null } = input;
  const kept = decideTtl(rules, consent, closedAt === null);
  const clock = closedAt ?? lastMessageAt;
  const reasons: ExpiryReason[] = [
    { rule: closedAt === null ? 'since_last_message' : 'since_close', ms: kept.ttl },
    ...kept.reasons,
  ];
  let at = clock + kept.ttl;
  const raise = (to: number, reason: ExpiryReason): void => {
    if (to <= at) return;
    at = to;
    reasons.push(reason);
  };
  const approved = input.deletionApprovedAt ?? null;
  if (approved !== null && approved < at) {
    at = approved;
    reasons.push({ rule: 'deletion_approved', ms: 0 });
  }
  const { statutoryFloor = 0 } = input;
  if (statutoryFloor > 0) raise(clock + statutoryFloor, { rule: 'statutory_floor', ms: statutoryFloor });
  if (access?.sealedAt) raise(access.sealedAt, { rule: 'access_open', ms: 0 });
  const released = Math.max(0, ...holds.map(({ releasedAt }) => releasedAt ?? 0));
  if (released > 0) raise(released + releaseGrace, { rule: 'hold_released', ms: releaseGrace });
  const isHeld = holds.some(({ releasedAt }) => releasedAt === null);
  const isFirstExported = access !== null && access.sealedAt === null;
  if (isFirstExported) reasons.push({ rule: 'access_open', ms: 0 });
  if (isHeld) reasons.push({ rule: 'legal_hold', ms: 0 });
  const keeps = (input.obligations ?? []).filter(({ until }) => until > at);
  return { at, reasons, blocked: isHeld || isFirstExported, keeps };
}

function decideTtl(
  rules: RetentionRules,
  consent: ConsentFlags,
  isOpen: boolean,
): { ttl: number; reasons: ExpiryReason[] } {
  const { floor, ceiling, merchant } = rules;
  const ttl = Math.min(Math.max(merchant, floor), ceiling);
  // CON-5 counts from the close. While a conversation is open, that is the one that silence will bring: else it would
  // be gone under the hands of whoever waits a quarter of an hour for an answer.
  const refused = refusedStorageTtl + (isOpen ? silenceClosesAfter : 0);
  if (!consent.transcript_storage && refused < ttl) {
    return { ttl: refused, reasons: [{ rule: 'consumer_refused', ms: refusedStorageTtl }] };
  }
  const reasons: ExpiryReason[] = [{ rule: 'merchant_rule', ms: merchant }];
  if (merchant > ceiling) reasons.push({ rule: 'platform_ceiling', ms: ceiling });
  else if (merchant < floor) reasons.push({ rule: 'platform_floor', ms: floor });
  return { ttl, reasons };
}

/**
 * RET-6: the rules of an old conversation after a change: what is shorter applies to it, what is longer does not, so
 * that nothing which was promised a date is kept beyond it.
 */
export const shortened = (old: RetentionRules, now: RetentionRules): RetentionRules => ({
  floor: Math.min(old.floor, now.floor),
  ceiling: Math.min(old.ceiling, now.ceiling),
  merchant: Math.min(old.merchant, now.merchant),
});

/**
 * The clock of an open conversation counts in whole minutes, rounded up, so that a message costs one durable
 * write and not two: its conversation is written again only when the minute has changed. Never early, at most a
 * minute late, and the date that is shown is the date that is kept.
 */
export const activityClock = (at: number): number => Math.ceil(at / minute) * minute;
