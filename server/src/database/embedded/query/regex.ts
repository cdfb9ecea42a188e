import type { BSONRegExp } from 'bson';
import { StoreError } from '../errors.js';
import { equal } from '../values/compare.js';
import { Kind, kindOf, type Value } from '../values/kinds.js';
import { onElements, type Predicate } from './predicate.js';

const compiled = new WeakMap<object, RegExp>();

/** A pattern as JavaScript understands it: `i m s` are its own, `x` (free spacing) is taken out beforehand. */
export function toRegExp(pattern: Value): RegExp {
  if (pattern instanceof RegExp) return pattern;
  const regex = pattern as BSONRegExp;
  const known = compiled.get(regex);
  if (known) return known;
  let { pattern: source, options } = regex;
  for (const flag of options)
    if (!'imsxu'.includes(flag)) throw new StoreError(51108, `invalid flag in regex options: ${flag}`);
  const inline = /^\(\?([imsx]+)\)/.exec(source);
  if (inline) {
    source = source.slice(inline[0].length);
    options += inline[1];
  }
  if (options.includes('x'))
    source = source.replace(/\\[\s#]|\[(?:\\.|[^\]])*\]|\s+|#.*$/gm, (part) =>
      /^[\s#]/.test(part) ? '' : part,
    );
  const flags = [...new Set(options)].filter((flag) => 'ims'.includes(flag)).join('');
  let result: RegExp;
  try {
    result = new RegExp(source, flags + 'u');
  } catch {
    try {
      result = new RegExp(source, flags);
    } catch (error) {
      throw new StoreError(51091, `Regular expression is invalid: ${(error as Error).message}`);
    }
  }
  compiled.set(regex, result);
  return result;
}

export function regexPredicate(pattern: Value): Predicate {
  const regex = toRegExp(pattern);
  return onElements((value) => {
    if (typeof value === 'string') return regex.test(value);
    return kindOf(value) === Kind.RegExp && equal(value, pattern);
  });
}
