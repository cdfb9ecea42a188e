/**
 * RET-10: a database that was restored from a backup is made good before anything is served. Which holds there are and
 * what has been purged since then is in the journal, outside the database: holds and obligations by law first, so that
 * nothing which they keep goes by the next sweep, then every completed purge again; then what people have withdrawn and opted out of, so
 * that nothing is done with their data which they had ended, and what has left meanwhile (`replay-decisions.ts`).
 */
import type { ConversationId } from '@parlour/shared/model/ids.js';
import type { Context } from '../context.js';
import type { HoldDocument } from '../holds/hold.model.js';
import { markCovered } from '../holds/mark-held.js';
import type { JournaledHold, JournaledPurge, JournaledWithdrawal } from './journal.js';
import { putObligation } from '../obligations/store-obligation.js';
import { putOptOut, putWithdrawals } from './replay-decisions.js';
import { purgeAgain } from './purge-transcripts.js';

type RestoreContext = Context;

export interface MadeGood {
  readonly holds: number;
  /** Obligations by law that were entered or have ended since. */
  readonly obligations: number;
  /** Ledger entries that the database had lost. */
  readonly ledger: number;
  /** Conversations that had been purged and were there again. */
  readonly purgedAgain: number;
  readonly optOuts: number;
  readonly disclosures: number;
  /** Answers about consent. */
  readonly withdrawals: number;
}

const nothing: MadeGood = {
  holds: 0,
  obligations: 0,
  ledger: 0,
  purgedAgain: 0,
  optOuts: 0,
  disclosures: 0,
  withdrawals: 0,
};

const pageSize = 1_000;

/** Where the database has seen all of the journal, this reads one document and no more. */
export async function makeGood(context: RestoreContext): Promise<MadeGood> {
  const { journal, audit, log, models } = context;
  // What was stored before there were holds is held by none; without saying so the sweep would not see it.
  await models.Conversation.updateMany({ held: null }, { $set: { held: 'no' } });
  const [seen, bytes] = await Promise.all([journal.seen(), journal.bytes()]);
  const good = seen >= bytes ? nothing : await replay(context, seen);
  await journal.mark(bytes);
  if (Object.values(good).some((count) => count > 0)) {
    log.warn(good, 'the database was older than its journal and has been made good');
    await audit.append({ actor: 'system', action: 'restore.complete', payload: { ...good } });
  }
  return good;
}

async function replay(context: RestoreContext, from: number): Promise<MadeGood> {
  let holds = 0;
  let obligations = 0;
  for await (const line of context.journal.read(from)) {
    if (line.kind === 'hold' && (await putHold(context, line.hold))) holds += 1;
    if (line.kind === 'obligation' && (await putObligation(context, line.obligation))) obligations += 1;
  }
  const lost = new Set<string>();
  for await (const line of context.journal.read(from)) {
    if (line.kind === 'purged' && (await putLedger(context, line.entry))) lost.add(line.entry._id);
  }
  const purgedAgain = lost.size > 0 ? await purgeWhatIsBack(context, lost) : 0;
  return { holds, obligations, ledger: lost.size, purgedAgain, ...(await replayDecisions(context, from)) };
}

async function replayDecisions(
  context: RestoreContext,
  from: number,
): Promise<Pick<MadeGood, 'optOuts' | 'disclosures' | 'withdrawals'>> {
  let optOuts = 0;
  let disclosures = 0;
  const withdrawn = new Map<string, JournaledWithdrawal[]>();
  for await (const line of context.journal.read(from)) {
    if (line.kind === 'opt_out' && (await putOptOut(context, line))) optOuts += 1;
    if (line.kind === 'disclosed' && (await context.gate.putBack(line.entry))) disclosures += 1;
    if (line.kind === 'withdrawn')
      withdrawn.set(line.subject, [...(withdrawn.get(line.subject) ?? []), line]);
  }
  let withdrawals = 0;
  if (withdrawn.size > 0)
    await eachConversation(context, async (ids) => {
      for (const id of ids)
        withdrawals += await putWithdrawals(context, id, withdrawn.get(context.vault.subject(id)) ?? []);
    });
  return { optOuts, disclosures, withdrawals };
}

/** False where the database knows of it already, as it is. */
async function putHold(context: RestoreContext, journaled: JournaledHold): Promise<boolean> {
  const { models } = context;
  const { releasedAt, reviewAt, placedAt, ...rest } = journaled;
  const before = await models.Hold.findById(rest._id).lean();
  const isKnown =
    before !== null &&
    (before.releasedAt?.getTime() ?? null) === releasedAt &&
    before.reviewAt.getTime() === reviewAt;
  if (isKnown) return false;
  const hold = {
    ...rest,
    custodians: [...rest.custodians],
    remindedFor: null,
    reviewAt: new Date(reviewAt),
    placedAt: new Date(placedAt),
    releasedAt: releasedAt === null ? null : new Date(releasedAt),
  } as HoldDocument;
  await models.Hold.replaceOne({ _id: hold._id }, hold, { upsert: true });
  if (hold.releasedAt === null) await markCovered(context, hold);
  return true;
}

/**
 * False where the database has the entry. One that is done is of a conversation that was deleted before it; one that
 * is not is an intent, which the next sweep completes.
 */
async function putLedger({ models }: RestoreContext, entry: JournaledPurge): Promise<boolean> {
  if (await models.PurgeLedger.exists({ _id: entry._id })) return false;
  const { intentAt, doneAt, ...rest } = entry;
  await models.PurgeLedger.create({
    ...rest,
    conversation: null,
    intentAt: new Date(intentAt),
    doneAt: new Date(doneAt),
    held: false,
  });
  return true;
}

/** The journal knows no conversation's id, only its HMAC; so every conversation is looked at, once. */
async function purgeWhatIsBack(context: RestoreContext, lost: ReadonlySet<string>): Promise<number> {
  let purged = 0;
  await eachConversation(context, async (ids) => {
    const back = ids.filter((id) => lost.has(context.vault.subject(id)));
    if (back.length > 0) await purgeAgain(context, back);
    purged += back.length;
  });
  return purged;
}

async function eachConversation(
  { models }: Pick<Context, 'models'>,
  visit: (ids: readonly ConversationId[]) => Promise<void>,
): Promise<void> {
  let after = '';
  for (;;) {
    const page = await models.Conversation.find({ _id: { $gt: after } }, { _id: 1 })
      .sort({ _id: 1 })
      .limit(pageSize)
      .lean();
    if (page.length === 0) return;
    await visit(page.map(({ _id }) => _id as ConversationId));
    after = page.at(-1)!._id;
  }
}
