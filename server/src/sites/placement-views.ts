import type { InvitationId, MerchantId, SiteId } from '@parlour/shared/model/ids.js';
import type { PlacementView, Side } from '@parlour/shared/protocol/placement.js';
import type { Models } from '../models.js';
import type { PlacementDocument } from './placement.model.js';
import type { PlacementInvitationDocument } from './placement-invitation.model.js';

type Invited = Extract<PlacementView, { state: 'invited' }>;
type Names = Awaited<ReturnType<typeof namesOf>>;

/** Sites, providers and merchants that are named in a list, each read once. */
async function namesOf(models: Models, sites: readonly string[], merchants: readonly string[]) {
  const [foundSites, foundMerchants] = await Promise.all([
    models.Site.find({ _id: { $in: sites } }, { name: 1, origins: 1, provider: 1 }).lean(),
    models.Merchant.find({ _id: { $in: merchants } }, { slug: 1, name: 1 }).lean(),
  ]);
  const providers = await models.Provider.find(
    { _id: { $in: foundSites.map(({ provider }) => provider) } },
    { name: 1 },
  ).lean();
  const providerNames = new Map(providers.map(({ _id, name }) => [_id, name]));
  return {
    sites: new Map(
      foundSites.map(({ _id, name, origins, provider }) => [
        _id,
        {
          id: _id as SiteId,
          name,
          origin: origins[0] ?? '',
          provider: providerNames.get(provider) ?? '',
        },
      ]),
    ),
    merchants: new Map(
      foundMerchants.map(({ _id, slug, name }) => [_id, { id: _id as MerchantId, slug, name }]),
    ),
  };
}

export async function placementViews(
  models: Models,
  placements: readonly PlacementDocument[],
): Promise<PlacementView[]> {
  const names = await namesOf(
    models,
    placements.map(({ site }) => site),
    placements.map(({ merchant }) => merchant),
  );
  return placements.flatMap((placement): PlacementView[] => {
    const [site, merchant] = [names.sites.get(placement.site), names.merchants.get(placement.merchant)];
    if (!site || !merchant) return [];
    const { state = 'active', since, endedBy } = placement;
    return [{ state, site, merchant, since: since?.getTime() ?? null, by: endedBy ?? null }];
  });
}

/** As `side` sees them: whoever asked sees what they typed, and nothing of whom it was found to be. */
export async function invitationViews(
  models: Models,
  invitations: readonly PlacementInvitationDocument[],
  side: Side,
): Promise<Invited[]> {
  const present = (ids: readonly (string | null)[]) => ids.filter((id) => id !== null);
  const names = await namesOf(
    models,
    present(invitations.map(({ site }) => site)),
    present(invitations.map(({ merchant }) => merchant)),
  );
  return invitations.map((invitation) => viewOf(invitation, names, side));
}

function viewOf(
  { _id, by, said, site, merchant, at, endsAt }: PlacementInvitationDocument,
  names: Names,
  side: Side,
): Invited {
  const mine = by === side;
  return {
    state: 'invited',
    id: _id as InvitationId,
    by,
    // The address of a manager that a provider typed is not for all managers to read.
    said: mine ? said : '',
    site: mine && side === 'merchant' ? null : (names.sites.get(site ?? '') ?? null),
    merchant: mine && side === 'provider' ? null : (names.merchants.get(merchant ?? '') ?? null),
    since: at.getTime(),
    endsAt: endsAt.getTime(),
  };
}
