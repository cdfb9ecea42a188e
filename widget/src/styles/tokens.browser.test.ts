import { expect } from '@open-wc/testing';
import { colours } from './tokens.js';

type Name = keyof typeof colours;

/** Relative luminance of WCAG 2.2, of what the browser itself makes of the colour. */
function luminance([lightness, chroma, hue]: readonly [number, number, number]): number {
  const canvas = new OffscreenCanvas(1, 1).getContext('2d')!;
  canvas.fillStyle = `oklch(${lightness} ${chroma} ${hue})`;
  canvas.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0] = [...canvas.getImageData(0, 0, 1, 1).data].map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: Name, other: Name, scheme: 0 | 1): number {
  const [darker = 0, lighter = 0] = [
    luminance(colours[one][scheme]),
    luminance(colours[other][scheme]),
  ].sort();
  return (lighter + 0.05) / (darker + 0.05);
}

const text: readonly Name[] = ['ink', 'ink-soft', 'accent', 'warn', 'danger', 'ok'];
const grounds: readonly Name[] = ['paper', 'paper-raised'];

describe('tokens', () => {
  for (const [scheme, name] of [
    [0, 'light'],
    [1, 'dark'],
  ] as const) {
    it(`WID-7 text has a contrast of at least 4.5, ${name}`, () => {
      for (const ground of grounds)
        for (const ink of text)
          expect(contrast(ink, ground, scheme), `${ink} on ${ground}`).to.be.at.least(4.5);
      expect(contrast('accent-ink', 'accent', scheme)).to.be.at.least(4.5);
      expect(contrast('ink', 'accent-soft', scheme)).to.be.at.least(4.5);
    });

    it(`WID-7 the edges of controls have a contrast of at least 3, ${name}`, () => {
      for (const ground of grounds)
        expect(contrast('edge', ground, scheme), `edge on ${ground}`).to.be.at.least(3);
    });
  }
});
