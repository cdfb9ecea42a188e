import { StoreError, badValue, failedToParse } from '../errors.js';
import { compileFilter, conditionsOf, type Filter } from '../query/filter.js';
import { isIndex, splitPath, type MatchDetails } from '../query/path.js';
import { updatePipeline } from '../aggregate/pipeline.js';
import { equal } from '../values/compare.js';
import { isDocument, setField, type Document, type Value } from '../values/kinds.js';
import { shell } from '../values/shell.js';
import type { Leaf } from './leaf.js';
import { parseOperator } from './operators.js';
import { modify, remove, type ArrayFilters } from './walk.js';

/** A parsed update: operators, a pipeline, or a document that takes the place of the old one. */
export interface Update {
  readonly type: 'operators' | 'pipeline' | 'replacement';
  /**
   * Operators change the touched fields of a document in place; a replacement, and a pipeline of which is known what it
   * touches, leave the document as it is and return another. `inserting` lets `$setOnInsert` act.
   */
  apply(document: Document, details: MatchDetails, inserting: boolean): Document;
  readonly needsPosition: boolean;
  /** The top-level fields that may change; null for any. */
  readonly touched: ReadonlySet<string> | null;
}

export interface UpdateOptions {
  readonly arrayFilters?: readonly Value[] | undefined;
  readonly variables?: Document;
  readonly multi?: boolean;
}

/** @throws StoreError for an update that MongoDB would not take. */
export function parseUpdate(update: Value, options: UpdateOptions): Update {
  if (Array.isArray(update)) {
    if (options.arrayFilters?.length)
      throw failedToParse('arrayFilters may not be specified for pipeline-style updates');
    const { run, touched } = updatePipeline(update as Document[], options.variables ?? {});
    return { type: 'pipeline', needsPosition: false, touched, apply: run };
  }
  if (!isDocument(update)) throw failedToParse('Update argument must be either an object or an array');
  const first = Object.keys(update)[0];
  if (first === undefined || !first.startsWith('$')) return replacement(update, options);
  return operators(update, options);
}

function replacement(update: Document, options: UpdateOptions): Update {
  if (options.multi) throw failedToParse('multi update is not supported for replacement-style update');
  if (options.arrayFilters?.length)
    throw failedToParse('Cannot specify arrayFilters and a replacement-style update');
  const reserved = Object.keys(update).find((name) => name.startsWith('$'));
  if (reserved !== undefined)
    throw new StoreError(
      52,
      `The dollar ($) prefixed field '${reserved}' in '${reserved}' is not allowed in the context of an update's replacement document. Consider using an aggregation pipeline with $replaceWith.`,
    );
  return {
    type: 'replacement',
    needsPosition: false,
    touched: null,
    apply(document) {
      const id = document._id;
      if (Object.hasOwn(update, '_id') && id !== undefined && !equal(update._id, id))
        throw immutable(id, update._id);
      const { _id: own = id, ...rest } = update;
      return own === undefined ? rest : { _id: own, ...rest };
    },
  };
}

const immutable = (from: Value, to: Value) =>
  new StoreError(
    66,
    `After applying the update, the (immutable) field '_id' was found to have been altered to _id: ${shell(to)} (was ${shell(from)})`,
  );

interface Step {
  readonly path: string;
  readonly parts: readonly string[];
  readonly operator: string;
  readonly leaf: Leaf | null;
  readonly target?: readonly string[];
}

function operators(update: Document, options: UpdateOptions): Update {
  const filters = parseArrayFilters(options.arrayFilters ?? [], options.variables ?? {});
  const steps: Step[] = [];
  const paths = new Set<string>();
  for (const operator of Object.keys(update)) {
    if (!operator.startsWith('$')) {
      throw failedToParse(
        `Unknown modifier: ${operator}. Expected a valid update modifier or pipeline-style update specified as an array`,
      );
    }
    const fields = update[operator];
    if (!KNOWN.has(operator)) {
      throw failedToParse(
        `Unknown modifier: ${operator}. Expected a valid update modifier or pipeline-style update specified as an array`,
      );
    }
    if (!isDocument(fields)) {
      throw failedToParse(
        `Modifiers operate on fields but we found type ${kindName(fields)} instead. For example: {$mod: {<field>: ...}} not {${operator}: ${shell(fields)}}`,
      );
    }
    for (const path of Object.keys(fields)) {
      claim(paths, path);
      steps.push(stepOf(operator, path, fields[path], options.variables ?? {}));
      if (operator === '$rename') claim(paths, fields[path] as string);
    }
  }
  const used = new Set(
    steps.flatMap((step) => step.parts.flatMap((part) => /^\$\[(.+)\]$/.exec(part)?.[1] ?? [])),
  );
  for (const name of used) {
    if (!filters.has(name))
      throw badValue(
        `No array filter found for identifier '${name}' in path '${steps.find((step) => step.path.includes(`$[${name}]`))!.path}'`,
      );
  }
  for (const name of filters.keys()) {
    if (!used.has(name))
      throw failedToParse(
        `The array filter for identifier '${name}' was not used in the update ${shell(update)}`,
      );
  }
  steps.sort((a, b) => comparePaths(a.parts, b.parts));
  return {
    type: 'operators',
    needsPosition: steps.some((step) => step.parts.includes('$')),
    touched: new Set(steps.flatMap(({ parts, target }) => [parts[0]!, ...(target ? [target[0]!] : [])])),
    apply(document, details, inserting) {
      const id = document._id;
      for (const step of steps) runStep(document, step, details, inserting, filters);
      if (id !== undefined && (document._id === undefined || !equal(document._id, id))) {
        throw new StoreError(
          66,
          "Performing an update on the path '_id' would modify the immutable field '_id'",
        );
      }
      return document;
    },
  };
}

const KNOWN = new Set([
  '$set', '$setOnInsert', '$unset', '$inc', '$mul', '$min', '$max', '$currentDate', '$rename', '$push', '$addToSet',
  '$pull', '$pullAll', '$pop', '$bit',
]); // prettier-ignore

const kindName = (value: Value) => (Array.isArray(value) ? 'array' : typeof value);

function stepOf(operator: string, path: string, argument: Value, variables: Document): Step {
  checkPath(path);
  const parts = splitPath(path);
  if (operator !== '$rename')
    return { path, parts, operator, leaf: parseOperator(operator, path, argument, variables) };
  if (typeof argument !== 'string') {
    throw badValue(`The 'to' field for $rename must be a string: ${path}: ${shell(argument)}`);
  }
  checkPath(argument);
  if (path === argument)
    throw badValue(`The source and target field for $rename must differ: ${path}: "${argument}"`);
  const target = splitPath(argument);
  for (const part of [...parts, ...target]) {
    if (part.startsWith('$'))
      throw badValue(`The source and target field for $rename may not be dynamic: ${path}`);
  }
  return { path, parts, operator, leaf: null, target };
}

function runStep(
  document: Document,
  step: Step,
  details: MatchDetails,
  inserting: boolean,
  filters: ArrayFilters,
): void {
  if (step.operator === '$setOnInsert' && !inserting) return;
  if (step.leaf) {
    modify(document, step.parts, step.leaf, { details, filters, root: document, path: step.path });
    return;
  }
  const taken = remove(document, step.parts, step.path);
  if (taken === undefined) return;
  const set: Leaf = { creates: true, change: () => taken };
  modify(document, step.target!, set, { details, filters, root: document, path: step.target!.join('.') });
}

function checkPath(path: string): void {
  if (path === '') throw new StoreError(56, 'An empty update path is not valid.');
  const parts = splitPath(path);
  for (const part of parts) {
    if (part === '')
      throw new StoreError(
        56,
        `The update path '${path}' contains an empty field name, which is not allowed.`,
      );
    if (part.startsWith('$') && !/^\$(\[.*\])?$/.test(part) && !['$ref', '$id', '$db'].includes(part)) {
      throw new StoreError(
        52,
        `The dollar ($) prefixed field '${part}' in '${path}' is not allowed in the context of an update's replacement document. Consider using an aggregation pipeline with $replaceWith.`,
      );
    }
  }
  if (parts[0]!.startsWith('$'))
    throw badValue(`Cannot have positional (i.e. '$') element in the first position in path '${path}'`);
}

function claim(paths: Set<string>, path: string): void {
  for (const other of paths) {
    if (other === path || other.startsWith(`${path}.`) || path.startsWith(`${other}.`)) {
      const at = other.length < path.length ? other : path;
      throw new StoreError(40, `Updating the path '${path}' would create a conflict at '${at}'`);
    }
  }
  paths.add(path);
}

function comparePaths(a: readonly string[], b: readonly string[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const [x, y] = [a[i]!, b[i]!];
    if (x === y) continue;
    if (isIndex(x) && isIndex(y)) return Number(x) - Number(y);
    return x < y ? -1 : 1;
  }
  return a.length - b.length;
}

function parseArrayFilters(list: readonly Value[], variables: Document): ArrayFilters {
  const filters = new Map<string, Filter>();
  for (const item of list) {
    if (!isDocument(item)) throw new StoreError(14, 'BSON field arrayFilters is the wrong type');
    if (Object.keys(item).length === 0)
      throw failedToParse('Cannot use an expression without a top-level field name in arrayFilters');
    const names = new Set(topNames(item));
    if (names.size !== 1)
      throw failedToParse(
        `Error parsing array filter :: caused by :: Expected a single top-level field name, found ${[...names].map((name) => `'${name}'`).join(' and ')}`,
      );
    const [name] = names as unknown as [string];
    if (!/^[a-z][a-zA-Z0-9]*$/.test(name)) {
      throw badValue(
        `Error parsing array filter :: caused by :: The top-level field name must be an alphanumeric string beginning with a lowercase letter, found '${name}'`,
      );
    }
    if (filters.has(name))
      throw failedToParse(`Found multiple array filters with the same top-level field name ${name}`);
    filters.set(name, compileFilter(item, variables));
  }
  return filters;
}

function topNames(filter: Document): string[] {
  return Object.keys(filter).flatMap((name) => {
    if (!name.startsWith('$')) return [splitPath(name)[0]!];
    const parts = filter[name];
    return Array.isArray(parts) ? (parts as Document[]).flatMap(topNames) : [];
  });
}

/** The document that an upsert begins with: the fields that the filter demands to be equal to something. */
export function upsertBase(filter: Filter): Document {
  const base: Document = {};
  for (const condition of conditionsOf(filter)) {
    const only =
      condition.type === 'or' && condition.parts.length === 1
        ? conditionsOf(condition.parts[0]!)
        : [condition];
    for (const part of only) {
      if (part.type !== 'field' || part.operator !== '$eq') continue;
      refuseTwice(base, part.path);
      setField(base, part.path, part.value);
    }
  }
  const document: Document = {};
  for (const path of Object.keys(base)) {
    modify(
      document,
      splitPath(path),
      { creates: true, change: () => base[path] },
      { details: {}, filters: new Map(), root: document, path },
    );
  }
  return document;
}

/** A new document can have a field from one condition only. */
function refuseTwice(base: Document, path: string): void {
  for (const known of Object.keys(base)) {
    if (known === path)
      throw new StoreError(54, `cannot infer query fields to set, path '${path}' is matched twice`);
    if (known.startsWith(`${path}.`) || path.startsWith(`${known}.`))
      throw new StoreError(
        54,
        `cannot infer query fields to set, both paths '${path}' and '${known}' are matched`,
      );
  }
}
