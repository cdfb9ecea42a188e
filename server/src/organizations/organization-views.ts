import type { MerchantId, ProviderId } from '@parlour/shared/model/ids.js';
import type { OrganizationKind, OrganizationView } from '@parlour/shared/protocol/organization.js';
import type { Models } from '../models.js';

/** What merchants and providers have in common. */
export interface OrganizationDocument {
  readonly _id: string;
  readonly name: string;
  readonly slug?: string;
  readonly disabledAt?: Date | null;
}

interface Count {
  readonly _id: string;
  readonly count: number;
}

const countBy = (field: string, matching: Record<string, unknown>) => [
  { $match: matching },
  { $group: { _id: `$${field}`, count: { $sum: 1 } } },
];

/** How many accounts each has, and how many sites: a provider's own, or those where a merchant is reachable. */
export async function organizationViews(
  models: Models,
  kind: OrganizationKind,
  organizations: readonly OrganizationDocument[],
): Promise<OrganizationView[]> {
  const ids = { $in: organizations.map(({ _id }) => _id) };
  const [accounts, sites] = await Promise.all([
    models.Account.aggregate<Count>(countBy(kind, { [kind]: ids })),
    kind === 'provider'
      ? models.Site.aggregate<Count>(countBy('provider', { provider: ids }))
      : models.Placement.aggregate<Count>(countBy('merchant', { merchant: ids, state: { $ne: 'ended' } })),
  ]);
  const of = (counts: readonly Count[], id: string) => counts.find(({ _id }) => _id === id)?.count ?? 0;
  return organizations.map(({ _id, name, slug, disabledAt }) => ({
    id: _id as MerchantId | ProviderId,
    kind,
    name,
    slug: slug ?? null,
    accounts: of(accounts, _id),
    sites: of(sites, _id),
    disabledAt: disabledAt?.getTime() ?? null,
  }));
}
