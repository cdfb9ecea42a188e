import type { previewPurge, PurgePreview } from '@parlour/shared/protocol/retention.js';
import type { Context } from '../context.js';
import type { UseCase } from '../use-case.js';

type PreviewContext = Pick<Context, 'models' | 'clock' | 'directory'>;

/** RET-8: what a purge would remove now, by merchant and rule, without content. Costs as much as is due. */
export async function purgePreview({ models, clock, directory }: PreviewContext): Promise<PurgePreview> {
  const asOf = clock.now();
  const rows = await models.Conversation.aggregate<{
    _id: { merchant: string; rule: string };
    conversations: number;
  }>([
    { $match: { held: 'no', expiresAt: { $lte: new Date(asOf) } } },
    {
      $group: {
        // The last reason is the one that decided.
        _id: { merchant: '$merchant', rule: { $arrayElemAt: ['$expiryReasons.rule', -1] } },
        conversations: { $sum: 1 },
      },
    },
  ]);
  const groups = await Promise.all(
    rows.map(async ({ _id, conversations }) => ({
      merchant: (await directory.merchant(_id.merchant))?.name ?? _id.merchant,
      rule: _id.rule,
      conversations,
    })),
  );
  return {
    asOf,
    conversations: groups.reduce((sum, group) => sum + group.conversations, 0),
    groups: groups.toSorted((a, b) => a.merchant.localeCompare(b.merchant) || a.rule.localeCompare(b.rule)),
  };
}

export const previewPurgeCase =
  (context: Context): UseCase<typeof previewPurge> =>
  () =>
    purgePreview(context);
