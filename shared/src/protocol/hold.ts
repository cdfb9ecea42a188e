import type { AccountId, ConversationId, HoldId } from '../model/ids.js';
import type { MessageView } from '../model/conversation.js';
import { operation } from './define.js';
import type { NoteView } from './note.js';

/** HLD-1: whose conversations are held. What is set must all fit; at least one is. */
export interface HoldScopeInput {
  readonly conversation?: ConversationId | undefined;
  /** Every conversation of whoever had this one. */
  readonly consumerOf?: ConversationId | undefined;
  /** A merchant's slug. */
  readonly merchant?: string | undefined;
  /** Conversations that were going on at any moment from `from` to `to`. */
  readonly from?: number | undefined;
  readonly to?: number | undefined;
}

export interface HoldView {
  readonly id: HoldId;
  readonly scope: {
    readonly conversation: ConversationId | null;
    /** Whether it is about one consumer; who they are is not said. */
    readonly consumer: boolean;
    /** The merchant's name. */
    readonly merchant: string | null;
    readonly from: number | null;
    readonly to: number | null;
  };
  readonly reason: string;
  readonly author: string;
  /** `acknowledgedAt`: when they said that they keep what it covers; null where they have not yet. */
  readonly custodians: readonly {
    readonly id: AccountId;
    readonly name: string;
    readonly acknowledgedAt: number | null;
  }[];
  /** The requester of a deletion is not told that a hold delays it. */
  readonly gagged: boolean;
  readonly reviewAt: number;
  readonly isReviewDue: boolean;
  readonly placedAt: number;
  readonly releasedAt: number | null;
  /** Conversations under it now, and how many of them are past their date and hidden. */
  readonly held: number;
  readonly hidden: number;
}

export interface PlaceHoldInput {
  readonly scope: HoldScopeInput;
  readonly reason: string;
  /** E-mail addresses of managers who may read what is held after its date. */
  readonly custodians: readonly string[];
  readonly gagged: boolean;
  readonly reviewAt: number;
}

const admins = { capability: 'hold.manage', purpose: 'service', socket: true } as const;

export const placeHold = operation<PlaceHoldInput, { hold: HoldView }>()({
  ...admins,
  name: 'hold.place',
  summary:
    'Holds conversations: nothing that it covers is deleted from the moment that this is answered (HLD-1).',
  limit: 'write',
  http: ['POST', '/holds'],
});

export const listHolds = operation<Record<never, never>, { holds: readonly HoldView[] }>()({
  ...admins,
  name: 'hold.list',
  summary: 'Every hold, those in force first.',
  limit: 'read',
  http: ['GET', '/holds'],
});

export const releaseHold = operation<{ hold: HoldId; reason: string }, { hold: HoldView }>()({
  ...admins,
  name: 'hold.release',
  summary: 'Lifts a hold: what is past its date is deleted after 24 h of grace (HLD-3).',
  limit: 'write',
  http: ['POST', '/holds/:hold/release'],
});

export const reviewHold = operation<{ hold: HoldId; reviewAt: number }, { hold: HoldView }>()({
  ...admins,
  name: 'hold.review',
  summary: 'Says that a hold is still needed, and when to ask again.',
  limit: 'write',
  http: ['POST', '/holds/:hold/review'],
});

export interface CustodyView {
  readonly id: HoldId;
  readonly reason: string;
  readonly placedAt: number;
  readonly acknowledgedAt: number | null;
  readonly conversations: readonly {
    readonly id: ConversationId;
    readonly startedAt: number;
    readonly closedAt: number | null;
    readonly hidden: boolean;
  }[];
}

const custody = { capability: 'hold.custody', purpose: 'service', socket: true } as const;

export const listCustody = operation<Record<never, never>, { holds: readonly CustodyView[] }>()({
  ...custody,
  name: 'hold.custody',
  summary:
    'The holds in force whose custodian the caller is, and what of their merchant is under each (HLD-2).',
  limit: 'read',
  http: ['GET', '/custody'],
});

export const readHeld = operation<
  { hold: HoldId; conversation: ConversationId; reason: string },
  { messages: readonly MessageView[]; notes: readonly NoteView[] }
>()({
  ...custody,
  name: 'hold.read',
  summary:
    'A held transcript with the staff’s notes, for its custodians alone, past its date too; the reason goes into the audit.',
  limit: 'read',
  http: ['POST', '/custody/:hold/conversations/:conversation'],
});

export const acknowledgeCustody = operation<{ hold: HoldId }, { acknowledgedAt: number }>()({
  ...custody,
  name: 'hold.acknowledge',
  summary:
    'A custodian says that they know of the hold and keep what it covers; said twice, the first counts.',
  limit: 'write',
  http: ['POST', '/custody/:hold/acknowledgement'],
});

export const holdOperations = [
  placeHold,
  listHolds,
  releaseHold,
  reviewHold,
  listCustody,
  readHeld,
  acknowledgeCustody,
] as const;
