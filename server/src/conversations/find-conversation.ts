import type { ConversationId } from '@parlour/shared/model/ids.js';
import { Refusal } from '@parlour/shared/protocol/errors.js';
import type { Context } from '../context.js';
import type { Models } from '../models.js';
import type { OperationCall } from '../use-case.js';
import type { ConversationDocument } from './conversation.model.js';

/**
 * The conversation, if it is within the caller's scope: what is not theirs and what does not exist are refused
 * alike. What has reached its date is refused by the date and not by the sweep (RET-2); a clock that goes back
 * does not show it again, since its state says so too (RET-7).
 */
export async function findConversation(
  { models, clock }: Pick<Context, 'models' | 'clock'>,
  conversation: ConversationId,
  scope: OperationCall['scope'],
): Promise<ConversationDocument> {
  const found = await models.Conversation.findOne({
    ...scope,
    _id: conversation,
  }).lean<ConversationDocument>();
  if (!found) throw new Refusal('not_found');
  requireLiving(found, clock.now());
  return found;
}

export function requireLiving(conversation: ConversationDocument, now: number): void {
  if (!isLiving(conversation, now)) throw new Refusal('conversation_expired');
}

export const isLiving = ({ state, expiresAt }: ConversationDocument, now: number): boolean =>
  state !== 'expired' && expiresAt.getTime() > now;

/** The `seq` of the latest message, 0 where there is none. */
export async function headOf(
  { models }: { readonly models: Pick<Models, 'Message'> },
  conversation: string,
): Promise<number> {
  const last = await models.Message.findOne({ conversation }, { seq: 1 }).sort({ seq: -1 }).lean();
  return last?.seq ?? 0;
}
