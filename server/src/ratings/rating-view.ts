import type { RatingView } from '@parlour/shared/model/conversation.js';
import type { ConversationDocument } from '../conversations/conversation.model.js';
import { unseal } from '../vault/seal.js';
import { bytesOf } from '../vault/vault.js';

/** What a comment is sealed with, beside the conversation's key. */
export const commentContext = (conversation: string): string => `${conversation}/rating`;

/** The rating with its comment opened. Without its key the comment is gone already: it is being purged (STO-4). */
export function ratingView(
  { _id, rating }: Pick<ConversationDocument, '_id' | 'rating'>,
  key: Buffer | undefined,
): RatingView | undefined {
  if (!rating) return undefined;
  const comment =
    key && rating.comment ? unseal(key, commentContext(_id), bytesOf(rating.comment)).toString('utf8') : '';
  return { score: rating.score, comment, at: rating.at.getTime() };
}
