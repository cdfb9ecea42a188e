/**
 * STO-4, CNV-1: a key is stored before what it is for, so that nothing is ever stored that cannot be opened. Whoever
 * dies in between leaves a key, and of a start the consent events, that lead to nothing; they go here. Each key says
 * since when it is new; what is found in its place loses that mark, so that a look costs what was begun since the last.
 */
import { hour } from '@parlour/shared/rules/expiry.js';
import { idPrefix, type ConversationId } from '@parlour/shared/model/ids.js';
import type { Context } from '../context.js';
import type { Models } from '../models.js';
import { discardUnused } from './purge-transcripts.js';

/** Longer than any start or request takes; `start-conversation.ts` gives up long before. */
const young = 1 * hour;
const atOnce = 500;

export const watchKeys = (context: Context): void =>
  context.jobs.add({ name: 'unused_keys', every: 1 * hour, run: () => sweepKeys(context) });

export async function sweepKeys(context: Context): Promise<void> {
  const { models, clock } = context;
  for (;;) {
    const fresh = await models.ConversationKey.find(
      { since: { $lte: new Date(clock.now() - young) } },
      { _id: 1 },
    )
      .sort({ since: 1 })
      .limit(atOnce)
      .lean();
    if (fresh.length === 0) return;
    const ids = fresh.map(({ _id }) => _id);
    const used = await inUse(models, ids);
    const unused = ids.filter((id) => !used.has(id));
    await models.ConversationKey.updateMany({ _id: { $in: [...used] } }, { $unset: { since: 1 } });
    for (const id of unused) await discard(context, id);
    if (unused.length > 0) context.log.info({ keys: unused.length }, 'keys that led to nothing are gone');
  }
}

/** What a key may be for: all have its id. */
async function inUse(
  { Conversation, Request, ObligedRecord }: Models,
  ids: readonly string[],
): Promise<Set<string>> {
  const these = { _id: { $in: ids } };
  const found = await Promise.all([
    Conversation.find(these, { _id: 1 }).lean(),
    Request.find(these, { _id: 1 }).lean(),
    ObligedRecord.find(these, { _id: 1 }).lean(),
  ]);
  return new Set(found.flat().map(({ _id }) => _id));
}

async function discard(context: Context, id: string): Promise<void> {
  if (id.startsWith(idPrefix.conversation)) return discardUnused(context, id as ConversationId);
  await context.models.ConversationKey.deleteOne({ _id: id });
  context.vault.forget([id as ConversationId]);
}
