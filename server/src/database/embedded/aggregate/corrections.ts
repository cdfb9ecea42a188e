import { evalExpr } from 'mingo/core';
import { StoreError } from '../errors.js';
import { compare } from '../values/compare.js';
import type { Value } from '../values/kinds.js';

type Expression = (document: Value, argument: Value, options: unknown) => Value;

const evaluate = (document: Value, argument: Value, options: unknown): Value =>
  evalExpr(document as never, argument as never, options as never) as Value;

function comparing(name: string, result: (order: number) => Value): Expression {
  return (document, argument, options) => {
    if (!Array.isArray(argument) || argument.length !== 2) {
      const count = Array.isArray(argument) ? argument.length : 1;
      throw new StoreError(16020, `Expression ${name} takes exactly 2 arguments. ${count} were passed in.`);
    }
    const [left, right] = evaluate(document, argument, options) as Value[];
    return result(compare(left, right));
  };
}

/** Where mingo's order of values or its arithmetic differs from MongoDB's, ours stands in. */
export const correctedExpressions: Record<string, Expression> = {
  $cmp: comparing('$cmp', (order) => order),
  $eq: comparing('$eq', (order) => order === 0),
  $ne: comparing('$ne', (order) => order !== 0),
  $gt: comparing('$gt', (order) => order > 0),
  $gte: comparing('$gte', (order) => order >= 0),
  $lt: comparing('$lt', (order) => order < 0),
  $lte: comparing('$lte', (order) => order <= 0),
};

export const correctedAccumulators: Record<string, Expression> = {};
