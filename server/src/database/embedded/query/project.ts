import { evaluateExpression, isExpression } from '../aggregate/expression.js';
import { notImplemented, StoreError } from '../errors.js';
import { getField, isDocument, Kind, kindOf, setField, type Document, type Value } from '../values/kinds.js';
import { toDouble } from '../values/numbers.js';
import { compileFilter, type Filter } from './filter.js';

/** Shapes a document that was found. */
export type Projection = (document: Document) => Document;

type Node =
  | { readonly type: 'keep' }
  | { readonly type: 'drop' }
  | { readonly type: 'tree'; readonly fields: Map<string, Node> }
  | { readonly type: 'array'; readonly change: (array: Value[]) => Value }
  | { readonly type: 'positional' }
  | { readonly type: 'expression'; readonly expression: Value };

const invalid = (code: number, message: string) => new StoreError(code, message);

/**
 * Compiles the projection of `find` (and, with `aggregation`, of the stage `$project`): inclusion or exclusion, `$slice`, `$elemMatch`, the positional `$`, and
 * expressions. Returns null when it changes nothing.
 */
export function compileProjection(
  spec: Value,
  filter: Filter,
  variables: Document,
  aggregation = false,
): Projection | null {
  if (spec === undefined || spec === null) return null;
  if (!isDocument(spec)) throw invalid(14, 'projection must be an object');
  if (Object.keys(spec).length === 0) return null;
  const parser = new Parser(variables, aggregation);
  parser.document(spec, []);
  const including = parser.mode !== 'exclude';
  const { root, idNode } = parser;
  const onlyId = parser.mode === null && idNode?.type === 'drop';
  const include = onlyId
    ? false
    : parser.mode === null
      ? parser.hasExpression || idNode?.type === 'keep'
      : including;
  const context: Context = { filter, variables, include };
  return (document) => {
    const result: Document = {};
    if (Object.hasOwn(document, '_id')) {
      const node = idNode ?? { type: 'keep' as const };
      const value = applyNode(node, document._id, document, context);
      if (value !== undefined) result._id = value;
    }
    projectFields(document, root, result, document, context, true);
    return result;
  };
}

interface Context {
  readonly filter: Filter;
  readonly variables: Document;
  readonly include: boolean;
}

class Parser {
  readonly root = new Map<string, Node>();
  idNode: Node | null = null;
  mode: 'include' | 'exclude' | null = null;
  hasExpression = false;
  private positional = false;

  constructor(
    private readonly variables: Document,
    /** In `$project` all operators are expressions. */
    private readonly aggregation: boolean,
  ) {}

  document(spec: Document, prefix: readonly string[]): void {
    for (const name of Object.keys(spec)) {
      if (name === '') throw invalid(40352, 'FieldPath cannot be constructed with empty string');
      if (name.startsWith('$') && prefix.length === 0)
        throw invalid(
          16410,
          `FieldPath field names may not start with '$'. Consider using $getField or $setField.`,
        );
      const parts = [...prefix, ...name.split('.')];
      this.field(parts, spec[name]);
    }
  }

  private field(parts: string[], value: Value): void {
    const isId = parts.length === 1 && parts[0] === '_id';
    if (parts[parts.length - 1] === '$') {
      if (this.positional)
        throw invalid(31276, 'Cannot specify more than one positional projection per query.');
      this.positional = true;
      this.setMode('include', parts);
      return this.place(parts.slice(0, -1), { type: 'positional' });
    }
    if (isDocument(value)) {
      const first = Object.keys(value)[0];
      if (first === undefined)
        throw invalid(51270, 'An empty sub-projection is not a valid value. Found empty object at path');
      if (!this.aggregation && first === '$slice' && !this.isExpressionSlice(value.$slice))
        return this.place(parts, slice(value.$slice));
      if (!this.aggregation && first === '$elemMatch') {
        if (parts.length > 1) throw invalid(31275, 'Cannot use $elemMatch projection on a nested field.');
        if (this.mode === null) this.setMode('include', parts);
        return this.place(parts, elemMatch(value.$elemMatch, this.variables));
      }
      if (first === '$meta') throw notImplemented('$meta');
      if (first.startsWith('$')) return this.expression(parts, value);
      return this.document(value, parts);
    }
    if (typeof value === 'boolean' || kindOf(value) === Kind.Number) {
      const keep = value === true || (value !== false && toDouble(value) !== 0);
      const node: Node = { type: keep ? 'keep' : 'drop' };
      if (isId) {
        this.idNode = node;
        return;
      }
      this.setMode(keep ? 'include' : 'exclude', parts);
      return this.place(parts, node);
    }
    this.expression(parts, value);
  }

  private isExpressionSlice(value: Value): boolean {
    return Array.isArray(value) && (value.length === 3 || kindOf(value[0]) !== Kind.Number);
  }

  private expression(parts: string[], expression: Value): void {
    const operator = isDocument(expression) ? Object.keys(expression)[0] : undefined;
    if (operator !== undefined && !isExpression(operator))
      throw invalid(31325, `Unknown expression ${operator}`);
    this.hasExpression = true;
    if (this.mode === 'exclude') {
      throw invalid(31252, 'Bad projection specification, cannot use computed fields when in exclusion mode');
    }
    this.mode ??= 'include';
    this.place(parts, { type: 'expression', expression });
  }

  private setMode(mode: 'include' | 'exclude', parts: readonly string[]): void {
    if (this.mode !== null && this.mode !== mode) {
      throw mode === 'include'
        ? invalid(31253, `Cannot do inclusion on field ${parts.join('.')} in exclusion projection`)
        : invalid(31254, `Cannot do exclusion on field ${parts.join('.')} in inclusion projection`);
    }
    this.mode = mode;
  }

  private place(parts: readonly string[], node: Node): void {
    if (parts.length === 1 && parts[0] === '_id') {
      this.idNode = node;
      return;
    }
    let fields = this.root;
    if (parts[0] === '_id') {
      if (this.idNode?.type !== 'tree') this.idNode = { type: 'tree', fields: new Map() };
      fields = this.idNode.fields;
      parts = parts.slice(1);
    }
    for (const [i, part] of parts.slice(0, -1).entries()) {
      let next = fields.get(part);
      if (next && next.type !== 'tree') throw collision(parts, i + 1);
      if (!next) fields.set(part, (next = { type: 'tree', fields: new Map() }));
      fields = next.fields;
    }
    const last = parts[parts.length - 1]!;
    if (fields.has(last)) throw collision(parts);
    fields.set(last, node);
  }
}

/** Another field has been placed on the way, so many parts of the path from its beginning, or at its end. */
const collision = (parts: readonly string[], onTheWay = 0) =>
  onTheWay > 0
    ? invalid(
        31249,
        `Path collision at ${parts.join('.')} remaining portion ${parts.slice(onTheWay).join('.')}`,
      )
    : invalid(31250, `Path collision at ${parts.join('.')}`);

function slice(argument: Value): Node {
  let skip = 0;
  let limit: number;
  if (Array.isArray(argument)) {
    if (argument.length !== 2) throw invalid(28724, '$slice takes an array of two numbers');
    [skip, limit] = [toDouble(argument[0]), toDouble(argument[1])];
    if (limit <= 0) throw invalid(28724, 'First argument to $slice must be a positive number');
  } else {
    if (kindOf(argument) !== Kind.Number) throw invalid(28667, 'Invalid $slice syntax');
    limit = toDouble(argument);
    if (limit < 0) [skip, limit] = [limit, -limit];
  }
  return {
    type: 'array',
    change(array) {
      const start = skip < 0 ? Math.max(0, array.length + skip) : skip;
      return array.slice(start, start + limit);
    },
  };
}

function elemMatch(argument: Value, variables: Document): Node {
  const filter = compileFilter({ array: { $elemMatch: argument } }, variables);
  return {
    type: 'array',
    change(array) {
      const found = array.find((element) => filter.test({ array: [element] }));
      return found === undefined ? undefined : [found];
    },
  };
}

function projectFields(
  source: Document,
  fields: Map<string, Node>,
  result: Document,
  root: Document,
  context: Context,
  top: boolean,
): void {
  for (const name of Object.keys(source)) {
    if (top && name === '_id') continue;
    const node = fields.get(name);
    if (!node) {
      if (!context.include) setField(result, name, source[name]);
      continue;
    }
    if (node.type === 'expression') continue;
    const value = applyNode(node, source[name], root, context);
    if (value !== undefined) setField(result, name, value);
  }
  for (const [name, node] of fields) {
    if (node.type === 'expression') {
      const value = evaluateExpression(node.expression, root, context.variables);
      if (value !== undefined) setField(result, name, value);
    } else if (node.type === 'tree' && getField(source, name) === undefined && hasExpressions(node)) {
      const made: Document = {};
      projectFields({}, node.fields, made, root, context, false);
      if (Object.keys(made).length > 0) setField(result, name, made);
    }
  }
}

const hasExpressions = (node: Node): boolean =>
  node.type === 'expression' || (node.type === 'tree' && [...node.fields.values()].some(hasExpressions));

function applyNode(node: Node, value: Value, root: Document, context: Context): Value {
  switch (node.type) {
    case 'keep':
      return value;
    case 'drop':
      return undefined;
    case 'expression':
      return evaluateExpression(node.expression, root, context.variables);
    case 'array':
      if (Array.isArray(value)) return node.change(value as Value[]);
      return context.include && node.change([]) === undefined ? undefined : value;
    case 'positional': {
      if (!Array.isArray(value)) return value;
      const details: { index?: number } = {};
      context.filter.test(root, details);
      if (details.index === undefined) {
        throw invalid(
          51246,
          "Executor error during find command :: caused by :: positional operator '.$' couldn't find a matching element in the array",
        );
      }
      return details.index < value.length ? [value[details.index]] : [];
    }
    case 'tree':
      return applyTree(node.fields, value, root, context);
  }
}

function applyTree(fields: Map<string, Node>, value: Value, root: Document, context: Context): Value {
  if (Array.isArray(value)) {
    const items: Value[] = [];
    for (const element of value as Value[]) {
      if (!isDocument(element) && !Array.isArray(element) && context.include) continue;
      items.push(applyTree(fields, element, root, context));
    }
    return items;
  }
  if (!isDocument(value)) return context.include ? undefined : value;
  const result: Document = {};
  projectFields(value, fields, result, root, context, false);
  return result;
}
