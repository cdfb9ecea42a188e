import { day, hour, type RetentionRules } from '@parlour/shared/rules/expiry.js';
import type { Models } from '../models.js';

/** What holds until an admin sets something else. */
const platformDefault = { floor: 1 * hour, ceiling: 730 * day, keep: 90 * day } as const;

/** The rules that a conversation with this merchant starts under. */
export async function rulesInForce(models: Models, merchant: string): Promise<RetentionRules> {
  const found = await models.RetentionRule.find({ _id: { $in: ['platform', merchant] } }).lean();
  const platform = found.find(({ _id }) => _id === 'platform');
  const own = found.find(({ _id }) => _id === merchant);
  return {
    floor: platform?.floor ?? platformDefault.floor,
    ceiling: platform?.ceiling ?? platformDefault.ceiling,
    merchant: own?.keep ?? platform?.keep ?? platformDefault.keep,
  };
}
