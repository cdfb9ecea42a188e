/** Both sides of a placement: what there is, what waits, accepting, declining, taking back, ending (AUT-3). */
import type { InvitationId } from '@parlour/shared/model/ids.js';
import { Refusal } from '@parlour/shared/protocol/errors.js';
import type {
  Side,
  answerPlacement,
  endPlacement,
  listPlacements,
  withdrawPlacement,
} from '@parlour/shared/protocol/placement.js';
import type { Context } from '../context.js';
import type { OperationCall, UseCase } from '../use-case.js';
import { directoryChanged } from './changed.js';
import { placementId } from './directory.js';
import { note } from './manage-sites.js';
import { invitationViews, placementViews } from './placement-views.js';
import type { PlacementDocument } from './placement.model.js';
import type { PlacementInvitationDocument } from './placement-invitation.model.js';

const pageSize = 100;

const sideOf = ({ scope }: OperationCall): Side => (scope['provider'] ? 'provider' : 'merchant');

/** A provider's placements are those on their sites; a merchant's are their own. */
async function within({ models }: Context, { scope }: OperationCall): Promise<Record<string, unknown>> {
  if (!scope['provider']) return { merchant: scope['merchant'] };
  const sites = await models.Site.find({ provider: scope['provider'] }, { _id: 1 }).lean();
  return { site: { $in: sites.map(({ _id }) => _id) } };
}

export const listPlacementsCase =
  (context: Context): UseCase<typeof listPlacements> =>
  async ({ after }, call) => {
    const { models, clock } = context;
    const own = await within(context, call);
    const [invitations, placements] = await Promise.all([
      after === undefined
        ? models.PlacementInvitation.find({ ...call.scope, endsAt: { $gt: new Date(clock.now()) } })
            .sort({ at: -1 })
            .limit(2 * pageSize)
            .lean<PlacementInvitationDocument[]>()
        : [],
      models.Placement.find({ $and: [own, ...(after === undefined ? [] : [{ _id: { $gt: after } }])] })
        .sort({ _id: 1 })
        .limit(pageSize + 1)
        .lean<PlacementDocument[]>(),
    ]);
    const page = placements.slice(0, pageSize);
    return {
      placements: [
        ...(await invitationViews(models, invitations, sideOf(call))),
        ...(await placementViews(models, page)),
      ],
      next: placements.length > pageSize ? page.at(-1)!._id : null,
    };
  };

/** One that stands and that the caller's side has to do with. What one has asked oneself one cannot answer. */
async function findInvitation(
  { models, clock }: Context,
  id: InvitationId,
  { scope }: OperationCall,
  by: Side,
): Promise<PlacementInvitationDocument> {
  const found = await models.PlacementInvitation.findOne({
    ...scope,
    _id: id,
    by,
    endsAt: { $gt: new Date(clock.now()) },
  }).lean<PlacementInvitationDocument | null>();
  if (!found) throw new Refusal('not_found');
  return found;
}

/** Of an acceptance and a withdrawal at the same time, one has it. */
async function take({ models }: Context, { _id }: PlacementInvitationDocument): Promise<void> {
  const { deletedCount } = await models.PlacementInvitation.deleteOne({ _id });
  if (deletedCount !== 1) throw new Refusal('not_found');
}

export const answerPlacementCase =
  (context: Context): UseCase<typeof answerPlacement> =>
  async ({ invitation: id, accept }, call) => {
    const { models, clock } = context;
    const invitation = await findInvitation(
      context,
      id,
      call,
      sideOf(call) === 'provider' ? 'merchant' : 'provider',
    );
    const { site, merchant } = invitation;
    await take(context, invitation);
    if (accept && site && merchant) {
      await models.Placement.updateOne(
        { _id: placementId({ site, merchant }) },
        { $set: { site, merchant, state: 'active', since: new Date(clock.now()), endedBy: null } },
        { upsert: true },
      );
      directoryChanged(context);
    }
    await note(context, call, accept ? 'placement.accept' : 'placement.decline', id);
    return {};
  };

export const withdrawPlacementCase =
  (context: Context): UseCase<typeof withdrawPlacement> =>
  async ({ invitation: id }, call) => {
    await take(context, await findInvitation(context, id, call, sideOf(call)));
    await note(context, call, 'placement.withdraw', id);
    return {};
  };

/** AUT-3: sockets of consumers there are closed, and what agents send there is refused. */
export const endPlacementCase =
  (context: Context): UseCase<typeof endPlacement> =>
  async ({ site, merchant }, call) => {
    const { models, clock } = context;
    const ended = await models.Placement.updateOne(
      {
        $and: [
          await within(context, call),
          { _id: placementId({ site, merchant }), site, merchant, state: { $ne: 'ended' } },
        ],
      },
      { $set: { state: 'ended', since: new Date(clock.now()), endedBy: sideOf(call) } },
    );
    if (ended.matchedCount !== 1) throw new Refusal('not_found');
    await note(context, call, 'placement.end', placementId({ site, merchant }));
    directoryChanged(context);
    return {};
  };
