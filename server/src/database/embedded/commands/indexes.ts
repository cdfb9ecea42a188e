import { badValue, StoreError } from '../errors.js';
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

const BEHAVIOUR = ['unique', 'sparse', 'partialFilterExpression', 'expireAfterSeconds'] as const;

/** Whether the index exists; refused when its name or its key is taken by another definition. */
function existing(collection: Collection, spec: Document): boolean {
  for (const index of collection.indexes) {
    const same = sameKey(index.spec.key as Document, spec.key as Document);
    const sameOptions =
      BEHAVIOUR.every((option) => equalOption(index.spec[option], spec[option])) || index.name === '_id_';
    if (index.name === spec.name) {
      if (!same) {
        throw new StoreError(
          86,
          `An existing index has the same name as the requested index. When index names are not specified, they are auto generated and can cause conflicts. Please refer to our documentation. Requested index: ${shell(spec)}, existing index: ${shell(index.spec)}`,
        );
      }
      if (!sameOptions) {
        throw new StoreError(
          86,
          `An equivalent index already exists with the same name but different options. Requested index: ${shell(spec)}, existing index: ${shell(index.spec)}`,
        );
      }
      return true;
    }
    if (same && equalOption(index.spec.partialFilterExpression, spec.partialFilterExpression)) {
      if (index.name === '_id_') return true;
      throw new StoreError(85, `Index already exists with a different name: ${index.name}`);
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
    const missing = specs.filter((spec) => !existing(collection, spec));
    const indexes = missing.map((spec) => {
      const index = store.catalog.newIndex(spec);
      index.building = collection.count > 0;
      collection.indexes.push(index);
      return index;
    });
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
    const found = collection.indexes.find((index) =>
      isDocument(item) ? sameKey(index.spec.key as Document, item) : index.name === item,
    );
    if (!found) {
      throw isDocument(item)
        ? new StoreError(27, `can't find index with key: ${shell(item)}`)
        : new StoreError(27, `index not found with name [${String(item)}]`);
    }
    if (found === collection.primary) throw new StoreError(72, 'cannot drop _id index');
    return found;
  });
}

async function collMod(command: Document, context: Context): Promise<Document> {
  const name = collectionName(command, 'collMod');
  const change = documentField(command, 'index');
  const { catalog, engine } = context.store;
  return engine.commit(() => {
    const collection = catalog.get(`${context.database}.${name}`);
    if (!collection) throw new StoreError(26, `ns does not exist: ${context.database}.${name}`);
    const index = collection.indexes.find(
      (item) =>
        item.name === change.name ||
        (isDocument(change.keyPattern) && sameKey(item.spec.key as Document, change.keyPattern)),
    );
    if (!index)
      throw new StoreError(
        27,
        `cannot find index ${shell(change.name ?? change.keyPattern)} for ns ${collection.namespace}`,
      );
    const spec = checkSpec({ ...index.spec, expireAfterSeconds: change.expireAfterSeconds });
    const next = catalog.redefine(collection, index, spec);
    return {
      expireAfterSeconds_old: index.spec.expireAfterSeconds,
      expireAfterSeconds_new: next.spec.expireAfterSeconds,
      ok: OK,
    };
  });
}

export const indexCommands: Commands = {
  createIndexes: { fields: ['indexes', 'commitQuorum'], run: createIndexes },
  listIndexes: { fields: ['cursor'], run: listIndexes },
  dropIndexes: { fields: ['index'], run: dropIndexes },
  deleteIndexes: { fields: ['index'], run: dropIndexes },
  collMod: { fields: ['index'], run: collMod },
};
