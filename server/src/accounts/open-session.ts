import type { openSession } from '@parlour/shared/protocol/account.js';
import { Refusal } from '@parlour/shared/protocol/errors.js';
import type { Context } from '../context.js';
import type { UseCase } from '../use-case.js';
import { accountView } from './account-view.js';
import { verifyPassword } from './password.js';

/** Signs in. What is wrong is not told: not whether the account exists, is disabled, or the password was false (ACC-4). */
export const openSessionCase =
  (context: Context): UseCase<typeof openSession> =>
  async ({ audience, email, password }, call) => {
    const { models, sessions } = context;
    const account = await models.Account.findOne({ audience, email: email.trim().toLowerCase() }).lean();
    const fits = await verifyPassword(account?.passwordHash ?? null, password);
    if (!account || !fits || account.disabledAt) throw new Refusal('wrong_credentials');
    // A session that came along is ended: what is carried through a sign-in could have been planted.
    if ('session' in call.caller) await sessions.end(call.caller.session);
    call.effects.session = await sessions.open(account);
    call.effects.role = account.role;
    return { account: await accountView(context, account) };
  };
