/**
 * REQ-9: a takedown that is asked for acts before it is decided. What the requester has made public themselves is out
 * of sight at once; a refusal brings it back where its consent still lives, anything else takes it away for good.
 */
import type { ConversationId } from '@parlour/shared/model/ids.js';
import { isClosed } from '@parlour/shared/model/request.js';
import type { Context } from '../context.js';
import type { RequestDocument } from '../requests/request.model.js';
import type { OperationCall } from '../use-case.js';
import { publicAmong } from './testimonial.js';

const atOnce = 500;

/** The ids of what is public of the requester, out of sight from now on. */
export async function withhold(
  { models }: Pick<Context, 'models'>,
  { _id }: Pick<RequestDocument, '_id'>,
  scope: OperationCall['scope'],
): Promise<void> {
  const found = await models.Conversation.find({ ...scope, published: true }, { _id: 1 })
    .limit(atOnce)
    .lean();
  const withheld = found.map(({ _id: conversation }) => conversation);
  if (withheld.length === 0) return;
  // First what brings it back, then what hides it: a server that dies in between has hidden nothing.
  await models.Request.updateOne({ _id }, { $set: { withheld } });
  await models.Conversation.updateMany({ _id: { $in: withheld } }, { $set: { published: false } });
}

/** After the decision. What was published anew meanwhile is a new word of the consumer's, and stays. */
export async function settleWithheld(
  { models }: Pick<Context, 'models'>,
  { withheld, state, receivedAt }: RequestDocument,
): Promise<void> {
  if (!withheld?.length || !isClosed(state)) return;
  const theirs = { published: false, 'testimonial.at': { $lte: receivedAt } };
  if (state !== 'denied') {
    await models.Conversation.updateMany(
      { ...theirs, _id: { $in: withheld } },
      { $set: { testimonial: null } },
    );
    return;
  }
  const agreed = await publicAmong({ models }, withheld as ConversationId[]);
  await models.Conversation.updateMany(
    { ...theirs, _id: { $in: [...agreed] } },
    { $set: { published: true } },
  );
}
