import { setTimeout as wait } from 'node:timers/promises';
import { badValue, notImplemented, StoreError, typeMismatch } from '../errors.js';
import { compileFilter } from '../query/filter.js';
import { sameKey } from '../query/plan.js';
import { Pace } from '../query/find.js';
import { Scan } from '../query/scan.js';
import { checkNamespace, type Collection } from '../storage/catalog.js';
import type { Index } from '../storage/index.js';
import type { Store } from '../store.js';
import { equal } from '../values/compare.js';
import { decode } from '../values/decode.js';
import { isDocument, isOperators, Kind, kindOf, type Document, type Value } from '../values/kinds.js';
import { toDouble } from '../values/numbers.js';
import { shell } from '../values/shell.js';
import { collectionName, documentField, numberField, OK, type Commands, type Context } from './command.js';
import { firstBatch } from './read.js';

const OPTIONS = new Set([
  'v',
  'key',
  'name',
  'unique',
  'sparse',
  'background',
  'partialFilterExpression',
  'expireAfterSeconds',
  'hidden',
  'ns',
  'collation',
]);
const UNSUPPORTED_TYPES = new Set(['text', '2d', '2dsphere', 'hashed', 'columnstore', 'geoHaystack']);

/** A definition as it is kept, with what MongoDB would refuse refused. */
export function checkSpec(spec: Value): Document {
  if (!isDocument(spec)) throw typeMismatch("The elements of the 'indexes' array must be objects");
  if (!isDocument(spec.key))
    throw new StoreError(9, "The 'key' field is a required property of an index specification");
  if (Object.keys(spec.key).length === 0) throw new StoreError(67, 'Index keys cannot be empty.');
  for (const [path, direction] of Object.entries(spec.key)) {
    if (path === '') throw new StoreError(67, 'Index keys cannot be an empty field.');
    if (path.split('.').some((part) => part === ''))
      throw new StoreError(67, 'Index keys cannot contain an empty field.');
    if (path.startsWith('$'))
      throw new StoreError(67, `Index key contains an illegal field name: field name starts with '$'.`);
    if (path.includes('$**')) throw notImplemented('a wildcard index');
    if (typeof direction === 'string') {
      if (UNSUPPORTED_TYPES.has(direction)) throw notImplemented(`an index of type ${direction}`);
      throw new StoreError(67, `Unknown index plugin '${direction}'`);
    }
    if (kindOf(direction) !== Kind.Number || toDouble(direction) === 0 || Number.isNaN(toDouble(direction))) {
      throw new StoreError(
        67,
        `Values in v:2 index key pattern cannot be of type ${kindOf(direction) === Kind.Number ? 'zero' : 'other'}. Only numbers > 0, numbers < 0, and strings are allowed.`,
      );
    }
  }
  for (const option of Object.keys(spec)) {
    if (!OPTIONS.has(option))
      throw new StoreError(
        197,
        `The field '${option}' is not valid for an index specification. Specification: ${shell(spec)}`,
      );
  }
  if (isDocument(spec.collation) && spec.collation.locale !== 'simple') throw notImplemented('collation');
  if (typeof spec.name !== 'string' || spec.name === '')
    throw new StoreError(67, "The 'name' field is a required property of an index specification");
  if (spec.partialFilterExpression !== undefined) {
    if (!isDocument(spec.partialFilterExpression))
      throw typeMismatch("The field 'partialFilterExpression' must be an object");
    if (spec.sparse === true)
      throw new StoreError(67, 'cannot mix "partialFilterExpression" and "sparse" options');
    compileFilter(spec.partialFilterExpression);
    checkPartial(spec.partialFilterExpression);
  }
  if (spec.expireAfterSeconds !== undefined) {
    const seconds = kindOf(spec.expireAfterSeconds) === Kind.Number ? toDouble(spec.expireAfterSeconds) : NaN;
    if (!(seconds >= 0 && seconds <= 0x7fffffff))
      throw new StoreError(
        67,
        `TTL index 'expireAfterSeconds' option must be within an acceptable range, try a different number than ${String(seconds)}`,
      );
    if (Object.keys(spec.key).length > 1)
      throw new StoreError(67, 'TTL indexes are single-field indexes, compound indexes do not support TTL.');
  }
  const kept: Document = { v: 2, key: spec.key, name: spec.name };
  for (const option of ['unique', 'sparse', 'hidden'] as const) if (truthy(spec[option])) kept[option] = true;
  if (spec.partialFilterExpression !== undefined) kept.partialFilterExpression = spec.partialFilterExpression;
  if (spec.expireAfterSeconds !== undefined) kept.expireAfterSeconds = spec.expireAfterSeconds;
  return kept;
}

const PARTIAL_OPERATORS = new Set(['$eq', '$gt', '$gte', '$lt', '$lte', '$in', '$type', '$exists']);

/** A partial index's filter can be decided from a query: only what MongoDB allows in one is taken. */
function checkPartial(filter: Document): void {
  const unsupported = (what: string) =>
    new StoreError(67, `unsupported expression in partial index: ${what}`);
  for (const [name, value] of Object.entries(filter)) {
    if (name === '$and' || name === '$or') (value as Document[]).forEach(checkPartial);
    else if (name.startsWith('$')) throw unsupported(name);
    else if (isOperators(value)) {
      for (const operator of Object.keys(value)) {
        if (!PARTIAL_OPERATORS.has(operator)) throw unsupported(operator);
        if (operator === '$exists' && !truthy(value.$exists)) throw unsupported('$exists: false');
      }
    }
  }
}

const truthy = (value: Value): boolean =>
  value === true || (kindOf(value) === Kind.Number && toDouble(value) !== 0);

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
