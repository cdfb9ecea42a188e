import { Refusal } from '@parlour/shared/protocol/errors.js';
import type { readMasking, setMasking } from '@parlour/shared/protocol/masking.js';
import type { Context } from '../context.js';
import type { UseCase } from '../use-case.js';

export const readMaskingCase =
  ({ models }: Context): UseCase<typeof readMasking> =>
  async (_input, { scope }) => {
    const rule = await models.MaskingRule.findById(scope['merchant']).lean();
    return { patterns: rule?.patterns ?? [] };
  };

/** The merchant's patterns, all at once. They were found safe when the input was parsed. */
export const setMaskingCase =
  ({ models, masking }: Context): UseCase<typeof setMasking> =>
  async ({ patterns }, { scope }) => {
    const merchant = scope['merchant'];
    if (!merchant) throw new Refusal('forbidden');
    await models.MaskingRule.updateOne({ _id: merchant }, { $set: { patterns } }, { upsert: true });
    masking.forget(merchant);
    return { patterns };
  };
