import type { ConversationId } from '../model/ids.js';
import { operation } from './define.js';

export interface SendInput {
  readonly conversation: ConversationId;
  readonly clientId: string;
  readonly text: string;
}

/** MSG-2: comes only after the message is on disk. The same for a repeated send (MSG-4). */
export interface SendOutput {
  readonly conversation: ConversationId;
  readonly clientId: string;
  readonly seq: number;
  readonly at: number;
}

export const sendMessage = operation<SendInput, SendOutput>()({
  name: 'message.send',
  summary: 'Sends a text. Repeat it with the same clientId until it is acknowledged: it is stored once.',
  capability: 'message.send',
  purpose: 'service',
  limit: 'message',
  http: ['POST', '/conversations/:conversation/messages'],
  socket: true,
});

export interface AcknowledgeInput {
  readonly conversation: ConversationId;
  readonly delivered?: number | undefined;
  readonly read?: number | undefined;
}

export const acknowledge = operation<AcknowledgeInput, Record<never, never>>()({
  name: 'message.acknowledge',
  summary:
    'Moves the caller’s delivered and read cursors forward; neither ever goes back, nor past the head.',
  capability: 'message.acknowledge',
  purpose: 'service',
  limit: 'signal',
  http: ['POST', '/conversations/:conversation/cursor'],
  socket: true,
});

export const showTyping = operation<
  { conversation: ConversationId; typing: boolean },
  Record<never, never>
>()({
  name: 'typing.show',
  summary: 'Shows the others that the caller is typing; it disappears by itself after six seconds.',
  capability: 'typing.show',
  purpose: 'service',
  limit: 'signal',
  socket: true,
});
