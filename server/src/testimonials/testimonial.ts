/**
 * PUB-1: what a consumer lets everybody read. It is a part of their conversation, sealed with its key like all else:
 * it ends with the consent to it, and with the conversation at the latest.
 */
import type { RatingScore } from '@parlour/shared/model/conversation.js';
import { permits } from '@parlour/shared/model/purpose.js';
import type { ConversationId } from '@parlour/shared/model/ids.js';
import type { Testimonial } from '@parlour/shared/protocol/testimonial.js';
import type { Context } from '../context.js';
import type { ConversationDocument } from '../conversations/conversation.model.js';
import { seal, unseal } from '../vault/seal.js';
import { bytesOf } from '../vault/vault.js';

const place = (conversation: string): string => `${conversation}/testimonial`;

type Words = Pick<Testimonial, 'text' | 'name'>;

export const sealWords = (key: Buffer, conversation: string, words: Words): Buffer =>
  seal(key, place(conversation), JSON.stringify(words));

/** Null where nothing is public, or the key is gone. */
export function testimonialView(
  { _id, testimonial }: ConversationDocument,
  key: Buffer | undefined,
): Testimonial | null {
  if (!testimonial || !key) return null;
  const { score, words, at } = testimonial;
  const { text, name } = JSON.parse(unseal(key, place(_id), bytesOf(words)).toString('utf8')) as Words;
  return { score: score as RatingScore, text, name, at: at.getTime() };
}

/** REQ-9: names one text to the public, and leads nobody from it to its conversation. */
export const refOf = (
  vault: Pick<Context['vault'], 'subject'>,
  { _id, testimonial }: Pick<ConversationDocument, '_id' | 'testimonial'>,
): string => vault.subject(`testimonial of ${_id} at ${testimonial?.at.getTime() ?? 0}`).slice(0, 22);

/** Those of these that the consumer agrees to have read, by their latest answer. */
export async function publicAmong(
  { models }: Pick<Context, 'models'>,
  conversations: readonly ConversationId[],
): Promise<ReadonlySet<ConversationId>> {
  const events = await models.ConsentEvent.find({
    conversation: { $in: conversations },
    purpose: 'publication',
  })
    .sort({ number: 1 })
    .lean();
  const latest = new Map(events.map(({ conversation, state }) => [conversation as ConversationId, state]));
  return new Set(conversations.filter((conversation) => permits(latest.get(conversation))));
}

/** CON-4: after a withdrawal nothing of it is public any more. */
export async function unpublish(
  { models }: Pick<Context, 'models'>,
  conversation: ConversationId,
): Promise<void> {
  if ((await publicAmong({ models }, [conversation])).has(conversation)) return;
  await models.Conversation.updateOne(
    { _id: conversation, testimonial: { $ne: null } },
    { $set: { testimonial: null, published: false } },
  );
}
