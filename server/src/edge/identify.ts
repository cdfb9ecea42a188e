/** Who calls: by session cookie, by consumer's token, or nobody in particular. */
import { createHash } from 'node:crypto';
import type { Caller, Place } from '@parlour/shared/access/table.js';
import { consumerTokenPattern, idPrefix, type ConsumerId } from '@parlour/shared/model/ids.js';
import type { ConsumerHandshake } from '@parlour/shared/protocol/events.js';
import { Refusal } from '@parlour/shared/protocol/errors.js';
import { z } from 'zod';
import type { Context } from '../context.js';

const text = z.string().min(1).max(100);
const handshake = z.strictObject({
  site: text,
  merchant: text,
  token: z.string().regex(consumerTokenPattern).optional(),
  /** `navigator.globalPrivacyControl`: a browser need not send the header with a WebSocket (CON-6). */
  gpc: z.boolean().optional(),
});

/**
 * A consumer is known by a hash of their token and of the place: the token itself is kept nowhere, and the same
 * token at another site or merchant is somebody else (REQ-8).
 */
export function consumerId(token: string, { site, merchant }: Place): ConsumerId {
  const hash = createHash('sha256').update(`${site}\n${merchant}\n${token}`).digest('base64url');
  return `${idPrefix.consumer}${hash.slice(0, 22)}` as ConsumerId;
}

/**
 * A widget's caller: a visitor without a token, else the consumer.
 *
 * @throws Refusal `invalid_input`, `wrong_origin` or `unknown_site`
 */
export async function identifyWidget(
  { directory }: Pick<Context, 'directory'>,
  said: unknown,
  origin: string | undefined,
): Promise<Caller> {
  const parsed = handshake.safeParse(said);
  if (!parsed.success) {
    throw new Refusal('invalid_input', {
      issues: [{ path: 'auth', message: 'takes { site, merchant, token? }' }],
    });
  }
  const { site, merchant, token } = parsed.data as ConsumerHandshake;
  if (!origin || !(await directory.allows(site, origin))) throw new Refusal('wrong_origin');
  const place = await directory.place(site, merchant);
  if (!place) throw new Refusal('unknown_site');
  return token ? { role: 'consumer', consumer: consumerId(token, place), place } : { role: 'visitor', place };
}

/** A portal's caller: whoever the session belongs to, else a visitor. */
export async function identifyPortal(
  { sessions }: Pick<Context, 'sessions'>,
  token: string | undefined,
): Promise<Caller> {
  return (await sessions.find(token)) ?? { role: 'visitor', place: null };
}
