import type { AccountId } from '@parlour/shared/model/ids.js';
import type { openSession } from '@parlour/shared/protocol/account.js';
import { Refusal } from '@parlour/shared/protocol/errors.js';
import type { Context } from '../context.js';
import type { UseCase } from '../use-case.js';
import { accountView } from './account-view.js';
import { clearAttempts, countAttempt } from './attempts.js';
import { hashPassword, isOutdated, verifyPassword } from './password.js';
import { useCode } from './second-factor.js';

/**
 * Signs in. What is wrong is not told: not whether the account exists, it or its organization is disabled, or the
 * password was false (ACC-4). That a second factor is needed is told only to whoever has given the right password.
 */
export const openSessionCase =
  (context: Context): UseCase<typeof openSession> =>
  async ({ audience, email: given, password, code }, call) => {
    const { models, sessions } = context;
    const email = given.trim().toLowerCase();
    const who = `sign-in/${audience}/${email}`;
    await countAttempt(context, who, call.address);
    const account = await models.Account.findOne({ audience, email }).lean();
    const fits = await verifyPassword(account?.passwordHash ?? null, password);
    const mayWork = account !== null && !account.disabledAt && (await context.directory.stands(account));
    if (!account || !fits || !mayWork) throw new Refusal('wrong_credentials');
    if (account.secondFactor) {
      if (code === undefined) throw new Refusal('second_factor_needed');
      if (!(await useCode(context, account, code))) throw new Refusal('wrong_code');
    }
    await clearAttempts(context, who, call.address);
    if (isOutdated(account.passwordHash)) {
      const passwordHash = await hashPassword(password);
      await models.Account.updateOne({ _id: account._id }, { $set: { passwordHash } });
    }
    // A session that came along is ended: what is carried through a sign-in could have been planted.
    if ('session' in call.caller) await sessions.end(call.caller.session);
    await context.audit.append({ actor: account._id as AccountId, action: 'session.open' });
    call.effects.session = await sessions.open(account);
    call.effects.role = account.role;
    return { account: await accountView(context, account) };
  };
