import type { SiteId } from '@parlour/shared/model/ids.js';
import { Refusal } from '@parlour/shared/protocol/errors.js';
import type { SiteView } from '@parlour/shared/protocol/site.js';
import type { Context } from '../context.js';
import type { OperationCall } from '../use-case.js';
import type { SiteDocument } from './site.model.js';

type Parts = Pick<Context, 'models' | 'clock'>;

/**
 * One of the caller's sites: another's is refused as one that does not exist.
 *
 * @throws Refusal `not_found`
 */
export async function findSite(
  { models }: Pick<Context, 'models'>,
  site: SiteId,
  scope: OperationCall['scope'],
): Promise<SiteDocument> {
  const found = await models.Site.findOne({ ...scope, _id: site }).lean<SiteDocument | null>();
  if (!found) throw new Refusal('not_found');
  return found;
}

export async function siteViews(
  { models, clock }: Parts,
  sites: readonly SiteDocument[],
): Promise<SiteView[]> {
  const placed = await models.Placement.aggregate<{ _id: string; count: number }>([
    { $match: { site: { $in: sites.map(({ _id }) => _id) }, state: { $ne: 'ended' } } },
    { $group: { _id: '$site', count: { $sum: 1 } } },
  ]);
  const counts = new Map(placed.map(({ _id, count }) => [_id, count]));
  const now = clock.now();
  return sites.map((site) => ({
    id: site._id as SiteId,
    name: site.name,
    origins: site.origins,
    key: site.key,
    formerKeys: (site.formerKeys ?? [])
      .map(({ key, endsAt }) => ({ key, endsAt: endsAt.getTime() }))
      .filter(({ endsAt }) => endsAt > now),
    disabledAt: site.disabledAt?.getTime() ?? null,
    merchants: counts.get(site._id) ?? 0,
    counting: site.counting ?? false,
  }));
}

export async function siteView(parts: Parts, site: SiteDocument): Promise<SiteView> {
  const [view] = await siteViews(parts, [site]);
  return view!;
}
