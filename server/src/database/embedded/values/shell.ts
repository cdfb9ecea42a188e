import { Binary, Code, Decimal128, Double, Long, ObjectId, Timestamp } from 'bson';
import { regexParts } from './compare.js';
import { isDocument, Kind, kindOf, type Value } from './kinds.js';

/** A value as MongoDB prints it in its error texts. */
export function shell(value: Value): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (value instanceof ObjectId) return `ObjectId('${value.toHexString()}')`;
  if (value instanceof Double)
    return Number.isInteger(value.value) ? `${value.value}.0` : String(value.value);
  if (value instanceof Long) return value.toString();
  if (value instanceof Decimal128) return `Decimal128('${value.toString()}')`;
  if (value instanceof Date) return `new Date(${value.getTime()})`;
  if (value instanceof Timestamp) return `Timestamp(${value.t}, ${value.i})`;
  if (value instanceof Binary) {
    const content = Buffer.from(value.buffer.subarray(0, value.position));
    if (value.sub_type === 4) return `UUID("${value.toUUID().toString()}")`;
    return `BinData(${value.sub_type}, ${content.toString('hex').toUpperCase()})`;
  }
  if (value instanceof Code) return value.code;
  if (Array.isArray(value)) return `[ ${value.map(shell).join(', ')} ]`;
  if (isDocument(value)) {
    const fields = Object.entries(value).map(([name, field]) => `${name}: ${shell(field)}`);
    return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`;
  }
  switch (kindOf(value)) {
    case Kind.RegExp: {
      const [pattern, options] = regexParts(value);
      return `/${pattern}/${options}`;
    }
    case Kind.MinKey:
      return 'MinKey';
    case Kind.MaxKey:
      return 'MaxKey';
    case Kind.Undefined:
      return 'undefined';
    default:
      return String(value);
  }
}
