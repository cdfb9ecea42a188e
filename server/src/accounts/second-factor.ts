/** ACC-2: TOTP (RFC 6238: SHA-1, six digits, thirty seconds) and recovery codes. Each code works once. */
import { randomInt } from 'node:crypto';
import { generateSecret, generateURI, verifySync } from 'otplib';
import type { Context } from '../context.js';
import type { AccountDocument } from './account.model.js';

type Parts = Pick<Context, 'models' | 'clock' | 'accountSecrets'>;

/** Seconds by which a phone's clock may be off, to either side. */
const tolerance = 30;

export const newSecret = (): string => generateSecret();

export const secretUri = (secret: string, email: string): string =>
  generateURI({ issuer: 'Parlour', label: email, secret });

/** The step that the code belongs to, or null where it is none of the secret. */
function stepOf(secret: string, code: string, now: number): number | null {
  const token = code.replace(/\s/g, '');
  if (!/^\d{6}$/.test(token)) return null;
  const result = verifySync({ secret, token, epoch: Math.floor(now / 1_000), epochTolerance: tolerance });
  return result.valid ? Math.floor(now / 30_000) + result.delta : null;
}

export const fitsSecret = (secret: string, code: string, now: number): boolean =>
  stepOf(secret, code, now) !== null;

/** What a code was, where it fits; it is used up by that, at every node. Null where it does not. */
export async function useCode(
  parts: Parts,
  account: AccountDocument,
  code: string,
): Promise<'app' | 'recovery' | null> {
  if (!account.secondFactor) return null;
  const { models, clock, accountSecrets } = parts;
  const secret = accountSecrets.open(account._id, account.secondFactor);
  const step = stepOf(secret, code, clock.now());
  if (step !== null) {
    const used = await models.Account.updateOne(
      { _id: account._id, secondFactorStep: { $lt: step } },
      { $set: { secondFactorStep: step } },
    );
    return used.modifiedCount === 1 ? 'app' : null;
  }
  const hash = hashCode(parts, account._id, code);
  const used = await models.Account.updateOne(
    { _id: account._id, recoveryCodes: hash },
    { $pull: { recoveryCodes: hash } },
  );
  return used.modifiedCount === 1 ? 'recovery' : null;
}

const letters = 'ABCDEFGHJKMNPQRSTVWXYZ23456789';

/** Ten codes of 50 bits and more, in groups that can be read aloud. */
export const newRecoveryCodes = (): string[] =>
  Array.from({ length: 10 }, () =>
    Array.from({ length: 11 }, (_none, at) => (at === 5 ? '-' : letters[randomInt(letters.length)])).join(''),
  );

export const hashCode = (
  { accountSecrets }: Pick<Context, 'accountSecrets'>,
  account: string,
  code: string,
) => accountSecrets.name(`recovery/${account}/${code.replace(/[\s-]/g, '').toUpperCase()}`);
