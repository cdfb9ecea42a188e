import { getField, isDocument, type Document, type Value } from '../values/kinds.js';

/** Where in an array a predicate matched: what the positional operator `$` of an update stands for. */
export interface MatchDetails {
  index?: number;
}

const DIGITS = /^(0|[1-9]\d*)$/;
export const isIndex = (part: string): boolean => DIGITS.test(part);

export const splitPath = (path: string): string[] => path.split('.');

type Leaf = (value: Value) => boolean;

/**
 * Walks a dotted path as MongoDB's queries do: arrays on the way are entered element by element (documents only)
 * and by number; a field that is missing is seen as `undefined`. Stops at the first value that `leaf` accepts.
 *
 * With `expand`, an array at the end is offered element by element and then whole; without, only whole.
 */
export function visit(
  root: Value,
  parts: readonly string[],
  expand: boolean,
  leaf: Leaf,
  details?: MatchDetails,
  from = 0,
): boolean {
  let value = root;
  for (let i = from; i < parts.length; i++) {
    const part = parts[i]!;
    if (Array.isArray(value)) {
      const array = value as Value[];
      if (isIndex(part)) {
        const index = Number(part);
        if (index < array.length && visit(array[index], parts, expand, leaf, details, i + 1)) return true;
      }
      for (let k = 0; k < array.length; k++) {
        if (!isDocument(array[k])) continue;
        if (visit(array[k], parts, expand, leaf, undefined, i)) {
          if (details) details.index = k;
          return true;
        }
      }
      return false;
    }
    if (!isDocument(value)) return leaf(undefined);
    value = getField(value, part);
  }
  if (expand && Array.isArray(value)) {
    const array = value as Value[];
    for (let k = 0; k < array.length; k++) {
      if (leaf(array[k])) {
        if (details) details.index = k;
        return true;
      }
    }
  }
  return leaf(value);
}

/** All values at a path with arrays opened: what `distinct` sees. */
export function valuesAt(document: Document, path: string): Value[] {
  const found: Value[] = [];
  visit(document, splitPath(path), false, (value) => {
    if (Array.isArray(value)) found.push(...(value as Value[]));
    else if (value !== undefined) found.push(value);
    return false;
  });
  return found;
}
