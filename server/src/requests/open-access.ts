import { Refusal } from '@parlour/shared/protocol/errors.js';
import type { makeCode } from '@parlour/shared/protocol/access-code.js';
import type { accessWays } from '@parlour/shared/protocol/access-link.js';
import type { closeAccess, openAccess } from '@parlour/shared/protocol/privacy.js';
import { hour } from '@parlour/shared/rules/expiry.js';
import type { Context } from '../context.js';
import type { UseCase } from '../use-case.js';
import { hashOf, newCode, openConsumerSession, readCode } from './consumer-sessions.js';
import { findCode } from './find-code.js';
import { endResumed } from './resume-chat.js';

/** A code lives as long as what it opens, and this long at least. */
const shortest = 1 * hour;

/**
 * REQ-1, WID-2: made in the widget, by whoever holds the device's token. The one before is void, and whatever that has
 * opened elsewhere is closed (WID-15): to make a new one is what helps against a code that somebody else has seen.
 */
export const makeCodeCase =
  (context: Context): UseCase<typeof makeCode> =>
  async (_input, { caller, scope }) => {
    const { models, clock } = context;
    // A mailed link opens once: it makes no code that opens again and again.
    if (caller.role !== 'consumer' || caller.address !== undefined) throw new Refusal('forbidden');
    const { consumer, place } = caller;
    const now = clock.now();
    const last = await models.Conversation.findOne({ ...scope }, { expiresAt: 1 })
      .sort({ expiresAt: -1 })
      .lean();
    const expiresAt = new Date(Math.max(now + shortest, last?.expiresAt.getTime() ?? 0));
    await models.AccessLink.updateMany(
      { consumer, kind: 'resume', usedAt: null },
      { $set: { usedAt: new Date(now) } },
    );
    const code = newCode();
    const whose = { consumer, ...place };
    await models.AccessLink.create({
      _id: hashOf(readCode(code)),
      kind: 'resume',
      ...whose,
      madeAt: new Date(now),
      expiresAt,
      usedAt: null,
    });
    await endResumed(context, { consumer, code: { $exists: true } }, caller.resumed);
    return { code, expiresAt: expiresAt.getTime() };
  };

/** What is wrong with a code is not told: not whether it ever was one. */
export const openAccessCase =
  (context: Context): UseCase<typeof openAccess> =>
  async ({ code }, { effects }) => {
    const found = await findCode(context, code);
    if (!found) throw new Refusal('wrong_resume_code');
    effects.consumer = await openConsumerSession(context, { ...found, code: found._id });
    return {};
  };

export const accessWaysCase =
  ({ mailer }: Pick<Context, 'mailer'>): UseCase<typeof accessWays> =>
  () =>
    Promise.resolve({ mail: mailer.works });

export const closeAccessCase =
  (_context: Context): UseCase<typeof closeAccess> =>
  (_input, { effects }) => {
    effects.consumer = 'ended';
    return Promise.resolve({});
  };
