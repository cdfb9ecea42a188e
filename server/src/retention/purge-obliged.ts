/**
 * RET-13: what a law kept goes on its date, or when its obligation has ended; key first. A hold that covers it keeps it,
 * as it would have kept the conversation.
 */
import { hour } from '@parlour/shared/rules/expiry.js';
import type { ConversationId } from '@parlour/shared/model/ids.js';
import type { Context } from '../context.js';
import { coversConversation, holdsInForce } from '../holds/holds-in-force.js';
import { letGo } from '../obligations/let-go.js';
import type { ObligedRecordDocument } from '../obligations/obliged-record.model.js';

type ObligedContext = Pick<Context, 'models' | 'clock' | 'vault' | 'audit'>;

const atOnce = 500;

export const watchObliged = (context: Context): void =>
  context.jobs.add({ name: 'obliged', every: 1 * hour, run: () => look(context) });

async function look(context: Context): Promise<void> {
  await letGo(context);
  await purgeObliged(context);
}

async function purgeObliged(context: ObligedContext): Promise<void> {
  const { models, clock } = context;
  const ended = await models.Obligation.find({ endedAt: { $ne: null } }, { _id: 1 }).lean();
  let after = '';
  for (;;) {
    const due = await models.ObligedRecord.find({
      _id: { $gt: after },
      $or: [{ until: { $lte: new Date(clock.now()) } }, { obligation: { $in: ended.map(({ _id }) => _id) } }],
    })
      .sort({ _id: 1 })
      .limit(atOnce)
      .lean<ObligedRecordDocument[]>();
    if (due.length === 0) return;
    await remove(context, due);
    after = due.at(-1)!._id;
  }
}

async function remove(
  { models, vault, audit }: ObligedContext,
  due: readonly ObligedRecordDocument[],
): Promise<void> {
  const holds = await holdsInForce(models);
  const free = due.filter(
    ({ conversation, ...rest }) =>
      !holds.some(({ scope }) => coversConversation(scope, { ...rest, _id: conversation })),
  );
  if (free.length === 0) return;
  const ids = free.map(({ _id }) => _id);
  await models.ConversationKey.deleteMany({ _id: { $in: ids } });
  vault.forget(ids as unknown as ConversationId[]);
  await models.ObligedRecord.deleteMany({ _id: { $in: ids } });
  await audit.append({ actor: 'system', action: 'obligation.purge', payload: { records: ids.length } });
}
