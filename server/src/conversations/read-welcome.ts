import type { ConversationId } from '@parlour/shared/model/ids.js';
import type { welcome } from '@parlour/shared/protocol/conversation.js';
import { Refusal } from '@parlour/shared/protocol/errors.js';
import type { Caller, Place } from '@parlour/shared/access/table.js';
import type { Context } from '../context.js';
import { comingPolicy } from '../policies/coming.js';
import type { ConversationDocument } from './conversation.model.js';
import { lawOf } from '../obligations/obliged.js';
import { rulesInForce } from '../retention/rules-in-force.js';
import type { UseCase } from '../use-case.js';

/** What the widget shows when it is opened. A visitor leaves nothing by it (WID-1). */
export const welcomeCase =
  (context: Context): UseCase<typeof welcome> =>
  async (_input, { caller }) => {
    const place = 'place' in caller ? caller.place : null;
    const current = place && (await currentOf(context, caller, place));
    const merchant = place && (await context.directory.merchant(place.merchant));
    if (!place || !merchant) throw new Refusal('unknown_site');
    return {
      merchant: { slug: merchant.slug, name: merchant.name },
      greeting: merchant.greeting,
      presence: context.presenceOf(place.merchant),
      hours: await context.hours.standing(place.merchant),
      mail: context.mailer.works,
      asksMarketing: (await context.appearances.of(place.merchant)).asksMarketing,
      preChat: await context.preChat.fieldsOf(place.merchant),
      appearance: await context.appearances.told(place.merchant),
      notice: await context.policies.notice(),
      coming: (await context.policies.comingFor('consumer')).map(comingPolicy),
      retention: await rulesInForce(context.models, place.merchant),
      ...(await lawOf(context, current?.open ? current : place)),
      conversation: (current?._id as ConversationId | undefined) ?? null,
    };
  };

async function currentOf(
  { models, clock }: Context,
  caller: Caller,
  place: Place,
): Promise<Pick<ConversationDocument, '_id' | 'open' | 'obligations'> | null> {
  if (caller.role !== 'consumer') return null;
  return models.Conversation.findOne(
    {
      consumer: caller.consumer,
      ...place,
      state: { $ne: 'expired' },
      expiresAt: { $gt: new Date(clock.now()) },
    },
    { _id: 1, open: 1, obligations: 1 },
  )
    .sort({ open: -1, startedAt: -1 })
    .lean();
}
