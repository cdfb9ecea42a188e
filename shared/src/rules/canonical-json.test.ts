import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, type Canonical } from './canonical-json.js';

const { value } = fc.letrec<{ value: Canonical }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constant(null),
    fc.boolean(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.string({ unit: 'grapheme' }),
    fc.array(tie('value')),
    fc.dictionary(fc.string({ unit: 'grapheme' }), tie('value')),
  ),
}));

/** The same value with the keys of every object in reverse. */
const reversed = (given: Canonical): Canonical => {
  if (Array.isArray(given)) return (given as Canonical[]).map(reversed);
  if (typeof given !== 'object' || given === null) return given;
  const entries = Object.entries(given as Record<string, Canonical>);
  return Object.fromEntries(entries.toReversed().map(([key, member]) => [key, reversed(member)]));
};

describe('canonical JSON', () => {
  it('AUD-1 writes the RFC’s own example as the RFC does', () => {
    const example = {
      numbers: [Number('333333333.33333329'), 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
      string: '\u20ac$\u000F\u000aA\'\u0042\u0022\u005c\\"/',
      literals: [null, true, false],
    };
    expect(canonicalJson(example)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
  });

  it('AUD-1 orders keys by their UTF-16 code units', () => {
    const keys = { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\ud83d\ude00': 5, '\u0080': 6, '\u00f6': 7 };
    const written = canonicalJson(keys);
    expect([...written.matchAll(/:(\d)/g)].map(([, digit]) => digit).join('')).toBe('2467153');
  });

  it('AUD-1 says the same value in one way only, and loses nothing', () => {
    fc.assert(
      fc.property(value, (given) => {
        const written = canonicalJson(given);
        expect(canonicalJson(reversed(given))).toBe(written);
        expect(canonicalJson(JSON.parse(written) as Canonical)).toBe(written);
        expect(JSON.parse(written)).toEqual(JSON.parse(JSON.stringify(given)));
      }),
    );
  });

  it.each([[NaN], [Infinity], ['\ud800'], [{ '\udc00': 1 }], [() => 1], [Symbol('x')], [1n]])(
    'AUD-1 refuses what JSON cannot say exactly (%#)',
    (given) => {
      expect(() => canonicalJson(given as Canonical)).toThrow(TypeError);
    },
  );
});
