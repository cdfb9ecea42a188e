/**
 * RET-1: when a transcript is deleted, as a pure function, with each rule that counted.
 *
 *     clock    = closedAt ?? lastMessageAt
 *     ttl      = clamp(min(merchant rule, stricter consumer choice), floor, ceiling)
 *     deleteAt = clock + ttl
 *
 * The platform's floor here is operational: it keeps a transcript long enough to be answered, and a consumer's
 * refusal of `transcript_storage` goes below it (CON-5), because a refusal would otherwise be a mere wish.
 */
import type { ConsentFlags } from '../model/purpose.js';

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

/** CON-5: what a conversation is kept after its close when the consumer refused `transcript_storage`. */
export const refusedStorageTtl = 15 * minute;

/** Durations in milliseconds. */
export interface RetentionRules {
  readonly floor: number;
  readonly ceiling: number;
  readonly merchant: number;
}

export interface ExpiryInput {
  readonly rules: RetentionRules;
  readonly consent: ConsentFlags;
  readonly lastMessageAt: number;
  readonly closedAt: number | null;
}

/**
 * One rule that counted, in the order of counting; `ms` is what it says. The clients' catalogues hold the words.
 * `since_close` and `since_last_message` say which clock runs.
 */
export type ExpiryReason =
  | { readonly rule: 'since_close' | 'since_last_message'; readonly ms: number }
  | {
      readonly rule: 'merchant_rule' | 'platform_floor' | 'platform_ceiling' | 'consumer_refused';
      readonly ms: number;
    };

export interface ExpiryDecision {
  readonly at: number;
  readonly reasons: readonly ExpiryReason[];
}

export function decideExpiry({ rules, consent, lastMessageAt, closedAt }: ExpiryInput): ExpiryDecision {
  const kept = decideTtl(rules, consent);
  const clock = closedAt ?? lastMessageAt;
  return {
    at: clock + kept.ttl,
    reasons: [
      { rule: closedAt === null ? 'since_last_message' : 'since_close', ms: kept.ttl },
      ...kept.reasons,
    ],
  };
}

function decideTtl(rules: RetentionRules, consent: ConsentFlags): { ttl: number; reasons: ExpiryReason[] } {
  const { floor, ceiling, merchant } = rules;
  const ttl = Math.min(Math.max(merchant, floor), ceiling);
  if (!consent.transcript_storage && refusedStorageTtl < ttl) {
    return { ttl: refusedStorageTtl, reasons: [{ rule: 'consumer_refused', ms: refusedStorageTtl }] };
  }
  const reasons: ExpiryReason[] = [{ rule: 'merchant_rule', ms: merchant }];
  if (merchant > ceiling) reasons.push({ rule: 'platform_ceiling', ms: ceiling });
  else if (merchant < floor) reasons.push({ rule: 'platform_floor', ms: floor });
  return { ttl, reasons };
}

/**
 * The clock of an open conversation counts in whole minutes, rounded up, so that a message costs one durable
 * write and not two: its conversation is written again only when the minute has changed. Never early, at most a
 * minute late, and the date that is shown is the date that is kept.
 */
export const activityClock = (at: number): number => Math.ceil(at / minute) * minute;
