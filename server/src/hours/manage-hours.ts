import type { HoursView, readHours, setHours } from '@parlour/shared/protocol/hours.js';
import { Refusal } from '@parlour/shared/protocol/errors.js';
import { openingAt } from '@parlour/shared/rules/opening-hours.js';
import type { Context } from '../context.js';
import type { UseCase } from '../use-case.js';

export const readHoursCase =
  (context: Context): UseCase<typeof readHours> =>
  (_input, { scope }) =>
    view(context, scope['merchant']);

/** All at once: week, zone and holidays belong together. */
export const setHoursCase =
  (context: Context): UseCase<typeof setHours> =>
  async ({ hours }, { scope }) => {
    const { models, hours: known } = context;
    const merchant = scope['merchant'];
    if (!merchant) throw new Refusal('forbidden');
    await models.OpeningHours.updateOne({ _id: merchant }, { $set: { hours } }, { upsert: true });
    known.forget(merchant);
    return view(context, merchant);
  };

async function view({ hours: known, clock }: Context, merchant: string | undefined): Promise<HoursView> {
  if (!merchant) throw new Refusal('forbidden');
  const hours = await known.of(merchant);
  return { hours, state: hours && openingAt(hours, clock.now()) };
}
