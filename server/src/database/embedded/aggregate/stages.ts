import { StoreError } from '../errors.js';
import { compileFilter } from '../query/filter.js';
import { splitPath } from '../query/path.js';
import { compileProjection } from '../query/project.js';
import { parseSort, Sorter } from '../query/sort.js';
import { isDocument, type Document, type Value } from '../values/kinds.js';
import { shell } from '../values/shell.js';
import { evaluateExpression } from './expression.js';
import { withField } from './fields.js';
import { group } from './group.js';

/** The parts of mingo's iterator that are used here. */
export interface Lazy {
  map(change: (document: Document) => Document): Lazy;
  filter(test: (document: Document) => boolean): Lazy;
  transform(change: (documents: Document[]) => Iterator<Document>): Lazy;
}

export type Stage = (documents: Lazy, argument: never, options: { variables?: Document }) => Lazy;

const everything = compileFilter({});

function project(documents: Lazy, argument: Value, options: { variables?: Document }): Lazy {
  if (!isDocument(argument) || Object.keys(argument).length === 0) {
    throw new StoreError(
      51272,
      'Invalid $project :: caused by :: projection specification must have at least one field',
    );
  }
  const change = compileProjection(argument, everything, options.variables ?? {}, true);
  return change ? documents.map(change) : documents;
}

function unset(documents: Lazy, argument: Value, options: { variables?: Document }): Lazy {
  const fields = Array.isArray(argument) ? (argument as Value[]) : [argument];
  if (fields.length === 0 || fields.some((field) => typeof field !== 'string')) {
    throw new StoreError(31002, '$unset specification must be a string or an array of strings');
  }
  return project(documents, Object.fromEntries(fields.map((field) => [field as string, 0])), options);
}

function addFields(documents: Lazy, argument: Value, options: { variables?: Document }): Lazy {
  if (!isDocument(argument)) throw new StoreError(40272, '$addFields specification stage must be an object');
  const change = setFields(argument);
  return documents.map((document) => change(document, options.variables ?? {}));
}

/** What `$set` does to a document: its fields from expressions over what it was. */
export function setFields(argument: Document): (document: Document, variables: Document) => Document {
  const fields = flatten(argument, []).map(({ parts, expression }) => {
    const isLiteral = isDocument(expression) && Object.keys(expression).join() === '$literal';
    return { parts, expression, literal: isLiteral ? expression.$literal : undefined };
  });
  return (document, variables) => {
    let result = document;
    for (const { parts, expression, literal } of fields) {
      const value = literal === undefined ? evaluateExpression(expression, document, variables) : literal;
      result = withField(result, parts, 0, value) as Document;
    }
    return result;
  };
}

/** `{a: {b: expression}}` means the same as `{'a.b': expression}`. */
function flatten(
  spec: Document,
  prefix: readonly string[],
): { parts: readonly string[]; expression: Value }[] {
  return Object.keys(spec).flatMap((name) => {
    const parts = [...prefix, ...splitPath(name)];
    const expression = spec[name];
    const first = isDocument(expression) ? Object.keys(expression)[0] : undefined;
    if (first !== undefined && !first.startsWith('$')) return flatten(expression as Document, parts);
    return [{ parts, expression }];
  });
}

function replaceWith(documents: Lazy, expression: Value, options: { variables?: Document }): Lazy {
  return documents.map((document) => {
    const next = evaluateExpression(expression, document, options.variables);
    if (!isDocument(next)) {
      throw new StoreError(
        40228,
        `'newRoot' expression must evaluate to an object, but resulting value was: ${shell(next)}`,
      );
    }
    return next;
  });
}

/** Stages as MongoDB means them; what is not here is taken from mingo, if it is allowed at all. */
export const correctedStages: Record<string, Stage> = {
  $match: (documents, argument: Document, options) => {
    if (!isDocument(argument))
      throw new StoreError(15959, 'the match filter must be an expression in an object');
    const filter = compileFilter(argument, options.variables ?? {});
    return documents.filter((document) => filter.test(document));
  },
  $sort: (documents, argument: Value) => {
    const keys = parseSort(argument);
    if (keys.length === 0) throw new StoreError(15976, '$sort stage must have at least one sort key');
    return documents.transform((all) => {
      const sorter = new Sorter<Document>(keys);
      for (const document of all) sorter.add(document, document, 0);
      return sorter.result()[Symbol.iterator]();
    });
  },
  $group: (documents, argument: Value, options) =>
    documents.transform((all) => group(all, argument, options.variables ?? {})[Symbol.iterator]()),
  $sortByCount: (documents, expression: Value, options) =>
    documents.transform((all) => {
      const counted = group(all, { _id: expression, count: { $sum: 1 } }, options.variables ?? {});
      return counted.sort((a, b) => (b.count as number) - (a.count as number))[Symbol.iterator]();
    }),
  $project: project,
  $unset: unset,
  $addFields: addFields,
  $set: addFields,
  $replaceWith: replaceWith,
  $replaceRoot: (documents, argument: Document, options) => replaceWith(documents, argument.newRoot, options),
};
