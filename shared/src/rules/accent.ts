/**
 * A merchant's colour, made readable: WCAG 2.2 asks 4.5 : 1 of text, and the accent is the colour of links too. It is
 * moved towards black on light ground and towards white on dark ground until it has that, and no further.
 */

/** `#rrggbb`, lower case. */
export type Colour = string;

export interface AccentColours {
  readonly light: Colour;
  /** What is written on it. */
  readonly lightInk: Colour;
  readonly dark: Colour;
  readonly darkInk: Colour;
}

type Rgb = readonly [number, number, number];

const white: Rgb = [255, 255, 255];
const black: Rgb = [0, 0, 0];
/** The grounds that it must stand out from: the design's paper, where it is nearest to the accent. */
const grounds = { light: [249, 247, 244], dark: [36, 33, 30] } as const satisfies Record<string, Rgb>;
const enough = 4.5;
const steps = 200;

/** @throws where it is no `#rrggbb` */
export function readableAccent(colour: Colour): AccentColours {
  const given = parse(colour);
  const light = moved(given, black, grounds.light);
  const dark = moved(given, white, grounds.dark);
  return { light: write(light), lightInk: inkOn(light), dark: write(dark), darkInk: inkOn(dark) };
}

/** The contrast of two colours, 1 to 21 (WCAG 2.2, relative luminance). */
export const contrast = (one: Colour, other: Colour): number => ratio(parse(one), parse(other));

function moved(given: Rgb, towards: Rgb, ground: Rgb): Rgb {
  for (let step = 0; step <= steps; step += 1) {
    const mixed = given.map((part, at) => Math.round(part + ((towards[at] ?? 0) - part) * (step / steps)));
    const colour: Rgb = [mixed[0]!, mixed[1]!, mixed[2]!];
    if (ratio(colour, ground) >= enough) return colour;
  }
  return towards;
}

/** One of the two always has 4.5. */
const inkOn = (colour: Rgb): Colour => write(ratio(colour, white) >= ratio(colour, black) ? white : black);

function ratio(one: Rgb, other: Rgb): number {
  const [a, b] = [luminance(one), luminance(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

function luminance(colour: Rgb): number {
  const [red = 0, green = 0, blue = 0] = colour.map((part) => {
    const share = part / 255;
    return share <= 0.040_45 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function parse(colour: Colour): Rgb {
  const parts = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(colour);
  if (!parts) throw new TypeError('a colour such as #0a7c7c');
  return [parseInt(parts[1]!, 16), parseInt(parts[2]!, 16), parseInt(parts[3]!, 16)];
}

const write = (colour: Rgb): Colour =>
  `#${colour.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
