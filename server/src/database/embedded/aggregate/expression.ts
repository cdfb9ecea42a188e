import { Context, evalExpr } from 'mingo/core';
import * as accumulators from 'mingo/operators/accumulator';
import * as expressions from 'mingo/operators/expression';
import { StoreError } from '../errors.js';
import { kindOf, Kind, Undefined, type Document, type Value } from '../values/kinds.js';
import { toDouble } from '../values/numbers.js';
import { correctedAccumulators, correctedExpressions } from './corrections.js';

/** mingo's operators with ours in the place of those that differ from MongoDB. */
export const expressionContext = (pipeline: Record<string, unknown> = {}): Context =>
  Context.init({
    accumulator: { ...accumulators, ...correctedAccumulators } as never,
    expression: { ...expressions, ...correctedExpressions } as never,
    pipeline: pipeline as never,
  });

const context = expressionContext();

/** Evaluates an aggregation expression on a document; `undefined` means that the result is missing. */
export function evaluateExpression(expression: Value, document: Document, variables: Document = {}): Value {
  try {
    return evalExpr(document as never, expression as never, { variables, context, idKey: '_id' } as never);
  } catch (error) {
    throw expressionError(error);
  }
}

/** An error of mingo's as the client's mistake it is; its unknown operator as MongoDB names it. */
export function expressionError(error: unknown): unknown {
  if (error instanceof StoreError || !(error instanceof Error)) return error;
  const unknownOperator = /accumulator '(\$\w+)' is not registered/.exec(error.message);
  if (unknownOperator) return new StoreError(168, `Unrecognized expression '${unknownOperator[1]}'`);
  const unknownVariable = /Use of undefined variable: (.*)/.exec(error.message);
  if (unknownVariable) return new StoreError(17276, `Use of undefined variable: ${unknownVariable[1]}`);
  if (error.constructor.name === 'MingoError') return new StoreError(2, error.message);
  return error;
}

/** Whether an expression's result counts as true: not false, zero, null or missing. */
export function truthy(value: Value): boolean {
  if (value === undefined || value === null || value === false || value instanceof Undefined) return false;
  return kindOf(value) === Kind.Number ? toDouble(value) !== 0 : true;
}
