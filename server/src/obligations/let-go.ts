/**
 * RET-14: what only an ended law kept goes by the other rules. Run when one ends, and again every hour, so that it is
 * carried to its end whoever dies in between: what has been let go is not read again.
 */
import type { Context } from '../context.js';
import type { ConversationDocument } from '../conversations/conversation.model.js';
import { datedBy, expiryOf, redate } from '../conversations/expiry-of.js';
import type { ObligationDocument } from './obligation.model.js';
import { statutoryOf } from './obliged.js';

const atOnce = 500;

export async function letGo(context: Context): Promise<void> {
  const { models } = context;
  const ended = await models.Obligation.find({ whole: true, endedAt: { $ne: null } }, { _id: 1 }).lean();
  if (ended.length === 0) return;
  const ids = ended.map(({ _id }) => _id);
  for (;;) {
    const batch = await models.Conversation.find({ statutory: { $gt: 0 }, obligations: { $in: ids } })
      .limit(atOnce)
      .lean<ConversationDocument[]>();
    if (batch.length === 0) return;
    for (const conversation of batch) await letOneGo(context, conversation);
  }
}

async function letOneGo(context: Context, conversation: ConversationDocument): Promise<void> {
  const { models, clock } = context;
  const laws = await models.Obligation.find({
    _id: { $in: conversation.obligations ?? [] },
  }).lean<ObligationDocument[]>();
  const inForce = laws.filter(({ endedAt }) => endedAt === null);
  const statutory = statutoryOf(inForce) || null;
  const { _id, state, expiresAt } = conversation;
  if (state !== 'expired' && expiresAt.getTime() > clock.now()) await redate(context, _id, { statutory });
  else await hiddenGoes(context, conversation, statutory);
  // What an ended law kept is named by it no more; then it is not found again.
  const gone = laws.filter(({ endedAt, whole }) => whole && endedAt !== null).map((law) => law._id);
  await models.Conversation.updateOne({ _id, statutory }, { $pull: { obligations: { $in: gone } } });
}

/** Its deletion was asked for, and a law delayed it: now that comes, or waits for what else delays it. */
async function hiddenGoes(
  { models, clock }: Pick<Context, 'models' | 'clock'>,
  conversation: ConversationDocument,
  statutory: number | null,
): Promise<void> {
  const { at } = expiryOf({ ...conversation, accessUntil: null, statutory }, clock.now());
  await models.Conversation.updateOne(
    { _id: conversation._id, ...datedBy(conversation) },
    { $set: { statutory, expiresAt: new Date(Math.min(at, conversation.expiresAt.getTime())) } },
  );
}
