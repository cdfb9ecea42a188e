/** What a conversation's address may be used for, and what goes when that changes. */
import type { ConversationId } from '@parlour/shared/model/ids.js';
import { permits, type ConsentState } from '@parlour/shared/model/purpose.js';
import { contactPurposes, type ContactPurpose } from '@parlour/shared/protocol/contact.js';
import type { Context } from '../context.js';

/** What seals the address, beside the key. */
export const contactPlace = (conversation: string): string => `${conversation}/contact`;

/** What the address may be used for, by the latest answer for each purpose. */
export async function agreedOf(
  context: Pick<Context, 'models'>,
  conversation: ConversationId,
): Promise<ContactPurpose[]> {
  const latest = await latestOf(context, conversation);
  return contactPurposes.filter((purpose) => permits(latest.get(purpose)));
}

/** OPT-4: whether a yes to news waits for whoever reads the address to confirm it. */
export const isAwaited = async (
  context: Pick<Context, 'models'>,
  conversation: ConversationId,
): Promise<boolean> => (await latestOf(context, conversation)).get('marketing') === 'requested';

async function latestOf(
  { models }: Pick<Context, 'models'>,
  conversation: ConversationId,
): Promise<Map<string, ConsentState>> {
  const events = await models.ConsentEvent.find({
    conversation,
    purpose: { $in: [...contactPurposes] },
  })
    .sort({ number: 1 })
    .lean();
  return new Map(events.map(({ purpose, state }) => [purpose, state]));
}

/**
 * CON-4: after a withdrawal. What waits in the mail queue for a purpose that is not agreed to goes; with the last
 * purpose goes the address, unless it still waits to be confirmed (OPT-4).
 */
export async function forgetUnagreed(
  { models }: Pick<Context, 'models'>,
  conversation: ConversationId,
): Promise<void> {
  const agreed = await agreedOf({ models }, conversation);
  const isWaiting = await isAwaited({ models }, conversation);
  const gone: string[] = contactPurposes.filter((purpose) => !agreed.includes(purpose));
  if (!isWaiting) gone.push('confirmation');
  if (gone.length === 0) return;
  await models.Mail.deleteMany({ conversation, kind: { $in: gone } });
  if (!isWaiting) await models.Conversation.updateOne({ _id: conversation }, { $unset: { confirmUntil: 1 } });
  if (agreed.length > 0 || isWaiting) return;
  await models.Conversation.updateOne(
    { _id: conversation, contact: { $ne: null } },
    {
      $set: { contact: null, answerWaits: false },
      $unset: { contactToken: 1, contactConfirmedAt: 1, confirmUntil: 1 },
    },
  );
}
