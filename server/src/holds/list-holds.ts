import type { listHolds } from '@parlour/shared/protocol/hold.js';
import type { Context } from '../context.js';
import type { UseCase } from '../use-case.js';
import type { HoldDocument } from './hold.model.js';
import { holdView } from './hold-view.js';

const shown = 200;

/** Those in force first, the newest of each first. */
export const listHoldsCase =
  (context: Context): UseCase<typeof listHolds> =>
  async () => {
    const find = (releasedAt: null | { $ne: null }) =>
      context.models.Hold.find({ releasedAt }).sort({ placedAt: -1 }).limit(shown).lean<HoldDocument[]>();
    const [inForce, released] = await Promise.all([find(null), find({ $ne: null })]);
    const holds = [...inForce, ...released].slice(0, shown);
    return { holds: await Promise.all(holds.map((hold) => holdView(context, hold))) };
  };
