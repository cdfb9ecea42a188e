import type { AccountId, PictureId } from '@parlour/shared/model/ids.js';
import type { MemberView } from '@parlour/shared/protocol/team.js';
import type { Models } from '../models.js';
import type { AccountDocument } from './account.model.js';

/** The names of merchants and providers by id. */
export async function organizationNames(
  models: Models,
  of: readonly { readonly merchant: string | null; readonly provider: string | null }[],
): Promise<ReadonlyMap<string, string>> {
  const idsOf = (kind: 'merchant' | 'provider') => [...new Set(of.flatMap((one) => one[kind] ?? []))];
  const [merchants, providers] = await Promise.all([
    models.Merchant.find({ _id: { $in: idsOf('merchant') } }, { name: 1 }).lean(),
    models.Provider.find({ _id: { $in: idsOf('provider') } }, { name: 1 }).lean(),
  ]);
  return new Map([...merchants, ...providers].map(({ _id, name }) => [_id, name]));
}

export const memberView = (
  account: AccountDocument,
  names: ReadonlyMap<string, string>,
  picture?: PictureId,
): MemberView => ({
  id: account._id as AccountId,
  name: account.name,
  email: account.email,
  audience: account.audience,
  role: account.role,
  organization: names.get(account.merchant ?? account.provider ?? '') ?? null,
  secondFactor: Boolean(account.secondFactor),
  disabledAt: account.disabledAt?.getTime() ?? null,
  ...(picture && { picture }),
});
