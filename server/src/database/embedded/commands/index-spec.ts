import { notImplemented, StoreError, typeMismatch } from '../errors.js';
import { compileFilter } from '../query/filter.js';
import { isDocument, isOperators, Kind, kindOf, typeOf, type Document, type Value } from '../values/kinds.js';
import { toDouble } from '../values/numbers.js';
import { shell } from '../values/shell.js';

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
/** What the index on `_id`, which every collection has, can be asked for again with. */
const ID_OPTIONS = new Set(['v', 'key', 'name', 'ns', 'collation', 'background']);
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
    if (path === '$**' || path.endsWith('.$**')) throw notImplemented('a wildcard index');
    if (path.startsWith('$'))
      throw new StoreError(67, `Index key contains an illegal field name: field name starts with '$'.`);
    if (typeof direction === 'string') {
      if (UNSUPPORTED_TYPES.has(direction)) throw notImplemented(`an index of type ${direction}`);
      throw new StoreError(67, `Unknown index plugin '${direction}'`);
    }
    if (kindOf(direction) !== Kind.Number) {
      throw new StoreError(
        67,
        `Values in v:2 index key pattern cannot be of type ${typeOf(direction).alias}. Only numbers > 0, numbers < 0, and strings are allowed.`,
      );
    }
    if (!(Math.abs(toDouble(direction)) > 0))
      throw new StoreError(67, 'Values in the index key pattern cannot be 0.');
  }
  const { _id: onId, ...others } = spec.key;
  const primary = Object.keys(others).length === 0 && kindOf(onId) === Kind.Number && toDouble(onId) > 0;
  for (const option of Object.keys(spec)) {
    if (primary && !ID_OPTIONS.has(option))
      throw new StoreError(
        197,
        `The field '${option}' is not valid for an _id index specification. Specification: ${shell(spec)}`,
      );
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
    if (kindOf(spec.expireAfterSeconds) !== Kind.Number)
      throw new StoreError(
        67,
        `TTL index 'expireAfterSeconds' option must be numeric, but received a type of '${typeOf(spec.expireAfterSeconds).alias}'. Index spec: ${shell(spec)}`,
      );
    const seconds = toDouble(spec.expireAfterSeconds);
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
