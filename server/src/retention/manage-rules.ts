/** RET-6: the merchant's rule for its managers, the platform's bounds for admins. */
import { Refusal } from '@parlour/shared/protocol/errors.js';
import type {
  BoundsInput,
  changeBounds,
  changeRule,
  MerchantRule,
  PlatformBounds,
  previewBounds,
  previewRule,
  readBounds,
  readRule,
  undoBounds,
  undoRule,
  WaitingChange,
} from '@parlour/shared/protocol/retention-rule.js';
import type { Context } from '../context.js';
import { accountOf } from '../holds/place-hold.js';
import type { OperationCall, UseCase } from '../use-case.js';
import { change, previewChange, undo, waitingFor } from './rule-changes.js';
import { platformRules } from './rules-in-force.js';

const platform = 'platform';

const merchantOf = ({ scope }: OperationCall): string => {
  const { merchant } = scope;
  if (merchant === undefined) throw new Refusal('forbidden');
  return merchant;
};

async function merchantRule(context: Context, merchant: string): Promise<MerchantRule> {
  const { floor, ceiling, keep } = await platformRules(context.models);
  const own = await context.models.RetentionRule.findById(merchant).lean();
  const waiting = await waitingFor(context, merchant);
  return { keep: own?.keep ?? keep, floor, ceiling, waiting };
}

/** A merchant may keep for what the platform's bounds allow, and for nothing else. */
async function requireBounds({ models }: Context, keep: number): Promise<void> {
  const { floor, ceiling } = await platformRules(models);
  if (keep >= floor && keep <= ceiling) return;
  throw new Refusal('invalid_input', {
    issues: [{ path: 'keep', message: 'lies within the platform’s bounds' }],
  });
}

export const readRuleCase =
  (context: Context): UseCase<typeof readRule> =>
  (_input, call) =>
    merchantRule(context, merchantOf(call));

export const previewRuleCase =
  (context: Context): UseCase<typeof previewRule> =>
  async ({ keep }, call) => {
    await requireBounds(context, keep);
    return previewChange(context, merchantOf(call), { keep });
  };

export const changeRuleCase =
  (context: Context): UseCase<typeof changeRule> =>
  async ({ keep }, call) => {
    await requireBounds(context, keep);
    const merchant = merchantOf(call);
    await change(context, merchant, { keep }, accountOf(call.caller));
    return merchantRule(context, merchant);
  };

export const undoRuleCase =
  (context: Context): UseCase<typeof undoRule> =>
  async (_input, call) => {
    const merchant = merchantOf(call);
    await undo(context, merchant, accountOf(call.caller));
    return merchantRule(context, merchant);
  };

async function bounds(context: Context): Promise<PlatformBounds> {
  const waiting = (await waitingFor(context, platform)) as WaitingChange<BoundsInput> | null;
  return { ...(await platformRules(context.models)), waiting };
}

export const readBoundsCase =
  (context: Context): UseCase<typeof readBounds> =>
  () =>
    bounds(context);

export const previewBoundsCase =
  (context: Context): UseCase<typeof previewBounds> =>
  (input) =>
    previewChange(context, platform, input);

export const changeBoundsCase =
  (context: Context): UseCase<typeof changeBounds> =>
  async (input, { caller }) => {
    await change(context, platform, input, accountOf(caller));
    return bounds(context);
  };

export const undoBoundsCase =
  (context: Context): UseCase<typeof undoBounds> =>
  async (_input, { caller }) => {
    await undo(context, platform, accountOf(caller));
    return bounds(context);
  };
