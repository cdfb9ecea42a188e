import { StoreError, badValue } from '../errors.js';
import type { Filter } from '../query/filter.js';
import { isIndex, type MatchDetails } from '../query/path.js';
import { getField, isDocument, setField, type Document, type Value } from '../values/kinds.js';
import { shell } from '../values/shell.js';
import type { Leaf } from './leaf.js';

export type ArrayFilters = ReadonlyMap<string, Filter>;

export interface Target {
  readonly details: MatchDetails;
  readonly filters: ArrayFilters;
  readonly root: Document;
  readonly path: string;
}

/** No document grows an array by more nulls than this at once. */
const MAX_PADDING = 1_500_000;

/** Changes what is at a path, through arrays and positional parts, as MongoDB's update operators do. */
export function modify(root: Document, parts: readonly string[], leaf: Leaf, target: Target): void {
  step(root, parts, 0, leaf, target);
}

function step(container: Value, parts: readonly string[], i: number, leaf: Leaf, target: Target): void {
  let part = parts[i]!;
  if (part === '$') {
    const { index } = target.details;
    if (index === undefined) {
      throw badValue('The positional operator did not find the match needed from the query.');
    }
    part = String(index);
  }
  if (part.startsWith('$[')) return everywhere(container, part, parts, i, leaf, target);
  if (Array.isArray(container)) {
    const array = container as Value[];
    if (!isIndex(part)) {
      if (!leaf.creates) return;
      throw notViable(part, parts, i, array, target);
    }
    const index = Number(part);
    if (i === parts.length - 1) {
      if (index >= array.length && !leaf.creates) return;
      const next = leaf.change(array[index], target);
      if (next === undefined) {
        if (index < array.length) array[index] = null;
        return;
      }
      pad(array, index);
      array[index] = next;
      return;
    }
    if (index >= array.length) {
      if (!leaf.creates) return;
      const child = build(parts, i + 1, leaf, target);
      if (child === undefined) return;
      pad(array, index);
      array[index] = child;
      return;
    }
    return descend(array[index], parts, i, leaf, target);
  }
  const document = container as Document;
  if (i === parts.length - 1) {
    const next = leaf.change(getField(document, part), target);
    if (next === undefined) delete document[part];
    else setField(document, part, next);
    return;
  }
  const child = getField(document, part);
  if (child !== undefined) return descend(child, parts, i, leaf, target);
  if (!leaf.creates) return;
  const built = build(parts, i + 1, leaf, target);
  if (built !== undefined) setField(document, part, built);
}

function descend(child: Value, parts: readonly string[], i: number, leaf: Leaf, target: Target): void {
  if (isDocument(child) || Array.isArray(child)) return step(child, parts, i + 1, leaf, target);
  const next = parts[i + 1]!;
  if (next.startsWith('$[')) throw noArray(parts.slice(0, i + 1), child);
  if (!leaf.creates) return;
  throw new StoreError(28, `Cannot create field '${next}' in element {${parts[i]}: ${shell(child)}}`);
}

function build(parts: readonly string[], i: number, leaf: Leaf, target: Target): Document | undefined {
  const part = parts[i]!;
  if (part.startsWith('$[')) {
    throw badValue(
      `The path '${parts.slice(0, i).join('.')}' must exist in the document in order to apply array updates.`,
    );
  }
  const document: Document = {};
  step(document, parts, i, leaf, target);
  return Object.keys(document).length > 0 ? document : undefined;
}

function pad(array: Value[], index: number): void {
  if (index - array.length > MAX_PADDING) throw badValue(`can't backfill more than ${MAX_PADDING} elements`);
  while (array.length < index) array.push(null);
}

const noArray = (path: readonly string[], value: Value) =>
  badValue(`Cannot apply array updates to non-array element ${path[path.length - 1]}: ${shell(value)}`);

function notViable(
  part: string,
  parts: readonly string[],
  i: number,
  array: Value,
  _target: Target,
): StoreError {
  return new StoreError(28, `Cannot create field '${part}' in element {${parts[i - 1]}: ${shell(array)}}`);
}

/** `$[]` and `$[name]`: every element, or those that pass the filter of that name. */
function everywhere(
  container: Value,
  part: string,
  parts: readonly string[],
  i: number,
  leaf: Leaf,
  target: Target,
): void {
  if (!Array.isArray(container)) {
    if (isDocument(container) && i > 0) throw noArray(parts.slice(0, i), container);
    throw badValue(
      `The path '${parts.slice(0, i).join('.')}' must exist in the document in order to apply array updates.`,
    );
  }
  const name = part.slice(2, -1);
  const filter = name === '' ? null : target.filters.get(name)!;
  const array = container as Value[];
  for (let k = 0; k < array.length; k++) {
    if (filter && !filter.test({ [name]: array[k] })) continue;
    if (i < parts.length - 1)
      descend(array[k], [...parts.slice(0, i), String(k), ...parts.slice(i + 1)], i, leaf, target);
    else {
      const next = leaf.change(array[k], target);
      array[k] = next === undefined ? null : next;
    }
  }
}

/** Takes a field out of its document for `$rename`; arrays must not be on the way. */
export function remove(root: Document, parts: readonly string[], path: string): Value {
  let container: Value = root;
  for (const part of parts.slice(0, -1)) {
    if (Array.isArray(container))
      throw badValue(
        `The source field cannot be an array element, '${path}' in doc with _id: ${shell(root._id)} has an array field`,
      );
    container = isDocument(container) ? getField(container, part) : undefined;
  }
  if (Array.isArray(container))
    throw badValue(
      `The source field cannot be an array element, '${path}' in doc with _id: ${shell(root._id)} has an array field`,
    );
  if (!isDocument(container)) return undefined;
  const last = parts[parts.length - 1]!;
  const value = getField(container, last);
  delete container[last];
  return value;
}
