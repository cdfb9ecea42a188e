/** Tokens by which a merchant's programs call operations over HTTP: `Authorization: Bearer parlour_…`. */
import type { Capability } from '@parlour/shared/access/table.js';
import type { AccountId, MerchantId } from '@parlour/shared/model/ids.js';
import type { TokenScope } from '@parlour/shared/protocol/team.js';
import { minute } from '@parlour/shared/rules/expiry.js';
import type { Context } from '../context.js';
import { hashToken } from './account-secrets.js';
import type { StaffCaller } from './sessions.js';

/** So that a token is known as one wherever it is found, by people and by scanners of repositories. */
export const tokenPrefix = 'parlour_';

export const capabilitiesOf: Record<TokenScope, readonly Capability[]> = {
  'conversations:read': ['inbox.read', 'conversation.read'],
  'conversations:write': ['conversation.accept', 'conversation.close', 'message.send', 'message.acknowledge'],
};

/** Who a token speaks for: the manager who made it, within its scopes. Null where it is not valid any more. */
export async function findApiToken(
  { models, clock, directory }: Pick<Context, 'models' | 'clock' | 'directory'>,
  token: string,
): Promise<StaffCaller | null> {
  const found = await models.ApiToken.findById(hashToken(token)).lean();
  if (!found) return null;
  const account = await models.Account.findOne({
    _id: found.createdBy,
    role: 'manager',
    merchant: found.merchant,
    disabledAt: null,
  }).lean();
  if (!account || !(await directory.stands(account))) return null;
  const now = clock.now();
  if ((found.usedAt?.getTime() ?? 0) + minute < now)
    await models.ApiToken.updateOne({ _id: found._id }, { $set: { usedAt: new Date(now) } });
  return {
    role: 'agent',
    account: account._id as AccountId,
    name: account.name,
    session: `token/${found._id}`,
    merchant: found.merchant as MerchantId,
    only: found.scopes.flatMap((scope) => capabilitiesOf[scope]),
  };
}
