import { Long } from 'bson';
import { badValue, failedToParse, StoreError, typeMismatch } from '../errors.js';
import { compileFilter, filterDocument } from '../query/filter.js';
import { Finder, Pace } from '../query/find.js';
import { valuesAt } from '../query/path.js';
import { compileProjection } from '../query/project.js';
import { parseSort } from '../query/sort.js';
import { encodeField } from '../values/key.js';
import { RawDocument, typeOf, type Document, type Value } from '../values/kinds.js';
import {
  booleanField,
  collectionName,
  documentField,
  numberField,
  OK,
  refuseCollation,
  variablesOf,
  type Commands,
  type Context,
} from './command.js';
import type { Batch, Source } from './cursors.js';

export const nothing: Source = { next: () => Promise.resolve(null) };

export function firstBatch(namespace: string, batch: Batch): Document {
  return { cursor: { firstBatch: batch.documents, id: batch.id, ns: namespace }, ok: OK };
}

/** A query of `find`, parsed: what `explain` explains too. */
export function parseFind(command: Document, context: Context) {
  const name = collectionName(command, 'find');
  const tailable = booleanField(command, 'tailable', false);
  if (!tailable && booleanField(command, 'awaitData', false))
    throw failedToParse("Cannot set 'awaitData' without also setting 'tailable'");
  if (tailable) throw badValue('error processing query: tailable cursor requested on non capped collection');
  for (const field of ['oplogReplay', 'returnKey', 'showRecordId'] as const) {
    if (booleanField(command, field, false))
      throw new StoreError(238, `${field} is not implemented by the embedded store`);
  }
  for (const field of ['min', 'max'] as const) {
    if (command[field] !== undefined && Object.keys(documentField(command, field)).length > 0) {
      throw new StoreError(238, `${field} is not implemented by the embedded store`);
    }
  }
  refuseCollation(command.collation);
  const variables = variablesOf(command);
  const filter = compileFilter(filterDocument(command.filter, 'find.filter'), variables);
  const sort = parseSort(command.sort);
  const natural = naturalHint(command.sort);
  return {
    namespace: `${context.database}.${name}`,
    filter,
    projection: compileProjection(command.projection, filter, variables),
    query: {
      filter,
      sort,
      hint: command.hint ?? natural,
      skip: numberField(command, 'skip', 0),
      limit: numberField(command, 'limit', 0),
    },
  };
}

function naturalHint(sort: Value): Document | undefined {
  if (sort === null || typeof sort !== 'object' || !('$natural' in sort)) return undefined;
  return { $natural: (sort as Document).$natural };
}

async function find(command: Document, context: Context): Promise<Document> {
  const { store } = context;
  const { namespace, projection, query } = parseFind(command, context);
  const pace = new Pace(numberField(command, 'maxTimeMS', 0));
  const collection = store.catalog.get(namespace);
  let source: Source = nothing;
  if (collection) {
    const finder = new Finder(store.engine, collection, query);
    source = {
      pace,
      get ended() {
        return finder.ended;
      },
      async next() {
        const match = await finder.advance(pace);
        if (!match) return null;
        return projection ? projection(match.document) : new RawDocument(match.bytes);
      },
    };
  }
  const single = booleanField(command, 'singleBatch', false);
  const batchSize = command.batchSize === undefined ? undefined : numberField(command, 'batchSize', 101);
  return firstBatch(namespace, await store.cursors.start(namespace, source, batchSize, single));
}

async function getMore(command: Document, context: Context): Promise<Document> {
  const id = command.getMore;
  if (!(id instanceof Long))
    throw typeMismatch(
      `BSON field 'getMore.getMore' is the wrong type '${typeOf(id).alias}', expected type 'long'`,
    );
  const namespace = `${context.database}.${collectionName(command, 'collection')}`;
  const size = numberField(command, 'batchSize', 0);
  const batch = await context.store.cursors.more(namespace, id, size === 0 ? Infinity : size);
  return { cursor: { nextBatch: batch.documents, id: batch.id, ns: namespace }, ok: OK };
}

function killCursors(command: Document, context: Context): Document {
  const ids = command.cursors;
  if (!Array.isArray(ids))
    throw typeMismatch("BSON field 'killCursors.cursors' is the wrong type, expected type 'array'");
  const cursorsKilled: Value[] = [];
  const cursorsNotFound: Value[] = [];
  for (const id of ids as Value[]) {
    if (id instanceof Long && context.store.cursors.kill(id)) cursorsKilled.push(id);
    else cursorsNotFound.push(id);
  }
  return { cursorsKilled, cursorsNotFound, cursorsAlive: [], cursorsUnknown: [], ok: OK };
}

async function count(command: Document, context: Context): Promise<Document> {
  refuseCollation(command.collation);
  const collection = context.store.catalog.get(`${context.database}.${collectionName(command, 'count')}`);
  const filter = filterDocument(command.query, 'count.query');
  if (!collection) return { n: 0, ok: OK };
  const skip = numberField(command, 'skip', 0);
  const limit = Math.abs(Number(command.limit ?? 0));
  if (Object.keys(filter).length === 0 && command.hint === undefined) {
    const rest = Math.max(0, collection.count - skip);
    return { n: limit > 0 ? Math.min(limit, rest) : rest, ok: OK };
  }
  const pace = new Pace(numberField(command, 'maxTimeMS', 0));
  const finder = new Finder(context.store.engine, collection, {
    filter: compileFilter(filter),
    hint: command.hint,
    skip,
    limit,
  });
  return { n: await finder.count(pace), ok: OK };
}

async function distinct(command: Document, context: Context): Promise<Document> {
  refuseCollation(command.collation);
  const key = command.key;
  if (typeof key !== 'string')
    throw typeMismatch(
      `BSON field 'distinct.key' is the wrong type '${typeOf(key).alias}', expected type 'string'`,
    );
  const collection = context.store.catalog.get(`${context.database}.${collectionName(command, 'distinct')}`);
  const filter = compileFilter(filterDocument(command.query, 'distinct.query'));
  if (!collection) return { values: [], ok: OK };
  const pace = new Pace(numberField(command, 'maxTimeMS', 0));
  const finder = new Finder(context.store.engine, collection, { filter, hint: command.hint });
  const values = new Map<string, Value>();
  for (let match = await finder.advance(pace); match; match = await finder.advance(pace)) {
    for (const value of valuesAt(match.document, key)) {
      const identity = encodeField(value, false).toString('latin1');
      if (!values.has(identity)) values.set(identity, value);
    }
  }
  return {
    values: [...values.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value),
    ok: OK,
  };
}

export const readCommands: Commands = {
  find: {
    stable: true,
    fields: [
      'filter', 'sort', 'projection', 'hint', 'skip', 'limit', 'batchSize', 'singleBatch', 'min', 'max', 'returnKey',
      'showRecordId', 'tailable', 'awaitData', 'oplogReplay', 'noCursorTimeout', 'allowPartialResults', 'collation',
      'allowDiskUse', 'let',
    ], // prettier-ignore
    run: find,
  },
  getMore: { stable: true, fields: ['collection', 'batchSize'], run: getMore },
  killCursors: { stable: true, fields: ['cursors'], run: killCursors },
  count: { stable: true, fields: ['query', 'limit', 'skip', 'hint', 'collation', 'fields'], run: count },
  distinct: { fields: ['key', 'query', 'collation', 'hint'], run: distinct },
};
