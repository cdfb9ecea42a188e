import { evalExpr } from 'mingo/core';
import { StoreError } from '../errors.js';
import { compare } from '../values/compare.js';
import { Kind, kindOf, Undefined, type Value } from '../values/kinds.js';
import { toDouble } from '../values/numbers.js';

/** An operator as mingo calls it. */
export type Expression = (document: Value, argument: Value, options: unknown) => Value;

export const evaluate = (document: Value, argument: Value, options: unknown): Value =>
  evalExpr(document as never, argument as never, options as never) as Value;

/** Whether a value counts as true: not false, zero, null or missing. */
export function truthy(value: Value): boolean {
  if (value === undefined || value === null || value === false || value instanceof Undefined) return false;
  return kindOf(value) === Kind.Number ? toDouble(value) !== 0 : true;
}

export const isNullish = (value: Value): boolean =>
  value === undefined || value === null || value instanceof Undefined;

/** The arguments of an operator, evaluated; one that is not a list is a list of one. */
export function args(
  name: string,
  count: number | null,
  document: Value,
  argument: Value,
  options: unknown,
): Value[] {
  const list = Array.isArray(argument) ? (argument as Value[]) : [argument];
  if (count !== null && list.length !== count) {
    throw new StoreError(
      16020,
      `Expression ${name} takes exactly ${count} arguments. ${list.length} were passed in.`,
    );
  }
  return list.map((item) => evaluate(document, item, options));
}

export function best(values: readonly Value[], better: (order: number) => boolean): Value {
  let found: Value = null;
  for (const value of values) {
    if (isNullish(value)) continue;
    if (found === null || better(compare(value, found))) found = value;
  }
  return found;
}
