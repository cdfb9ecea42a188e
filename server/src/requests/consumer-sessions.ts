/** REQ-1: who has proven to be a consumer, without account or password: by a resume code or a mailed link, kept as a session. */
import { createHash, randomBytes, randomInt } from 'node:crypto';
import type { Caller, Capability, Place } from '@parlour/shared/access/table.js';
import type { ConsumerId, MerchantId, SiteId } from '@parlour/shared/model/ids.js';
import { hour } from '@parlour/shared/rules/expiry.js';
import type { Context } from '../context.js';

/** How long "Your data" stays open in a browser. */
const sessionLife = 1 * hour;

/** Crockford's base 32: no letter that reads like a digit. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('base64url');

/** A hundred random bits, in groups that one can read out. */
export const newCode = (): string =>
  Array.from(
    { length: 20 },
    (_, at) => `${at > 0 && at % 5 === 0 ? '-' : ''}${alphabet[randomInt(32)]}`,
  ).join('');

/** As people type: small letters, spaces, O for 0, I and L for 1. */
export const readCode = (typed: string): string =>
  typed
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');

type Proven = Pick<Context, 'models' | 'clock'>;

interface Whose extends Readonly<Record<keyof Place, string>> {
  readonly consumer: string;
  /** Where a mailed link has shown it: the token of its address. */
  readonly address?: string | undefined;
  /** Where a resume code has: its hash. */
  readonly code?: string | undefined;
}

/** A link opens what is kept and what one may ask about it. It starts no chat, writes in none, and makes no codes. */
const withMailedLink: readonly Capability[] = [
  'data.open',
  'data.own',
  'conversation.read',
  'file.read',
  'consent.decide',
  'agent.report',
  'testimonial.own',
];

/** Who a session, or a link that opens one, stands for. */
export const callerOf = ({ consumer, site, merchant, address }: Whose) => ({
  role: 'consumer' as const,
  consumer: consumer as ConsumerId,
  place: { site: site as SiteId, merchant: merchant as MerchantId },
  ...(address !== undefined && { address, only: withMailedLink }),
});

export async function openConsumerSession(
  { models, clock }: Proven,
  whose: Whose,
): Promise<{ token: string; endsAt: number }> {
  const token = randomBytes(32).toString('base64url');
  const endsAt = clock.now() + sessionLife;
  const { consumer, site, merchant, address, code } = whose;
  await models.ConsumerSession.create({
    _id: hashOf(token),
    consumer,
    site,
    merchant,
    ...(address !== undefined && { address }),
    ...(code !== undefined && { code }),
    endsAt: new Date(endsAt),
  });
  return { token, endsAt };
}

/** Null where there is no such session, or it has ended. */
export async function findConsumerSession(
  { models, clock }: Proven,
  token: string | undefined,
): Promise<Caller | null> {
  if (!token || !/^[A-Za-z0-9_-]{43}$/.test(token)) return null;
  const found = await models.ConsumerSession.findOne({
    _id: hashOf(token),
    endsAt: { $gt: new Date(clock.now()) },
  }).lean();
  return found && callerOf(found);
}

export async function endConsumerSession(
  { models, clock }: Proven,
  token: string | undefined,
): Promise<void> {
  if (token)
    await models.ConsumerSession.updateOne(
      { _id: hashOf(token) },
      { $set: { endsAt: new Date(clock.now()) } },
    );
}
