import {
  Binary,
  BSONRegExp,
  BSONSymbol,
  Code,
  Decimal128,
  Double,
  Int32,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
  UUID,
} from 'bson';

/**
 * A value as the store holds it in memory. It is exact: what was read from BSON is written back unchanged.
 * `number` is an int32 when it is a whole number in that range (and not -0), a double otherwise; a double that
 * happens to be such a whole number is a `Double`. Int64 is always a `Long`. `undefined` means a missing field.
 */
export type Value = unknown;
export type Document = Record<string, unknown>;

/** Kinds of values, in MongoDB's order of comparison (numbers of all sorts are one kind). */
export const enum Kind {
  MinKey = 5,
  Undefined = 8,
  Null = 10,
  Number = 20,
  String = 30,
  Object = 40,
  Array = 50,
  Binary = 60,
  ObjectId = 70,
  Boolean = 80,
  Date = 90,
  Timestamp = 100,
  RegExp = 110,
  Code = 120,
  CodeWithScope = 130,
  MaxKey = 240,
}

/** The deprecated BSON type `undefined`: kept apart from a field that is missing. */
export class Undefined {
  static readonly value = new Undefined();
}

/** A document that is already BSON: it is copied into a reply as it is. */
export class RawDocument {
  constructor(readonly bytes: Buffer) {}
}

// By prototype and not by a property: a stored document may have fields named `_bsontype` or `constructor`.
const byPrototype = new Map<unknown, Kind>([
  [MinKey.prototype, Kind.MinKey],
  [Undefined.prototype, Kind.Undefined],
  [Double.prototype, Kind.Number],
  [Int32.prototype, Kind.Number],
  [Long.prototype, Kind.Number],
  [Decimal128.prototype, Kind.Number],
  [BSONSymbol.prototype, Kind.String],
  [Object.prototype, Kind.Object],
  [Binary.prototype, Kind.Binary],
  [UUID.prototype, Kind.Binary],
  [ObjectId.prototype, Kind.ObjectId],
  [Date.prototype, Kind.Date],
  [Timestamp.prototype, Kind.Timestamp],
  [BSONRegExp.prototype, Kind.RegExp],
  [RegExp.prototype, Kind.RegExp],
  [MaxKey.prototype, Kind.MaxKey],
]);

/** The kind of a value; a missing one counts as `Undefined`. */
export function kindOf(value: Value): Kind {
  switch (typeof value) {
    case 'number':
    case 'bigint':
      return Kind.Number;
    case 'string':
      return Kind.String;
    case 'boolean':
      return Kind.Boolean;
    case 'object': {
      if (value === null) return Kind.Null;
      if (Array.isArray(value)) return Kind.Array;
      const prototype: unknown = Object.getPrototypeOf(value);
      const kind = byPrototype.get(prototype);
      if (kind !== undefined) return kind;
      if (prototype === Code.prototype) return (value as Code).scope ? Kind.CodeWithScope : Kind.Code;
      return Kind.Object;
    }
    default:
      return Kind.Undefined;
  }
}

export function isDocument(value: Value): value is Document {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

/** Whether a document is a set of operators (`{$gt: 5}`) rather than a value; a DBRef is a value. */
export function isOperators(value: Value): value is Document {
  if (!isDocument(value)) return false;
  const first = Object.keys(value)[0];
  return (
    first !== undefined && first.startsWith('$') && first !== '$ref' && first !== '$id' && first !== '$db'
  );
}

/** Sets a field even when it is called `__proto__`. */
export function setField(document: Document, name: string, value: Value): void {
  if (name === '__proto__') {
    Object.defineProperty(document, name, { value, enumerable: true, configurable: true, writable: true });
  } else {
    document[name] = value;
  }
}

/** Reads an own field: nothing is inherited, whatever its name. */
export function getField(document: Document, name: string): Value {
  return Object.hasOwn(document, name) ? document[name] : undefined;
}

const TYPE_NAMES: [unknown, number, string][] = [
  [Double.prototype, 1, 'double'],
  [Int32.prototype, 16, 'int'],
  [Long.prototype, 18, 'long'],
  [Decimal128.prototype, 19, 'decimal'],
  [BSONSymbol.prototype, 14, 'symbol'],
  [Code.prototype, 13, 'javascript'],
];

/** BSON's number and MongoDB's alias of the type of a value (`$type`, error texts). */
export function typeOf(value: Value): { number: number; alias: string } {
  if (typeof value === 'number') {
    const int =
      Number.isInteger(value) && value >= -0x80000000 && value <= 0x7fffffff && !Object.is(value, -0);
    return int ? { number: 16, alias: 'int' } : { number: 1, alias: 'double' };
  }
  if (typeof value === 'object' && value !== null) {
    const prototype: unknown = Object.getPrototypeOf(value);
    for (const [candidate, number, alias] of TYPE_NAMES) {
      if (prototype !== candidate) continue;
      if (number === 13 && (value as Code).scope) return { number: 15, alias: 'javascriptWithScope' };
      return { number, alias };
    }
  }
  switch (kindOf(value)) {
    case Kind.MinKey:
      return { number: -1, alias: 'minKey' };
    case Kind.Null:
      return { number: 10, alias: 'null' };
    case Kind.String:
      return { number: 2, alias: 'string' };
    case Kind.Object:
      return { number: 3, alias: 'object' };
    case Kind.Array:
      return { number: 4, alias: 'array' };
    case Kind.Binary:
      return { number: 5, alias: 'binData' };
    case Kind.ObjectId:
      return { number: 7, alias: 'objectId' };
    case Kind.Boolean:
      return { number: 8, alias: 'bool' };
    case Kind.Date:
      return { number: 9, alias: 'date' };
    case Kind.Timestamp:
      return { number: 17, alias: 'timestamp' };
    case Kind.RegExp:
      return { number: 11, alias: 'regex' };
    case Kind.MaxKey:
      return { number: 127, alias: 'maxKey' };
    case Kind.Number:
      return { number: 18, alias: 'long' };
    default:
      return value instanceof Undefined ? { number: 6, alias: 'undefined' } : { number: 0, alias: 'missing' };
  }
}
