import { Refusal } from '@parlour/shared/protocol/errors.js';
import type { releaseHold } from '@parlour/shared/protocol/hold.js';
import { releaseGrace } from '@parlour/shared/rules/expiry.js';
import type { Context } from '../context.js';
import type { ConversationDocument } from '../conversations/conversation.model.js';
import type { UseCase } from '../use-case.js';
import type { HoldDocument } from './hold.model.js';
import { heldBy, holdsInForce } from './holds-in-force.js';
import { holdView } from './hold-view.js';
import { stillHeld } from './mark-held.js';
import { accountOf, journaled } from './place-hold.js';
import { tellCustodians } from './tell-custodians.js';

/** HLD-3: lifts a hold. What is past its date stays hidden and goes after the grace, never instantly. */
export const releaseHoldCase =
  (context: Context): UseCase<typeof releaseHold> =>
  async ({ hold: id, reason }, { caller }) => {
    const actor = accountOf(caller);
    const found = await context.models.Hold.findOne({ _id: id, releasedAt: null }).lean<HoldDocument>();
    if (!found) throw new Refusal('not_found');
    await context.audit.append({ actor, action: 'hold.release', target: id, payload: { reason } });
    // The grace is there before the hold is gone: whenever this stops, nothing is deleted too early.
    await lift(context, found);
    const hold = { ...found, releasedAt: new Date(context.clock.now()) };
    await context.journal.append([{ kind: 'hold', hold: journaled(hold) }]);
    await context.models.Hold.updateOne({ _id: id }, { $set: { releasedAt: hold.releasedAt } });
    await unmark(context, id);
    await tellCustodians(context, hold, 'released');
    return { hold: await holdView(context, hold) };
  };

/** Gives everything that only this hold keeps its grace. */
async function lift(context: Context, { _id }: HoldDocument): Promise<void> {
  const { models, clock } = context;
  const graceEnd = new Date(clock.now() + releaseGrace);
  // Whatever is decided about its date later keeps the grace.
  await models.Conversation.updateMany(
    { holds: _id, held: { $in: ['visible', 'hidden'] } },
    { $set: { holdReleasedAt: new Date(clock.now()) } },
  );
  const due = { holds: _id, held: { $in: ['visible', 'hidden'] as const }, expiresAt: { $lt: graceEnd } };
  await models.Conversation.updateMany(
    // What has passed its date without a sweep having seen it must not come back by the grace.
    { ...due, state: { $ne: 'expired' }, expiresAt: { $lte: new Date(clock.now()) } },
    { $set: { state: 'expired', open: false } },
  );
  await models.Conversation.updateMany(due, {
    $set: { expiresAt: graceEnd },
    $push: { expiryReasons: { rule: 'hold_released', ms: releaseGrace } },
    $inc: { revision: 1 },
  });
}

/**
 * Takes the marks off, a batch at a time; other holds that cover the same stay. An intent that waited goes on waiting:
 * the sweep takes it up when the grace is over, by the date, and nothing earlier may (HLD-3).
 */
async function unmark(context: Context, id: string): Promise<void> {
  const { models } = context;
  const inForce = await holdsInForce(models);
  for (;;) {
    const batch = await stillHeld(context, id);
    if (batch.length === 0) return;
    await models.Conversation.bulkWrite(
      batch.map((conversation) => ({
        updateOne: { filter: { _id: conversation._id }, update: { $set: marks(inForce, conversation) } },
      })),
      { ordered: false },
    );
  }
}

function marks(inForce: readonly HoldDocument[], conversation: ConversationDocument) {
  const { held, ...rest } = heldBy(inForce, conversation);
  const isHidden = held === 'visible' && conversation.state === 'expired';
  return { ...rest, held: isHidden ? ('hidden' as const) : held };
}
