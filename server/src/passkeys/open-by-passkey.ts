import type { askPasskey, openByPasskey } from '@parlour/shared/protocol/passkey.js';
import { challengeLife } from '@parlour/shared/protocol/passkey.js';
import { Refusal } from '@parlour/shared/protocol/errors.js';
import { newToken } from '../accounts/account-secrets.js';
import { accountView } from '../accounts/account-view.js';
import { clearAttempts, countAttempt } from '../accounts/attempts.js';
import { beginSession } from '../accounts/begin-session.js';
import { mayEnter, triesOf } from '../accounts/open-session.js';
import type { Context } from '../context.js';
import type { UseCase } from '../use-case.js';
import { browserHolder, challengeOf, makeChallenge, spendChallenge } from './challenges.js';
import { acceptUse, findPasskey, requestFor } from './use-passkey.js';

/** ACC-4: alike for everybody: nobody says who they are before their passkey does. Several pages share one browser. */
export const askPasskeyCase =
  (context: Context): UseCase<typeof askPasskey> =>
  (_input, { browser, effects }) => {
    const token = browser ?? newToken();
    effects.browser = { token, endsAt: context.clock.now() + challengeLife };
    const challenge = makeChallenge(context, 'sign-in', browserHolder(token));
    return Promise.resolve({ request: requestFor(context, challenge) });
  };

/**
 * ACC-7: a passkey that was unlocked is both factors. What is wrong is not told, and tries are counted with those by
 * password: whoever is locked out is so by every way in.
 */
export const openByPasskeyCase =
  (context: Context): UseCase<typeof openByPasskey> =>
  async ({ audience, passkey: used }, call) => {
    const challenge = challengeOf(used.clientDataJSON);
    await spendChallenge(context, 'sign-in', call.browser && browserHolder(call.browser), challenge);
    const passkey = await findPasskey(context, used.id);
    const account = passkey && (await context.models.Account.findById(passkey.account).lean());
    const who = account ? triesOf(account) : `passkey/${used.id}`;
    await countAttempt(context, who, call.address);
    const opens = account?.audience === audience && (await mayEnter(context, account));
    if (!opens || !passkey || !(await acceptUse(context, passkey, challenge, used)))
      throw new Refusal('wrong_passkey');
    await clearAttempts(context, who, call.address);
    await beginSession(context, account, call, 'passkey');
    return { account: await accountView(context, account) };
  };
