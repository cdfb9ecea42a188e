/**
 * REQ-9: a takedown that is asked for acts before it is decided. What the requester has made public themselves, or what
 * another has and they are named in, is out of sight at once; a refusal brings it back where its consent still lives,
 * anything else takes it away for good. A text that was looked at once and stays is hidden by nobody's word again.
 */
import type { ConversationId } from '@parlour/shared/model/ids.js';
import { isClosed } from '@parlour/shared/model/request.js';
import type { Context } from '../context.js';
import type { ConversationDocument } from '../conversations/conversation.model.js';
import type { RequestDocument } from '../requests/request.model.js';
import type { OperationCall } from '../use-case.js';
import { publicAmong, refOf, testimonialView } from './testimonial.js';

const atOnce = 500;

/** What is public of the requester, and what `about` names, is out of sight from now on. */
export async function withhold(
  context: Pick<Context, 'models' | 'vault' | 'clock'>,
  { _id, merchant }: Pick<RequestDocument, '_id' | 'merchant'>,
  { scope, about }: { readonly scope: OperationCall['scope']; readonly about: string | undefined },
): Promise<void> {
  const { models } = context;
  const own = await models.Conversation.find({ ...scope, published: true }, { _id: 1 })
    .limit(atOnce)
    .lean();
  const named = about === undefined ? [] : await namedBy(context, merchant, about);
  const withheld = [...new Set([...own.map((one) => one._id), ...named])];
  if (withheld.length === 0) return;
  // First what brings it back, then what hides it: a server that dies in between has hidden nothing.
  await models.Request.updateOne({ _id }, { $set: { withheld } });
  await models.Conversation.updateMany({ _id: { $in: withheld } }, { $set: { published: false } });
}

/** The conversation whose public text has this name; none where it was left standing once. */
async function namedBy(
  { models, vault, clock }: Pick<Context, 'models' | 'vault' | 'clock'>,
  merchant: string,
  about: string,
): Promise<string[]> {
  const found = await models.Conversation.find(
    { merchant, published: true, expiresAt: { $gt: new Date(clock.now()) } },
    { testimonial: 1 },
  )
    .sort({ 'testimonial.at': -1 })
    .limit(atOnce)
    .lean();
  const named = found.find((one) => refOf(vault, one) === about);
  if (!named) return [];
  const left = await models.Request.exists({
    merchant,
    kind: 'takedown',
    state: 'denied',
    withheld: named._id,
    receivedAt: { $gte: named.testimonial!.at },
  });
  return left ? [] : [named._id];
}

/** What is out of sight by a request that is not decided: for whoever decides, and whoever asked. */
export async function withheldBy(
  { models, vault }: Pick<Context, 'models' | 'vault'>,
  { withheld = [], state }: Pick<RequestDocument, 'withheld' | 'state'>,
): Promise<{ text: string; name: string }[]> {
  if (withheld.length === 0 || isClosed(state)) return [];
  const found = await models.Conversation.find({ _id: { $in: withheld }, published: false })
    .limit(atOnce)
    .lean<ConversationDocument[]>();
  const keys = await vault.open(found.map((one) => one._id as ConversationId));
  return found.flatMap((one) => {
    const view = testimonialView(one, keys.get(one._id as ConversationId));
    return view ? [{ text: view.text, name: view.name }] : [];
  });
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
