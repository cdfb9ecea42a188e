import type { AccountId } from '@parlour/shared/model/ids.js';
import type { AccountView } from '@parlour/shared/protocol/account.js';
import type { Context } from '../context.js';
import { comingPolicy } from '../policies/coming.js';
import type { AccountDocument } from './account.model.js';

export async function accountView(
  { models, policies, pictures }: Pick<Context, 'models' | 'policies' | 'pictures'>,
  account: AccountDocument,
): Promise<AccountView> {
  const merchant = account.merchant ? await models.Merchant.findById(account.merchant).lean() : null;
  const provider = account.provider ? await models.Provider.findById(account.provider).lean() : null;
  const picture = (await pictures.ofAll([account._id])).get(account._id);
  return {
    id: account._id as AccountId,
    name: account.name,
    email: account.email,
    audience: account.audience,
    role: account.role,
    merchant: merchant && { slug: merchant.slug, name: merchant.name },
    ...(provider && { provider: { name: provider.name } }),
    secondFactor: Boolean(account.secondFactor),
    passkeys: (await models.Passkey.exists({ account: account._id })) !== null,
    ...(picture && { picture }),
    ...(account.audience !== 'admin' && {
      policies: {
        due: (await policies.dueFor(account._id, account.audience)).length > 0,
        coming: (await policies.comingFor(account.audience)).map(comingPolicy),
      },
    }),
  };
}
