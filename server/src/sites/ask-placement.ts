/**
 * A provider invites a merchant to a site, or a merchant asks for one. Whoever does learns only what they typed: the
 * invitation is kept, listed and counted the same whether or not there is anybody to answer it, and the mail that tells
 * the other side is not waited for.
 */
import { Refusal } from '@parlour/shared/protocol/errors.js';
import {
  invitationLife,
  type askPlacement,
  type invitePlacement,
} from '@parlour/shared/protocol/placement.js';
import { day } from '@parlour/shared/rules/expiry.js';
import { takeAllowance } from '../accounts/attempts.js';
import type { Context } from '../context.js';
import { newId } from '../new-id.js';
import type { OperationCall, UseCase } from '../use-case.js';
import { placementId } from './directory.js';
import { note } from './manage-sites.js';
import { invitationViews } from './placement-views.js';
import type { PlacementInvitationDocument } from './placement-invitation.model.js';
import { readOrigin } from './read-origin.js';
import { findSite } from './site-view.js';

/** Who invites, takes back and invites again does not fill a manager's mailbox. */
const mailsADay = { most: 3, within: 1 * day } as const;

/** Of one side, waiting at a time. */
const mostWaiting = 100;

type Asking = Pick<PlacementInvitationDocument, 'by' | 'said' | 'site' | 'provider' | 'merchant'>;

export const invitePlacementCase =
  (context: Context): UseCase<typeof invitePlacement> =>
  async ({ site: id, to }, call) => {
    const site = await findSite(context, id, call.scope);
    const said = to.trim().toLowerCase();
    const merchant = await merchantCalled(context, said);
    // Whose short name it is stands in the provider's own list; whose address it is does not, and is not told.
    const placed = await isPlaced(context, id, merchant ?? 'nobody');
    if (placed && !said.includes('@')) throw new Refusal('placement_exists');
    const asking: Asking = { by: 'provider', said, site: id, provider: site.provider, merchant };
    const invitation = await ask(context, call, asking, { by: 'provider', provider: site.provider });
    if (merchant) tellManagers(context, site.provider, merchant);
    const [placement] = await invitationViews(context.models, [invitation], 'provider');
    return { placement: placement! };
  };

export const askPlacementCase =
  (context: Context): UseCase<typeof askPlacement> =>
  async ({ origin }, call) => {
    const merchant = call.scope['merchant'];
    if (!merchant) throw new Refusal('forbidden');
    const reading = readOrigin(origin);
    if ('fault' in reading)
      throw new Refusal('bad_origin', { issues: [{ path: 'origin', message: reading.fault }] });
    const site = await siteAt(context, reading.origin);
    const placed = await isPlaced(context, site?._id ?? 'none', merchant);
    // The merchant's own list names a site by its first address; of its others nothing is told.
    if (placed && site?.origins[0] === reading.origin) throw new Refusal('placement_exists');
    const asking: Asking = {
      by: 'merchant',
      said: reading.origin,
      site: site?._id ?? null,
      provider: site?.provider ?? null,
      merchant,
    };
    const invitation = await ask(context, call, asking, { by: 'merchant', merchant });
    const [placement] = await invitationViews(context.models, [invitation], 'merchant');
    return { placement: placement! };
  };

async function ask(
  { models, clock, audit }: Context,
  call: OperationCall,
  asking: Asking,
  own: Readonly<Record<string, string>>,
): Promise<PlacementInvitationDocument> {
  const now = clock.now();
  const waiting = { ...own, endsAt: { $gt: new Date(now) } };
  const same = { ...waiting, said: asking.said, ...(asking.by === 'provider' && { site: asking.site }) };
  if (await models.PlacementInvitation.exists(same)) throw new Refusal('placement_exists');
  if ((await models.PlacementInvitation.countDocuments(waiting)) >= mostWaiting)
    throw new Refusal('list_full');
  const invitation = {
    _id: newId('invitation'),
    ...asking,
    at: new Date(now),
    endsAt: new Date(now + invitationLife),
  };
  await models.PlacementInvitation.create(invitation);
  await note({ audit }, call, 'placement.ask', invitation._id, { by: asking.by });
  return invitation;
}

/** By their name in addresses, or by the address of a manager who works. */
async function merchantCalled({ models }: Context, said: string): Promise<string | null> {
  if (!said.includes('@')) {
    const found = await models.Merchant.findOne({ slug: said, disabledAt: null }, { _id: 1 }).lean();
    return found?._id ?? null;
  }
  const manager = await models.Account.findOne(
    { audience: 'merchant', email: said, role: 'manager', disabledAt: null },
    { merchant: 1 },
  ).lean();
  return manager?.merchant ?? null;
}

/** Of several sites that say they have this origin, the one that had it first. */
async function siteAt({ models }: Context, origin: string) {
  return models.Site.findOne({ origins: origin, disabledAt: null }, { provider: 1, origins: 1 })
    .sort({ _id: 1 })
    .lean();
}

const isPlaced = ({ models }: Context, site: string, merchant: string) =>
  models.Placement.exists({ _id: placementId({ site, merchant }), state: { $ne: 'ended' } });

/** Not waited for: how long the answer takes must not tell whether there is anybody. */
function tellManagers(context: Context, provider: string, merchant: string): void {
  void mailManagers(context, provider, merchant).catch((error: unknown) =>
    context.log.warn({ err: error }, 'an invitation could not be mailed'),
  );
}

async function mailManagers(context: Context, provider: string, merchant: string): Promise<void> {
  const { models, mailer } = context;
  if (!mailer.works) return;
  await takeAllowance(context, `placement/${provider}/${merchant}`, mailsADay);
  const managers = await models.Account.find({ merchant, role: 'manager', disabledAt: null })
    .limit(20)
    .lean();
  for (const { email } of managers)
    await mailer.send({
      kind: 'placement',
      to: email,
      subject: 'You are invited to a site',
      text: `The provider of a web site invites your organization to be reachable there by chat.\n\nSee who it is, and accept or decline, in the merchant portal:\n\n${context.publicOrigin()}/merchant/placements\n\nWithout an answer the invitation ends after thirty days.\n`,
    });
}
