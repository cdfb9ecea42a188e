/**
 * ACC-7: what a passkey signs. A challenge is made and not stored, so that nobody can fill the store by opening the
 * door's page: sixteen random bytes, when it ends, and a MAC over both, over what it is for and over whose browser or
 * session it is. What is stored is that one was answered: then it never can be again, at any node.
 */
import { randomBytes, timingSafeEqual } from 'node:crypto';
import { Refusal } from '@parlour/shared/protocol/errors.js';
import { challengeLife } from '@parlour/shared/protocol/passkey.js';
import { z } from 'zod';
import { hashToken } from '../accounts/account-secrets.js';
import type { Context } from '../context.js';

/** To make a passkey, to sign in by one, or to prove again who is there. */
export type ChallengeUse = 'make' | 'sign-in' | 'prove';

/** Whose a challenge is: a session's, or before there is one a browser's. */
export const sessionHolder = (session: string): string => `session/${session}`;
export const browserHolder = (browser: string): string => `browser/${browser}`;

type Making = Pick<Context, 'clock' | 'accountSecrets'>;

const nonceBytes = 16;
const timeBytes = 6;

/** `holder` names the session, or the browser, in which alone it can be answered. */
export function makeChallenge({ clock, accountSecrets }: Making, use: ChallengeUse, holder: string): string {
  const body = Buffer.concat([randomBytes(nonceBytes), Buffer.alloc(timeBytes)]);
  body.writeUIntBE(clock.now() + challengeLife, nonceBytes, timeBytes);
  return Buffer.concat([body, macOf(accountSecrets, use, holder, body)]).toString('base64url');
}

const macOf = (secrets: Making['accountSecrets'], use: ChallengeUse, holder: string, body: Buffer): Buffer =>
  Buffer.from(secrets.name(`challenge/${use}/${holder}\n${body.toString('base64url')}`), 'base64url');

/** Base64url of 54 bytes, as a browser decodes it and encodes it again: 22, then the MAC. */
const challengePattern = /^[A-Za-z0-9_-]{72}$/;

/**
 * Uses it up: of many who answer it at once, one has it.
 *
 * @throws Refusal `challenge_spent`: it is too old, was answered before, or was never given to this holder for this use
 */
export async function spendChallenge(
  { models, clock, accountSecrets }: Making & Pick<Context, 'models'>,
  use: ChallengeUse,
  holder: string | null,
  challenge: string,
): Promise<void> {
  if (holder === null || !challengePattern.test(challenge)) throw new Refusal('challenge_spent');
  const bytes = Buffer.from(challenge, 'base64url');
  const body = bytes.subarray(0, nonceBytes + timeBytes);
  const wanted = macOf(accountSecrets, use, holder, body);
  if (!timingSafeEqual(wanted, bytes.subarray(body.length))) throw new Refusal('challenge_spent');
  const endsAt = body.readUIntBE(nonceBytes, timeBytes);
  const left = endsAt - clock.now();
  // A clock that went back must not make it last longer than it was meant to.
  if (left <= 0 || left > challengeLife) throw new Refusal('challenge_spent');
  try {
    await models.SpentChallenge.create({ _id: hashToken(challenge), endsAt: new Date(endsAt) });
  } catch (error) {
    if ((error as { code?: number }).code === 11_000) throw new Refusal('challenge_spent');
    throw error;
  }
}

const clientData = z.object({ challenge: z.string(), crossOrigin: z.boolean().optional() });

/**
 * The challenge that a browser says it has signed. From a page inside another page nothing is taken.
 *
 * @throws Refusal `wrong_passkey` where it is not what a browser says
 */
export function challengeOf(clientDataJSON: string): string {
  const said = clientData.safeParse(parsed(Buffer.from(clientDataJSON, 'base64url').toString('utf8')));
  if (!said.success || said.data.crossOrigin) throw new Refusal('wrong_passkey');
  return said.data.challenge;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
