/**
 * The address that a consumer has left with a conversation: sealed with its key, used for what is agreed to and nothing
 * else, and gone as soon as nothing of it is agreed to any more.
 */
import type { ConversationId } from '@parlour/shared/model/ids.js';
import type { giveContact, Profile } from '@parlour/shared/protocol/contact.js';
import type { InputOf } from '@parlour/shared/protocol/define.js';
import { Refusal } from '@parlour/shared/protocol/errors.js';
import { decide } from '../consent/decide-consent.js';
import type { Context } from '../context.js';
import { announce } from '../conversations/announce.js';
import type { ConversationDocument } from '../conversations/conversation.model.js';
import { findConversation } from '../conversations/find-conversation.js';
import type { UseCase } from '../use-case.js';
import { seal, unseal } from '../vault/seal.js';
import { bytesOf } from '../vault/vault.js';
import { agreedOf, contactPlace as place, forgetUnagreed, isAwaited } from './agreed.js';
import { askConfirmation } from './confirmation.js';

/**
 * CNV-4, OPT-1: consent first, then the address. A server that dies in between leaves a yes without an address, and
 * never an address without a yes.
 */
export const giveContactCase =
  (context: Context): UseCase<typeof giveContact> =>
  async ({ conversation: id, email, ...deciding }, call) => {
    const before = await findConversation(context, id, call.scope);
    if (!context.mailer.works) throw new Refusal('mail_not_set_up');
    if (!before.open) throw new Refusal('conversation_closed');
    const contactToken = context.addresses.tokenOf(before.merchant, email);
    const isNew = before.contactToken !== contactToken;
    await decide(
      context,
      { conversation: id, ...(await askAnew(context, deciding, isNew && id)) },
      call,
      isNew,
    );
    if ((await agreedOf(context, id)).length === 0 && !(await isAwaited(context, id)))
      throw new Refusal('purpose_refused');
    const key = (await context.vault.open([id])).get(id);
    if (!key) throw new Refusal('conversation_expired');
    const changed = await context.models.Conversation.findOneAndUpdate(
      { _id: id, open: true },
      {
        $set: { contact: seal(key, place(id), email), contactToken },
        ...(isNew && { $unset: { contactConfirmedAt: 1, confirmUntil: 1 } }),
        $inc: { revision: 1 },
      },
      { returnDocument: 'after' },
    ).lean<ConversationDocument>();
    if (!changed) throw new Refusal('conversation_closed');
    // Withdrawn in another tab at the same moment: then it goes again.
    await forgetUnagreed(context, id);
    await askConfirmation(context, id);
    return { conversation: await announce(context, changed) };
  };

type Deciding = Pick<InputOf<typeof giveContact>, 'notice' | 'locale' | 'decisions'>;

/** OPT-4: a yes to news was one for the address before. For another one it is asked anew, and waits again. */
async function askAnew(context: Context, deciding: Deciding, id: ConversationId | false): Promise<Deciding> {
  const isSaid = deciding.decisions.some(({ purpose }) => purpose === 'marketing');
  if (!id || isSaid || !(await agreedOf(context, id)).includes('marketing')) return deciding;
  return { ...deciding, decisions: [...deciding.decisions, { purpose: 'marketing', state: 'given' }] };
}

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
