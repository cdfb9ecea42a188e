/** RET-6: a shorter rule reaches the conversations that are there, in batches; each batch reads only what is left. */
import {
  decideExpiry,
  shortened,
  type ExpiryReason,
  type RetentionRules,
} from '@parlour/shared/rules/expiry.js';
import type { QueryFilter } from 'mongoose';
import type { ConversationDocument } from '../conversations/conversation.model.js';
import { datedBy, expiryOf, type Dated } from '../conversations/expiry-of.js';
import type { Context } from '../context.js';

type Shortening = Pick<Context, 'models' | 'clock'>;

const batchSize = 1_000;

interface Row extends Dated {
  readonly _id: string;
  readonly consentEvent: number;
}

const fields = {
  rules: 1,
  consent: 1,
  consentEvent: 1,
  closedAt: 1,
  activityAt: 1,
  accessUntil: 1,
  holdReleasedAt: 1,
  statutory: 1,
} as const;

/** More than the rule dates it: a copy that was asked for, the grace after a hold, or a law. Few; each is decided alone. */
const isRaised = ({ accessUntil, holdReleasedAt, statutory }: Row): boolean =>
  Boolean(accessUntil ?? holdReleasedAt ?? statutory);

/** Whose conversations a change reaches, and by which rules these are then shortened. */
interface Reach {
  readonly owner: string;
  readonly rules: RetentionRules;
}

/** The platform's bounds are for everybody; what it keeps is for merchants that have no rule of their own. */
async function reachOf(
  { models }: Shortening,
  owner: string,
  rules: RetentionRules,
): Promise<readonly Reach[]> {
  if (owner !== 'platform') return [{ owner, rules }];
  const [merchants, own] = await Promise.all([
    models.Conversation.distinct('merchant'),
    models.RetentionRule.distinct('_id'),
  ]);
  const without = merchants.filter((merchant) => !own.includes(merchant));
  return [
    { owner, rules: { ...rules, merchant: Infinity } },
    ...without.map((merchant) => ({ owner: merchant, rules })),
  ];
}

/** A merchant's own by the index over their rule; the platform's by those merchants' conversations that exceed it. */
const reached = ({ owner, rules: { floor, ceiling, merchant } }: Reach): QueryFilter<ConversationDocument> =>
  owner === 'platform'
    ? {
        state: { $ne: 'expired' },
        $or: [{ 'rules.floor': { $gt: floor } }, { 'rules.ceiling': { $gt: ceiling } }],
      }
    : { merchant: owner, 'rules.merchant': { $gt: merchant }, state: { $ne: 'expired' } };

/** What the change would do: how many old conversations, and how many of these would be gone at `appliesAt`. */
export async function countShortened(
  context: Shortening,
  owner: string,
  rules: RetentionRules,
  appliesAt: number,
): Promise<{ conversations: number; goneAtOnce: number }> {
  const counts = await Promise.all(
    (await reachOf(context, owner, rules)).map((reach) => countReached(context, reach, appliesAt)),
  );
  return {
    conversations: counts.reduce((sum, { conversations }) => sum + conversations, 0),
    goneAtOnce: counts.reduce((sum, { goneAtOnce }) => sum + goneAtOnce, 0),
  };
}

async function countReached(
  { models }: Shortening,
  reach: Reach,
  appliesAt: number,
): Promise<{ conversations: number; goneAtOnce: number }> {
  const { rules } = reach;
  const groups = await models.Conversation.aggregate<{
    _id: Pick<Row, 'rules' | 'consent' | 'statutory'>;
    conversations: number;
  }>([
    { $match: reached(reach) },
    {
      $group: {
        _id: { rules: '$rules', consent: '$consent', statutory: '$statutory' },
        conversations: { $sum: 1 },
      },
    },
  ]);
  let conversations = 0;
  let goneAtOnce = 0;
  for (const { _id, conversations: count } of groups) {
    const { ttl: before } = outcome(_id, _id.rules, false);
    const { ttl } = outcome(_id, shortened(_id.rules, rules), false);
    if (ttl >= before) continue;
    conversations += count;
    goneAtOnce += await models.Conversation.countDocuments({
      ...reached(reach),
      rules: _id.rules,
      consent: _id.consent,
      statutory: _id.statutory ?? null,
      // The clock is what the date is now, less what it is kept for.
      expiresAt: { $lte: new Date(appliesAt - ttl + before), $gt: new Date(appliesAt) },
    });
  }
  return { conversations, goneAtOnce };
}

/** Returns how many were reached. Repeating it is harmless: what was reached is not read again. */
export async function shortenOld(context: Shortening, owner: string, rules: RetentionRules): Promise<number> {
  let reachedInAll = 0;
  for (const reach of await reachOf(context, owner, rules))
    reachedInAll += await shortenReached(context, reach);
  return reachedInAll;
}

async function shortenReached({ models }: Shortening, reach: Reach): Promise<number> {
  const { owner, rules } = reach;
  let reachedSoFar = 0;
  let after = '';
  for (;;) {
    const batch: Row[] = await models.Conversation.find(
      owner === 'platform' ? { $and: [{ _id: { $gt: after } }, reached(reach)] } : reached(reach),
      fields,
    )
      .sort(owner === 'platform' ? { _id: 1 } : {})
      .limit(batchSize)
      .lean<Row[]>();
    if (batch.length === 0) return reachedSoFar;
    for (const group of alike(batch.filter((row) => !isRaised(row))))
      await shortenAlike(models, group, rules);
    for (const row of batch.filter(isRaised)) await shortenOne(models, row, rules);
    reachedSoFar += batch.length;
    after = batch.at(-1)!._id;
  }
}

/** Those whose rules, consent and kind of clock are the same go by one update. */
function alike(batch: readonly Row[]): Row[][] {
  const groups = new Map<string, Row[]>();
  for (const row of batch) {
    const { floor, ceiling, merchant } = row.rules;
    const key = [floor, ceiling, merchant, row.consent.transcript_storage, row.closedAt === null].join();
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return [...groups.values()];
}

/** The date follows from each one's own clock, in the store: a message that comes meanwhile moves both. */
async function shortenAlike(
  models: Context['models'],
  group: readonly Row[],
  rules: RetentionRules,
): Promise<void> {
  const [first] = group as [Row];
  const isOpen = first.closedAt === null;
  const next = shortened(first.rules, rules);
  const { ttl, reasons } = outcome(first, next, isOpen);
  await models.Conversation.collection.updateMany(
    {
      _id: { $in: group.map(({ _id }) => _id) } as never,
      rules: first.rules,
      'consent.transcript_storage': first.consent.transcript_storage,
      closedAt: isOpen ? null : { $ne: null },
      accessUntil: null,
      holdReleasedAt: null,
      statutory: null,
      state: { $ne: 'expired' },
    } as never,
    [
      {
        $set: {
          rules: { $literal: next },
          expiresAt: { $add: [isOpen ? '$activityAt' : '$closedAt', ttl] },
          expiryReasons: { $literal: reasons },
        },
      },
    ],
  );
}

/** Where it has changed since it was read, the next look of the same change finds it. */
async function shortenOne(models: Context['models'], row: Row, rules: RetentionRules): Promise<void> {
  const next = shortened(row.rules, rules);
  const { at, reasons } = expiryOf({ ...row, rules: next });
  const { _id, activityAt, closedAt } = row;
  await models.Conversation.updateOne(
    { _id, state: { $ne: 'expired' }, ...datedBy(row), activityAt, closedAt },
    { $set: { rules: next, expiresAt: new Date(at), expiryReasons: [...reasons] } },
  );
}

function outcome(
  { consent, statutory }: Pick<Row, 'consent' | 'statutory'>,
  rules: RetentionRules,
  isOpen: boolean,
): { ttl: number; reasons: readonly ExpiryReason[] } {
  const { at, reasons } = decideExpiry({
    rules,
    consent,
    lastMessageAt: 0,
    closedAt: isOpen ? null : 0,
    statutoryFloor: statutory ?? 0,
  });
  return { ttl: at, reasons };
}
