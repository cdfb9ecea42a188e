/** Which holds cover which conversations: asked again wherever something would be deleted (RET-5). */
import { covers, type HoldScope } from '@parlour/shared/rules/holds.js';
import type { QueryFilter } from 'mongoose';
import type { ConversationDocument } from '../conversations/conversation.model.js';
import type { Models } from '../models.js';
import type { HoldDocument } from './hold.model.js';

/** What of a conversation decides whether a hold covers it. */
export type Covered = Pick<
  ConversationDocument,
  '_id' | 'consumer' | 'merchant' | 'startedAt' | 'activityAt'
>;

/** Few at any time. */
export const holdsInForce = ({ Hold }: Pick<Models, 'Hold'>): Promise<HoldDocument[]> =>
  Hold.find({ releasedAt: null }).lean<HoldDocument[]>().exec();

export const coversConversation = (scope: HoldScope, conversation: Covered): boolean =>
  covers(scope, {
    conversation: conversation._id,
    consumer: conversation.consumer,
    merchant: conversation.merchant,
    startedAt: conversation.startedAt.getTime(),
    lastActiveAt: conversation.activityAt.getTime(),
  });

/** The same as a query. */
export const coveredBy = ({ conversation, consumer, merchant, from, to }: HoldScope) =>
  ({
    ...(conversation !== undefined && { _id: conversation }),
    ...(consumer !== undefined && { consumer }),
    ...(merchant !== undefined && { merchant }),
    ...(from !== undefined && { activityAt: { $gte: new Date(from) } }),
    ...(to !== undefined && { startedAt: { $lte: new Date(to) } }),
  }) satisfies QueryFilter<ConversationDocument>;

/** How a conversation carries the holds that cover it, from its first moment. */
export function heldBy(
  holds: readonly HoldDocument[],
  conversation: Covered,
): Pick<ConversationDocument, 'holds' | 'held' | 'heldOpenly'> {
  const covering = holds.filter(({ scope }) => coversConversation(scope, conversation));
  return {
    holds: covering.map(({ _id }) => _id),
    held: covering.length > 0 ? 'visible' : 'no',
    heldOpenly: covering.some(({ gagged }) => !gagged),
  };
}
