/**
 * One conversation as one participant's screen knows it. Pure: an action in, a state out, nothing else. What has
 * been applied is always 1 … last without gaps (MSG-3, MSG-5); what comes out of order only tells that there is
 * more, and `hasGap` then says that `sync` must be asked.
 */
import type {
  ConversationView,
  Cursor,
  MessageView,
  ParticipantId,
} from '@parlour/shared/model/conversation.js';
import type { WireError } from '@parlour/shared/protocol/errors.js';
import { typingTtl } from '@parlour/shared/protocol/limits.js';
import type { ConnectionState } from '../connection/connection.js';
import { reduceOutbox, type OutboxAction, type OutboxEntry } from './outbox.js';

export interface TypingSign {
  readonly participant: ParticipantId;
  /** The agent's name; null where it is the consumer. */
  readonly name: string | null;
  /** When the sign dies if it is not renewed (MSG-9). */
  readonly until: number;
}

export interface ConversationState {
  /** Who looks at it. */
  readonly me: ParticipantId;
  /** Null until the first answer. */
  readonly conversation: ConversationView | null;
  /** `messages[n]` has `seq` n + 1. */
  readonly messages: readonly MessageView[];
  /** What is written and not yet among `messages`, in order. */
  readonly outbox: readonly OutboxEntry[];
  /** The others who are typing. */
  readonly typing: readonly TypingSign[];
  /** The highest `seq` that is known to exist. */
  readonly head: number;
  /** The newest revision of the conversation that was heard of; the view may be behind it. */
  readonly revision: number;
  readonly connection: { readonly state: ConnectionState; readonly since: number };
  /** CNV-2: the consumer's place in the queue, 1 for the next; null where it does not wait, or is not told. */
  readonly place: number | null;
  /** Whether everything has been fetched since the connection was last made. */
  readonly caughtUp: boolean;
  /** Its date has come, or it was deleted: there is nothing to show any more (RET-2). */
  readonly gone: boolean;
  /** Why it cannot be read, where the server says so for good. */
  readonly refusal: WireError | null;
}

export type ConversationAction =
  | { readonly type: 'connection'; readonly state: ConnectionState; readonly since: number }
  | {
      readonly type: 'synced';
      readonly conversation: ConversationView;
      readonly messages: readonly MessageView[];
      readonly place?: number | undefined;
    }
  | { readonly type: 'place'; readonly place: number }
  | { readonly type: 'caughtUp' }
  | { readonly type: 'posted'; readonly message: MessageView }
  | { readonly type: 'changed'; readonly conversation: ConversationView }
  | { readonly type: 'head'; readonly seq: number; readonly revision: number }
  | { readonly type: 'cursor'; readonly participant: ParticipantId; readonly cursor: Cursor }
  | {
      readonly type: 'typing';
      readonly participant: ParticipantId;
      readonly name: string | null;
      readonly typing: boolean;
      readonly now: number;
    }
  | { readonly type: 'tick'; readonly now: number }
  | { readonly type: 'gone' }
  | { readonly type: 'refused'; readonly error: WireError }
  | OutboxAction;

export const emptyState = (
  me: ParticipantId,
  connection: ConversationState['connection'],
  outbox: readonly OutboxEntry[] = [],
): ConversationState => ({
  me,
  conversation: null,
  messages: [],
  outbox,
  typing: [],
  head: 0,
  revision: 0,
  connection,
  place: null,
  caughtUp: false,
  gone: false,
  refusal: null,
});

export const lastSeq = (state: ConversationState): number => state.messages.length;
export const hasGap = (state: ConversationState): boolean =>
  state.head > lastSeq(state) || state.revision > (state.conversation?.revision ?? 0);

export function reduce(state: ConversationState, action: ConversationAction): ConversationState {
  if (state.gone && action.type !== 'connection') return state;
  switch (action.type) {
    case 'connection': {
      const connection = { state: action.state, since: action.since };
      const caughtUp = state.caughtUp && action.state === 'connected';
      return { ...state, connection, caughtUp, typing: caughtUp ? state.typing : [] };
    }
    case 'synced':
      return action.messages.reduce(applyMessage, {
        ...applyView(state, action.conversation),
        place: action.place ?? null,
      });
    case 'place':
      // Told before it was answered, and come after.
      return state.conversation?.state === 'queued' ? { ...state, place: action.place } : state;
    case 'caughtUp':
      return { ...state, caughtUp: true };
    case 'posted':
      return applyMessage(state, action.message);
    case 'changed':
      return applyView(state, action.conversation);
    case 'head':
      return action.seq > state.head || action.revision > state.revision
        ? {
            ...state,
            head: Math.max(state.head, action.seq),
            revision: Math.max(state.revision, action.revision),
          }
        : state;
    case 'cursor':
      return applyCursor(state, action.participant, action.cursor);
    case 'typing': {
      if (action.participant === state.me) return state;
      const others = state.typing.filter((sign) => sign.participant !== action.participant);
      const { participant, name, now } = action;
      return {
        ...state,
        typing: action.typing ? [...others, { participant, name, until: now + typingTtl }] : others,
      };
    }
    case 'tick': {
      const typing = state.typing.filter((sign) => sign.until > action.now);
      return typing.length === state.typing.length ? state : { ...state, typing };
    }
    case 'gone':
      return { ...state, gone: true, messages: [], typing: [], head: 0, revision: 0 };
    case 'refused':
      return { ...state, refusal: action.error };
    default: {
      const outbox = reduceOutbox(state.outbox, action);
      const head = action.type === 'sent' ? Math.max(state.head, action.seq) : state.head;
      return { ...state, outbox, head };
    }
  }
}

/** Applies `last + 1`, drops what is lower, and of what is higher keeps only that it exists (MSG-5). */
function applyMessage(state: ConversationState, message: MessageView): ConversationState {
  if (message.seq <= lastSeq(state)) return state;
  const head = Math.max(state.head, message.seq);
  if (message.seq !== lastSeq(state) + 1) return { ...state, head };
  const from = participantOf(message);
  return {
    ...state,
    head,
    messages: [...state.messages, message],
    outbox:
      from === state.me ? state.outbox.filter((entry) => entry.clientId !== message.clientId) : state.outbox,
    typing: state.typing.filter((sign) => sign.participant !== from),
  };
}

/** A view of a lower revision was overtaken on the way: of it only the cursors count, which never go back. */
function applyView(state: ConversationState, view: ConversationView): ConversationState {
  const known = state.conversation;
  const newest = known && view.revision < known.revision ? known : view;
  const cursors = Object.entries(view.cursors).reduce(mergeCursor, known?.cursors ?? {});
  return {
    ...state,
    refusal: null,
    conversation: { ...newest, cursors },
    place: newest.state === 'queued' ? state.place : null,
    head: Math.max(state.head, view.head),
    revision: Math.max(state.revision, newest.revision),
    typing: newest.state === 'closed' ? [] : state.typing,
  };
}

function applyCursor(state: ConversationState, participant: string, cursor: Cursor): ConversationState {
  if (state.conversation === null) return state;
  const cursors = mergeCursor(state.conversation.cursors, [participant, cursor]);
  return { ...state, conversation: { ...state.conversation, cursors } };
}

/** MSG-10: both only ever grow. */
function mergeCursor(
  cursors: Readonly<Record<string, Cursor>>,
  [participant, { delivered, read }]: [string, Cursor],
): Readonly<Record<string, Cursor>> {
  const known = cursors[participant] ?? { delivered: 0, read: 0 };
  const merged = { delivered: Math.max(known.delivered, delivered), read: Math.max(known.read, read) };
  return { ...cursors, [participant]: merged };
}

/** Whose message it is; null where it is the system's. */
export const participantOf = ({ sender }: MessageView): ParticipantId | null =>
  sender.role === 'agent' ? sender.id : sender.role === 'consumer' ? 'consumer' : null;

/** How far everybody but `me` has come: what "delivered" and "read" under one's own message say. */
export function othersCursor({ me, conversation }: ConversationState): Cursor {
  const others = Object.entries(conversation?.cursors ?? {}).filter(([participant]) => participant !== me);
  return others.reduce((most, [, cursor]) => mergeCursor({ most }, ['most', cursor])['most'] ?? most, {
    delivered: 0,
    read: 0,
  } as Cursor);
}
