import type { openSession } from '@parlour/shared/protocol/account.js';
import { Refusal } from '@parlour/shared/protocol/errors.js';
import type { Context } from '../context.js';
import type { UseCase } from '../use-case.js';
import type { AccountDocument } from './account.model.js';
import { accountView } from './account-view.js';
import { clearAttempts, countAttempt } from './attempts.js';
import { beginSession } from './begin-session.js';
import { hashPassword, isOutdated, verifyPassword } from './password.js';
import { useCode } from './second-factor.js';
import { tellOwner } from './tell-owner.js';

/** What tries to sign in are counted by, whichever way they are made: by address, whether or not there is an account. */
export const triesOf = ({ audience, email }: Pick<AccountDocument, 'audience' | 'email'>): string =>
  `sign-in/${audience}/${email}`;

/** Whether the account may sign in at all: neither it nor its organization is disabled. */
export const mayEnter = async (
  { directory }: Pick<Context, 'directory'>,
  account: AccountDocument,
): Promise<boolean> => !account.disabledAt && (await directory.stands(account));

/**
 * Signs in. What is wrong is not told: not whether the account exists, it or its organization is disabled, or the
 * password was false (ACC-4). That a second factor is needed is told only to whoever has given the right password.
 */
export const openSessionCase =
  (context: Context): UseCase<typeof openSession> =>
  async ({ audience, email: given, password, code }, call) => {
    const { models } = context;
    const email = given.trim().toLowerCase();
    const who = triesOf({ audience, email });
    await countAttempt(context, who, call.address);
    const account = await models.Account.findOne({ audience, email }).lean();
    const fits = await verifyPassword(account?.passwordHash ?? null, password);
    const opens = account !== null && (await mayEnter(context, account));
    if (!account || !fits || !opens) throw new Refusal('wrong_credentials');
    const used = account.secondFactor ? await requireCode(context, account, code) : null;
    await clearAttempts(context, who, call.address);
    if (isOutdated(account.passwordHash)) {
      const passwordHash = await hashPassword(password);
      await models.Account.updateOne({ _id: account._id }, { $set: { passwordHash } });
    }
    await beginSession(context, account, call, used === 'recovery' ? 'recovery_code' : 'password');
    if (used === 'recovery') await tellOwner(context, account._id, 'recovery_code_used');
    return { account: await accountView(context, account) };
  };

async function requireCode(
  context: Context,
  account: AccountDocument,
  code: string | undefined,
): Promise<'app' | 'recovery'> {
  if (code === undefined) throw new Refusal('second_factor_needed');
  const used = await useCode(context, account, code);
  if (!used) throw new Refusal('wrong_code');
  return used;
}
