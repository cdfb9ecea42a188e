import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contrast, readableAccent } from './accent.js';

const colour = fc
  .tuple(fc.nat(255), fc.nat(255), fc.nat(255))
  .map((parts) => `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`);

describe('a merchant’s accent', () => {
  it('WID-11 whatever the colour, it can be read on both grounds, and its ink on it', () => {
    fc.assert(
      fc.property(colour, (given) => {
        const { light, lightInk, dark, darkInk } = readableAccent(given);
        expect(contrast(light, '#f9f7f4')).toBeGreaterThanOrEqual(4.5);
        expect(contrast(light, lightInk)).toBeGreaterThanOrEqual(4.5);
        expect(contrast(dark, '#24211e')).toBeGreaterThanOrEqual(4.5);
        expect(contrast(dark, darkInk)).toBeGreaterThanOrEqual(4.5);
      }),
      { numRuns: 2_000 },
    );
  });

  it('WID-11 a colour that can be read is left as it is; one that cannot is moved as little as it takes', () => {
    expect(readableAccent('#8a2be2')).toMatchObject({ light: '#8a2be2', lightInk: '#ffffff' });
    const { light, dark } = readableAccent('#ffe000');
    expect(dark).toBe('#ffe000');
    expect(contrast(light, '#f9f7f4')).toBeLessThan(4.7);
  });

  it('WID-11 contrast is that of WCAG', () => {
    expect(contrast('#000000', '#ffffff')).toBe(21);
    expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
    expect(() => contrast('red', '#ffffff')).toThrow(TypeError);
  });
});
