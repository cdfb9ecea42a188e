/**
 * Domain events: what a capability tells the rest, without knowing who listens (fan-out, and later webhooks,
 * statistics and audit). Told only after what they report is durable. A listener that throws is logged and
 * disturbs nobody.
 */
import { EventEmitter } from 'node:events';
import type { Availability } from '@parlour/shared/model/agent.js';
import type {
  AgentView,
  ConversationView,
  Cursor,
  MessageView,
  ParticipantId,
  RatingScore,
} from '@parlour/shared/model/conversation.js';
import type { AccountId, ConversationId, MerchantId } from '@parlour/shared/model/ids.js';
import type { Looking } from '@parlour/shared/protocol/colleague.js';
import type { NoteView } from '@parlour/shared/protocol/note.js';
import type { PurgeRunView } from '@parlour/shared/protocol/retention.js';
import type { Logger } from 'pino';

export interface DomainEvents {
  'message.posted': { message: MessageView; merchant: MerchantId };
  'conversation.changed': { conversation: ConversationView; merchant: MerchantId };
  /** CNV-5. Changed within its 24 hours it is told again, and is not the first. */
  'conversation.rated': {
    conversation: ConversationId;
    merchant: MerchantId;
    score: RatingScore;
    isFirst: boolean;
  };
  'conversation.gone': { conversation: ConversationId; merchant: MerchantId };
  'cursor.moved': { conversation: ConversationId; merchant: MerchantId; participant: ParticipantId } & Cursor;
  'typing.shown': {
    conversation: ConversationId;
    merchant: MerchantId;
    participant: ParticipantId;
    name: string | null;
    typing: boolean;
    /** The connection that typed, which need not be told. */
    connection: string | null;
  };
  /** Of a merchant's own affairs only: neither may ever reach a consumer or leave the platform. */
  'note.written': { note: NoteView; merchant: MerchantId };
  'colleague.looking': {
    conversation: ConversationId;
    colleague: AgentView;
    doing: Looking;
    /** The connection that looks, which need not be told. */
    connection: string | null;
  };
  /** Something of its row in the inbox has changed that no consumer is told of. */
  'inbox.touched': { conversation: ConversationId; merchant: MerchantId };
  'session.ended': { session: string };
  'account.disabled': { account: AccountId };
  /** An account shows another picture, or none (ACC-8). */
  'picture.changed': { account: AccountId };
  /** Sites, keys, origins, placements or organizations are not what they were. */
  'directory.changed': Record<never, never>;
  'purge.progressed': PurgeRunView;
  /** Its key and its messages are destroyed: whoever remembers something of it forgets it. */
  'conversation.purged': { conversations: readonly ConversationId[] };
  /** An agent has chosen what to be (CNV-2). */
  'availability.chosen': { account: AccountId; availability: Availability };
  /** What decides about offers has changed without a conversation: a setting, a capacity, somebody's load. */
  'assignment.changed': { merchant: MerchantId };
  /** Agents have come to a node or gone from it (CNV-8). */
  'agents.moved': Record<never, never>;
}

export type DomainEvent = keyof DomainEvents;

export interface Bus {
  tell<Event extends DomainEvent>(event: Event, payload: DomainEvents[Event]): void;
  /** Hears what this node tells: for what must happen once, such as mail and audit. */
  listen<Event extends DomainEvent>(event: Event, listener: Listener<Event>): void;
  /** Hears what any node tells: for sockets and for what is remembered. */
  listenEverywhere<Event extends DomainEvent>(event: Event, listener: Listener<Event>): void;
  /** Hands on everything that is told here; returns what takes in what other nodes tell. */
  relay(
    publish: (event: DomainEvent, payload: DomainEvents[DomainEvent]) => void,
  ): (event: DomainEvent, payload: never) => void;
}

type Listener<Event extends DomainEvent> = (payload: DomainEvents[Event]) => void;

export function createBus(log: Logger): Bus {
  const here = new EventEmitter().setMaxListeners(0);
  const everywhere = new EventEmitter().setMaxListeners(0);
  const hears =
    (emitter: EventEmitter) =>
    <Event extends DomainEvent>(event: Event, listener: Listener<Event>): void => {
      emitter.on(event, (payload: DomainEvents[Event]) => {
        try {
          listener(payload);
        } catch (error) {
          log.error({ err: error, event }, 'a listener failed');
        }
      });
    };
  let publish: Parameters<Bus['relay']>[0] = () => {};
  return {
    tell: (event, payload) => {
      here.emit(event, payload);
      everywhere.emit(event, payload);
      publish(event, payload);
    },
    listen: hears(here),
    listenEverywhere: hears(everywhere),
    relay: (given) => {
      publish = given;
      return (event, payload) => void everywhere.emit(event, payload);
    },
  };
}
