import type {
  beginSecondFactor,
  confirmSecondFactor,
  endSecondFactor,
} from '@parlour/shared/protocol/account.js';
import type { AccountId } from '@parlour/shared/model/ids.js';
import { Refusal } from '@parlour/shared/protocol/errors.js';
import { passwordLength } from '@parlour/shared/rules/password.js';
import type { Context } from '../context.js';
import type { UseCase } from '../use-case.js';
import { countAttempt } from './attempts.js';
import { ownAccount } from './own-account.js';
import { verifyPassword } from './password.js';
import { fitsSecret, hashCode, newRecoveryCodes, newSecret, secretUri } from './second-factor.js';
import { tellOwner } from './tell-owner.js';

export const beginSecondFactorCase =
  (context: Context): UseCase<typeof beginSecondFactor> =>
  async (_input, call) => {
    const { account } = await ownAccount(context, call);
    const secret = newSecret();
    const pendingFactor = context.accountSecrets.seal(account._id, secret);
    await context.models.Account.updateOne({ _id: account._id }, { $set: { pendingFactor } });
    return { secret, uri: secretUri(secret, account.email) };
  };

export const confirmSecondFactorCase =
  (context: Context): UseCase<typeof confirmSecondFactor> =>
  async ({ code }, call) => {
    const { models, clock, accountSecrets, sessions, audit } = context;
    const { account, session } = await ownAccount(context, call);
    await countAttempt(context, `second-factor/${account._id}`, call.address);
    const secret = account.pendingFactor && accountSecrets.open(account._id, account.pendingFactor);
    if (!secret || !fitsSecret(secret, code, clock.now())) throw new Refusal('wrong_code');
    const recoveryCodes = newRecoveryCodes();
    await models.Account.updateOne(
      { _id: account._id },
      {
        $set: {
          secondFactor: accountSecrets.seal(account._id, secret),
          pendingFactor: null,
          secondFactorStep: Math.floor(clock.now() / 30_000),
          recoveryCodes: recoveryCodes.map((one) => hashCode(context, account._id, one)),
        },
      },
    );
    // Whoever signed in without it elsewhere signs in again, with it.
    await sessions.endAll(account._id, session);
    await sessions.prove(session);
    await audit.append({
      actor: account._id as AccountId,
      action: 'second-factor.confirm',
      target: account._id,
    });
    await tellOwner(context, account._id, 'second_factor_set');
    return { recoveryCodes };
  };

export const endSecondFactorCase =
  (context: Context): UseCase<typeof endSecondFactor> =>
  async ({ password }, call) => {
    const { account, session } = await ownAccount(context, call);
    await countAttempt(context, `confirm/${account._id}`, call.address);
    if (account.audience === 'admin') throw new Refusal('second_factor_required');
    if (!(await verifyPassword(account.passwordHash, password))) throw new Refusal('wrong_credentials');
    if ([...password.normalize('NFC')].length < passwordLength.alone) throw new Refusal('weak_password');
    await context.models.Account.updateOne(
      { _id: account._id },
      { $set: { secondFactor: null, pendingFactor: null, recoveryCodes: [] } },
    );
    context.sessions.forget(session);
    await context.audit.append({
      actor: account._id as AccountId,
      action: 'second-factor.end',
      target: account._id,
    });
    await tellOwner(context, account._id, 'second_factor_ended');
    return {};
  };
