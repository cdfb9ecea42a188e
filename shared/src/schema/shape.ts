/**
 * AUT-1: an answer as a role may see it. Derived from the answer's one schema and the table of fields: what the role
 * may not see is not in the shape, so that parsing drops it. Works on live updates as well as on answers.
 */
import { z } from 'zod';
import { fieldsOf, sees, type FieldClass } from '../access/fields.js';
import type { Role } from '../access/table.js';
import { classOf } from './field-class.js';

type Schema = z.core.$ZodType;
interface Definition {
  readonly type: string;
  readonly shape?: Readonly<Record<string, Schema>>;
  readonly element?: Schema;
  readonly innerType?: Schema;
  readonly options?: readonly Schema[];
  readonly discriminator?: string;
  readonly keyType?: Schema;
  readonly valueType?: Schema;
}

const definitionOf = (schema: Schema): Definition => schema._zod.def as unknown as Definition;

/** By the row of the table that the shapes were made from. */
const known = new WeakMap<readonly FieldClass[], WeakMap<Schema, Schema | null>>();

/** The shape of `schema` for `role`; the schema itself where the role may see it all. */
export function shapeFor(schema: Schema, role: Role): z.ZodType {
  return (shaped(schema, role) ?? z.strictObject({})) as z.ZodType;
}

function shaped(schema: Schema, role: Role): Schema | null {
  const row = fieldsOf[role];
  let ofRole = known.get(row);
  if (!ofRole) known.set(row, (ofRole = new WeakMap()));
  if (!ofRole.has(schema)) ofRole.set(schema, shape(schema, role));
  return ofRole.get(schema) ?? null;
}

/** Null where nothing of it may be seen. */
function shape(schema: Schema, role: Role): Schema | null {
  const fieldClass = classOf(schema);
  if (fieldClass && !sees(role, fieldClass)) return fieldClass === 'staff.id' ? anAgent : null;
  const { type, innerType, element, keyType, valueType, ...definition } = definitionOf(schema);
  const inner = innerType ?? element;
  if (definition.shape) return shapeObject(schema, definition.shape, role);
  if (definition.options) return shapeUnion(schema, definition.options, definition.discriminator, role);
  if (keyType && valueType) return shapeRecord(schema, keyType, valueType, role);
  if (!inner) return schema;
  const seen = shaped(inner, role);
  if (seen === inner || !seen) return seen && schema;
  return rewrapped(type, seen);
}

function rewrapped(type: string, inner: Schema): Schema {
  if (type === 'array') return z.array(inner);
  if (type === 'nullable') return z.nullable(inner);
  if (type === 'optional') return z.optional(inner);
  if (type === 'readonly') return inner;
  throw new Error(`An answer’s schema has a ${type}, of which it is not said how it is shaped.`);
}

/** Told apart from consumers, not from one another: whoever sees this needs no more. */
const anAgent = z.string().transform(() => 'agent');

function shapeObject(schema: Schema, fields: Readonly<Record<string, Schema>>, role: Role): Schema {
  const seen = Object.entries(fields).map(([name, field]) => [name, shaped(field, role)] as const);
  if (seen.every(([name, field]) => field === fields[name])) return schema;
  return z.object(Object.fromEntries(seen.filter(([, field]) => field !== null)) as z.ZodRawShape);
}

function shapeUnion(
  schema: Schema,
  options: readonly Schema[],
  discriminator: string | undefined,
  role: Role,
): Schema | null {
  const seen = options.map((option) => shaped(option, role));
  if (seen.every((option, index) => option === options[index])) return schema;
  const left = seen.filter((option) => option !== null);
  if (left.length === 0) return null;
  return discriminator ? z.discriminatedUnion(discriminator, left as never) : z.union(left as never);
}

type Counters = Record<string, Record<string, number>>;

/** A record by participant: where agents may not be told apart, the one who has come furthest stands for all. */
function shapeRecord(schema: Schema, key: Schema, value: Schema, role: Role): Schema | null {
  const [seenKey, seenValue] = [shaped(key, role), shaped(value, role)];
  if (seenKey === key && seenValue === value) return schema;
  if (!seenKey || !seenValue) return null;
  return z.record(z.string(), seenValue).transform((record) => {
    const merged: Counters = {};
    for (const [name, counters] of Object.entries(record as Counters)) {
      const into = (merged[String(z.parse(seenKey, name))] ??= {});
      for (const [counter, count] of Object.entries(counters))
        into[counter] = Math.max(count, into[counter] ?? 0);
    }
    return merged;
  });
}

/** Every field that an answer can have, by path, with its class: `conversation.agent.id`, `messages[].text`. */
export function fieldsIn(schema: Schema, path = '', outer: FieldClass = 'plain'): Map<string, FieldClass> {
  const fieldClass = classOf(schema) ?? outer;
  const { shape: fields, options, keyType, valueType, innerType, element } = definitionOf(schema);
  const found = new Map<string, FieldClass>();
  const add = (inner: Schema, at: string): void => {
    for (const [name, its] of fieldsIn(inner, at, fieldClass)) {
      if (found.get(name) !== undefined && its === 'plain') continue;
      found.set(name, its);
    }
  };
  if (fields) for (const [name, field] of Object.entries(fields)) add(field, path ? `${path}.${name}` : name);
  else if (options) for (const option of options) add(option, path);
  else if (valueType) {
    if (keyType && classOf(keyType)) found.set(`${path}{}`, classOf(keyType)!);
    add(valueType, `${path}{}`);
  } else if (element) add(element, `${path}[]`);
  else if (innerType) add(innerType, path);
  else found.set(path, fieldClass);
  return found;
}
