/**
 * A text as a machine reads the numbers in it, each character still tied to where it stands: NFKC, digits of every
 * script as 0 to 9, capitals. Full-width, circled and Arabic digits hide no card number.
 */
export interface NormalText {
  /** The normalised characters, one code point each. */
  readonly characters: readonly string[];
  /** For each of them, where the original character begins and ends. */
  readonly spans: readonly (readonly [from: number, to: number])[];
}

/** Whether `normalize` could give a digit for some character of it: numbers of all kinds, and symbols that hold one. */
export const mayHoldDigits = (text: string): boolean => /[\p{N}\p{So}]/u.test(text);

const decimal = /\p{Nd}/u;

const isAscii = (text: string): boolean => /^\p{ASCII}*$/u.test(text);

export function normalize(text: string): NormalText {
  if (isAscii(text)) {
    const capitals = [...text.toUpperCase()];
    return { characters: capitals, spans: capitals.map((_, index) => [index, index + 1]) };
  }
  const characters: string[] = [];
  const spans: [number, number][] = [];
  let from = 0;
  for (const original of text) {
    const to = from + original.length;
    for (const character of original.normalize('NFKC').toUpperCase()) {
      characters.push(asciiDigit(character));
      spans.push([from, to]);
    }
    from = to;
  }
  return { characters, spans };
}

/** Unicode's decimal digits stand in runs of ten, zero first; the place in the run is the value. */
function asciiDigit(character: string): string {
  const code = character.codePointAt(0)!;
  if (code < 0x80 || !decimal.test(character)) return character;
  let value = 0;
  while (value < 9 && decimal.test(String.fromCodePoint(code - value - 1))) value += 1;
  return String(value);
}

const separators = /[\s\p{Z}\p{Pd}\p{Cf}\p{Cc}._\u2212\u00B7\u2022/|]/gu;
const separator = new RegExp(`^${separators.source}$`, 'u');

/** What people put between the digits of a number: spaces, dashes, dots, line breaks, what is invisible. */
export const isSeparator = (character: string): boolean => separator.test(character);
export const withoutSeparators = (text: string): string => text.replace(separators, '');
export const isDigit = (character: string | undefined): boolean =>
  character !== undefined && character >= '0' && character <= '9' && character.length === 1;
