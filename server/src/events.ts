/**
 * Domain events: what a capability tells the rest, without knowing who listens (fan-out, and later webhooks,
 * statistics and audit). Told only after what they report is durable. A listener that throws is logged and
 * disturbs nobody.
 */
import { EventEmitter } from 'node:events';
import type {
  ConversationView,
  Cursor,
  MessageView,
  ParticipantId,
} from '@parlour/shared/model/conversation.js';
import type { AccountId, ConversationId, MerchantId } from '@parlour/shared/model/ids.js';
import type { PurgeRunView } from '@parlour/shared/protocol/retention.js';
import type { Logger } from 'pino';

export interface DomainEvents {
  'message.posted': { message: MessageView; merchant: MerchantId };
  'conversation.changed': { conversation: ConversationView; merchant: MerchantId };
  'conversation.gone': { conversation: ConversationId; merchant: MerchantId };
  'cursor.moved': { conversation: ConversationId; merchant: MerchantId; participant: ParticipantId } & Cursor;
  'typing.shown': {
    conversation: ConversationId;
    participant: ParticipantId;
    name: string | null;
    typing: boolean;
    /** The connection that typed, which need not be told. */
    connection: string | null;
  };
  'session.ended': { session: string };
  'account.disabled': { account: AccountId };
  'purge.progressed': PurgeRunView;
}

export type DomainEvent = keyof DomainEvents;

export interface Bus {
  tell<Event extends DomainEvent>(event: Event, payload: DomainEvents[Event]): void;
  listen<Event extends DomainEvent>(event: Event, listener: (payload: DomainEvents[Event]) => void): void;
}

export function createBus(log: Logger): Bus {
  const emitter = new EventEmitter();
  emitter.setMaxListeners(0);
  return {
    tell: (event, payload) => void emitter.emit(event, payload),
    listen: (event, listener) => {
      emitter.on(event, (payload) => {
        try {
          listener(payload);
        } catch (error) {
          log.error({ err: error, event }, 'a listener failed');
        }
      });
    },
  };
}
