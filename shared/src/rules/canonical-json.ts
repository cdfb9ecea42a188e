/**
 * RFC 8785 (JSON Canonicalization Scheme): one value, one text, whoever writes it, so that a hash or a signature over
 * it can be checked by anybody. Keys go by their UTF-16 code units; numbers and strings are as ECMAScript writes them.
 */
export type Canonical =
  null | boolean | number | string | readonly Canonical[] | { readonly [key: string]: Canonical | undefined };

/** @throws TypeError for what JSON cannot say exactly: NaN, infinities, lone surrogates, and anything but data. */
export function canonicalJson(value: Canonical): string {
  if (Array.isArray(value)) return `[${(value as readonly Canonical[]).map(canonicalJson).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    // The default order of strings is that of their UTF-16 code units, as the RFC wants it.
    const entries = Object.entries(value as Record<string, Canonical | undefined>)
      .filter((entry): entry is [string, Canonical] => entry[1] !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries.map(([key, member]) => `${text(key)}:${canonicalJson(member)}`).join(',')}}`;
  }
  if (typeof value === 'string') return text(value);
  if (typeof value === 'number' && !Number.isFinite(value)) throw new TypeError('not a number of JSON');
  if (value === null || typeof value === 'number' || typeof value === 'boolean') return JSON.stringify(value);
  throw new TypeError(`a ${typeof value} has no place in JSON`);
}

const loneSurrogate = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

function text(value: string): string {
  if (loneSurrogate.test(value)) throw new TypeError('a lone surrogate has no place in JSON');
  return JSON.stringify(value);
}
