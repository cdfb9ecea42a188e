import type { ConversationId, LabelId } from '../model/ids.js';
import type {
  ConversationState,
  ConversationView,
  InboxEntry,
  MessageView,
  Presence,
} from '../model/conversation.js';
import type { ChoosablePurpose } from '../model/purpose.js';
import type { RetentionRules } from '../rules/expiry.js';
import type { OpeningState } from '../rules/opening-hours.js';
import type { AppearanceTold } from './appearance.js';
import type { ComingPolicy } from './account.js';
import { operation } from './define.js';
import type { PreChatAnswer, PreChatField } from './pre-chat.js';

/** A consumer's answer for one purpose, bound to the notice that was shown. */
export interface ConsentDecision {
  readonly purpose: ChoosablePurpose;
  readonly state: 'given' | 'refused';
  /** Said to the page around the chat, which has passed it on (WID-10): the record tells the two apart. */
  readonly through?: 'page' | undefined;
}

export interface NoticeView {
  readonly version: string;
  /** SHA-256 of the text, in hexadecimal: what a decision is bound to (CON-2). */
  readonly sha256: string;
  readonly text: string;
}

export interface Welcome {
  readonly merchant: { readonly slug: string; readonly name: string };
  readonly greeting: string;
  readonly presence: Presence;
  /** Whether the merchant is open, until when that holds, and its zone; null where it has set no hours (CNV-4). */
  readonly hours: (OpeningState & { readonly timeZone: string }) | null;
  /** Whether an answer can be sent by mail here. */
  readonly mail: boolean;
  /** Whether the merchant asks, apart from all else, whether it may mail news (OPT-1). */
  readonly asksMarketing: boolean;
  /** What may be filled in before the first message (WID-12). */
  readonly preChat: readonly PreChatField[];
  readonly appearance: AppearanceTold;
  readonly notice: NoticeView;
  /** POL-4: versions of what binds consumers that have been announced and are not in force yet. */
  readonly coming: readonly ComingPolicy[];
  readonly retention: RetentionRules;
  /** RET-14: a law that keeps the whole conversation, for so many milliseconds from its close; absent where none does. */
  readonly law?: { readonly basis: string; readonly keep: number } | undefined;
  /** The caller's conversation here: the open one, else the latest that has not expired; null where there is none. */
  readonly conversation: ConversationId | null;
}

export const welcome = operation<Record<never, never>, Welcome>()({
  name: 'welcome.read',
  summary:
    'What the widget shows when it is opened, and the conversation that the consumer already has here.',
  capability: 'welcome.read',
  purpose: 'service',
  limit: 'read',
  http: ['GET', '/welcome'],
  socket: true,
});

export interface StartInput {
  readonly notice: string;
  readonly decisions: readonly ConsentDecision[];
  readonly locale: string;
  /** To the merchant's pre-chat fields; what is not asked for is dropped. */
  readonly answers?: readonly PreChatAnswer[] | undefined;
  /** Address and title of the page, as the consumer's browser reports them. */
  readonly page?: { readonly title: string; readonly path: string } | undefined;
}

export const startConversation = operation<StartInput, { conversation: ConversationView }>()({
  name: 'conversation.start',
  summary:
    'Starts a conversation, or returns the open one: there is at most one per consumer, merchant and site.',
  capability: 'conversation.start',
  purpose: 'service',
  limit: 'start',
  http: ['POST', '/conversations'],
  socket: true,
});

export interface SyncInput {
  readonly conversation: ConversationId;
  /** The last `seq` that the caller has; 0 for none. */
  readonly after: number;
}

export interface SyncOutput {
  readonly conversation: ConversationView;
  /** Ascending by `seq`, beginning with `after + 1`. */
  readonly messages: readonly MessageView[];
  /** Whether there is more after the last of them. */
  readonly more: boolean;
  /** CNV-2: the consumer's place in the queue, 1 for the next; absent where it does not wait. */
  readonly place?: number | undefined;
}

export const sync = operation<SyncInput, SyncOutput>()({
  name: 'conversation.sync',
  summary:
    'The conversation and its messages after a sequence number. Over a socket it also follows the conversation from then on.',
  capability: 'conversation.read',
  purpose: 'service',
  limit: 'read',
  http: ['GET', '/conversations/:conversation/messages'],
  socket: true,
});

export const closeConversation = operation<
  { conversation: ConversationId },
  { conversation: ConversationView }
>()({
  name: 'conversation.close',
  summary: 'Closes a conversation. From here its retention counts; a later message starts a new one.',
  capability: 'conversation.close',
  purpose: 'service',
  limit: 'write',
  http: ['POST', '/conversations/:conversation/close'],
  socket: true,
});

export const acceptConversation = operation<
  { conversation: ConversationId },
  { conversation: ConversationView }
>()({
  name: 'conversation.accept',
  summary: 'An agent takes a waiting conversation.',
  capability: 'conversation.accept',
  purpose: 'service',
  limit: 'write',
  http: ['POST', '/conversations/:conversation/accept'],
  socket: true,
});

export interface DecideInput {
  readonly conversation: ConversationId;
  readonly notice: string;
  readonly decisions: readonly ConsentDecision[];
  readonly locale: string;
}

export const decideConsent = operation<DecideInput, { conversation: ConversationView }>()({
  name: 'consent.decide',
  summary: 'Gives or withdraws consent during a conversation. It acts on the very next operation.',
  capability: 'consent.decide',
  purpose: 'service',
  limit: 'write',
  http: ['POST', '/conversations/:conversation/consent'],
  socket: true,
});

export type InboxView = 'queue' | 'mine' | 'all' | 'closed';

export interface InboxInput {
  readonly view: InboxView;
  /** Continue below this: the `next` of the answer before. */
  readonly before?: string | undefined;
  /** Only those with this label. */
  readonly label?: LabelId | undefined;
}

export interface InboxOutput {
  readonly entries: readonly InboxEntry[];
  readonly counts: Readonly<Record<Exclude<InboxView, 'closed'>, number>>;
  /** Where the list goes on, or null at its end. */
  readonly next: string | null;
}

export const listInbox = operation<InboxInput, InboxOutput>()({
  name: 'inbox.list',
  summary:
    "The merchant's conversations: waiting, mine, all open, or closed. Over a socket, changes follow as inbox.changed.",
  capability: 'inbox.read',
  purpose: 'service',
  limit: 'read',
  http: ['GET', '/conversations'],
  socket: true,
});

/** Another conversation of the same consumer with the same merchant. */
export interface EarlierConversation {
  readonly id: ConversationId;
  readonly state: ConversationState;
  readonly startedAt: number;
  readonly closedAt: number | null;
  /** The page that they wrote from; null where unknown. */
  readonly page: string | null;
}

export const listEarlier = operation<
  { conversation: ConversationId },
  { earlier: readonly EarlierConversation[] }
>()({
  name: 'inbox.earlier',
  summary:
    'The other conversations of the same consumer with this merchant that are still kept, latest first.',
  capability: 'inbox.read',
  purpose: 'service',
  limit: 'read',
  http: ['GET', '/conversations/:conversation/earlier'],
  socket: true,
});

export const showInboxEntry = operation<{ conversation: ConversationId }, { entry: InboxEntry }>()({
  name: 'inbox.show',
  summary:
    'One row of the inbox, whichever list it is in: for a conversation that was opened by its address.',
  capability: 'inbox.read',
  purpose: 'service',
  limit: 'read',
  http: ['GET', '/conversations/:conversation'],
  socket: true,
});
