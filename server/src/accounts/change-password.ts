import type { changePassword } from '@parlour/shared/protocol/account.js';
import type { AccountId } from '@parlour/shared/model/ids.js';
import { Refusal } from '@parlour/shared/protocol/errors.js';
import type { Context } from '../context.js';
import type { UseCase } from '../use-case.js';
import { clearAttempts, countAttempt } from './attempts.js';
import { choosePassword } from './choose-password.js';
import { voidResets } from './links.js';
import { ownAccount } from './own-account.js';
import { verifyPassword } from './password.js';
import { tellOwner } from './tell-owner.js';

export const changePasswordCase =
  (context: Context): UseCase<typeof changePassword> =>
  async ({ password, next }, call) => {
    const { account, session } = await ownAccount(context, call);
    const who = `confirm/${account._id}`;
    await countAttempt(context, who, call.address);
    if (!(await verifyPassword(account.passwordHash, password))) throw new Refusal('wrong_credentials');
    await clearAttempts(context, who, call.address);
    const passwordHash = await choosePassword(next, {
      ...account,
      secondFactor: Boolean(account.secondFactor),
    });
    await context.models.Account.updateOne({ _id: account._id }, { $set: { passwordHash } });
    await voidResets(context, account._id);
    await context.sessions.endAll(account._id, session);
    await context.sessions.prove(session);
    await context.audit.append({
      actor: account._id as AccountId,
      action: 'password.change',
      target: account._id,
    });
    await tellOwner(context, account._id, 'password_changed');
    return {};
  };
