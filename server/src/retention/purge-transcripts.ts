/**
 * DANGER: this is the one place that deletes what was said (RET-12), and it cannot be undone.
 *
 * What must hold, whatever dies and whenever:
 *
 * - Nothing is deleted that has not reached its date or that a hold covers: the store is asked again here, not only
 *   at selection, and after the intent is written (RET-5).
 * - Nothing is visible meanwhile: a conversation is marked `expired` before anything of it goes (RET-2).
 * - The intent, with the counts, is in the ledger before the first deletion; the completion after the last (RET-4).
 *   A process that dies in between leaves an intent that `resumePurges` completes; deleting twice is harmless.
 * - What a law keeps of it is put aside before anything goes (RET-13, `keep-obliged.ts`).
 * - Leaf first (`leaves.ts`), then the key, then the conversation. As soon as the key is gone, whatever copy there is of
 *   the rest cannot be read any more (STO-4).
 * - The completion is on disk outside the database before it is inside, for a backup from before to learn of (RET-10).
 */
import type { ConversationId, MerchantId, PurgeRunId } from '@parlour/shared/model/ids.js';
import type { Context } from '../context.js';
import type { ConversationDocument } from '../conversations/conversation.model.js';
import { endWithTheLast } from '../requests/resume-chat.js';
import { dropWaiting, queuePurged } from '../webhooks/queue.js';
import { keepObliged } from './keep-obliged.js';
import { purgePackages } from './purge-packages.js';
import { countLeaves, countsOf, deleteLeaves, type LeafCounts } from './leaves.js';
import type { PurgeLedgerDocument } from './purge-ledger.model.js';
import { letHeldLive } from './stay-held.js';
import { strideFor } from './stride.js';

type PurgeContext = Pick<Context, 'models' | 'clock' | 'bus' | 'vault' | 'writer' | 'journal'>;

/** Purges those of the given conversations whose date has come; returns how many are gone. */
export async function purgeTranscripts(
  context: PurgeContext,
  conversations: readonly string[],
  run: PurgeRunId | null,
): Promise<number> {
  const hidden = await hideExpired(context, conversations);
  if (hidden.length === 0) return 0;
  const counts = await countLeaves(
    context.models,
    hidden.map(({ _id }) => _id),
  );
  const intents = await writeIntents(context, hidden, run, counts);
  const free = await letHeldLive(context, hidden);
  const ids = free.map(({ _id }) => _id as ConversationId);
  if (!intents) await waitNoMore(context, ids);
  // What a hold keeps was counted with the others; only what is free goes.
  await removeLeafFirst(
    context,
    ids,
    run,
    free.length === hidden.length ? counts : await countLeaves(context.models, ids),
    intents,
  );
  return free.length;
}

/** Completes what a process that died had begun, except what a hold has come to cover since. Returns how many. */
export async function resumePurges(
  context: PurgeContext,
  limit: number,
  run: PurgeRunId | null = null,
): Promise<number> {
  const begun = { doneAt: null, held: { $ne: true } };
  const unfinished = await context.models.PurgeLedger.find(begun, { conversation: 1 })
    .sort({ intentAt: 1 })
    .limit(limit)
    .lean();
  const conversations = unfinished.flatMap(({ conversation }) =>
    conversation ? [conversation as ConversationId] : [],
  );
  if (conversations.length === 0) return 0;
  const stored = await context.models.Conversation.find({ _id: { $in: conversations } }).lean<
    ConversationDocument[]
  >();
  const free = new Set((await letHeldLive(context, stored)).map(({ _id }) => _id));
  const kept = new Set(stored.map(({ _id }) => _id).filter((id) => !free.has(id)));
  const begunFree = conversations.filter((id) => !kept.has(id));
  await removeLeafFirst(context, begunFree, run, await countLeaves(context.models, begunFree));
  return conversations.length;
}

/**
 * Removes what was prepared for a conversation, or written into one by a process that had stood still, where the
 * conversation itself does not exist.
 */
export async function discardUnused(
  { models, vault, writer }: PurgeContext,
  id: ConversationId,
): Promise<void> {
  if (await models.Conversation.exists({ _id: id })) return;
  await deleteLeaves(models, await countLeaves(models, [id]), strideFor({ writer }));
  await models.ConversationKey.deleteOne({ _id: id });
  vault.forget([id]);
  writer.forget([id]);
}

/** What a purge has to know of a conversation. */
export type DueConversation = Pick<
  ConversationDocument,
  '_id' | 'merchant' | 'consumer' | 'startedAt' | 'activityAt' | 'expiryReasons' | 'rating'
>;
const dueFields = {
  merchant: 1,
  consumer: 1,
  startedAt: 1,
  activityAt: 1,
  expiryReasons: 1,
  'rating.score': 1,
} as const;

/** Marks the ones that are due, so that neither a late job nor a clock that goes back shows them again. */
export async function hideExpired(
  { models, clock, bus }: Pick<Context, 'models' | 'clock' | 'bus'>,
  conversations: readonly string[],
): Promise<DueConversation[]> {
  const due = { _id: { $in: conversations }, expiresAt: { $lte: new Date(clock.now()) } };
  const visible = await models.Conversation.find(
    { ...due, state: { $ne: 'expired' } },
    { merchant: 1, consumer: 1 },
  ).lean();
  await models.Conversation.updateMany(
    { ...due, state: { $ne: 'expired' } },
    { $set: { state: 'expired', open: false } },
  );
  await dropWaiting(
    { models },
    visible.map(({ _id }) => _id),
  );
  for (const { _id, merchant } of visible) {
    bus.tell('conversation.gone', { conversation: _id as ConversationId, merchant: merchant as MerchantId });
  }
  await endWithTheLast(
    { models, clock, bus },
    visible.map(({ consumer }) => consumer),
  );
  return models.Conversation.find({ ...due, state: 'expired' }, dueFields).lean<DueConversation[]>();
}

/**
 * Hides one now and deletes it later, in one write: a law or a hold's grace keeps it until then, also where whoever
 * asked dies, or a sweep passes, in between. Nothing where it is hidden already.
 */
export async function hideUntil(
  { models, bus, clock }: Pick<Context, 'models' | 'bus' | 'clock'>,
  { _id, merchant, consumer }: Pick<ConversationDocument, '_id' | 'merchant' | 'consumer'>,
  until: number,
): Promise<void> {
  const hidden = await models.Conversation.updateOne(
    { _id, state: { $ne: 'expired' } },
    {
      $set: { state: 'expired', open: false, expiresAt: new Date(until) },
      $push: { expiryReasons: { rule: 'deletion_approved', ms: 0 } },
    },
  );
  if (hidden.modifiedCount === 0) return;
  await models.Conversation.updateOne({ _id, held: 'visible' }, { $set: { held: 'hidden' } });
  await dropWaiting({ models }, [_id]);
  bus.tell('conversation.gone', { conversation: _id as ConversationId, merchant: merchant as MerchantId });
  await endWithTheLast({ models, clock, bus }, [consumer]);
}

/** An intent that waited for the end of a hold is under way from here: if this dies, it is resumed like any other. */
async function waitNoMore({ models, vault }: PurgeContext, ids: readonly ConversationId[]): Promise<void> {
  const subjects = ids.map((id) => vault.subject(id));
  await models.PurgeLedger.updateMany({ _id: { $in: subjects }, held: true }, { $set: { held: false } });
}

/** The intents as they are stored; null where some had been there before, and only the ledger knows what they say. */
async function writeIntents(
  { models, clock, vault }: PurgeContext,
  conversations: readonly DueConversation[],
  run: PurgeRunId | null,
  counts: LeafCounts,
): Promise<readonly PurgeLedgerDocument[] | null> {
  const intentAt = new Date(clock.now());
  const intents = conversations.map((conversation): PurgeLedgerDocument => ({
    _id: vault.subject(conversation._id as ConversationId),
    conversation: conversation._id,
    scope: 'conversation',
    counts: {
      ...countsOf(counts, conversation._id),
      ratings: conversation.rating ? 1 : 0,
      conversations: 1,
    },
    rule: conversation.expiryReasons.at(-1)?.rule ?? 'merchant_rule',
    basis: basisOf(conversation),
    intentAt,
    doneAt: null,
    keyDestroyed: false,
    run,
  }));
  try {
    await models.PurgeLedger.collection.insertMany(intents as never[], { ordered: false });
    return intents;
  } catch (error) {
    // An intent that is there already is from the attempt before; its counts are the true ones.
    const { writeErrors = [] } = error as { writeErrors?: { code: number }[] };
    if (writeErrors.length === 0 || writeErrors.some(({ code }) => code !== 11_000)) throw error;
    return null;
  }
}

/** Why it goes, whatever made its date. */
function basisOf({ expiryReasons }: DueConversation): string {
  const rules = new Set(expiryReasons.map(({ rule }) => rule));
  if (rules.has('deletion_approved')) return 'deletion_request';
  return rules.has('consumer_refused') ? 'consent' : 'retention';
}

async function removeLeafFirst(
  context: PurgeContext,
  ids: readonly ConversationId[],
  run: PurgeRunId | null,
  counts: LeafCounts,
  intents: readonly PurgeLedgerDocument[] | null = null,
): Promise<void> {
  if (ids.length === 0) return;
  const { models, clock, vault, writer, bus } = context;
  // Whoever was told of them is told that they are gone, so that their copies can go too.
  await queuePurged(context, ids);
  await keepObliged(context, ids);
  await purgePackages(models, ids);
  await deleteLeaves(models, counts, strideFor(context));
  await models.ConversationKey.deleteMany({ _id: { $in: ids } });
  vault.forget(ids);
  writer.forget(ids);
  bus.tell('conversation.purged', { conversations: ids });
  const subjects = ids.map((id) => vault.subject(id));
  const done = { doneAt: new Date(clock.now()), keyDestroyed: true, ...(run && { run }) };
  const begun = intents ?? (await intentsOf(context, subjects));
  await journalDone(context, ids.length === begun.length ? begun : ofThese(begun, subjects), done);
  await models.Conversation.deleteMany({ _id: { $in: ids } });
  await models.PurgeLedger.updateMany(
    { _id: { $in: subjects }, doneAt: null },
    { $set: { ...done, conversation: null } },
  );
}

const intentsOf = ({ models }: PurgeContext, subjects: readonly string[]): Promise<PurgeLedgerDocument[]> =>
  models.PurgeLedger.find({ _id: { $in: subjects }, doneAt: null })
    .lean<PurgeLedgerDocument[]>()
    .exec();

function ofThese(
  entries: readonly PurgeLedgerDocument[],
  subjects: readonly string[],
): PurgeLedgerDocument[] {
  const wanted = new Set(subjects);
  return entries.filter(({ _id }) => wanted.has(_id));
}

function journalDone(
  { journal }: PurgeContext,
  entries: readonly PurgeLedgerDocument[],
  done: Partial<PurgeLedgerDocument> & { doneAt: Date },
): Promise<void> {
  return journal.append(
    entries.map(({ conversation: _gone, held: _held, intentAt, ...entry }) => ({
      kind: 'purged',
      entry: { ...entry, ...done, intentAt: intentAt.getTime(), doneAt: done.doneAt.getTime() },
    })),
  );
}

/** RET-10: what a restored copy holds although it was purged, and says so nowhere in the copy. Only for the replay. */
export async function purgeAgain(context: PurgeContext, ids: readonly ConversationId[]): Promise<void> {
  await context.models.Conversation.updateMany(
    { _id: { $in: ids } },
    { $set: { state: 'expired', open: false } },
  );
  await removeLeafFirst(context, ids, null, await countLeaves(context.models, ids));
}
