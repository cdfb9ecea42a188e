/** What live updates of a conversation carry, so that each side receives them in the shape that is theirs. */
import { z } from 'zod';
import { conversationId, participantId, seqOut } from './fields.js';
import { ofClass } from './field-class.js';
import { conversation, message } from './views.js';

/** The updates that consumers and agents both receive. */
export const conversationEvents = {
  'message.posted': message,
  'conversation.changed': conversation,
  'conversation.gone': z.object({ conversation: conversationId }),
  'conversation.head': z.object({ conversation: conversationId, seq: seqOut }),
  'cursor.moved': z.object({
    conversation: conversationId,
    participant: participantId,
    delivered: seqOut,
    read: seqOut,
  }),
  'typing.shown': z.object({
    conversation: conversationId,
    participant: participantId,
    name: ofClass('plain', z.string()).nullable(),
    typing: z.boolean(),
  }),
} as const;

export type ConversationEventName = keyof typeof conversationEvents;
