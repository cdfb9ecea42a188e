import { badValue } from '../errors.js';
import { Kind, kindOf, type Value } from '../values/kinds.js';
import { toDouble } from '../values/numbers.js';
import type { MatchDetails } from './path.js';

/** A test on one value at the end of a path. */
export interface Predicate {
  /** Offer the elements of an array one by one, besides the array itself. */
  readonly expand: boolean;
  /** It says itself where in the array it matched. */
  readonly locates?: boolean;
  accepts(value: Value, details?: MatchDetails): boolean;
}

export const onElements = (accepts: (value: Value) => boolean): Predicate => ({ expand: true, accepts });
export const onWhole = (accepts: (value: Value) => boolean): Predicate => ({ expand: false, accepts });

export function wholeNumber(value: Value, name: string): number {
  const number = kindOf(value) === Kind.Number ? toDouble(value) : NaN;
  if (!Number.isInteger(number)) throw badValue(`Failed to parse ${name}. Expected an integer`);
  return number;
}
