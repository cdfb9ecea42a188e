import { Binary, Decimal128, Double, Long, MaxKey, MinKey, ObjectId, Timestamp, UUID } from 'bson';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compare } from './compare.js';
import { decode } from './decode.js';
import { encode } from './encode.js';
import { encodeField, encodeFields } from './key.js';
import type { Value } from './kinds.js';

const numbers = fc.oneof(
  fc.integer({ min: -3, max: 3 }),
  fc.integer(),
  fc.double(),
  fc.constantFrom(0, -0, NaN, Infinity, -Infinity, 2 ** 53, 2 ** 53 + 2, -(2 ** 53), 1e308, 5e-324),
  fc.integer({ min: -5, max: 5 }).map((value) => new Double(value)),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map((value) => Long.fromBigInt(value)),
  fc
    .constantFrom('9007199254740993', '9007199254740992', '-9007199254740993')
    .map((text) => Long.fromString(text)),
  fc
    .tuple(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.integer({ min: -30, max: 30 }))
    .map(([digits, exponent]) => Decimal128.fromString(`${digits}E${exponent}`)),
  fc
    .constantFrom(
      '0.1',
      '1E400',
      '-1E400',
      '1E-400',
      'NaN',
      'Infinity',
      '-Infinity',
      '9007199254740993',
      '0',
      '-0',
      '1.0',
      '0.10000000000000001',
    )
    .map((text) => Decimal128.fromString(text)),
);

const scalars: fc.Arbitrary<Value> = fc.oneof(
  { weight: 4, arbitrary: numbers },
  fc.string({ unit: 'binary', maxLength: 6 }),
  fc.constantFrom('', 'a', 'a\0', 'a\0b', 'ab', '\uffff', '\u{1f600}', 'é'),
  fc.boolean(),
  fc.constantFrom(null, new MinKey(), new MaxKey()),
  fc.date({ noInvalidDate: true }),
  fc.uint8Array({ minLength: 12, maxLength: 12 }).map((bytes) => new ObjectId(bytes)),
  fc.uint8Array({ maxLength: 4 }).map((bytes) => new Binary(bytes)),
  fc.uuid().map((text) => new UUID(text)),
  fc.tuple(fc.nat(), fc.nat()).map(([t, i]) => new Timestamp({ t, i })),
);

const values: fc.Arbitrary<Value> = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    { weight: 5, arbitrary: scalars },
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('a', 'b', 'ab'), tie('value'), { maxKeys: 2, noNullPrototype: true }),
  ),
})).value;

const sign = (order: number) => (order < 0 ? -1 : order > 0 ? 1 : 0);

test('STO-3 the keys of an index are in the order of the values, and equal for equal values', () => {
  fc.assert(
    fc.property(values, values, (a, b) => {
      expect(sign(Buffer.compare(encodeField(a, false), encodeField(b, false)))).toBe(sign(compare(a, b)));
      expect(sign(Buffer.compare(encodeField(b, true), encodeField(a, true)))).toBe(sign(compare(a, b)));
    }),
    { numRuns: 3000 },
  );
});

test('STO-3 compound keys order by their fields, each in its direction', () => {
  fc.assert(
    fc.property(
      scalars,
      scalars,
      scalars,
      scalars,
      fc.boolean(),
      fc.boolean(),
      (a1, a2, b1, b2, down1, down2) => {
        const directions = [down1, down2];
        const expected = compare(a1, b1) * (down1 ? -1 : 1) || compare(a2, b2) * (down2 ? -1 : 1);
        const order = Buffer.compare(encodeFields([a1, a2], directions), encodeFields([b1, b2], directions));
        expect(sign(order)).toBe(sign(expected) + 0);
      },
    ),
    { numRuns: 1500 },
  );
});

test('STO-3 order of values is total', () => {
  fc.assert(
    fc.property(values, values, values, (a, b, c) => {
      expect(sign(compare(a, b))).toBe(-sign(compare(b, a)) + 0);
      if (compare(a, b) <= 0 && compare(b, c) <= 0) expect(compare(a, c)).toBeLessThanOrEqual(0);
    }),
    { numRuns: 1500 },
  );
});

test('STO-3 what is decoded is encoded to the same bytes, whatever its types', () => {
  fc.assert(
    fc.property(values, (value) => {
      const bytes = encode({ value });
      expect(encode(decode(bytes)).equals(bytes)).toBe(true);
    }),
    { numRuns: 2000 },
  );
});
