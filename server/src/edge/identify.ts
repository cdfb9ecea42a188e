/** Who calls: by session cookie, by consumer's token, or nobody in particular. */
import { createHash } from 'node:crypto';
import type { Caller, Place } from '@parlour/shared/access/table.js';
import {
  consumerTokenPattern,
  idPrefix,
  resumedTokenPattern,
  type ConsumerId,
} from '@parlour/shared/model/ids.js';
import type { ConsumerHandshake } from '@parlour/shared/protocol/events.js';
import { Refusal } from '@parlour/shared/protocol/errors.js';
import { z } from 'zod';
import type { Context } from '../context.js';
import { findResumed } from '../requests/resume-chat.js';

const text = z.string().min(1).max(100);
const handshake = z.strictObject({
  site: text,
  merchant: text,
  /** The device's own, or what `access.resume` has given for a code. */
  token: z.union([z.string().regex(consumerTokenPattern), z.string().regex(resumedTokenPattern)]).optional(),
  /** What the merchant's server has signed: a JWT in its compact form. */
  identity: z.string().max(4_096).optional(),
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

type WidgetContext = Pick<Context, 'directory' | 'identities' | 'publicOrigin' | 'models' | 'clock'>;

/**
 * WID-14: whether the widget of a site may run on a page of this origin: one of the site's own, or ours, whose frame
 * only the site's pages can show (`edge/frame.ts`).
 */
export async function mayCarry(
  { directory, publicOrigin }: Pick<WidgetContext, 'directory' | 'publicOrigin'>,
  site: string,
  origin: string | undefined,
): Promise<boolean> {
  if (!origin) return false;
  if (origin === publicOrigin()) return (await directory.originsOf(site)).length > 0;
  return directory.allows(site, origin);
}

/**
 * A widget's caller: a visitor without a token, else the consumer. A signed identity that does not hold is refused,
 * and never taken for a stranger's: nothing of it is unlocked, and the page learns of it (WID-10). `at`: when it was
 * presented, now unless told otherwise.
 *
 * @throws Refusal `invalid_input`, `wrong_origin`, `unknown_site`, `wrong_identity` or `access_ended`
 */
export async function identifyWidget(
  context: WidgetContext,
  said: unknown,
  origin: string | undefined,
  at?: number,
): Promise<Caller> {
  const { directory, identities, publicOrigin } = context;
  const parsed = handshake.safeParse(said);
  if (!parsed.success) {
    throw new Refusal('invalid_input', {
      issues: [{ path: 'auth', message: 'takes { site, merchant, token?, identity? }' }],
    });
  }
  const { site, merchant, token, identity } = parsed.data as ConsumerHandshake;
  if (!(await mayCarry({ directory, publicOrigin }, site, origin))) throw new Refusal('wrong_origin');
  const place = await directory.place(site, merchant);
  if (!place) throw new Refusal('unknown_site');
  if (identity !== undefined)
    return { role: 'consumer', consumer: await identities.consumer(identity, place, at), place };
  if (token !== undefined && resumedTokenPattern.test(token)) return findResumed(context, token, place);
  return token ? { role: 'consumer', consumer: consumerId(token, place), place } : { role: 'visitor', place };
}

/** A portal's caller: whoever the session belongs to, else a visitor. */
export async function identifyPortal(
  { sessions }: Pick<Context, 'sessions'>,
  token: string | undefined,
): Promise<Caller> {
  return (await sessions.find(token)) ?? { role: 'visitor', place: null };
}
