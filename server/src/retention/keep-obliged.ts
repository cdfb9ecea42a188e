/**
 * RET-13: before a transcript goes, the fields that a law names are put aside, sealed with a key of their own. Repeated
 * after a crash it comes to the same: a record is named after its conversation and its obligation, and what there is
 * stays. From a restored copy without keys nothing can be put aside any more.
 */
import { decideExpiry } from '@parlour/shared/rules/expiry.js';
import { idPrefix, type ConversationId } from '@parlour/shared/model/ids.js';
import type { Context } from '../context.js';
import type { ConversationDocument } from '../conversations/conversation.model.js';
import type { ObligationDocument } from '../obligations/obligation.model.js';
import { obligedTexts, sealObliged } from '../obligations/obliged-fields.js';

type KeepContext = Pick<Context, 'models' | 'clock' | 'vault'>;

/** Reads nothing but an index where no conversation is under an obligation. */
export async function keepObliged(context: KeepContext, ids: readonly ConversationId[]): Promise<void> {
  const { models } = context;
  if (!(await models.Obligation.exists({ endedAt: null }))) return;
  const obliged = await models.Conversation.find({
    _id: { $in: ids },
    obligations: { $gt: '' },
  }).lean<ConversationDocument[]>();
  if (obliged.length === 0) return;
  const inForce = await models.Obligation.find({
    _id: { $in: obliged.flatMap(({ obligations = [] }) => obligations) },
    endedAt: null,
  }).lean<ObligationDocument[]>();
  for (const conversation of obliged) {
    for (const obligation of keepsOf(conversation, inForce, context.clock.now()))
      await keepOne(context, conversation, obligation);
  }
}

/** Those that go on longer than the transcript, as the one rule says. */
function keepsOf(conversation: ConversationDocument, all: readonly ObligationDocument[], now: number) {
  const { rules, consent, activityAt, closedAt, obligations = [] } = conversation;
  const clock = (closedAt ?? activityAt).getTime();
  const theirs = all.filter(({ _id }) => obligations.includes(_id));
  const { keeps } = decideExpiry({
    rules,
    consent,
    lastMessageAt: activityAt.getTime(),
    closedAt: closedAt?.getTime() ?? null,
    deletionApprovedAt: now,
    obligations: theirs.map((obligation) => ({ ...obligation, until: clock + obligation.keep })),
  });
  return keeps as readonly (ObligationDocument & { readonly until: number })[];
}

async function keepOne(
  context: KeepContext,
  conversation: ConversationDocument,
  { _id: obligation, fields, until }: ObligationDocument & { readonly until: number },
): Promise<void> {
  const { models, clock, vault } = context;
  if (until <= clock.now()) return;
  const id = conversation._id as ConversationId;
  const record = `${idPrefix.obligedRecord}${vault.subject(`${id}/${obligation}`).slice(0, 22)}`;
  if (await models.ObligedRecord.exists({ _id: record })) return;
  const opened = (await vault.open([id])).get(id);
  if (!opened) return;
  const texts = await obligedTexts(context, conversation, { fields, key: opened });
  if (texts.length === 0) return;
  const key = await keyFor(context, record);
  const { site, merchant, consumer, contactToken, startedAt, activityAt } = conversation;
  await models.ObligedRecord.updateOne(
    { _id: record },
    {
      $setOnInsert: {
        obligation,
        conversation: id,
        site,
        merchant,
        consumer,
        ...(contactToken && fields.includes('contact') && { contactToken }),
        startedAt,
        activityAt,
        fields: texts.map(({ field }) => field),
        sealed: sealObliged(record, key, texts),
        keptSince: new Date(clock.now()),
        until: new Date(until),
      },
    },
    { upsert: true },
  );
}

/** The one that a process which died has stored already, else a new one. */
async function keyFor({ vault }: KeepContext, record: string): Promise<Buffer> {
  const id = record as unknown as ConversationId;
  const before = (await vault.open([id])).get(id);
  if (before) return before;
  await vault.store(vault.create(id));
  return (await vault.open([id])).get(id)!;
}
