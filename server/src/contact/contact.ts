/**
 * The address that a consumer has left with a conversation: sealed with its key, used for what is agreed to and nothing
 * else, and gone as soon as nothing of it is agreed to any more.
 */
import type { ConversationId } from '@parlour/shared/model/ids.js';
import type { giveContact, Profile } from '@parlour/shared/protocol/contact.js';
import { Refusal } from '@parlour/shared/protocol/errors.js';
import { decideConsentCase } from '../consent/decide-consent.js';
import type { Context } from '../context.js';
import { announce } from '../conversations/announce.js';
import type { ConversationDocument } from '../conversations/conversation.model.js';
import { findConversation } from '../conversations/find-conversation.js';
import type { UseCase } from '../use-case.js';
import { seal, unseal } from '../vault/seal.js';
import { bytesOf } from '../vault/vault.js';
import { agreedOf, forgetUnagreed } from './agreed.js';

const place = (conversation: string): string => `${conversation}/contact`;

/**
 * CNV-4, OPT-1: consent first, then the address. A server that dies in between leaves a yes without an address, and
 * never an address without a yes.
 */
export const giveContactCase =
  (context: Context): UseCase<typeof giveContact> =>
  async ({ conversation: id, email, ...deciding }, call) => {
    const { open } = await findConversation(context, id, call.scope);
    if (!context.mailer.works) throw new Refusal('mail_not_set_up');
    if (!open) throw new Refusal('conversation_closed');
    await decideConsentCase(context)({ conversation: id, ...deciding }, call);
    if ((await agreedOf(context, id)).length === 0) throw new Refusal('purpose_refused');
    const key = (await context.vault.open([id])).get(id);
    if (!key) throw new Refusal('conversation_expired');
    const changed = await context.models.Conversation.findOneAndUpdate(
      { _id: id, open: true },
      { $set: { contact: seal(key, place(id), email) }, $inc: { revision: 1 } },
      { returnDocument: 'after' },
    ).lean<ConversationDocument>();
    if (!changed) throw new Refusal('conversation_closed');
    // Withdrawn in another tab at the same moment: then it goes again.
    await forgetUnagreed(context, id);
    return { conversation: await announce(context, changed) };
  };

/** Null where there is no address, or it may not be used any more. */
export async function contactOf(
  context: Pick<Context, 'models'>,
  { _id, contact }: ConversationDocument,
  key: Buffer | undefined,
): Promise<Profile['contact']> {
  if (!contact || !key) return null;
  const purposes = await agreedOf(context, _id as ConversationId);
  if (purposes.length === 0) return null;
  return { email: unseal(key, place(_id), bytesOf(contact)).toString('utf8'), purposes };
}
