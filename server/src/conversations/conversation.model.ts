import type { ConversationEvent, Cursor, RatingScore } from '@parlour/shared/model/conversation.js';
import type { ConsentFlags } from '@parlour/shared/model/purpose.js';
import type { ExpiryReason, RetentionRules } from '@parlour/shared/rules/expiry.js';
import { Schema, type Connection } from 'mongoose';

export interface ConversationDocument {
  _id: string;
  site: string;
  merchant: string;
  consumer: string;
  /** `expired`: hidden from everybody, to be purged next. */
  state: 'queued' | 'active' | 'closed' | 'expired';
  /** True while it is queued or active; only then does CNV-1's unique index hold it. */
  open: boolean;
  /** Counts the changes, so that of two views on their way the newer is known. */
  revision: number;
  startedAt: Date;
  closedAt: Date | null;
  /** What the transcript says of its close, and who closed it: told there next, by whoever comes first (P4). */
  closing?: { sender: string; event: ConversationEvent } | null;
  /** The clock of an open conversation, in whole minutes rounded up (`activityClock`). */
  activityAt: Date;
  /** The `activityAt` for which the silent consumer has been reminded (CNV-6). */
  remindedFor?: Date | null;
  /** Since when the consumer waits for an answer. */
  waitingSince: Date | null;
  consent: ConsentFlags;
  /** The number of the latest consent event. */
  consentEvent: number;
  /** The rules at its start: a longer rule later revives nothing (RET-6). */
  rules: RetentionRules;
  /** RET-13: the laws that keep named fields of it after it is gone, by the ids of its merchant's obligations. */
  obligations?: string[];
  /** RET-14: how long a law keeps the whole of it, in milliseconds from its clock. */
  statutory?: number | null;
  /** REQ-7: a copy was asked for: by when it is taken, or when it was. */
  accessUntil?: Date | null;
  /** HLD-3: when the last hold that covered it was lifted. */
  holdReleasedAt?: Date | null;
  expiresAt: Date;
  expiryReasons: ExpiryReason[];
  /** HLD-1: the holds that cover it. */
  holds?: string[];
  /** `no`: no hold. `hidden`: held and past its date. The sweep never reads what is held (RET-11). */
  held?: 'no' | 'visible' | 'hidden';
  /** Whether a hold covers it that people may be told of (HLD-4). */
  heldOpenly?: boolean;
  /** The account id of the agent who has it. */
  agent: string | null;
  cursors: Record<string, Cursor>;
  /** The page's title, sealed with the conversation's key. */
  page: Buffer | null;
  /** What was filled in before the chat (WID-12), and the address left for an answer or news: sealed the same way. */
  profile?: Buffer | null;
  contact?: Buffer | null;
  /** REQ-1: by what the address is found (`contact/addresses.ts`); there as long as the address is. */
  contactToken?: string | null;
  /** OPT-4: whoever reads what is sent to the address has confirmed it; null where that is still open. */
  contactConfirmedAt?: Date | null;
  /** OPT-4: until when a confirmation is waited for. */
  confirmUntil?: Date | null;
  /** What everybody may read of it (PUB-1): the words are sealed too, so that they end with the key. */
  testimonial?: { score: RatingScore; words: Buffer; at: Date } | null;
  published?: boolean;
  /** An answer is to be mailed (CNV-4): which `seq` was the last of it, when it is due, and how far was mailed. */
  answerWaits?: boolean;
  answerDueAt?: Date;
  answerSeq?: number;
  mailedTo?: number;
  /** How many notes agents have written about it; a lower bound where a process died while writing one. */
  notes?: number;
  /** The ids of the merchant's labels that it has. */
  labels?: string[];
  /** CNV-5. The comment is sealed with the conversation's key; it goes with the conversation. */
  rating?: { score: RatingScore; comment: Buffer | null; at: Date } | null;
  /** CNV-2, while it waits: whom it is offered to, until when, and who let it pass. */
  offer?: { to: string; until: Date } | null;
  passed?: { agent: string; at: Date }[];
  /** Counts what happens to the offer, so that of two who decide about it one is refused. */
  offerTurn?: number;
  /** Its agent has put it off: until then, or with null until the consumer writes. */
  snooze?: { until: Date | null } | null;
  /** When it last came back from being put off: a silence counts from there (CNV-6). */
  backAt?: Date | null;
}

const cursor = new Schema(
  { delivered: { type: Number, default: 0 }, read: { type: Number, default: 0 } },
  { _id: false },
);
const rating = new Schema(
  { score: { type: Number }, comment: { type: Buffer, default: null }, at: { type: Date } },
  { _id: false },
);
const offer = new Schema({ to: { type: String }, until: { type: Date } }, { _id: false });
const passed = new Schema({ agent: { type: String }, at: { type: Date } }, { _id: false });
const snooze = new Schema({ until: { type: Date, default: null } }, { _id: false });
const testimonial = new Schema(
  { score: { type: Number }, words: { type: Buffer }, at: { type: Date } },
  { _id: false },
);
const required = { required: true } as const;

const schema = new Schema<ConversationDocument>(
  {
    _id: { type: String, ...required },
    site: { type: String, ...required },
    merchant: { type: String, ...required },
    consumer: { type: String, ...required },
    state: { type: String, ...required },
    open: { type: Boolean, ...required },
    revision: { type: Number, default: 1 },
    startedAt: { type: Date, ...required },
    closedAt: { type: Date, default: null },
    closing: {
      type: { _id: false, sender: { type: String, ...required }, event: { type: String, ...required } },
      default: null,
    },
    activityAt: { type: Date, ...required },
    remindedFor: { type: Date, default: null },
    waitingSince: { type: Date, default: null },
    consent: {
      transcript_storage: { type: Boolean, ...required },
      device_storage: { type: Boolean, ...required },
    },
    consentEvent: { type: Number, ...required },
    rules: {
      floor: { type: Number, ...required },
      ceiling: { type: Number, ...required },
      merchant: { type: Number, ...required },
    },
    obligations: { type: [String], default: undefined },
    statutory: { type: Number, default: undefined },
    accessUntil: { type: Date, default: undefined },
    holdReleasedAt: { type: Date, default: undefined },
    expiresAt: { type: Date, ...required },
    expiryReasons: [{ _id: false, rule: { type: String, ...required }, ms: { type: Number, ...required } }],
    holds: { type: [String], default: [] },
    held: { type: String, default: 'no' },
    heldOpenly: { type: Boolean, default: false },
    agent: { type: String, default: null },
    cursors: { type: Map, of: cursor, default: {} },
    page: { type: Buffer, default: null },
    profile: { type: Buffer, default: null },
    contact: { type: Buffer, default: null },
    contactToken: { type: String },
    contactConfirmedAt: { type: Date },
    confirmUntil: { type: Date },
    testimonial: { type: testimonial, default: null },
    published: { type: Boolean, default: false },
    answerWaits: { type: Boolean, default: false },
    answerDueAt: { type: Date, default: undefined },
    answerSeq: { type: Number, default: undefined },
    mailedTo: { type: Number, default: undefined },
    notes: { type: Number, default: 0 },
    labels: { type: [String], default: [] },
    rating: { type: rating, default: null },
    offer: { type: offer, default: null },
    passed: { type: [passed], default: undefined },
    offerTurn: { type: Number },
    snooze: { type: snooze, default: null },
    backAt: { type: Date, default: null },
  },
  { versionKey: false, minimize: false },
);
// CNV-1: at most one open conversation per consumer, merchant and site, whatever runs in parallel.
schema.index(
  { consumer: 1, merchant: 1, site: 1 },
  { unique: true, partialFilterExpression: { open: true }, name: 'one_open' },
);
schema.index({ consumer: 1, open: -1, startedAt: -1 });
// The inbox: a merchant's conversations of one state, longest activity last.
schema.index({ merchant: 1, state: 1, activityAt: -1, _id: -1 });
// The queue: the longest waiting first.
schema.index({ merchant: 1, state: 1, startedAt: 1, _id: 1 });
// PUB-1: the few of which something is public, newest first.
schema.index(
  { merchant: 1, published: 1, 'testimonial.at': -1 },
  { partialFilterExpression: { published: true }, name: 'published' },
);
// Reports: what was closed in a span of time.
schema.index({ merchant: 1, closedAt: 1 }, { partialFilterExpression: { open: false }, name: 'closed_at' });
// RET-14: the few that a law keeps whole.
schema.index({ statutory: 1 }, { sparse: true, name: 'statutory' });
// REQ-1: the few in which an address was left.
schema.index({ contactToken: 1, merchant: 1 }, { sparse: true, name: 'contact_token' });
// OPT-4: the fewer whose confirmation is waited for, the next to end first.
schema.index({ confirmUntil: 1 }, { sparse: true, name: 'confirm_until' });
// CNV-4: the few whose answer waits to be mailed.
schema.index(
  { answerWaits: 1, answerDueAt: 1 },
  { partialFilterExpression: { answerWaits: true }, name: 'answer_waits' },
);
// CNV-6: those in which somebody answers, longest silent first.
schema.index({ state: 1, activityAt: 1 }, { partialFilterExpression: { state: 'active' }, name: 'silent' });
// CNV-2: how much each agent has.
schema.index({ agent: 1 }, { partialFilterExpression: { state: 'active' }, name: 'load' });
// What was put off comes back: those whose time is set, the next first.
schema.index({ 'snooze.until': 1 }, { sparse: true, name: 'snoozed' });
// RET-11: the sweep reads what is due and nothing else; what is held stands apart.
schema.index({ held: 1, expiresAt: 1 });
// RET-6: what a shorter rule applies to.
schema.index({ merchant: 1, 'rules.merchant': 1 });
schema.index({ holds: 1 });
schema.index({ labels: 1 });

export const conversationModel = (connection: Connection) =>
  connection.model('Conversation', schema, 'conversations');
