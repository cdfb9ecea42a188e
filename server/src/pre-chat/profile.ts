/**
 * What a consumer has said of themselves before the chat. It lies in the conversation, sealed with its key, and is gone
 * with it.
 */
import type { ConversationId, MerchantId } from '@parlour/shared/model/ids.js';
import type { correctProfile, Profile, ProfileField, readProfile } from '@parlour/shared/protocol/contact.js';
import { Refusal } from '@parlour/shared/protocol/errors.js';
import type { PreChatAnswer } from '@parlour/shared/protocol/pre-chat.js';
import { cleanText } from '@parlour/shared/rules/text.js';
import { announce } from '../conversations/announce.js';
import type { Context } from '../context.js';
import { contactOf } from '../contact/contact.js';
import type { ConversationDocument } from '../conversations/conversation.model.js';
import { findConversation } from '../conversations/find-conversation.js';
import type { UseCase } from '../use-case.js';
import { seal, unseal } from '../vault/seal.js';
import { bytesOf } from '../vault/vault.js';

const place = (conversation: string): string => `${conversation}/profile`;

/**
 * The answers to the fields that the merchant asks for now, masked as text is, sealed; null where there is none.
 *
 * @throws Refusal `invalid_input` where a field that may be insisted on is empty
 */
export async function sealAnswers(
  { preChat, masking }: Pick<Context, 'preChat' | 'masking'>,
  merchant: MerchantId,
  { conversation, key, answers }: { conversation: string; key: Buffer; answers: readonly PreChatAnswer[] },
): Promise<Buffer | null> {
  const asked = await preChat.fieldsOf(merchant);
  const given = new Map(answers.map(({ field, value }) => [field, cleanText(value)]));
  const missing = asked.filter(({ id, required }) => required && !given.get(id));
  if (missing.length > 0) {
    const issues = missing.map(({ id, label }) => ({ path: `answers.${id}`, message: `${label} is needed` }));
    throw new Refusal('invalid_input', { issues });
  }
  const fields: ProfileField[] = [];
  for (const { id, label, purpose, kind, options } of asked) {
    const value = given.get(id) ?? '';
    if (!value || (kind === 'choice' && !options.includes(value))) continue;
    fields.push({ id, label, purpose, value: (await masking.mask(merchant, value)).text });
  }
  return fields.length > 0 ? sealFields(key, conversation, fields) : null;
}

const sealFields = (key: Buffer, conversation: string, fields: readonly ProfileField[]): Buffer =>
  seal(key, place(conversation), JSON.stringify(fields));

export const profileFields = (
  { _id, profile }: ConversationDocument,
  key: Buffer | undefined,
): readonly ProfileField[] =>
  profile && key
    ? (JSON.parse(unseal(key, place(_id), bytesOf(profile)).toString('utf8')) as ProfileField[])
    : [];

export const readProfileCase =
  (context: Context): UseCase<typeof readProfile> =>
  async ({ conversation: id }, { scope }) =>
    profileOf(context, await findConversation(context, id, scope));

/** Fields and address, as both sides may see them. */
export async function profileOf(context: Context, conversation: ConversationDocument): Promise<Profile> {
  const id = conversation._id as ConversationId;
  const key = (await context.vault.open([id])).get(id);
  return { fields: profileFields(conversation, key), contact: await contactOf(context, conversation, key) };
}

/** REQ-4: what was filled in is replaced at once. */
export const correctProfileCase =
  (context: Context): UseCase<typeof correctProfile> =>
  async ({ conversation: id, field, value }, { scope }) => {
    const { models, vault, masking } = context;
    for (;;) {
      const conversation = await findConversation(context, id, scope);
      const key = (await vault.open([id])).get(id);
      if (!key) throw new Refusal('conversation_expired');
      const fields = profileFields(conversation, key);
      if (!fields.some((one) => one.id === field)) throw new Refusal('not_found');
      const corrected = (await masking.mask(conversation.merchant, cleanText(value))).text;
      const left = fields
        .map((one) => (one.id === field ? { ...one, value: corrected } : one))
        .filter((one) => one.value !== '');
      const changed = await models.Conversation.findOneAndUpdate(
        { _id: id, state: { $ne: 'expired' }, revision: conversation.revision },
        { $set: { profile: left.length > 0 ? sealFields(key, id, left) : null }, $inc: { revision: 1 } },
        { returnDocument: 'after' },
      ).lean<ConversationDocument>();
      // Somebody changed it meanwhile: it is put right in what stands there now.
      if (!changed) continue;
      await announce(context, changed);
      return profileOf(context, changed);
    }
  };
