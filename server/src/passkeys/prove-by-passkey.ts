import type { askProof, UsedPasskey } from '@parlour/shared/protocol/passkey.js';
import type { Context } from '../context.js';
import { ownAccount } from '../accounts/own-account.js';
import type { UseCase } from '../use-case.js';
import { challengeOf, makeChallenge, sessionHolder, spendChallenge } from './challenges.js';
import type { PasskeyDocument } from './passkey.model.js';
import { acceptUse, findPasskey, requestFor } from './use-passkey.js';

export const askProofCase =
  (context: Context): UseCase<typeof askProof> =>
  async (_input, call) => {
    const { session } = await ownAccount(context, call);
    const own = await context.models.Passkey.find(call.scope).lean<PasskeyDocument[]>();
    return { request: requestFor(context, makeChallenge(context, 'prove', sessionHolder(session)), own) };
  };

/**
 * Whether one of the account's own passkeys was used in this very session.
 *
 * @throws Refusal `challenge_spent`, `wrong_passkey`
 */
export async function isProof(
  context: Context,
  account: string,
  session: string,
  used: UsedPasskey,
): Promise<boolean> {
  const challenge = challengeOf(used.clientDataJSON);
  await spendChallenge(context, 'prove', sessionHolder(session), challenge);
  const passkey = await findPasskey(context, used.id);
  return passkey?.account === account && acceptUse(context, passkey, challenge, used);
}
