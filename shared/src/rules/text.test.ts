import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanText, fitsText } from './text.js';

describe('MSG-11 the text of a message', () => {
  it('MSG-11 is normalised, trimmed, and loses control characters but keeps newline and tab', () => {
    expect(cleanText('  Cafe\u0301\u0000\u0007\r\nsoon\tyes\u0085 ')).toBe('Café\nsoon\tyes');
  });

  it.each([
    ['', false],
    [' \n\t ', false],
    ['\u0000', false],
    ['x', true],
    ['x'.repeat(4_000), true],
    ['x'.repeat(4_001), false],
  ])('MSG-11 %j fits: %s', (text, fits) => expect(fitsText(cleanText(text))).toBe(fits));

  it('MSG-11 cleaning twice changes nothing more', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => cleanText(cleanText(text)) === cleanText(text)),
    );
  });
});
