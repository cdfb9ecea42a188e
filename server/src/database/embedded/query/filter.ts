import { fieldPredicate } from './predicates.js';
import type { Predicate } from './predicate.js';
import { regexPredicate } from './regex.js';
import { BSONRegExp } from 'bson';
import { evaluateExpression, truthy } from '../aggregate/expression.js';
import { badValue, notImplemented, typeMismatch } from '../errors.js';
import { isDocument, isOperators, kindOf, Kind, typeOf, type Document, type Value } from '../values/kinds.js';
import { splitPath, visit, type MatchDetails } from './path.js';

/** A compiled filter: a test, and its shape for the planner. */
export type Filter =
  | { readonly type: 'and' | 'or' | 'nor'; readonly parts: readonly Filter[]; readonly test: Test }
  | {
      readonly type: 'field';
      readonly path: string;
      readonly operator: string;
      readonly value: Value;
      readonly test: Test;
    }
  | { readonly type: 'other'; readonly test: Test };

export type Test = (document: Document, details?: MatchDetails) => boolean;

/** Variables of `let`, and what `$$NOW` is. */
export type Variables = Document;

/**
 * Compiles a filter with the meaning that MongoDB gives it (https://www.mongodb.com/docs/manual/reference/operator/query/).
 *
 * @throws StoreError 2 (BadValue) or 9 for what MongoDB does not accept, 238 for what this store leaves out.
 */
export function compileFilter(filter: Document, variables: Variables = {}): Filter {
  const parts: Filter[] = [];
  for (const name of Object.keys(filter)) {
    const value = filter[name];
    if (value === undefined) continue;
    if (name.startsWith('$')) {
      const part = topLevel(name, value, variables);
      if (part) parts.push(part);
    } else {
      parts.push(...fieldFilters(name, value, variables));
    }
  }
  return parts.length === 1 ? parts[0]! : all(parts);
}

export function all(parts: readonly Filter[]): Filter {
  return {
    type: 'and',
    parts,
    test: (document, details) => parts.every((part) => part.test(document, details)),
  };
}

function topLevel(name: string, value: Value, variables: Variables): Filter | null {
  switch (name) {
    case '$and':
      return all(branches(name, value, variables));
    case '$or': {
      const parts = branches(name, value, variables);
      return {
        type: 'or',
        parts,
        test: (document, details) => parts.some((part) => part.test(document, details)),
      };
    }
    case '$nor': {
      const parts = branches(name, value, variables);
      return { type: 'nor', parts, test: (document) => !parts.some((part) => part.test(document)) };
    }
    case '$expr':
      return { type: 'other', test: (document) => truthy(evaluateExpression(value, document, variables)) };
    case '$comment':
      return null;
    case '$where':
    case '$text':
    case '$jsonSchema':
      throw notImplemented(name);
    default:
      throw badValue(
        `unknown top level operator: ${name}. If you have a field name that starts with a '$' symbol, consider ` +
          'using $getField or $setField.',
      );
  }
}

function branches(name: string, value: Value, variables: Variables): Filter[] {
  if (!Array.isArray(value)) throw badValue(`${name} must be an array`);
  if (value.length === 0) throw badValue('$and/$or/$nor must be a nonempty array');
  return value.map((part: Value) => {
    if (!isDocument(part)) throw badValue('$or/$and/$nor entries need to be full objects');
    return compileFilter(part, variables);
  });
}

function fieldFilters(path: string, value: Value, variables: Variables): Filter[] {
  if (!isOperators(value)) {
    if (kindOf(value) === Kind.RegExp) return [field(path, '$regex', value, regexPredicate(value))];
    return [field(path, '$eq', value, fieldPredicate('$eq', value, compilers(variables)))];
  }
  const filters: Filter[] = [];
  for (const operator of Object.keys(value)) {
    const argument = value[operator];
    if (operator === '$options') {
      if (!('$regex' in value)) throw badValue('$options needs a $regex');
      continue;
    }
    if (operator === '$regex') {
      filters.push(field(path, operator, argument, regexWithOptions(argument, value.$options)));
    } else if (operator === '$not') {
      filters.push(not(path, argument, variables));
    } else if (operator === '$ne') {
      if (kindOf(argument) === Kind.RegExp) throw badValue("Can't have regex as arg to $ne.");
      filters.push(
        negate([field(path, '$eq', argument, fieldPredicate('$eq', argument, compilers(variables)))]),
      );
    } else if (operator === '$exists') {
      const present = field(path, operator, true, fieldPredicate(operator, true, compilers(variables)));
      filters.push(truthy(argument) ? present : negate([present]));
    } else if (operator === '$nin') {
      filters.push(
        negate([field(path, '$in', argument, fieldPredicate('$in', argument, compilers(variables)))]),
      );
    } else if (operator === '$all') {
      filters.push(allOf(path, argument, variables));
    } else if (operator.startsWith('$')) {
      filters.push(field(path, operator, argument, fieldPredicate(operator, argument, compilers(variables))));
    } else {
      throw badValue(`unknown operator: ${operator}`);
    }
  }
  return filters;
}

function field(path: string, operator: string, value: Value, predicate: Predicate): Filter {
  const parts = splitPath(path);
  const { expand, accepts } = predicate;
  return {
    type: 'field',
    path,
    operator,
    value,
    test: (document, details) =>
      visit(
        document,
        parts,
        expand,
        (leaf) => accepts(leaf, details),
        predicate.locates ? undefined : details,
      ),
  };
}

const negate = (filters: readonly Filter[]): Filter => ({
  type: 'nor',
  parts: [all(filters)],
  test: (document) => !filters.every((filter) => filter.test(document)),
});

function not(path: string, argument: Value, variables: Variables): Filter {
  if (kindOf(argument) === Kind.RegExp)
    return negate([field(path, '$regex', argument, regexPredicate(argument))]);
  if (!isDocument(argument)) throw badValue('$not needs a regex or a document');
  if (Object.keys(argument).length === 0) throw badValue('$not cannot be empty');
  if (!isOperators(argument)) throw badValue(`unknown operator: ${Object.keys(argument)[0]}`);
  return negate(fieldFilters(path, argument, variables));
}

function allOf(path: string, argument: Value, variables: Variables): Filter {
  if (!Array.isArray(argument)) throw badValue('$all needs an array');
  if (argument.length === 0) return { type: 'other', test: () => false };
  const parts = argument.map((item: Value) => {
    if (isOperators(item)) {
      const operator = Object.keys(item)[0]!;
      if (operator !== '$elemMatch') throw badValue('no $ expressions in $all');
      return field(
        path,
        operator,
        item[operator],
        fieldPredicate(operator, item[operator], compilers(variables)),
      );
    }
    if (kindOf(item) === Kind.RegExp) return field(path, '$regex', item, regexPredicate(item));
    return field(path, '$eq', item, fieldPredicate('$eq', item, compilers(variables)));
  });
  return parts.length === 1 ? parts[0]! : all(parts);
}

function regexWithOptions(pattern: Value, options: Value): Predicate {
  if (options !== undefined && typeof options !== 'string') throw badValue('$options has to be a string');
  if (typeof pattern === 'string') return regexPredicate(new BSONRegExp(pattern, sortFlags(options ?? '')));
  if (pattern instanceof BSONRegExp) {
    if (options !== undefined && pattern.options !== '') {
      throw badValue('options set in both $regex and $options');
    }
    return regexPredicate(
      options === undefined ? pattern : new BSONRegExp(pattern.pattern, sortFlags(options)),
    );
  }
  throw badValue('$regex has to be a string');
}

const sortFlags = (flags: string): string => [...flags].sort().join('');

/** `$elemMatch` compiles filters of its own: on the elements as documents, or on the elements as values. */
function compilers(variables: Variables) {
  return {
    document: (filter: Document): Test => compileFilter(filter, variables).test,
    values(operators: Document): (value: Value) => boolean {
      const filters = fieldFilters('value', operators, variables);
      return (value) =>
        filters.every((filter) => filter.test({ value: Array.isArray(value) ? [value] : value }));
    },
  };
}

export type Compilers = ReturnType<typeof compilers>;

/** The conditions that every match satisfies, taken out of nested `$and`. */
export function conditionsOf(filter: Filter): readonly Filter[] {
  return filter.type === 'and' ? filter.parts.flatMap(conditionsOf) : [filter];
}

/** The top-level fields that a filter looks at; null where it may look at all of them. */
export function fieldsOf(filter: Filter): string[] | null {
  if (filter.type === 'field') return [splitPath(filter.path)[0]!];
  if (filter.type === 'other') return null;
  const parts = filter.parts.map(fieldsOf);
  return parts.includes(null) ? null : parts.flatMap((part) => part!);
}

/** A filter argument of a command: absent means everything. */
export function filterDocument(value: Value, name: string): Document {
  if (value === undefined || value === null) return {};
  if (!isDocument(value))
    throw typeMismatch(
      `BSON field '${name}' is the wrong type '${typeOf(value).alias}', expected type 'object'`,
    );
  return value;
}
