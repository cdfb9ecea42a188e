import type { AppearanceView, readAppearance, setAppearance } from '@parlour/shared/protocol/appearance.js';
import { Refusal } from '@parlour/shared/protocol/errors.js';
import { readableAccent } from '@parlour/shared/rules/accent.js';
import type { Context } from '../context.js';
import { showAnew } from '../pictures/show-anew.js';
import type { UseCase } from '../use-case.js';

export const readAppearanceCase =
  (context: Context): UseCase<typeof readAppearance> =>
  (_input, { scope }) =>
    view(context, scope['merchant']);

export const setAppearanceCase =
  (context: Context): UseCase<typeof setAppearance> =>
  async ({ greeting, ...looks }, { scope }) => {
    const { models, appearances, pictures } = context;
    const merchant = scope['merchant'];
    if (!merchant) throw new Refusal('forbidden');
    const { agentNames: wereShown } = await appearances.of(merchant);
    await Promise.all([
      models.Merchant.updateOne({ _id: merchant }, { $set: { greeting } }),
      models.Appearance.updateOne({ _id: merchant }, { $set: looks }, { upsert: true }),
    ]);
    appearances.forget(merchant);
    // Consumers know the pictures by their ids, and keep those.
    if (wereShown && !looks.agentNames)
      for (const account of await pictures.rename(merchant)) await showAnew(context, account);
    return view(context, merchant);
  };

/** The greeting is read from the store: what everybody else remembers may be two seconds old. */
async function view({ models, appearances }: Context, id: string | undefined): Promise<AppearanceView> {
  const merchant = id ? await models.Merchant.findById(id).lean() : null;
  if (!merchant) throw new Refusal('forbidden');
  const stored = await appearances.of(merchant._id);
  return {
    appearance: { ...stored, greeting: merchant.greeting },
    colours: stored.accent === null ? null : readableAccent(stored.accent),
    merchant: { slug: merchant.slug, name: merchant.name },
  };
}
