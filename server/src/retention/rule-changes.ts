/**
 * RET-6: rules change. What lengthens acts at once, on new conversations alone. What shortens waits for 24 h, in which
 * it can be undone, and applies to old ones too, a batch at a time.
 */
import { randomBytes } from 'node:crypto';
import type { AccountId } from '@parlour/shared/model/ids.js';
import { Refusal } from '@parlour/shared/protocol/errors.js';
import type { ChangePreview, WaitingChange } from '@parlour/shared/protocol/retention-rule.js';
import { day, type RetentionRules } from '@parlour/shared/rules/expiry.js';
import type { Context } from '../context.js';
import { countShortened, shortenOld } from './shorten-old.js';
import type { RuleChangeDocument } from './rule-change.model.js';
import { platformRules } from './rules-in-force.js';

export const undoTime = 1 * day;

export type Rule = RuleChangeDocument['to'];

/** Whose rule: `platform`, or a merchant's id. */
export type RuleOwner = string;

/** The rules of new conversations if `rule` were in force. */
async function after(
  { models }: Pick<Context, 'models'>,
  owner: RuleOwner,
  rule: Rule,
): Promise<RetentionRules> {
  const platform = await platformRules(models);
  if (owner !== 'platform') return { floor: platform.floor, ceiling: platform.ceiling, merchant: rule.keep };
  return {
    floor: rule.floor ?? platform.floor,
    ceiling: rule.ceiling ?? platform.ceiling,
    merchant: rule.keep,
  };
}

async function inForce({ models }: Pick<Context, 'models'>, owner: RuleOwner): Promise<Rule> {
  const platform = await platformRules(models);
  if (owner === 'platform') return platform;
  const own = await models.RetentionRule.findById(owner).lean();
  return { keep: own?.keep ?? platform.keep };
}

const isShorter = (from: Rule, to: Rule): boolean =>
  to.keep < from.keep ||
  (to.floor !== undefined && from.floor !== undefined && to.floor < from.floor) ||
  (to.ceiling !== undefined && from.ceiling !== undefined && to.ceiling < from.ceiling);

const isSame = (from: Rule, to: Rule): boolean =>
  to.keep === from.keep && to.floor === from.floor && to.ceiling === from.ceiling;

export async function previewChange(context: Context, owner: RuleOwner, to: Rule): Promise<ChangePreview> {
  const from = await inForce(context, owner);
  const now = context.clock.now();
  if (isSame(from, to)) return { kind: 'none', conversations: 0, goneAtOnce: 0, appliesAt: now };
  if (!isShorter(from, to)) return { kind: 'later', conversations: 0, goneAtOnce: 0, appliesAt: now };
  const appliesAt = now + undoTime;
  const counts = await countShortened(context, owner, await after(context, owner, to), appliesAt);
  return { kind: 'shorter', ...counts, appliesAt };
}

/** @throws Refusal `rule_waiting` where another change waits */
export async function change(context: Context, owner: RuleOwner, to: Rule, by: AccountId): Promise<void> {
  const { models, clock, audit } = context;
  if (await models.RuleChange.exists({ rule: owner, open: true })) throw new Refusal('rule_waiting');
  const from = await inForce(context, owner);
  if (isSame(from, to)) return;
  await audit.append({
    actor: by,
    action: 'rule.change',
    target: owner,
    payload: { from: { ...from }, to: { ...to } },
  });
  if (!isShorter(from, to)) return put(context, owner, to);
  const now = clock.now();
  try {
    await models.RuleChange.create({
      _id: randomBytes(16).toString('base64url'),
      rule: owner,
      to,
      by,
      askedAt: new Date(now),
      appliesAt: new Date(now + undoTime),
      state: 'waiting',
      open: true,
    });
  } catch (error) {
    if ((error as { code?: number }).code === 11_000) throw new Refusal('rule_waiting');
    throw error;
  }
}

/** @throws Refusal `not_found` where nothing waits any more */
export async function undo({ models, audit }: Context, owner: RuleOwner, by: AccountId): Promise<void> {
  const { modifiedCount } = await models.RuleChange.updateOne(
    { rule: owner, state: 'waiting' },
    { $set: { state: 'undone', open: false } },
  );
  if (modifiedCount === 0) throw new Refusal('not_found');
  await audit.append({ actor: by, action: 'rule.undo', target: owner });
}

export async function waitingFor(
  { models, directory }: Context,
  owner: RuleOwner,
): Promise<WaitingChange<Rule> | null> {
  const waiting = await models.RuleChange.findOne({ rule: owner, open: true }).lean();
  if (!waiting) return null;
  const names = await directory.agentNames([waiting.by]);
  return {
    to: waiting.to,
    by: names.get(waiting.by) ?? '',
    askedAt: waiting.askedAt.getTime(),
    appliesAt: waiting.appliesAt.getTime(),
  };
}

/** The job: applies what has waited long enough, and goes on with what a dead process had begun. */
export async function applyChanges(context: Context): Promise<void> {
  const { models, clock, audit } = context;
  const due = { open: true, appliesAt: { $lte: new Date(clock.now()) } };
  for (const { _id } of await models.RuleChange.find(due, { _id: 1 }).sort({ appliesAt: 1 }).lean()) {
    // From here it cannot be undone any more.
    const taken = await models.RuleChange.findOneAndUpdate(
      { _id, ...due },
      { $set: { state: 'applying' } },
      { returnDocument: 'after' },
    ).lean<RuleChangeDocument>();
    if (!taken) continue;
    const { rule, to } = taken;
    await put(context, rule, to);
    const conversations = await shortenOld(context, rule, await after(context, rule, to));
    await audit.append({ actor: 'system', action: 'rule.apply', target: rule, payload: { conversations } });
    await models.RuleChange.updateOne({ _id }, { $set: { state: 'applied', open: false } });
  }
}

async function put({ models }: Context, owner: RuleOwner, { keep, floor, ceiling }: Rule): Promise<void> {
  await models.RetentionRule.updateOne(
    { _id: owner },
    {
      $set: { keep, ...(floor !== undefined && { floor }), ...(ceiling !== undefined && { ceiling }) },
      $inc: { epoch: 1 },
    },
    { upsert: true },
  );
}
