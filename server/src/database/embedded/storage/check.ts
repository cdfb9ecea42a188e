import type { Store } from '../store.js';
import { decode } from '../values/decode.js';
import { numberKey, type Collection } from './catalog.js';
import type { Progress } from './copy.js';
import { recordKey } from './documents.js';
import type { Index } from './index.js';

const PIECE = 200;
const MAX_PROBLEMS = 100;

export interface CheckReport {
  collections: number;
  documents: number;
  entries: number;
  problems: string[];
}

/**
 * Reads every document and every index entry: each document decodes, has exactly its entries, and each entry leads to
 * a document that has it. Runs in pieces between writes; each piece sees no write half done.
 */
export async function check(store: Store, progress: Progress): Promise<CheckReport> {
  const report: CheckReport = { collections: 0, documents: 0, entries: 0, problems: [] };
  progress.total = store.engine.records.size + store.engine.entries.size;
  for (const { namespace } of store.catalog.all()) {
    report.collections++;
    await checkDocuments(store, namespace, report, progress);
    const names = store.catalog.get(namespace)?.indexes.map((index) => index.name) ?? [];
    for (const name of names) await checkEntries(store, namespace, name, report, progress);
  }
  return report;
}

function problem(report: CheckReport, text: string): void {
  if (report.problems.length < MAX_PROBLEMS) report.problems.push(text);
}

async function checkDocuments(
  store: Store,
  namespace: string,
  report: CheckReport,
  progress: Progress,
): Promise<void> {
  let from: Buffer | null = null;
  let seen = 0;
  const stateBefore = store.catalog.get(namespace);
  const writesBefore = store.engine.writes;
  for (let ended = false; !ended;) {
    ended = await store.engine.commit(() => {
      const collection = store.catalog.get(namespace);
      if (!collection) return true;
      const range = {
        from: from ?? numberKey(collection.id),
        to: numberKey(collection.id + 1),
        limit: PIECE,
      };
      const rows = store.engine.records.range(range);
      for (const { key, value } of rows) {
        report.documents++;
        seen++;
        checkDocument(store, collection, key, value, report);
        from = Buffer.concat([key, Buffer.of(0)]);
      }
      return rows.length < PIECE;
    });
    progress.done += PIECE;
  }
  const collection = store.catalog.get(namespace);
  const untouched = collection === stateBefore && store.engine.writes === writesBefore;
  if (collection && untouched && collection.count !== seen) {
    problem(report, `${namespace}: counts ${collection.count} documents but holds ${seen}`);
  }
}

function checkDocument(
  store: Store,
  collection: Collection,
  key: Buffer,
  value: Buffer,
  report: CheckReport,
): void {
  const record = key.readUIntBE(4, 6);
  let document;
  try {
    document = decode(value);
  } catch (error) {
    problem(
      report,
      `${collection.namespace}: document ${record} cannot be read: ${(error as Error).message}`,
    );
    return;
  }
  for (const index of collection.indexes) {
    if (index.building) continue;
    for (const entry of index.keysOf(document).keys) {
      const found = store.engine.entries.get(index.entryKey(entry, record));
      if (!found)
        problem(report, `${collection.namespace}: document ${record} is missing in the index ${index.name}`);
      else if (found.readUIntBE(0, 6) !== record) {
        problem(
          report,
          `${collection.namespace}: the index ${index.name} leads to ${found.readUIntBE(0, 6)} instead of ${record}`,
        );
      }
    }
  }
}

async function checkEntries(
  store: Store,
  namespace: string,
  name: string,
  report: CheckReport,
  progress: Progress,
): Promise<void> {
  let from: Buffer | null = null;
  for (let ended = false; !ended;) {
    ended = await store.engine.commit(() => {
      const collection = store.catalog.get(namespace);
      const index = collection?.indexes.find((one) => one.name === name);
      if (!collection || !index || index.building) return true;
      const range = { from: from ?? numberKey(index.id), to: numberKey(index.id + 1), limit: PIECE };
      const rows = store.engine.entries.range(range);
      for (const { key, value } of rows) {
        report.entries++;
        checkEntry(store, collection, index, key, value.readUIntBE(0, 6), report);
        from = Buffer.concat([key, Buffer.of(0)]);
      }
      return rows.length < PIECE;
    });
    progress.done += PIECE;
  }
}

function checkEntry(
  store: Store,
  collection: Collection,
  index: Index,
  key: Buffer,
  record: number,
  report: CheckReport,
): void {
  const bytes = store.engine.records.get(recordKey(collection.id, record));
  if (!bytes)
    return problem(
      report,
      `${collection.namespace}: the index ${index.name} leads to document ${record}, which is not there`,
    );
  const keys = index.keysOf(decode(bytes)).keys.map((own) => index.entryKey(own, record));
  if (!keys.some((own) => own.equals(key))) {
    problem(
      report,
      `${collection.namespace}: the index ${index.name} has an entry that document ${record} does not have`,
    );
  }
}
