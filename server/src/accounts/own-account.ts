import { Refusal } from '@parlour/shared/protocol/errors.js';
import type { Context } from '../context.js';
import type { OperationCall } from '../use-case.js';
import type { AccountDocument } from './account.model.js';

/**
 * The caller's own account, as it is now.
 *
 * @throws Refusal `not_signed_in`
 */
export async function ownAccount(
  { models }: Pick<Context, 'models'>,
  { caller }: Pick<OperationCall, 'caller'>,
): Promise<{ account: AccountDocument; session: string }> {
  const account = 'account' in caller ? await models.Account.findById(caller.account).lean() : null;
  if (!account || !('session' in caller)) throw new Refusal('not_signed_in');
  return { account, session: caller.session };
}
