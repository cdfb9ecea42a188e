import type { endSessions } from '@parlour/shared/protocol/account.js';
import { Refusal } from '@parlour/shared/protocol/errors.js';
import type { Context } from '../context.js';
import type { UseCase } from '../use-case.js';
import { ownAccount } from './own-account.js';

export const endSessionsCase =
  (context: Context): UseCase<typeof endSessions> =>
  async ({ session: handle }, call) => {
    const { account, session } = await ownAccount(context, call);
    if (handle === undefined) await context.sessions.endAll(account._id, session);
    else if (!(await context.sessions.endByHandle(account._id, handle))) throw new Refusal('not_found');
    return {};
  };
