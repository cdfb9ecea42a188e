import { Long } from 'bson';
import { evaluateExpression } from '../aggregate/expression.js';
import { changeStream, runStages } from '../aggregate/pipeline.js';
import { stageNumber } from '../aggregate/shaping.js';
import { failedToParse, notImplemented, StoreError, typeMismatch } from '../errors.js';
import { compileFilter } from '../query/filter.js';
import { coveredGroups } from '../query/covered-count.js';
import { Finder, Pace } from '../query/find.js';
import { parseSort } from '../query/sort.js';
import { isDocument, Kind, kindOf, RawDocument, type Document, type Value } from '../values/kinds.js';
import { toDouble } from '../values/numbers.js';
import {
  documentField,
  numberField,
  refuseCollation,
  variablesOf,
  type Commands,
  type Context,
} from './command.js';
import type { Source } from './cursors.js';
import { flow, listSource, type Run } from './flow.js';
import { Held, roughBytes } from './held.js';
import { isOutput, output } from './output-stages.js';
import { decode } from '../values/decode.js';
import { reachingStages } from './reaching.js';
import { firstBatch, nothing } from './read.js';

/** The beginning of a pipeline that the planner takes over: `$match`, `$sort`, `$skip`, `$limit`. */
export interface Head {
  readonly filter: Document;
  readonly sort: Value;
  readonly skip: number;
  readonly limit: number;
  readonly rest: readonly Document[];
}

export function splitPipeline(pipeline: readonly Document[]): Head {
  const filters: Document[] = [];
  let at = 0;
  const stage = (name: string) =>
    pipeline[at] && Object.hasOwn(pipeline[at]!, name) ? pipeline[at]![name] : undefined;
  for (let match = stage('$match'); isDocument(match); match = stage('$match')) {
    filters.push(match);
    at++;
  }
  const sort = stage('$sort');
  if (sort !== undefined) {
    if (isDocument(sort) && Object.keys(sort).length === 0)
      throw new StoreError(15976, '$sort stage must have at least one sort key');
    at++;
  }
  for (let match = stage('$match'); isDocument(match); match = stage('$match')) {
    filters.push(match);
    at++;
  }
  let skip = 0;
  let limit = 0;
  if (stage('$skip') !== undefined) skip = stageNumber('$skip', pipeline[at++]!.$skip);
  if (stage('$limit') !== undefined) limit = stageNumber('$limit', pipeline[at++]!.$limit);
  return {
    filter: filters.length === 1 ? filters[0]! : filters.length ? { $and: filters } : {},
    sort,
    skip,
    limit,
    rest: pipeline.slice(at),
  };
}

export function parsePipeline(value: Value): Document[] {
  if (!Array.isArray(value)) throw typeMismatch("'pipeline' option must be specified as an array");
  for (const stage of value as Value[]) {
    if (!isDocument(stage)) throw typeMismatch("Each element of the 'pipeline' array must be an object");
    if (Object.keys(stage).length !== 1) {
      throw new StoreError(40323, 'A pipeline stage specification object must contain exactly one field.');
    }
  }
  return value as Document[];
}

/** `{$sum: 1}` and nothing beside it. */
const isSumOfOnes = (accumulator: Value): boolean =>
  isDocument(accumulator) &&
  Object.keys(accumulator).join() === '$sum' &&
  kindOf(accumulator.$sum) === Kind.Number &&
  toDouble(accumulator.$sum) === 1;

/** `{$group: {_id: '$path', field: {$sum: 1}}}`: how many of each. */
function isCountOfEach(rest: readonly Document[]): { path: string; field: string } | null {
  const group = rest.length === 1 ? rest[0]!.$group : undefined;
  if (!isDocument(group) || typeof group._id !== 'string' || !/^\$[^$]/.test(group._id)) return null;
  const [id, field, ...more] = Object.keys(group);
  if (id !== '_id' || field === undefined || more.length > 0) return null;
  return isSumOfOnes(group[field]) ? { path: group._id.slice(1), field } : null;
}

/** `$group` that only counts: `countDocuments` of the driver. */
function isCount(rest: readonly Document[]): { id: Value; field: string } | null {
  const group = rest.length === 1 ? rest[0]!.$group : undefined;
  if (!isDocument(group)) return null;
  const [id, field, ...more] = Object.keys(group);
  if (id !== '_id' || field === undefined || more.length > 0) return null;
  const constant = group._id === null || kindOf(group._id) === Kind.Number;
  return constant && isSumOfOnes(group[field]) ? { id: group._id, field } : null;
}

async function aggregate(command: Document, context: Context): Promise<Document> {
  if (command.explain === true) throw notImplemented('explain inside aggregate');
  refuseCollation(command.collation);
  const target = command.aggregate;
  const stages = parsePipeline(command.pipeline);
  if (typeof target !== 'string') checkWithoutCollection(stages, command.apiStrict === true);
  const last = stages[stages.length - 1];
  const pipeline = isOutput(last) ? stages.slice(0, -1) : stages;
  const cursor = command.cursor;
  if (cursor === undefined) {
    throw failedToParse("The 'cursor' option is required, except for aggregate with the explain argument");
  }
  if (!isDocument(cursor)) throw typeMismatch('cursor field must be missing or an object');
  const namespace = `${context.database}.${typeof target === 'string' ? target : '$cmd.aggregate'}`;
  const source = await pipelineSource(context, namespace, pipeline, command);
  if (isOutput(last)) {
    const results: Document[] = [];
    const held = new Held();
    for (let next = await source.next(); next; next = await source.next()) {
      held.add(next instanceof RawDocument ? next.bytes.length : roughBytes(next));
      results.push(next instanceof RawDocument ? decode(next.bytes) : next);
    }
    await output(context, last!, results);
    return firstBatch(namespace, { documents: [], id: Long.ZERO });
  }
  const batchSize =
    cursor.batchSize === undefined
      ? undefined
      : numberField(documentField(command, 'cursor'), 'batchSize', 101);
  return firstBatch(namespace, await context.store.cursors.start(namespace, source, batchSize));
}

/** `aggregate: 1` works on what its first stage brings. */
function checkWithoutCollection(pipeline: readonly Document[], strict: boolean): void {
  const first = Object.keys(pipeline[0] ?? {})[0];
  if (first === '$listLocalSessions' && strict)
    throw new StoreError(323, `stage ${first} is not allowed with 'apiStrict: true' in API Version 1`);
  if (first === '$documents' || first === '$listLocalSessions') return;
  if (first === '$changeStream') throw changeStream();
  if (first === '$currentOp' || first === '$queryStats') throw notImplemented(`the stage ${first}`);
  throw new StoreError(
    73,
    `{aggregate: 1} is not valid for '${first ?? 'an empty pipeline'}'; a collection is required.`,
  );
}

/** The documents that the first stage brings by itself. */
function broughtBy(stage: Document | undefined, command: Document): Document[] | null {
  if (stage && Object.hasOwn(stage, '$documents')) {
    const documents = evaluateExpression(stage.$documents, {}, variablesOf(command));
    if (!Array.isArray(documents) || !documents.every(isDocument))
      throw new StoreError(5858203, '$documents must be a list of documents');
    return documents;
  }
  if (stage && Object.hasOwn(stage, '$listLocalSessions'))
    return [{ _id: command.lsid ?? {}, lastUse: new Date() }];
  return null;
}

async function pipelineSource(
  context: Context,
  namespace: string,
  pipeline: readonly Document[],
  command: Document,
): Promise<Source> {
  const { store } = context;
  const variables = variablesOf(command);
  const brought = broughtBy(pipeline[0], command);
  if (brought)
    return listSource(runStages(brought, pipeline.slice(1), variables, reachingStages(context, variables)));
  const head = splitPipeline(pipeline);
  const pace = new Pace(numberField(command, 'maxTimeMS', 0));
  const collection = store.catalog.get(namespace);
  const query = {
    filter: compileFilter(head.filter, variables),
    sort: parseSort(head.sort),
    hint: command.hint,
    skip: head.skip,
    limit: head.limit,
  };
  const finder = collection ? new Finder(store.engine, collection, query) : null;
  const counting = isCount(head.rest);
  if (counting) {
    let n = 0;
    if (finder && Object.keys(head.filter).length === 0 && !head.skip && !head.limit && !command.hint)
      n = collection!.count;
    else if (finder) n = await finder.count(pace);
    return n === 0 ? nothing : listSource([{ _id: counting.id, [counting.field]: n }]);
  }
  const each = isCountOfEach(head.rest);
  if (each && collection && !command.hint && !head.sort && !head.skip && !head.limit) {
    const groups = coveredGroups(store.engine, collection, query.filter, each.path);
    if (groups) return listSource(groups.map(([_id, n]) => ({ _id, [each.field]: n })));
  }
  if (head.rest.length === 0) {
    if (!finder) return nothing;
    return {
      pace,
      async next() {
        const match = await finder.advance(pace);
        return match ? new RawDocument(match.bytes) : null;
      },
    };
  }
  const reaching = reachingStages(context, variables);
  const run: Run = (documents, stages) => runStages(documents, stages, variables, reaching);
  return finder ? flow(finder, pace, head.rest, run) : listSource(run([], head.rest));
}

export const aggregateCommands: Commands = {
  aggregate: {
    stable: true,
    fields: [
      'pipeline',
      'cursor',
      'explain',
      'allowDiskUse',
      'bypassDocumentValidation',
      'collation',
      'hint',
      'let',
    ],
    run: aggregate,
  },
};
