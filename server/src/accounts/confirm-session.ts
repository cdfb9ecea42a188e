import type { confirmSession } from '@parlour/shared/protocol/account.js';
import { Refusal } from '@parlour/shared/protocol/errors.js';
import type { Context } from '../context.js';
import { isProof } from '../passkeys/prove-by-passkey.js';
import type { UseCase } from '../use-case.js';
import { clearAttempts, countAttempt } from './attempts.js';
import { ownAccount } from './own-account.js';
import { verifyPassword } from './password.js';
import { useCode } from './second-factor.js';
import { tellOwner } from './tell-owner.js';

/** ACC-2: who has a second factor proves themselves by it, the others by their password; or by a passkey (ACC-7). */
export const confirmSessionCase =
  (context: Context): UseCase<typeof confirmSession> =>
  async ({ code, password, passkey }, call) => {
    const { account, session } = await ownAccount(context, call);
    const who = `confirm/${account._id}`;
    await countAttempt(context, who, call.address);
    if (passkey) {
      if (!(await isProof(context, account._id, session, passkey))) throw new Refusal('wrong_passkey');
    } else if (account.secondFactor) {
      if (code === undefined) throw new Refusal('second_factor_needed');
      const used = await useCode(context, account, code);
      if (!used) throw new Refusal('wrong_code');
      if (used === 'recovery') await tellOwner(context, account._id, 'recovery_code_used');
    } else if (password === undefined || !(await verifyPassword(account.passwordHash, password))) {
      throw new Refusal('wrong_credentials');
    }
    await clearAttempts(context, who, call.address);
    await context.sessions.prove(session);
    return {};
  };
