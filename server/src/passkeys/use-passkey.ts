import type { AccountId } from '@parlour/shared/model/ids.js';
import type { PasskeyRequest, UsedPasskey } from '@parlour/shared/protocol/passkey.js';
import { challengeLife } from '@parlour/shared/protocol/passkey.js';
import { handleOf, hashToken } from '../accounts/account-secrets.js';
import { tellOwner } from '../accounts/tell-owner.js';
import type { Context } from '../context.js';
import type { PasskeyDocument } from './passkey.model.js';
import { hostOf, verifyUsed } from './verify.js';

/** What is asked of a browser; without `among` whichever passkey its owner chooses. */
export const requestFor = (
  context: Pick<Context, 'publicOrigin'>,
  challenge: string,
  among: readonly PasskeyDocument[] = [],
): PasskeyRequest => ({
  challenge,
  rpId: hostOf(context),
  allowCredentials: among.map(descriptorOf),
  userVerification: 'required',
  timeout: challengeLife,
});

export const descriptorOf = ({ credential, transports }: PasskeyDocument) => ({
  type: 'public-key' as const,
  id: credential,
  transports,
});

/** The passkey of that credential id, whoever has it. */
export const findPasskey = ({ models }: Pick<Context, 'models'>, credential: string) =>
  models.Passkey.findById(hashToken(credential)).lean<PasskeyDocument | null>();

/** The name by which a passkey knows the account: opaque, as the standard asks. */
export const userHandleOf = (account: string): string => Buffer.from(account).toString('base64url');

/**
 * Whether this passkey has signed the challenge, for its own account, unlocked by its owner. With that it counts as
 * used; a signature counter that did not go on means that there is a copy of it somewhere, and then it opens nothing.
 */
export async function acceptUse(
  context: Context,
  passkey: PasskeyDocument,
  challenge: string,
  used: UsedPasskey,
): Promise<boolean> {
  if (used.userHandle !== userHandleOf(passkey.account)) return false;
  const verified = await verifyUsed(context, challenge, used, passkey);
  if (!verified) return false;
  const { models, clock } = context;
  const counts = verified.counter > 0 || passkey.counter > 0;
  if (counts && verified.counter <= passkey.counter) {
    await noteCopy(context, passkey);
    return false;
  }
  // Of two who use it at once with one count, one is first; and one that was removed meanwhile opens nothing.
  const advanced = await models.Passkey.updateOne(
    { _id: passkey._id, counter: passkey.counter },
    { $set: { counter: verified.counter, synced: verified.synced, usedAt: new Date(clock.now()) } },
  );
  return advanced.matchedCount === 1;
}

async function noteCopy(context: Context, { _id, account }: PasskeyDocument): Promise<void> {
  const { audit, log } = context;
  log.warn({ account, passkey: handleOf(_id) }, 'a passkey was refused: its counter did not go on');
  await audit.append({
    actor: account as AccountId,
    action: 'passkey.copied',
    target: account,
    payload: { passkey: handleOf(_id) },
  });
  await tellOwner(context, account, 'passkey_copied');
}
