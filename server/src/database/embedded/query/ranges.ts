import { afterPrefix, LONG_KEY, storable, storableBound } from '../values/key.js';
import { numberKey } from '../storage/catalog.js';
import type { Index } from '../storage/index.js';
import type { Bounds, KeyRange } from './bounds.js';
import { merge } from './bounds.js';
import type { SortKey } from './sort.js';

/** More combinations of single values than this are given up for a range on the fields before. */
const MAX_RANGES = 20_000;

const invert = (key: Buffer): Buffer => {
  const inverted = Buffer.allocUnsafe(key.length);
  for (let i = 0; i < key.length; i++) inverted[i] = ~key[i]! & 0xff;
  return inverted;
};

/**
 * Ranges of an index's keys for bounds on its first fields: single values multiply, a range or a free field ends
 * what can be narrowed. `points` says which fields have exactly one value.
 */
export function indexRanges(
  index: Index,
  bounds: readonly Bounds[],
): { ranges: KeyRange[]; constrained: number; points: boolean[] } {
  let prefixes: Buffer[] = [numberKey(index.id)];
  const points: boolean[] = [];
  let constrained = 0;
  let i = 0;
  for (; i < bounds.length; i++) {
    const { points: values } = bounds[i]!;
    if (!values || prefixes.length * values.length > MAX_RANGES) break;
    const encoded = values.map((value) => (index.descending[i] ? invert(value) : value));
    prefixes = prefixes.flatMap((prefix) => encoded.map((value) => Buffer.concat([prefix, value])));
    points.push(values.length === 1);
    constrained++;
  }
  const last = bounds[i];
  const parts =
    last?.ranges ?? last?.points?.map((value) => ({ from: value, to: afterPrefix(value)! })) ?? null;
  if (!parts || prefixes.length * parts.length > MAX_RANGES) {
    return {
      ranges: merge(
        prefixes.map((prefix) => whole(prefix, constrained === index.fields.length, index.unique)),
      ),
      constrained,
      points,
    };
  }
  const descending = index.descending[i]!;
  const ranges = prefixes.flatMap((prefix) =>
    parts.map(({ from, to }) => {
      // Inverted, the order turns: everything that begins with the lower bound belongs to the range.
      const [first, end] = descending ? [afterOrEnd(invert(to)), afterOrEnd(invert(from))] : [from, to];
      return {
        from: storableBound(Buffer.concat([prefix, first])),
        to: bounded(Buffer.concat([prefix, end])),
      };
    }),
  );
  return { ranges: merge(ranges), constrained: constrained + 1, points };
}

/** `to` is exclusive and `from` inclusive for whole encodings: inverted, each bound moves behind what begins with it. */
function afterOrEnd(key: Buffer): Buffer {
  return afterPrefix(key) ?? Buffer.concat([key, Buffer.of(0xff)]);
}

function bounded(key: Buffer): Buffer {
  const cut = storableBound(key);
  return cut.length === key.length ? key : afterPrefix(cut)!;
}

function whole(prefix: Buffer, complete: boolean, unique: boolean): KeyRange {
  const own = prefix.subarray(4);
  if (complete && own.length > LONG_KEY) {
    const exact = Buffer.concat([prefix.subarray(0, 4), storable(own)]);
    return { from: exact, to: afterPrefix(exact)!, exact: unique };
  }
  if (complete && unique) return { from: prefix, to: afterPrefix(prefix)!, exact: true };
  const cut = storableBound(prefix);
  return { from: cut, to: afterPrefix(cut)! };
}

/** In which direction the index gives the wanted order; null when it does not. */
export function order(
  index: Index,
  points: readonly boolean[],
  sort: readonly SortKey[],
): 'forward' | 'backward' | null {
  if (sort.length === 0) return 'forward';
  if (index.isMultikey || index.truncated) return null;
  let direction: 'forward' | 'backward' | null = null;
  let position = 0;
  for (const key of sort) {
    while (position < index.fields.length && index.fields[position] !== key.path && points[position])
      position++;
    if (index.fields[position] !== key.path) {
      // A field that has exactly one value may be anywhere in the order.
      const fixed = index.fields.indexOf(key.path);
      if (fixed >= 0 && points[fixed]) continue;
      return null;
    }
    if (!points[position]) {
      const wanted = index.descending[position] === key.descending ? 'forward' : 'backward';
      if (direction !== null && direction !== wanted) return null;
      direction = wanted;
    }
    position++;
  }
  return direction ?? 'forward';
}
