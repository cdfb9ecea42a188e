import { evaluateExpression } from '../aggregate/expression.js';
import { runUpdatePipeline } from '../aggregate/pipeline.js';
import { notImplemented, StoreError } from '../errors.js';
import { Finder } from '../query/find.js';
import { compileFilter } from '../query/filter.js';
import { checkNamespace, type Collection } from '../storage/catalog.js';
import { fromDocument } from '../storage/documents.js';
import { decode } from '../values/decode.js';
import { encode } from '../values/encode.js';
import { isDocument, type Document, type Value } from '../values/kinds.js';
import { splitPath } from '../query/path.js';
import type { Context } from './command.js';

/** The last stage of a pipeline when it writes instead of answering. */
export function isOutput(stage: Document | undefined): boolean {
  return stage !== undefined && (Object.hasOwn(stage, '$out') || Object.hasOwn(stage, '$merge'));
}

/** Writes the results of a pipeline to a collection: `$out` in the place of what it held, `$merge` one by one. */
export async function output(context: Context, stage: Document, results: readonly Document[]): Promise<void> {
  if (Object.hasOwn(stage, '$out')) {
    const [database, name] = target(context, stage.$out);
    return replaceAll(context, database, name, results);
  }
  const spec: Document = isDocument(stage.$merge) ? stage.$merge : { into: stage.$merge };
  const [database, name] = target(context, spec.into);
  return merge(context, database, name, spec, results);
}

function target(context: Context, value: Value): [database: string, name: string] {
  if (typeof value === 'string') return [context.database, value];
  if (isDocument(value) && typeof value.coll === 'string') {
    return [typeof value.db === 'string' ? value.db : context.database, value.coll];
  }
  throw new StoreError(16990, 'the target of $out and $merge must be a string or an object with db and coll');
}

/** All at once, in one transaction: nobody sees a part of it. */
async function replaceAll(
  { store }: Context,
  database: string,
  name: string,
  results: readonly Document[],
): Promise<void> {
  checkNamespace(database, name);
  const prepared = results.map(fromDocument);
  await store.engine.commit(() => {
    const old = store.catalog.get(`${database}.${name}`);
    const specs = old?.indexes.slice(1).map((index) => index.spec) ?? [];
    const ids = prepared.map(({ document }) => document._id);
    refuseTwice(ids);
    if (old) store.catalog.drop(old);
    const collection = store.catalog.create(database, name);
    for (const spec of specs) collection.indexes.push(store.catalog.newIndex(spec));
    store.catalog.save(collection);
    for (const { document, bytes } of prepared) store.documents.insert(collection, bytes, document);
  });
  store.sweepSoon();
}

function refuseTwice(ids: readonly Value[]): void {
  const seen = new Set(ids.map((id) => encode({ id }).toString('latin1')));
  if (seen.size < ids.length)
    throw new StoreError(11000, 'E11000 duplicate key error: $out was given two documents with one _id');
}

type Action = (
  collection: Collection,
  found: { record: number; bytes: Buffer },
  result: Document,
) => Document | null;

async function merge(
  { store }: Context,
  database: string,
  name: string,
  spec: Document,
  results: readonly Document[],
): Promise<void> {
  const on =
    spec.on === undefined ? ['_id'] : Array.isArray(spec.on) ? (spec.on as string[]) : [spec.on as string];
  const matched = whenMatched(spec);
  const missing = spec.whenNotMatched ?? 'insert';
  if (!['insert', 'discard', 'fail'].includes(missing as string))
    throw new StoreError(2, 'unknown whenNotMatched');
  const unique = store.catalog
    .get(`${database}.${name}`)
    ?.indexes.some((index) => index.unique && [...index.fields].sort().join() === [...on].sort().join());
  if (!unique && on.join() !== '_id')
    throw new StoreError(51183, 'Cannot find index to verify that join fields will be unique');
  for (const result of results) {
    await store.engine.commit(() => {
      const collection = store.catalog.getOrCreate(database, name);
      const filter = compileFilter(
        Object.fromEntries(on.map((path) => [path, { $eq: valueAt(result, path) }])),
      );
      const found = new Finder(store.engine, collection, { filter, limit: 1 }).tryNext(Infinity);
      if (!found) {
        if (missing === 'fail')
          throw new StoreError(
            13113,
            '$merge could not find a matching document in the target collection for at least one document in the source collection',
          );
        const { document, bytes } = fromDocument(result);
        if (missing === 'insert') store.documents.insert(collection, bytes, document);
        return;
      }
      const next = matched(collection, found, result);
      if (next) store.documents.replace(collection, found.record, found.document, next, encode(next));
    });
  }
}

function whenMatched(spec: Document): Action {
  const how = spec.whenMatched ?? 'merge';
  if (Array.isArray(how)) {
    const declared = isDocument(spec.let) ? spec.let : { new: '$$ROOT' };
    return (_collection, { bytes }, result) => {
      const variables = Object.fromEntries(
        Object.entries(declared).map(([name, expression]) => [name, evaluateExpression(expression, result)]),
      );
      return runUpdatePipeline(decode(bytes), how as Document[], { new: result, ...variables });
    };
  }
  switch (how) {
    case 'merge':
      return (_collection, { bytes }, result) => ({ ...decode(bytes), ...result });
    case 'replace':
      return (_collection, { bytes }, result) => ({ ...result, _id: decode(bytes)._id });
    case 'keepExisting':
      return () => null;
    case 'fail':
      return () => {
        throw new StoreError(11000, 'E11000 duplicate key error: $merge found a matching document');
      };
    default:
      throw notImplemented(`$merge with whenMatched ${String(how as string)}`);
  }
}

function valueAt(document: Document, path: string): Value {
  return splitPath(path).reduce<Value>(
    (value, part) => (isDocument(value) ? value[part] : undefined),
    document,
  );
}
