import { Refusal } from '@parlour/shared/protocol/errors.js';
import type { reviewHold } from '@parlour/shared/protocol/hold.js';
import type { Context } from '../context.js';
import type { UseCase } from '../use-case.js';
import type { HoldDocument } from './hold.model.js';
import { holdView } from './hold-view.js';
import { accountOf, journaled } from './place-hold.js';

export const reviewHoldCase =
  (context: Context): UseCase<typeof reviewHold> =>
  async ({ hold: id, reviewAt }, { caller }) => {
    const actor = accountOf(caller);
    if (reviewAt <= context.clock.now()) {
      throw new Refusal('invalid_input', { issues: [{ path: 'reviewAt', message: 'lies in the future' }] });
    }
    await context.audit.append({ actor, action: 'hold.review', target: id, payload: { reviewAt } });
    const hold = await context.models.Hold.findOneAndUpdate(
      { _id: id, releasedAt: null },
      { $set: { reviewAt: new Date(reviewAt) } },
      { returnDocument: 'after' },
    ).lean<HoldDocument>();
    if (!hold) throw new Refusal('not_found');
    await context.journal.append([{ kind: 'hold', hold: journaled(hold) }]);
    return { hold: await holdView(context, hold) };
  };
