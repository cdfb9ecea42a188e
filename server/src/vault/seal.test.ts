import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { seal, unseal } from './seal.js';

const key = randomBytes(32);

it('STO-4 what is sealed opens with its key and in its place', () => {
  const sealed = seal(key, 'cnv_a/consumer/1', 'is the blue one still there?');
  expect(sealed.includes('blue')).toBe(false);
  expect(unseal(key, 'cnv_a/consumer/1', sealed).toString()).toBe('is the blue one still there?');
});

it('STO-4 the same text is sealed differently each time', () => {
  expect(seal(key, 'a', 'yes').equals(seal(key, 'a', 'yes'))).toBe(false);
});

it('STO-4 another key, another place and a changed bit do not open it', () => {
  const sealed = seal(key, 'cnv_a', 'yes');
  const changed = Buffer.from(sealed);
  changed[14]! ^= 1;
  expect(() => unseal(randomBytes(32), 'cnv_a', sealed)).toThrow();
  expect(() => unseal(key, 'cnv_b', sealed)).toThrow();
  expect(() => unseal(key, 'cnv_a', changed)).toThrow();
  expect(() => unseal(key, 'cnv_a', sealed.subarray(0, 20))).toThrow();
});
