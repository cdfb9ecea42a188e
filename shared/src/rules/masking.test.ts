import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitsLuhn } from './card-number.js';
import { isIban } from './iban.js';
import { maskText } from './masking.js';
import { isDigit, mayHoldDigits, normalize } from './normal-digits.js';
import { SafePattern } from './safe-pattern.js';
import { UnsafePattern } from './unsafe-pattern.js';

const card = '4111111111111111';
const ofKind = (text: string) => maskText(text).masked;

/** A card of one of the schemes, with its check digit. */
const cards = fc
  .tuple(
    fc.constantFrom(['4', 16], ['4', 13], ['51', 16], ['2221', 16], ['37', 15], ['6011', 16], ['62', 19]),
    fc.infiniteStream(fc.integer({ min: 0, max: 9 })),
  )
  .map(([[prefix, length], digits]) => {
    let body = prefix as string;
    while (body.length < (length as number) - 1) body += digits.next().value;
    return [...'0123456789'].map((digit) => body + digit).find(fitsLuhn)!;
  });
const separators = fc.constantFrom(
  '',
  ' ',
  '-',
  '\n',
  '  ',
  ' - ',
  '\u00A0',
  '\u2013',
  '\u200B',
  '\r\n',
  '.',
  '\u00AD',
);
const words = fc.string({ unit: fc.constantFrom(...'abcxyz ,!?') });
const scripts = [48, 0xff10, 0x660, 0x966, 0x1d7ce];
const inScript = (digits: string, zero: number): string =>
  [...digits].map((digit) => String.fromCodePoint(zero + Number(digit))).join('');

it('POL-6 a text without any numeral needs no search: no character beside those turns into a digit', () => {
  const overlooked: string[] = [];
  for (let code = 0; code <= 0x10ffff; code += 1) {
    const character = String.fromCodePoint(code);
    if (mayHoldDigits(character)) continue;
    if (normalize(`${character}é`).characters.some(isDigit)) overlooked.push(code.toString(16));
  }
  expect(overlooked).toEqual([]);
});

describe('masking', () => {
  it('POL-6 hides a card number wherever it stands, in any grouping and any script', () => {
    fc.assert(
      fc.property(
        cards,
        fc.array(separators, { minLength: 19, maxLength: 19 }),
        words,
        words,
        fc.constantFrom(...scripts),
        (number, between, before, after, zero) => {
          const written = [...number]
            .map((digit, index) => inScript(digit, zero) + (index < number.length - 1 ? between[index]! : ''))
            .join('');
          const { text, masked } = maskText(`${before}|${written}|${after}`.replaceAll('|', 'x'));
          expect(masked).toContain('card');
          expect(/\p{Nd}/u.test(text)).toBe(false);
        },
      ),
    );
  });

  it('POL-6 finds a card among other numbers', () => {
    for (const text of [
      `order 123 ${card} 12/26 999`,
      `4111 1111 1111 1111 exp 12 26`,
      'card4111-1111-1111-1111.',
      `a ${card}\n${card} b`,
      '４１１１ １１１１ １１１１ １１１１',
      '3782 822463 10005',
      '①4111111111111111'.replace('①', ''),
    ]) {
      expect(maskText(text).masked).toEqual(['card']);
      expect(maskText(text).text).not.toMatch(/1111|22463/);
    }
    expect(maskText('order 123, 4111 1111 1111 1111 at 9').text).toBe('order 123, •••• •••• •••• •••• at 9');
  });

  it('POL-6 leaves telephone numbers, prices, dates, and cards with a wrong check digit as they are', () => {
    for (const text of [
      'Call +1 555 123 4567 or 020 7946 0958',
      '12,500.00 for 2019, 2020 and 2021',
      '4111111111111112',
      'VIN 1HGCM82633A004352',
      '2026-11-22 10:02:33',
      'order 9876543210987654',
      '',
    ])
      expect(maskText(text)).toEqual({ text, masked: [] });
  });

  it('POL-6 hides bank accounts by their check digits, in groups or not', () => {
    for (const iban of [
      'DE89370400440532013000',
      'GB82WEST12345698765432',
      'FR1420041010050500013M02606',
      'NO9386011117947',
    ]) {
      expect(isIban(iban)).toBe(true);
      const grouped = iban
        .replace(/(.{4})/g, '$1 ')
        .trim()
        .toLowerCase();
      for (const text of [
        `pay to ${iban}, thanks`,
        `pay to ${grouped} thanks`,
        iban.replace(/(.{4})/g, '$1\n'),
      ]) {
        expect(ofKind(text)).toEqual(['bank_account']);
        expect(maskText(text).text).not.toMatch(/\d/);
      }
    }
    expect(ofKind('DE88370400440532013000')).toEqual([]);
  });

  it('POL-6 hides social security numbers, bare ones where they are called so', () => {
    for (const text of [
      '123-45-6789',
      '123 45 6789',
      'my ssn is 123456789',
      'Social Security: 123456789',
      '123‐45‐6789',
    ])
      expect(ofKind(text)).toEqual(['social_security']);
    for (const text of [
      '000-12-3456',
      '666-12-3456',
      '900-12-3456',
      '123-00-4567',
      '123-45-0000',
      '123456789',
      '1123-45-6789',
    ])
      expect(ofKind(text)).toEqual([]);
  });

  it('POL-6 keeps the length of a text, and finds nothing in what it has masked', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(cards, fc.string({ unit: 'grapheme' }), fc.constant('DE89 3704 0044 0532 0130 00')),
        ),
        (parts) => {
          const once = maskText(parts.join(' '));
          expect(once.text.length).toBe(parts.join(' ').length);
          expect(maskText(once.text)).toEqual({ text: once.text, masked: [] });
        },
      ),
    );
  });
});

describe("a merchant's own patterns", () => {
  const mask = (pattern: string, text: string) => maskText(text, [new SafePattern(pattern)]).text;

  it('POL-6 hides what they fit', () => {
    expect(mask('KD-\\d{4,6}', 'My number is KD-12345, thanks')).toBe('My number is ••••••••, thanks');
    expect(mask('kd-[0-9]{2}(?:a|bc)?', 'kd-12bc KD-34')).toBe('••••••• •••••');
    expect(mask('(ab)+c', 'ababc abc bc')).toBe('••••• ••• bc');
    expect(mask('\\w+@\\w+\\.(com|org)', 'to me@home.org!')).toBe('to •••••••••••!');
  });

  it('POL-6 agrees with the platform about every text where the platform needs no backtracking', () => {
    const patterns = ['[ab]{2}c', 'a(b|cd)?e', 'x\\d{1,3}y', '[^a-c]d', 'a+b'];
    fc.assert(
      fc.property(
        fc.constantFrom(...patterns),
        fc.string({ unit: fc.constantFrom(...'abcdexy19 ') }),
        (pattern, text) => {
          const found = new SafePattern(pattern).find([...text.toUpperCase()]);
          expect(found.length > 0).toBe(new RegExp(pattern, 'i').test(text));
        },
      ),
    );
  });

  it('POL-6 takes linear time, whatever is written', () => {
    const began = Date.now();
    for (const pattern of ['(a+)+b', '(a|a)*b', '(a*)*b', 'a{0,90}a{0,90}b', '(.*)(.*)(.*)x']) {
      mask(pattern, 'a'.repeat(4_000));
    }
    expect(Date.now() - began).toBeLessThan(5_000);
  });

  it('POL-6 refuses what cannot be matched so, in words', () => {
    for (const pattern of [
      '(?=a)b',
      '(a)\\1',
      '^a',
      'a**',
      '(a',
      'a)',
      '[a',
      'a{',
      '{2}',
      'a?',
      '',
      'a{900}',
      '(a{99}){99}',
      'x'.repeat(201),
      '\\',
    ])
      expect(() => new SafePattern(pattern), pattern).toThrow(UnsafePattern);
  });
});
