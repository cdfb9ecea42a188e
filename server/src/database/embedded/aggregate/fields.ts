import { getField, isDocument, setField, type Document, type Value } from '../values/kinds.js';

/** A copy with the field set, in every element where an array is on the way; `undefined` takes it away. */
export function withField(target: Value, parts: readonly string[], i: number, value: Value): Value {
  if (i === parts.length) return value;
  if (Array.isArray(target)) return (target as Value[]).map((element) => withField(element, parts, i, value));
  const copy: Document = isDocument(target) ? { ...target } : {};
  const next = withField(getField(copy, parts[i]!), parts, i + 1, value);
  if (next === undefined) delete copy[parts[i]!];
  else setField(copy, parts[i]!, next);
  return copy;
}
