import { badValue, notImplemented, StoreError } from '../errors.js';
import { isDocument, type Document, type Value } from '../values/kinds.js';
import { checkSpec } from './index-spec.js';
import { setTimeout as wait } from 'node:timers/promises';
import { sameKey } from '../query/plan.js';
import { Pace } from '../query/find.js';
import { Scan } from '../query/scan.js';
import { checkNamespace, type Collection } from '../storage/catalog.js';
import type { Index } from '../storage/index.js';
import type { Store } from '../store.js';
import { equal } from '../values/compare.js';
import { decode } from '../values/decode.js';
import { shell } from '../values/shell.js';
import { collectionName, documentField, numberField, OK, type Commands, type Context } from './command.js';
import { firstBatch } from './read.js';

/** What tells indexes on the same fields apart: two that differ in one of these may stand beside each other. */
const SIGNATURE = ['unique', 'sparse', 'partialFilterExpression'] as const;

/** Whether the index exists; refused when its name or its signature is taken by another definition. */
function existing(indexes: readonly Index[], spec: Document): boolean {
  for (const index of indexes) {
    const same =
      sameKey(index.spec.key as Document, spec.key as Document) &&
      SIGNATURE.every((option) => equalOption(index.spec[option], spec[option]));
    const sameOptions = equalOption(index.spec.expireAfterSeconds, spec.expireAfterSeconds);
    if (index.name === spec.name) {
      if (!same) {
        throw new StoreError(
          86,
          `An existing index has the same name as the requested index. When index names are not specified, they are auto generated and can cause conflicts. Please refer to our documentation. Requested index: ${shell(spec)}, existing index: ${shell(index.spec)}`,
        );
      }
      if (!sameOptions) {
        throw new StoreError(
          85,
          `An equivalent index already exists with the same name but different options. Requested index: ${shell(spec)}, existing index: ${shell(index.spec)}`,
        );
      }
      return true;
    }
    if (same) {
      if (index.name === '_id_') return true;
      throw new StoreError(
        85,
        sameOptions
          ? `Index already exists with a different name: ${index.name}`
          : `An equivalent index already exists with a different name and options. Requested index: ${shell(spec)}, existing index: ${shell(index.spec)}`,
      );
    }
  }
  return false;
}

const equalOption = (a: Value, b: Value): boolean =>
  a === undefined || b === undefined ? a === b : equal(a, b);

async function createIndexes(command: Document, context: Context): Promise<Document> {
  const { store, database } = context;
  const name = collectionName(command, 'createIndexes');
  checkNamespace(database, name);
  if (!Array.isArray(command.indexes) || command.indexes.length === 0)
    throw badValue('Must specify at least one index to create');
  const specs = (command.indexes as Value[]).map(checkSpec);
  let createdCollectionAutomatically = false;
  let before = 0;
  const building = await store.engine.commit(() => {
    createdCollectionAutomatically = !store.catalog.get(`${database}.${name}`);
    const collection = store.catalog.getOrCreate(database, name);
    before = collection.indexes.length;
    const indexes: Index[] = [];
    for (const spec of specs) {
      if (existing(collection.indexes, spec)) continue;
      if (existing(indexes, spec))
        throw new StoreError(68, `Identical index already exists: ${String(spec.name)}`);
      const index = store.catalog.newIndex(spec);
      index.building = collection.count > 0;
      indexes.push(index);
    }
    collection.indexes.push(...indexes);
    if (indexes.length > 0) store.catalog.save(collection);
    return indexes;
  });
  const reply = (after: number): Document => ({
    numIndexesBefore: before,
    numIndexesAfter: after,
    createdCollectionAutomatically,
    ok: OK,
  });
  const namespace = `${database}.${name}`;
  if (building.length === 0) {
    await othersBuild(store, namespace, specs);
    return { ...reply(before), note: 'all indexes already exist' };
  }
  if (building.some((index) => index.building)) await build(store, namespace, building);
  return reply(store.catalog.get(namespace)?.indexes.length ?? 0);
}

/** Waits for what another client is having built. */
async function othersBuild(store: Store, namespace: string, specs: readonly Document[]): Promise<void> {
  const names = new Set(specs.map(({ name }) => name));
  while (store.catalog.get(namespace)?.indexes.some((index) => index.building && names.has(index.name)))
    await wait(10);
}

/**
 * Fills new indexes with what exists, a piece at a time; writes keep them up to date meanwhile. A duplicate takes
 * all of them away again.
 */
export async function build(store: Store, namespace: string, indexes: readonly Index[]): Promise<void> {
  const ids = new Set(indexes.map((index) => index.id));
  const current = () => store.catalog.get(namespace);
  const mine = (collection: Collection) => collection.indexes.filter((index) => ids.has(index.id));
  const collection = current();
  if (!collection) return;
  const scan = new Scan(store.engine, collection, { type: 'collection', reverse: false });
  const progress = { namespace, done: 0, total: collection.count };
  store.builds.add(progress);
  try {
    for (let ended = false; !ended;) {
      ended = await store.engine.commit(() => {
        const now = current();
        if (!now || now.id !== collection.id)
          throw new StoreError(26, `collection dropped during index build: ${namespace}`);
        const pace = new Pace();
        while (!pace.due) {
          const found = scan.next();
          if (!found) return true;
          const document = decode(found.bytes);
          for (const index of mine(now)) store.documents.index(now, index, found.record, document);
          progress.done++;
        }
        return false;
      });
    }
    await store.engine.commit(() => {
      const now = current();
      if (!now) return;
      for (const index of mine(now)) index.building = false;
      store.catalog.save(now);
    });
  } catch (error) {
    await store.engine.commit(() => {
      const now = current();
      if (now) for (const index of mine(now)) store.catalog.dropIndex(now, index);
    });
    store.sweepSoon();
    if (error instanceof StoreError && error.code === 11000) {
      throw new StoreError(11000, `Index build failed: ${error.message}`, error.details);
    }
    throw error;
  } finally {
    store.builds.delete(progress);
  }
}

async function listIndexes(command: Document, context: Context): Promise<Document> {
  const name = collectionName(command, 'listIndexes');
  const collection = context.store.catalog.get(`${context.database}.${name}`);
  if (!collection) throw new StoreError(26, `ns does not exist: ${context.database}.${name}`);
  const specs = collection.indexes.filter((index) => !index.building).map((index) => index.spec);
  const namespace = collection.namespace;
  let at = 0;
  const source = { next: () => Promise.resolve(specs[at++] ?? null) };
  const cursor = documentField(command, 'cursor');
  const batchSize = cursor.batchSize === undefined ? Infinity : numberField(cursor, 'batchSize', 0);
  return firstBatch(namespace, await context.store.cursors.start(namespace, source, batchSize));
}

async function dropIndexes(command: Document, context: Context): Promise<Document> {
  const name = collectionName(command, 'dropIndexes' in command ? 'dropIndexes' : 'deleteIndexes');
  if (command.index === undefined)
    throw new StoreError(40414, "BSON field 'dropIndexes.index' is missing but a required field");
  const { catalog, engine } = context.store;
  const before = await engine.commit(() => {
    const collection = catalog.get(`${context.database}.${name}`);
    if (!collection) throw new StoreError(26, `ns not found ${context.database}.${name}`);
    const count = collection.indexes.length;
    for (const index of chosen(collection, command.index)) catalog.dropIndex(collection, index);
    return count;
  });
  context.store.sweepSoon();
  return { nIndexesWas: before, ok: OK };
}

function chosen(collection: Collection, which: Value): Index[] {
  if (which === '*') return collection.indexes.slice(1);
  const list = Array.isArray(which) ? (which as Value[]) : [which];
  return list.map((item) => {
    const [found, other] = collection.indexes.filter((index) =>
      isDocument(item) ? sameKey(index.spec.key as Document, item) : index.name === item,
    );
    if (other)
      throw new StoreError(181, `several indexes found for key: ${shell(item)}, identify by name instead`);
    if (!found) {
      throw isDocument(item)
        ? new StoreError(27, `can't find index with key: ${shell(item)}`)
        : new StoreError(27, `index not found with name [${String(item)}]`);
    }
    if (found === collection.primary) throw new StoreError(72, 'cannot drop _id index');
    return found;
  });
}

/** Of what `collMod` can change in MongoDB: when an index lets its documents expire, and whether it is hidden. */
async function collMod(command: Document, context: Context): Promise<Document> {
  const name = collectionName(command, 'collMod');
  for (const option of COLL_MOD_LEFT_OUT)
    if (command[option] !== undefined) throw notImplemented(`collMod with ${option}`);
  const { name: indexName, keyPattern, ...change } = documentField(command, 'index');
  for (const option of Object.keys(change))
    if (!COLL_MOD_INDEX.has(option)) throw notImplemented(`collMod of an index with ${option}`);
  const { catalog, engine } = context.store;
  return engine.commit(() => {
    const collection = catalog.get(`${context.database}.${name}`);
    if (!collection) throw new StoreError(26, `ns does not exist: ${context.database}.${name}`);
    if (command.index === undefined) return { ok: OK };
    const index = collection.indexes.find(
      (item) =>
        item.name === indexName || (isDocument(keyPattern) && sameKey(item.spec.key as Document, keyPattern)),
    );
    if (!index)
      throw new StoreError(
        27,
        `cannot find index ${shell(indexName ?? keyPattern)} for ns ${collection.namespace}`,
      );
    if (Object.keys(change).length === 0) throw new StoreError(72, 'no expireAfterSeconds or hidden field');
    const next = catalog.redefine(collection, index, checkSpec({ ...index.spec, ...change }));
    const reply: Document = {};
    if (change.expireAfterSeconds !== undefined) {
      if (index.expireAfterSeconds !== null) reply.expireAfterSeconds_old = index.spec.expireAfterSeconds;
      reply.expireAfterSeconds_new = next.spec.expireAfterSeconds;
    }
    if (change.hidden !== undefined)
      Object.assign(reply, { hidden_old: index.hidden, hidden_new: next.hidden });
    return { ...reply, ok: OK };
  });
}

const COLL_MOD_INDEX = new Set(['expireAfterSeconds', 'hidden']);
const COLL_MOD_LEFT_OUT = [
  'validator', 'validationLevel', 'validationAction', 'viewOn', 'pipeline', 'expireAfterSeconds', 'timeseries',
  'changeStreamPreAndPostImages', 'cappedSize', 'cappedMax', 'dryRun',
] as const; // prettier-ignore

export const indexCommands: Commands = {
  createIndexes: { stable: true, fields: ['indexes', 'commitQuorum'], run: createIndexes },
  listIndexes: { stable: true, fields: ['cursor'], run: listIndexes },
  dropIndexes: { stable: true, fields: ['index'], run: dropIndexes },
  deleteIndexes: { fields: ['index'], run: dropIndexes },
  collMod: { stable: true, fields: ['index', ...COLL_MOD_LEFT_OUT], run: collMod },
};
