import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { segmentsOf } from './links.js';

const links = (text: string): (string | undefined)[] =>
  segmentsOf(text)
    .map(({ href }) => href)
    .filter(Boolean);

describe('links', () => {
  it('MSG-13 http, https, mailto and tel become links, without what ends the sentence', () => {
    expect(links('See https://cars.example/7 (or http://a.example/b?c=d#e).')).toEqual([
      'https://cars.example/7',
      'http://a.example/b?c=d#e',
    ]);
    expect(links('mailto:ana@cars.example, tel:+4930123456!')).toEqual([
      'mailto:ana@cars.example',
      'tel:+4930123456',
    ]);
  });

  it('MSG-13 nothing else does', () => {
    for (const text of [
      'javascript:alert(1)',
      'JaVaScRiPt://cars.example/%0aalert(1)',
      'data:text/html,<script>alert(1)</script>',
      'vbscript:x file:///etc/passwd blob:https',
      'https:// http://',
      '<a href="https&colon;//x">',
      'cars.example',
    ])
      expect(links(text)).toEqual([]);
  });

  it('MSG-13 the text is kept to the letter, whatever it is', () => {
    const part = fc.oneof(
      fc.string(),
      fc.webUrl(),
      fc.constantFrom('https://', 'tel:', 'javascript:', '…)', ' '),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 6 }), (parts) => {
        const segments = segmentsOf(parts.join(''));
        expect(segments.map(({ text }) => text).join('')).toBe(parts.join(''));
        for (const { href } of segments) if (href) expect(href).toMatch(/^(https?|mailto|tel):/);
      }),
    );
  });
});
