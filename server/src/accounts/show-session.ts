import type { showSession } from '@parlour/shared/protocol/account.js';
import { Refusal } from '@parlour/shared/protocol/errors.js';
import type { Context } from '../context.js';
import type { UseCase } from '../use-case.js';
import { accountView } from './account-view.js';

export const showSessionCase =
  (context: Context): UseCase<typeof showSession> =>
  async (_input, { caller }) => {
    const account = 'account' in caller ? await context.models.Account.findById(caller.account).lean() : null;
    if (!account) throw new Refusal('not_signed_in');
    return { account: await accountView(context, account) };
  };
