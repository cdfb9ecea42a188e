import { Long } from 'bson';
import { StoreError } from '../errors.js';
import { splitPath } from '../query/path.js';
import { compare } from '../values/compare.js';
import { getField, isDocument, Kind, kindOf, typeOf, type Document, type Value } from '../values/kinds.js';
import { toDouble } from '../values/numbers.js';
import { shell } from '../values/shell.js';
import { withField } from './fields.js';
import { group } from './group.js';
import type { Lazy, Stage } from './stages.js';

/** Stages that change how many documents there are. */

/** The argument of `$skip` and `$limit`. */
export function stageNumber(name: string, value: Value): number {
  const number = kindOf(value) === Kind.Number ? toDouble(value) : NaN;
  if (!Number.isInteger(number) || number < 0)
    throw new StoreError(
      name === '$skip' ? 5107200 : 5107201,
      `invalid argument to ${name} stage: Expected a non-negative number in: ${name}: ${shell(value)}`,
    );
  if (name === '$limit' && number === 0) throw new StoreError(15958, 'the limit must be positive');
  return number;
}

const listed = (documents: Lazy, change: (list: Document[]) => Document[]): Lazy =>
  documents.transform((list) => change(list)[Symbol.iterator]());

function count(documents: Lazy, name: Value): Lazy {
  if (typeof name !== 'string') throw new StoreError(40156, 'the count field must be a non-empty string');
  if (name === '') throw new StoreError(40157, 'the count field must be a non-empty string');
  if (name.startsWith('$')) throw new StoreError(40158, 'the count field cannot be a $-prefixed path');
  if (name.includes('.')) throw new StoreError(40160, "the count field cannot contain '.'");
  return listed(documents, (list) => (list.length === 0 ? [] : [{ [name]: list.length }]));
}

function sample(documents: Lazy, argument: Value): Lazy {
  if (!isDocument(argument)) throw new StoreError(28745, 'the $sample stage specification must be an object');
  if (argument.size === undefined) throw new StoreError(28749, '$sample stage must specify a size');
  if (kindOf(argument.size) !== Kind.Number)
    throw new StoreError(28746, 'size argument to $sample must be a number');
  const size = Math.trunc(toDouble(argument.size));
  if (!(size > 0)) throw new StoreError(28747, 'size argument to $sample must be a positive integer');
  return listed(documents, (list) => {
    const left = [...list];
    for (let i = 0; i < Math.min(size, left.length); i++) {
      const j = i + Math.floor(Math.random() * (left.length - i));
      [left[i], left[j]] = [left[j]!, left[i]!];
    }
    return left.slice(0, size);
  });
}

interface Unwinding {
  readonly parts: readonly string[];
  readonly indexParts: readonly string[] | null;
  readonly preserve: boolean;
}

function unwinding(argument: Value): Unwinding {
  const spec: Document = isDocument(argument) ? argument : { path: argument };
  for (const option of Object.keys(spec)) {
    if (!['path', 'includeArrayIndex', 'preserveNullAndEmptyArrays'].includes(option))
      throw new StoreError(28811, `unrecognized option to $unwind stage: ${option}`);
  }
  const { path, includeArrayIndex: index, preserveNullAndEmptyArrays: preserve = false } = spec;
  if (path === undefined) throw new StoreError(28812, 'no path specified to $unwind stage');
  if (typeof path !== 'string')
    throw isDocument(argument)
      ? new StoreError(28808, `expected a string as the path for $unwind stage, got ${typeOf(path).alias}`)
      : new StoreError(
          15981,
          `expected either a string or an object as specification for $unwind stage, got ${typeOf(argument).alias}`,
        );
  if (!path.startsWith('$'))
    throw new StoreError(28818, `path option to $unwind stage should be prefixed with a '$': ${path}`);
  if (typeof preserve !== 'boolean')
    throw new StoreError(
      28809,
      'expected a boolean for the preserveNullAndEmptyArrays option to $unwind stage',
    );
  if (index !== undefined && (typeof index !== 'string' || index === ''))
    throw new StoreError(
      28810,
      'expected a non-empty string for the includeArrayIndex option to $unwind stage',
    );
  if (index?.startsWith('$'))
    throw new StoreError(
      28822,
      `includeArrayIndex option to $unwind stage should not be prefixed with a '$': ${index}`,
    );
  return {
    parts: splitPath(path.slice(1)),
    indexParts: index === undefined ? null : splitPath(index),
    preserve,
  };
}

function unwind(documents: Lazy, argument: Value): Lazy {
  const { parts, indexParts, preserve } = unwinding(argument);
  const numbered = (document: Document, index: Value): Document =>
    indexParts ? (withField(document, indexParts, 0, index) as Document) : document;
  return listed(documents, (list) =>
    list.flatMap((document) => {
      const value = parts.reduce<Value>(
        (inner, part) => (isDocument(inner) ? getField(inner, part) : undefined),
        document,
      );
      if (!Array.isArray(value)) {
        if ((value === undefined || value === null) && !preserve) return [];
        return [numbered(document, null)];
      }
      if (value.length === 0)
        return preserve ? [numbered(withField(document, parts, 0, undefined) as Document, null)] : [];
      return (value as Value[]).map((element, i) =>
        numbered(withField(document, parts, 0, element) as Document, Long.fromNumber(i)),
      );
    }),
  );
}

/** As MongoDB does it: a `$group` by the lower boundary, in the order of the boundaries. */
function bucket(documents: Lazy, argument: Value, options: { variables?: Document }): Lazy {
  if (!isDocument(argument))
    throw new StoreError(40201, `Argument to $bucket stage must be an object, but found: ${shell(argument)}`);
  const { groupBy, boundaries, default: other, output = { count: { $sum: 1 } } } = argument;
  if (groupBy === undefined || boundaries === undefined)
    throw new StoreError(40198, "$bucket requires 'groupBy' and 'boundaries' to be specified.");
  if (!Array.isArray(boundaries))
    throw new StoreError(40200, "The $bucket 'boundaries' field must be an array");
  const bounds = boundaries as Value[];
  if (bounds.length < 2)
    throw new StoreError(40192, "The $bucket 'boundaries' field must have at least 2 values");
  for (let i = 1; i < bounds.length; i++) {
    if (kindOf(bounds[i]) !== kindOf(bounds[0]))
      throw new StoreError(40193, 'All values in the $bucket boundaries must have the same type');
    if (compare(bounds[i - 1], bounds[i]) >= 0)
      throw new StoreError(40194, "The 'boundaries' option to $bucket must be sorted");
  }
  if (!isDocument(output)) throw new StoreError(40196, "The $bucket 'output' field must be an object");
  const literal = ($literal: Value): Document => ({ $literal });
  const branches = bounds.slice(1).map((upper, i) => ({
    case: { $and: [{ $gte: [groupBy, literal(bounds[i])] }, { $lt: [groupBy, literal(upper)] }] },
    then: literal(bounds[i]),
  }));
  // A boundary is never an array: what gets this one is in no bucket.
  const none = [Symbol('none').toString()];
  const _id = { $switch: { branches, default: literal(other === undefined ? none : other) } };
  return listed(documents, (list) => {
    const groups = group(list, { _id, ...output }, options.variables ?? {});
    if (other === undefined && groups.some((one) => Array.isArray(one._id)))
      throw new StoreError(
        40066,
        '$switch could not find a matching branch for an input, and no default was specified.',
      );
    return groups.sort((a, b) => compare(a._id, b._id));
  });
}

export const shapingStages: Record<string, Stage> = {
  $count: count,
  $sample: sample,
  $unwind: unwind,
  $bucket: bucket,
  $limit(documents, argument: Value) {
    const limit = stageNumber('$limit', argument);
    return listed(documents, (list) => list.slice(0, limit));
  },
  $skip(documents, argument: Value) {
    const skip = stageNumber('$skip', argument);
    return listed(documents, (list) => list.slice(skip));
  },
};
