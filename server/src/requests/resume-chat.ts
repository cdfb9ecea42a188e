/**
 * WID-15: a chat that goes on in another widget by its resume code.
 *
 * The code is exchanged, at its own merchant and site, for an opaque token that stands for the consumer in the
 * handshake, where a device's own token would. What a code may do is asked again at every operation and not only when
 * it was typed: the token ends at once with a newer code, and with the last of the consumer's conversations, whoever
 * deletes that. What the merchant or the consumer forbids meanwhile (a block, a withdrawal) holds for the consumer,
 * whichever way they came.
 */
import { randomBytes } from 'node:crypto';
import type { Caller, Place } from '@parlour/shared/access/table.js';
import type { ConsumerId } from '@parlour/shared/model/ids.js';
import type { resumeAccess } from '@parlour/shared/protocol/access-code.js';
import { Refusal } from '@parlour/shared/protocol/errors.js';
import { hour, minute } from '@parlour/shared/rules/expiry.js';
import type { Context } from '../context.js';
import type { UseCase } from '../use-case.js';
import { hashOf } from './consumer-sessions.js';
import { findCode } from './find-code.js';

type Parts = Pick<Context, 'models' | 'clock'>;
type Resumed = Extract<Caller, { role: 'consumer' }>;

interface Whose {
  readonly consumer: string;
  readonly site: string;
  readonly merchant: string;
}

/** At least so long, as a code does: what is refused storage has a date of minutes, which every message moves on. */
const shortest = 1 * hour;

/** One answer for a code that is wrong, past, replaced, of another merchant or site, or has nothing left to open. */
export const resumeAccessCase =
  (context: Context): UseCase<typeof resumeAccess> =>
  async ({ code }, { caller, effects }) => {
    const place = 'place' in caller ? caller.place : null;
    const found = place && (await findCode(context, code));
    if (!found || found.site !== place.site || found.merchant !== place.merchant)
      throw new Refusal('wrong_resume_code');
    // A code does not open what its owner began after they had deleted everything that it was made for.
    const until = await livesUntil(context, found, found.madeAt ?? new Date(0));
    if (until === null) throw new Refusal('wrong_resume_code');
    const { models, clock, audit } = context;
    const token = `code.${randomBytes(32).toString('base64url')}`;
    const { consumer, site, merchant } = found;
    await models.ConsumerSession.create({
      _id: hashOf(token),
      consumer,
      site,
      merchant,
      code: found._id,
      widget: true,
      endsAt: new Date(Math.max(clock.now() + shortest, until)),
    });
    // A newer code ends what it finds: what was made while it looked is ended here.
    if (!(await findCode(context, code))) {
      await endResumed(context, { _id: hashOf(token) });
      throw new Refusal('wrong_resume_code');
    }
    await audit.append({ actor: 'consumer', action: 'conversation.resume', target: consumer });
    effects.role = 'consumer';
    return { token };
  };

/**
 * Whom a token from a code stands for at this place.
 *
 * @throws Refusal `access_ended`
 */
export async function findResumed(parts: Parts, token: string, place: Place): Promise<Resumed> {
  const resumed = hashOf(token);
  const found = await parts.models.ConsumerSession.findOne({ ...living(parts, resumed), ...place }).lean();
  if (!found || (await livesUntil(parts, found)) === null) throw new Refusal('access_ended');
  return { role: 'consumer', consumer: found.consumer as ConsumerId, place, resumed };
}

/** Whether what `findResumed` found still holds. */
export async function isResumed(parts: Parts, resumed: string): Promise<boolean> {
  const found = await parts.models.ConsumerSession.findOne(living(parts, resumed)).lean();
  return found !== null && (await livesUntil(parts, found)) !== null;
}

const living = ({ clock }: Parts, resumed: string) => ({
  _id: resumed,
  widget: true,
  endsAt: { $gt: new Date(clock.now()) },
});

/** The date of whichever of their conversations is kept longest, of those begun by `by`; null where none is left. */
async function livesUntil({ models, clock }: Parts, { consumer, site, merchant }: Whose, by?: Date) {
  const last = await models.Conversation.findOne(
    {
      consumer,
      site,
      merchant,
      state: { $ne: 'expired' },
      expiresAt: { $gt: new Date(clock.now()) },
      ...(by && { startedAt: { $lte: by } }),
    },
    { expiresAt: 1 },
  )
    .sort({ expiresAt: -1 })
    .lean();
  return last?.expiresAt.getTime() ?? null;
}

/** Ends what codes have opened, but for one, and closes the sockets that came by it, at whatever node. */
export async function endResumed(
  { models, clock, bus }: Pick<Context, 'models' | 'clock' | 'bus'>,
  which: Readonly<Record<string, unknown>>,
  except?: string,
): Promise<void> {
  const now = new Date(clock.now());
  const open = await models.ConsumerSession.find({ ...which, endsAt: { $gt: now } }, { _id: 1 }).lean();
  const ending = open.map(({ _id }) => _id).filter((session) => session !== except);
  if (ending.length === 0) return;
  await models.ConsumerSession.updateMany({ _id: { $in: ending } }, { $set: { endsAt: now } });
  for (const session of ending) bus.tell('session.ended', { session });
}

/** Of these consumers, who have just lost a conversation: whoever has none left is nobody any more that a code stands for. */
export async function endWithTheLast(
  parts: Pick<Context, 'models' | 'clock' | 'bus'>,
  consumers: readonly string[],
): Promise<void> {
  const here = { widget: true, consumer: { $in: [...new Set(consumers)] } };
  const open = await parts.models.ConsumerSession.find({
    ...here,
    endsAt: { $gt: new Date(parts.clock.now()) },
  }).lean();
  const whose = new Map(open.map((session) => [session.consumer, session]));
  for (const [consumer, session] of whose)
    if ((await livesUntil(parts, session)) === null) await endResumed(parts, { widget: true, consumer });
}

/** How long before its end a code, or what it has opened, is looked after. */
const ahead = 30 * minute;

/**
 * A code lives as long as what it opens: where a message has moved that date on, the code's and its tokens' follow; and
 * where a process has died between the end of the last conversation and theirs, they end here.
 */
export const watchCodes = (context: Context): void =>
  context.jobs.add({ name: 'resume-codes', every: 10 * minute, run: () => followDates(context) });

export async function followDates(parts: Pick<Context, 'models' | 'clock' | 'bus'>): Promise<void> {
  const { AccessLink, ConsumerSession } = parts.models;
  const now = parts.clock.now();
  const soon = { $gt: new Date(now), $lt: new Date(now + ahead) };
  for (const code of await AccessLink.find({ kind: 'resume', usedAt: null, expiresAt: soon }).lean()) {
    const until = await livesUntil(parts, code);
    if (until !== null)
      await AccessLink.updateOne({ _id: code._id }, { $max: { expiresAt: new Date(until) } });
  }
  for (const { _id, ...whose } of await ConsumerSession.find({
    widget: true,
    endsAt: { $gt: new Date(now) },
  }).lean()) {
    const until = await livesUntil(parts, whose);
    if (until === null) await endResumed(parts, { _id });
    // One that was ended meanwhile stays so.
    else await ConsumerSession.updateOne({ _id, endsAt: soon }, { $max: { endsAt: new Date(until) } });
  }
}
