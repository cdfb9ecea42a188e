import { day, hour, type RetentionRules } from '@parlour/shared/rules/expiry.js';
import type { Models } from '../models.js';

/** What holds until an admin sets something else. */
const platformDefault = { floor: 1 * hour, ceiling: 730 * day, keep: 90 * day } as const;

export interface PlatformRules {
  readonly floor: number;
  readonly ceiling: number;
  /** What a merchant without a rule gets. */
  readonly keep: number;
}

export async function platformRules(models: Pick<Models, 'RetentionRule'>): Promise<PlatformRules> {
  const platform = await models.RetentionRule.findById('platform').lean();
  return {
    floor: platform?.floor ?? platformDefault.floor,
    ceiling: platform?.ceiling ?? platformDefault.ceiling,
    keep: platform?.keep ?? platformDefault.keep,
  };
}

/** The rules that a conversation with this merchant starts under. */
export async function rulesInForce(models: Models, merchant: string): Promise<RetentionRules> {
  const [{ floor, ceiling, keep }, own] = await Promise.all([
    platformRules(models),
    models.RetentionRule.findById(merchant).lean(),
  ]);
  return { floor, ceiling, merchant: own?.keep ?? keep };
}
