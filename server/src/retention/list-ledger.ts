import type { ConversationId, PurgeRunId } from '@parlour/shared/model/ids.js';
import type { LedgerEntryView, listLedger } from '@parlour/shared/protocol/retention.js';
import type { QueryFilter } from 'mongoose';
import type { Context } from '../context.js';
import { readCursor, writeCursor } from '../page-cursor.js';
import type { UseCase } from '../use-case.js';
import type { PurgeLedgerDocument } from './purge-ledger.model.js';

const pageSize = 50;

/** RET-9: the ledger, newest first; or the one entry of a conversation whose id is known. */
export const listLedgerCase =
  ({ models, vault }: Context): UseCase<typeof listLedger> =>
  async ({ before, conversation }) => {
    const filter = conversation ? { _id: vault.subject(conversation as ConversationId) } : below(before);
    const rows = await models.PurgeLedger.find(filter)
      .sort({ intentAt: -1, _id: -1 })
      .limit(pageSize + 1)
      .lean<PurgeLedgerDocument[]>();
    const page = rows.slice(0, pageSize);
    const last = page.at(-1);
    return {
      entries: page.map(view),
      next: rows.length > pageSize && last ? writeCursor(last.intentAt, last._id) : null,
    };
  };

function below(before: string | undefined): QueryFilter<PurgeLedgerDocument> {
  if (before === undefined) return {};
  const { at, id } = readCursor(before);
  return { $or: [{ intentAt: { $lt: at } }, { intentAt: at, _id: { $lt: id } }] };
}

const view = (entry: PurgeLedgerDocument): LedgerEntryView => ({
  id: entry._id,
  subject: entry._id,
  scope: entry.scope,
  counts: entry.counts,
  rule: entry.rule,
  basis: entry.basis,
  intentAt: entry.intentAt.getTime(),
  doneAt: entry.doneAt?.getTime() ?? null,
  keyDestroyed: entry.keyDestroyed,
  run: entry.run as PurgeRunId | null,
});
