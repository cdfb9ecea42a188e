/** What the server tells over the socket without being asked. One name, one payload; nothing else is sent. */
import type {
  AgentView,
  ConversationView,
  Cursor,
  InboxEntry,
  MessageView,
  ParticipantId,
  Presence,
} from '../model/conversation.js';
import type { Availability } from '../model/agent.js';
import type { ConversationId } from '../model/ids.js';
import type { Looking } from './colleague.js';
import type { NoteView } from './note.js';
import type { PurgeRunView } from './retention.js';

export interface ServerEvents {
  /** To whoever follows the conversation, after the message is on disk (MSG-2). */
  'message.posted': (message: MessageView) => void;
  /** State, consent, expiry or agent have changed. */
  'conversation.changed': (conversation: ConversationView) => void;
  /** Its date has come: take it off the screen, it cannot be fetched any more (RET-2). */
  'conversation.gone': (gone: { conversation: ConversationId }) => void;
  /** MSG-5: repeated, so that a lost `message.posted` or `conversation.changed` is noticed. */
  'conversation.head': (head: { conversation: ConversationId; seq: number; revision: number }) => void;
  'cursor.moved': (moved: { conversation: ConversationId; participant: ParticipantId } & Cursor) => void;
  /** `name` is the agent's; null when the consumer types. */
  'typing.shown': (typing: {
    conversation: ConversationId;
    participant: ParticipantId;
    name: string | null;
    typing: boolean;
  }) => void;
  /** To the merchant's agents: an entry is new or has changed. */
  'inbox.changed': (entry: InboxEntry) => void;
  /** To the agents who follow the conversation, and to nobody else. */
  'note.written': (note: NoteView) => void;
  /** Repeated for them, so that a lost `note.written` is noticed. */
  'note.head': (head: { conversation: ConversationId; number: number }) => void;
  /** To an agent whom a colleague's note names. */
  'mention.made': (mention: { conversation: ConversationId; by: string }) => void;
  /** To the agents who follow the conversation: dies by itself like a typing sign. */
  'colleague.looking': (sign: { conversation: ConversationId; colleague: AgentView; doing: Looking }) => void;
  /** CNV-2: to the consumer of a waiting conversation: how many wait before them, and one. */
  'place.changed': (changed: { conversation: ConversationId; place: number }) => void;
  /** To an agent's own portals: what they have chosen to be. */
  'availability.changed': (changed: { availability: Availability }) => void;
  'presence.changed': (changed: { presence: Presence }) => void;
  /** To admins. */
  'purge.progressed': (run: PurgeRunView) => void;
  /** The session is over: sign in again. The socket closes. */
  'session.ended': () => void;
}

export type ServerEvent = keyof ServerEvents;

/** What a widget says of itself in the handshake (`auth`); a portal sends its session cookie instead. */
export interface ConsumerHandshake {
  readonly site: string;
  readonly merchant: string;
  /** The consumer's token; absent for a visitor who only looks. */
  readonly token?: string;
  /** A signed-in shopper's identity, as the merchant's server has signed it; then the token counts for nothing. */
  readonly identity?: string;
  /** `navigator.globalPrivacyControl`, where it is on (CON-6). */
  readonly gpc?: boolean;
}

/** Over HTTP the same travels in these headers; the token as `Authorization: Bearer`. */
/** Sent by the consumer portal with every request: its caller is known by a cookie of their own. */
export const portalHeader = 'parlour-portal';
export const siteHeader = 'parlour-site';
export const merchantHeader = 'parlour-merchant';
export const identityHeader = 'parlour-identity';
/** A file's name as its sender calls it, percent-encoded: not in the address, which proxies write down. */
export const fileNameHeader = 'parlour-file-name';
