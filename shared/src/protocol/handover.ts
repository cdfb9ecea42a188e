import type { ConversationView, InboxEntry } from '../model/conversation.js';
import type { AccountId, ConversationId } from '../model/ids.js';
import { operation } from './define.js';

export interface TransferInput {
  readonly conversation: ConversationId;
  /** Who has it from now on: a colleague, or the caller; left out, it waits in the queue again. */
  readonly to?: AccountId | undefined;
  /** For colleagues alone: kept as a note beside the transcript. */
  readonly reason?: string | undefined;
}

export const transferConversation = operation<TransferInput, { conversation: ConversationView }>()({
  name: 'conversation.transfer',
  summary:
    'Hands a conversation to a colleague or back to the queue, or takes it over. Agents do it with their own, managers with any of the merchant’s.',
  capability: 'conversation.transfer',
  purpose: 'service',
  limit: 'write',
  http: ['POST', '/conversations/:conversation/transfer'],
  socket: true,
});

export interface SnoozeInput {
  readonly conversation: ConversationId;
  /** Milliseconds since the epoch; left out, until the consumer writes. They end it by writing in either case. */
  readonly until?: number | undefined;
}

export const snoozeConversation = operation<SnoozeInput, { entry: InboxEntry }>()({
  name: 'conversation.snooze',
  summary: 'Puts one of the caller’s conversations off, until a time or until the consumer writes.',
  capability: 'conversation.snooze',
  purpose: 'service',
  limit: 'write',
  http: ['POST', '/conversations/:conversation/snooze'],
  socket: true,
});

export const wakeConversation = operation<{ conversation: ConversationId }, { entry: InboxEntry }>()({
  name: 'conversation.wake',
  summary: 'Brings a conversation that was put off back at once.',
  capability: 'conversation.snooze',
  purpose: 'service',
  limit: 'write',
  http: ['POST', '/conversations/:conversation/wake'],
  socket: true,
});

export const handoverOperations = [transferConversation, snoozeConversation, wakeConversation] as const;
