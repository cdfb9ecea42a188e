import type { AccountId, ConversationId, HoldId } from '@parlour/shared/model/ids.js';
import type { HoldView } from '@parlour/shared/protocol/hold.js';
import type { Context } from '../context.js';
import type { HoldDocument } from './hold.model.js';

/** When a custodian said that they keep what it covers; null where they have not. */
export const acknowledgedAt = ({ acknowledged = [] }: HoldDocument, custodian: string): number | null =>
  acknowledged.find(({ account }) => account === custodian)?.at.getTime() ?? null;

/** A hold as admins see it: who the consumer is, is not said (AUT-4). */
export async function holdView(
  { models, directory, clock }: Pick<Context, 'models' | 'directory' | 'clock'>,
  hold: HoldDocument,
): Promise<HoldView> {
  const { _id, scope, reason, author, custodians, gagged, reviewAt, placedAt, releasedAt } = hold;
  const count = (held: 'visible' | 'hidden') =>
    releasedAt ? 0 : models.Conversation.countDocuments({ holds: _id, held });
  const [names, visible, hidden, merchant] = await Promise.all([
    directory.agentNames([author, ...custodians]),
    count('visible'),
    count('hidden'),
    scope.merchant ? directory.merchant(scope.merchant) : null,
  ]);
  return {
    id: _id as HoldId,
    scope: {
      conversation: (scope.conversation as ConversationId | undefined) ?? null,
      consumer: scope.consumer !== undefined,
      merchant: merchant?.name ?? scope.merchant ?? null,
      from: scope.from ?? null,
      to: scope.to ?? null,
    },
    reason,
    author: names.get(author) ?? '',
    custodians: custodians.map((id) => ({
      id: id as AccountId,
      name: names.get(id) ?? '',
      acknowledgedAt: acknowledgedAt(hold, id),
    })),
    gagged,
    reviewAt: reviewAt.getTime(),
    isReviewDue: releasedAt === null && reviewAt.getTime() <= clock.now(),
    placedAt: placedAt.getTime(),
    releasedAt: releasedAt?.getTime() ?? null,
    held: visible + hidden,
    hidden,
  };
}
