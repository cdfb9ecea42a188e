/**
 * RET-10: backups of the data, without the keys that open it. A key that is destroyed after a backup is in no backup,
 * so what was purged since cannot be read from it. The keys go to a file of their own, if anywhere, which the next
 * backup writes over.
 */
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readdir, rename } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import mongoose, { type Model } from 'mongoose';
import type { Context } from '../context.js';
import type { Models } from '../models.js';
import { makeGood, type MadeGood } from './make-good.js';

const { EJSON } = mongoose.mongo.BSON;

type Name = keyof Models;

/** Never in a data backup: the keys, what lives for a moment only, and the search index, which makes itself anew. */
const leftOut: ReadonlySet<string> = new Set([
  'ConversationKey',
  'Session',
  'LegalPackage',
  'Lease',
  'NodePresence',
  'SearchEntry',
  'SearchKey',
  'SearchMark',
]);

/** Only ever added to: what is there stays, and what the backup has besides is added. */
const appendOnly: ReadonlySet<string> = new Set([
  'AuditEntry',
  'AuditPayload',
  'PurgeLedger',
  'Certificate',
  'Hold',
  'Obligation',
  'ObligedRecord',
  'Suppression',
  'Disclosure',
  'PurgeRun',
]);

const batchSize = 1_000;
const extension = '.jsonl.gz';

export type Told = (collection: string, documents: number) => void;

const modelOf = (models: Models, name: string): Model<{ _id: unknown }> =>
  models[name as Name] as unknown as Model<{ _id: unknown }>;

/** Writes every collection but the keys to the folder, which is empty or new. */
export async function backUp(
  { models }: Pick<Context, 'models'>,
  folder: string,
  told: Told = () => {},
): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if ((await readdir(folder)).length > 0)
    throw new Error(`${folder} is not empty: a backup takes a new folder.`);
  // The journal's mark first: whatever is purged while the rest is copied comes after it and is replayed.
  const names = Object.keys(models).filter((name) => !leftOut.has(name));
  for (const name of names.toSorted((a, b) => Number(b === 'JournalMark') - Number(a === 'JournalMark')))
    told(name, await write(modelOf(models, name), path.join(folder, `${name}${extension}`)));
}

/** The wrapped keys of what is stored now, over those of the backup before. */
export async function backUpKeys({ models }: Pick<Context, 'models'>, file: string): Promise<number> {
  const count = await write(modelOf(models, 'ConversationKey'), `${file}.new`);
  await rename(`${file}.new`, file);
  return count;
}

async function write(model: Model<{ _id: unknown }>, file: string): Promise<number> {
  let count = 0;
  const documents = model.collection.find({}, { batchSize });
  async function* lines() {
    for await (const document of documents) {
      count += 1;
      yield `${EJSON.stringify(document, { relaxed: false })}\n`;
    }
  }
  await pipeline(lines, createGzip(), createWriteStream(file, { mode: 0o600 }));
  return count;
}

/**
 * Puts a backup in the place of what is stored, then makes it good: holds first, then every purge since. What is only
 * ever added to (audit, ledger, holds, certificates) is kept and completed.
 */
export async function restore(
  context: Context,
  { folder, keys }: { folder: string; keys: string | null },
  told: Told = () => {},
): Promise<MadeGood> {
  const { models } = context;
  const names = Object.keys(models).filter((name) => !leftOut.has(name));
  const files = new Set(await readdir(folder));
  if (!files.has(`Conversation${extension}`)) throw new Error(`${folder} is no backup of Parlour.`);
  // From here the database counts as older than its journal, until it is made good: also if this is interrupted.
  await models.JournalMark.deleteMany({});
  for (const name of names.filter((one) => one !== 'JournalMark')) {
    const model = modelOf(models, name);
    if (!appendOnly.has(name)) await model.deleteMany({});
    if (files.has(`${name}${extension}`))
      told(name, await read(model, path.join(folder, `${name}${extension}`)));
  }
  if (keys) told('ConversationKey', await read(modelOf(models, 'ConversationKey'), keys));
  context.vault.forgetAll();
  return makeGood(context);
}

async function read(model: Model<{ _id: unknown }>, file: string): Promise<number> {
  const lines = createInterface({ input: createReadStream(file).pipe(createGunzip()) });
  let batch: object[] = [];
  let count = 0;
  const store = async (): Promise<void> => {
    if (batch.length > 0) await addMissing(model, batch);
    count += batch.length;
    batch = [];
  };
  for await (const line of lines) {
    batch.push(EJSON.parse(line, { relaxed: false }) as object);
    if (batch.length === batchSize) await store();
  }
  await store();
  return count;
}

async function addMissing(model: Model<{ _id: unknown }>, documents: object[]): Promise<void> {
  try {
    await model.collection.insertMany(documents as never[], { ordered: false });
  } catch (error) {
    const { writeErrors = [] } = error as { writeErrors?: { code: number }[] };
    if (writeErrors.length === 0 || writeErrors.some(({ code }) => code !== 11_000)) throw error;
  }
}
