/**
 * The marks that a conversation carries of its holds. They make the sweep pass over what is held; what is true is
 * decided by the holds themselves, which the purge reads again.
 */
import type { ConversationDocument } from '../conversations/conversation.model.js';
import type { Context } from '../context.js';
import { coveredBy } from './holds-in-force.js';
import type { HoldDocument } from './hold.model.js';

type MarkContext = Pick<Context, 'models'>;

const batchSize = 1_000;

/** Marks everything that the hold covers, a batch at a time; what a batch has marked, the next does not see. */
export async function markCovered(context: MarkContext, hold: HoldDocument): Promise<void> {
  for (;;) {
    const batch = await context.models.Conversation.find(
      { ...coveredBy(hold.scope), holds: { $ne: hold._id } },
      { _id: 1 },
    )
      .limit(batchSize)
      .lean();
    if (batch.length === 0) return;
    await markHeld(
      context,
      hold,
      batch.map(({ _id }) => _id),
    );
  }
}

export async function markHeld(
  { models }: MarkContext,
  { _id: hold, gagged }: HoldDocument,
  conversations: readonly string[],
): Promise<void> {
  const _id = { $in: conversations };
  await models.Conversation.updateMany(
    { _id },
    { $addToSet: { holds: hold }, ...(!gagged && { $set: { heldOpenly: true } }) },
  );
  await models.Conversation.updateMany({ _id, state: { $ne: 'expired' } }, { $set: { held: 'visible' } });
  await models.Conversation.updateMany({ _id, state: 'expired' }, { $set: { held: 'hidden' } });
}

/** What is still held by the given hold, a batch at a time. */
export const stillHeld = ({ models }: MarkContext, hold: string): Promise<ConversationDocument[]> =>
  models.Conversation.find({ holds: hold, held: { $in: ['visible', 'hidden'] } })
    .limit(batchSize)
    .lean<ConversationDocument[]>()
    .exec();
