/**
 * DANGER: this is the one place that deletes what was said (RET-12), and it cannot be undone.
 *
 * What must hold, whatever dies and whenever:
 *
 * - Nothing is deleted that has not reached its date: the store is asked again here, not only at selection (RET-5).
 * - Nothing is visible meanwhile: a conversation is marked `expired` before anything of it goes (RET-2).
 * - The intent, with the counts, is in the ledger before the first deletion; the completion after the last (RET-4).
 *   A process that dies in between leaves an intent that `resumePurges` completes; deleting twice is harmless.
 * - Leaf first: messages, consent events, then the key, then the conversation. As soon as the key is gone, whatever
 *   copy there is of the rest cannot be read any more (STO-4).
 */
import type { ConversationId, MerchantId, PurgeRunId } from '@parlour/shared/model/ids.js';
import type { Context } from '../context.js';
import type { ConversationDocument } from '../conversations/conversation.model.js';
import type { PurgeLedgerDocument } from './purge-ledger.model.js';

type PurgeContext = Pick<Context, 'models' | 'clock' | 'bus' | 'vault' | 'writer'>;

/** Purges those of the given conversations whose date has come; returns how many are gone. */
export async function purgeTranscripts(
  context: PurgeContext,
  conversations: readonly string[],
  run: PurgeRunId | null,
): Promise<number> {
  const hidden = await hideExpired(context, conversations);
  if (hidden.length === 0) return 0;
  await writeIntents(context, hidden, run);
  await removeLeafFirst(
    context,
    hidden.map(({ _id }) => _id as ConversationId),
  );
  return hidden.length;
}

/** Completes what a process that died had begun. */
export async function resumePurges(context: PurgeContext, limit: number): Promise<number> {
  const unfinished = await context.models.PurgeLedger.find({ doneAt: null }, { conversation: 1 })
    .sort({ intentAt: 1 })
    .limit(limit)
    .lean();
  const conversations = unfinished.flatMap(({ conversation }) =>
    conversation ? [conversation as ConversationId] : [],
  );
  if (conversations.length > 0) await removeLeafFirst(context, conversations);
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
  await models.Message.deleteMany({ conversation: id });
  await models.ConsentEvent.deleteMany({ conversation: id });
  await models.ConversationKey.deleteOne({ _id: id });
  vault.forget([id]);
  writer.forget([id]);
}

/** Marks the ones that are due, so that neither a late job nor a clock that goes back shows them again. */
export async function hideExpired(
  { models, clock, bus }: Pick<PurgeContext, 'models' | 'clock' | 'bus'>,
  conversations: readonly string[],
): Promise<ConversationDocument[]> {
  const due = { _id: { $in: conversations }, expiresAt: { $lte: new Date(clock.now()) } };
  const visible = await models.Conversation.find(
    { ...due, state: { $ne: 'expired' } },
    { merchant: 1 },
  ).lean();
  await models.Conversation.updateMany(
    { ...due, state: { $ne: 'expired' } },
    { $set: { state: 'expired', open: false } },
  );
  for (const { _id, merchant } of visible) {
    bus.tell('conversation.gone', { conversation: _id as ConversationId, merchant: merchant as MerchantId });
  }
  return models.Conversation.find({ ...due, state: 'expired' }).lean<ConversationDocument[]>();
}

async function writeIntents(
  { models, clock, vault }: PurgeContext,
  conversations: readonly ConversationDocument[],
  run: PurgeRunId | null,
): Promise<void> {
  const ids = conversations.map(({ _id }) => _id);
  const [messages, consents, mails] = await Promise.all([
    countByConversation(models.Message, ids),
    countByConversation(models.ConsentEvent, ids),
    countByConversation(models.Mail, ids),
  ]);
  const intentAt = new Date(clock.now());
  const intents = conversations.map((conversation): PurgeLedgerDocument => ({
    _id: vault.subject(conversation._id as ConversationId),
    conversation: conversation._id,
    scope: 'conversation',
    counts: {
      messages: messages.get(conversation._id) ?? 0,
      consentEvents: consents.get(conversation._id) ?? 0,
      mails: mails.get(conversation._id) ?? 0,
      conversations: 1,
    },
    rule: conversation.expiryReasons.at(-1)?.rule ?? 'merchant_rule',
    basis: 'retention',
    intentAt,
    doneAt: null,
    keyDestroyed: false,
    run,
  }));
  try {
    await models.PurgeLedger.collection.insertMany(intents as never[], { ordered: false });
  } catch (error) {
    // An intent that is there already is from the attempt before; its counts are the true ones.
    const { writeErrors = [] } = error as { writeErrors?: { code: number }[] };
    if (writeErrors.length === 0 || writeErrors.some(({ code }) => code !== 11_000)) throw error;
  }
}

async function countByConversation(
  model: { aggregate<Row>(pipeline: object[]): PromiseLike<Row[]> },
  ids: readonly string[],
): Promise<Map<string, number>> {
  const rows = await model.aggregate<{ _id: string; count: number }>([
    { $match: { conversation: { $in: ids } } },
    { $group: { _id: '$conversation', count: { $sum: 1 } } },
  ]);
  return new Map(rows.map(({ _id, count }) => [_id, count]));
}

async function removeLeafFirst(
  { models, clock, vault, writer, bus }: PurgeContext,
  ids: readonly ConversationId[],
): Promise<void> {
  const ofThese = { conversation: { $in: ids } };
  await models.Message.deleteMany(ofThese);
  await models.ConsentEvent.deleteMany(ofThese);
  await models.Mail.deleteMany(ofThese);
  await models.ConversationKey.deleteMany({ _id: { $in: ids } });
  vault.forget(ids);
  writer.forget(ids);
  bus.tell('conversation.purged', { conversations: ids });
  await models.Conversation.deleteMany({ _id: { $in: ids } });
  await models.PurgeLedger.updateMany(
    { _id: { $in: ids.map((id) => vault.subject(id)) }, doneAt: null },
    { $set: { doneAt: new Date(clock.now()), keyDestroyed: true, conversation: null } },
  );
}
