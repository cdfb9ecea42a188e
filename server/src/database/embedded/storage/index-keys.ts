import { StoreError } from '../errors.js';
import { isIndex } from '../query/path.js';
import { getField, isDocument, Undefined, type Document, type Value } from '../values/kinds.js';

export interface ExtractedKeys {
  readonly rows: readonly (readonly Value[])[];
  /** Which fields of the key came out of an array. */
  readonly multikey: readonly boolean[] | null;
  /** No indexed field exists in the document. */
  readonly absent: boolean;
}

/**
 * The rows that a document has in an index: one, or one for each element of the array that lies on its paths. A
 * missing field counts as null, an empty array as undefined.
 *
 * @throws StoreError 171 (CannotIndexParallelArrays) when two arrays would have to be multiplied.
 */
export function extractKeys(document: Document, paths: readonly (readonly string[])[]): ExtractedKeys {
  const simple = extractSimple(document, paths);
  if (simple) return simple;
  const rows: Value[][] = [];
  const multikey = paths.map(() => false);
  const found = { any: false };
  expand(
    paths.map(() => document),
    paths,
    paths.map(() => 0),
    rows,
    multikey,
    found,
  );
  return { rows, multikey: multikey.includes(true) ? multikey : null, absent: !found.any };
}

/** The common case, without arrays. */
function extractSimple(document: Document, paths: readonly (readonly string[])[]): ExtractedKeys | null {
  const row: Value[] = [];
  let absent = true;
  for (const parts of paths) {
    let value: Value = document;
    for (const part of parts) {
      if (Array.isArray(value)) return null;
      value = isDocument(value) ? getField(value, part) : undefined;
    }
    if (Array.isArray(value)) return null;
    if (value === undefined) row.push(null);
    else {
      absent = false;
      row.push(value);
    }
  }
  return { rows: [row], multikey: null, absent };
}

function expand(
  nodes: readonly Value[],
  paths: readonly (readonly string[])[],
  positions: readonly number[],
  rows: Value[][],
  multikey: boolean[],
  found: { any: boolean },
): void {
  const values = [...nodes];
  const at = [...positions];
  const stopped = paths.map(() => false);
  let array: Value[] | null = null;
  paths.forEach((parts, i) => {
    if (at[i]! > parts.length) return; // an element of an array: final
    for (;;) {
      const value = values[i];
      if (Array.isArray(value)) {
        const part = parts[at[i]!];
        if (
          part !== undefined &&
          isIndex(part) &&
          !(value as Value[]).some((item) => isDocument(item) && Object.hasOwn(item, part))
        ) {
          values[i] = (value as Value[])[Number(part)];
          at[i]!++;
          continue;
        }
        if (array !== null && array !== value) {
          throw new StoreError(171, `cannot index parallel arrays [${parts.join('.')}]`);
        }
        array = value as Value[];
        stopped[i] = true;
        multikey[i] = true;
        return;
      }
      if (at[i] === parts.length) return;
      values[i] = isDocument(value) ? getField(value, parts[at[i]!]!) : undefined;
      at[i] = values[i] === undefined ? parts.length : at[i]! + 1;
    }
  });
  if (values.some((value) => value !== undefined)) found.any = true;
  const elements = array as Value[] | null;
  if (elements === null) {
    rows.push(values.map((value) => (value === undefined ? null : value)));
    return;
  }
  if (elements.length === 0) {
    rows.push(
      values.map((value, i) => {
        if (stopped[i]) return at[i]! >= paths[i]!.length ? Undefined.value : null;
        return value === undefined ? null : value;
      }),
    );
    return;
  }
  for (const element of elements) {
    const nextAt = [...at];
    const next = values.map((value, i) => {
      if (!stopped[i]) {
        nextAt[i] = paths[i]!.length + 1;
        return value;
      }
      if (at[i]! >= paths[i]!.length) {
        nextAt[i] = paths[i]!.length + 1;
        return element;
      }
      return isDocument(element) || Array.isArray(element) ? element : undefined;
    });
    expandNested(next, paths, nextAt, rows, multikey, found);
  }
}

/** An array directly inside an array is entered by number only. */
function expandNested(
  nodes: readonly Value[],
  paths: readonly (readonly string[])[],
  positions: readonly number[],
  rows: Value[][],
  multikey: boolean[],
  found: { any: boolean },
): void {
  const nodesToEnter = nodes.map((node, i) => {
    const part = paths[i]![positions[i]!];
    return Array.isArray(node) && part !== undefined && !isIndex(part) ? undefined : node;
  });
  expand(nodesToEnter, paths, positions, rows, multikey, found);
}
