import { Context, evalExpr } from 'mingo/core';
import * as accumulators from 'mingo/operators/accumulator';
import * as expressions from 'mingo/operators/expression';
import { StoreError } from '../errors.js';
import type { Document, Value } from '../values/kinds.js';
import { correctedExpressions } from './corrections.js';

export { truthy } from './arguments.js';

/** mingo's operators with ours in the place of those that differ from MongoDB; none that runs given code. */
export const expressionContext = (pipeline: Record<string, unknown> = {}): Context => {
  const { $function: _left, ...theirs } = expressions as unknown as Record<string, unknown>;
  return Context.init({
    accumulator: accumulators as never,
    expression: { ...theirs, ...correctedExpressions } as never,
    pipeline: pipeline as never,
  });
};

let context: Context | null = null;

/** Evaluates an aggregation expression on a document; `undefined` means that the result is missing. */
export function evaluateExpression(expression: Value, document: Document, variables: Document = {}): Value {
  context ??= expressionContext();
  try {
    return evalExpr(document as never, expression as never, { ...OPTIONS, variables, context } as never);
  } catch (error) {
    throw expressionError(error);
  }
}

/** Whether an operator of expressions has this name. */
export function isExpression(name: string): boolean {
  context ??= expressionContext();
  return context.getOperator('expression' as never, name) !== null || accumulating.has(name);
}

/** What mingo has as an accumulator and takes in expressions too. */
const accumulating: ReadonlySet<string> = new Set(Object.keys(accumulators));

export const OPTIONS = {
  idKey: '_id',
  scriptEnabled: false,
  useStrictMode: true,
  failOnError: true,
  processingMode: 0,
};

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
