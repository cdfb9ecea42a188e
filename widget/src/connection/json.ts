/**
 * JSON of plain values, whatever the page has put on the prototypes: old libraries have a `toJSON` on arrays, which
 * `JSON.stringify` would obey. Leaves out what is undefined, as that does.
 */
export function toJson(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(toJson).join(',')}]`;
  const fields = Object.entries(value).filter(([, field]) => field !== undefined);
  return `{${fields.map(([name, field]) => `${JSON.stringify(name)}:${toJson(field)}`).join(',')}}`;
}
