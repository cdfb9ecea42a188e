/** What a conversation's address may be used for, and what goes when that changes. */
import type { ConversationId } from '@parlour/shared/model/ids.js';
import { permits } from '@parlour/shared/model/purpose.js';
import { contactPurposes, type ContactPurpose } from '@parlour/shared/protocol/contact.js';
import type { Context } from '../context.js';

/** What the address may be used for, by the latest answer for each purpose. */
export async function agreedOf(
  { models }: Pick<Context, 'models'>,
  conversation: ConversationId,
): Promise<ContactPurpose[]> {
  const events = await models.ConsentEvent.find({
    conversation,
    purpose: { $in: [...contactPurposes] },
  })
    .sort({ number: 1 })
    .lean();
  const latest = new Map(events.map(({ purpose, state }) => [purpose, state]));
  return contactPurposes.filter((purpose) => permits(latest.get(purpose)));
}

/**
 * CON-4: after a withdrawal. What waits in the mail queue for a purpose that is not agreed to goes; with the last
 * purpose goes the address.
 */
export async function forgetUnagreed(
  { models }: Pick<Context, 'models'>,
  conversation: ConversationId,
): Promise<void> {
  const agreed = await agreedOf({ models }, conversation);
  const gone = contactPurposes.filter((purpose) => !agreed.includes(purpose));
  if (gone.length === 0) return;
  await models.Mail.deleteMany({ conversation, kind: { $in: gone } });
  if (agreed.length > 0) return;
  await models.Conversation.updateOne(
    { _id: conversation, contact: { $ne: null } },
    { $set: { contact: null, answerWaits: false } },
  );
}
