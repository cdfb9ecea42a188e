/**
 * Card numbers, bank accounts and social security numbers have no business in a chat: the server puts dots in
 * their place before anything is stored, logged, previewed or passed on. Pure, and in time linear in the text but
 * for the windows of a number's nineteen digits.
 */
import { cardLengths, isCardNumber } from './card-number.js';
import { ibanLength, isIban } from './iban.js';
import {
  isDigit,
  isSeparator,
  mayHoldDigits,
  normalize,
  withoutSeparators,
  type NormalText,
} from './normal-digits.js';
import type { Range, SafePattern } from './safe-pattern.js';

export const maskKinds = ['card', 'bank_account', 'social_security', 'merchant_pattern'] as const;
export type MaskKind = (typeof maskKinds)[number];

export interface Masked {
  /** As long as the text that was given; what was masked is dots, its separators are left. */
  readonly text: string;
  /** What was found, each kind once; empty where nothing was. */
  readonly masked: readonly MaskKind[];
}

export const maskCharacter = '•';

export function maskText(text: string, merchantPatterns: readonly SafePattern[] = []): Masked {
  if (merchantPatterns.length === 0 && !mayHoldDigits(text)) return { text, masked: [] };
  const normal = normalize(text);
  const found: [MaskKind, readonly Range[]][] = [
    ['card', cards(normal)],
    ['bank_account', bankAccounts(normal)],
    ['social_security', socialSecurityNumbers(normal)],
  ];
  const own = merchantPatterns.flatMap((pattern) => pattern.find(normal.characters));
  const dotted = new Set<number>();
  for (const [, ranges] of found) mark(normal, ranges, dotted, isSeparator);
  // A merchant's pattern says itself what belongs to it: of what it matches, only white space is left.
  mark(normal, own, dotted, (character) => /\s/.test(character));
  return {
    text: dotted.size === 0 ? text : dot(text, dotted),
    masked: [...found, ['merchant_pattern', own] as const].flatMap(([kind, ranges]) =>
      ranges.length > 0 ? [kind] : [],
    ),
  };
}

function mark(
  { characters, spans }: NormalText,
  ranges: readonly Range[],
  dotted: Set<number>,
  stays: (character: string) => boolean,
): void {
  for (const [from, to] of ranges) {
    for (let index = from; index < to; index += 1) {
      const [begin, end] = spans[index]!;
      if (!stays(characters[index]!)) for (let unit = begin; unit < end; unit += 1) dotted.add(unit);
    }
  }
}

/** By UTF-16 units, so that the text keeps its length and a sender's limit holds. */
const dot = (text: string, dotted: ReadonlySet<number>): string =>
  Array.from({ length: text.length }, (_, unit) => (dotted.has(unit) ? maskCharacter : text[unit])).join('');

/** Digits with nothing but separators between them, as positions. */
function digitRuns({ characters }: NormalText): number[][] {
  const runs: number[][] = [];
  let run: number[] = [];
  characters.forEach((character, index) => {
    if (isDigit(character)) run.push(index);
    else if (!isSeparator(character) && run.length > 0) {
      runs.push(run);
      run = [];
    }
  });
  return run.length > 0 ? [...runs, run] : runs;
}

/** Every window of a run that begins and ends where a group of digits does, and is a card's number. */
function cards({ characters }: NormalText): Range[] {
  const found: Range[] = [];
  for (const run of digitRuns({ characters, spans: [] })) {
    for (let start = 0; start + cardLengths.shortest <= run.length; start += 1) {
      if (start > 0 && run[start - 1] === run[start]! - 1) continue;
      for (let length: number = cardLengths.shortest; length <= cardLengths.longest; length += 1) {
        const last = run[start + length - 1];
        if (last === undefined) break;
        if (run[start + length] === last + 1) continue;
        const window = run.slice(start, start + length);
        if (isCardNumber(window.map((index) => characters[index]).join(''))) {
          found.push([window[0]!, last + 1]);
        }
      }
    }
  }
  return found;
}

const isLetterOrDigit = (character: string | undefined): boolean =>
  character !== undefined && /^[A-Z0-9]$/.test(character);

function bankAccounts({ characters }: NormalText): Range[] {
  if (!/[A-Z]{2}\d{2}/.test(withoutSeparators(characters.join('')))) return [];
  const found: Range[] = [];
  for (let start = 0; start < characters.length; start += 1) {
    if (!/^[A-Z]$/.test(characters[start]!)) continue;
    const country = nextOf(characters, start, 2).text;
    const length = ibanLength(country);
    if (length === null) continue;
    const whole = nextOf(characters, start, length);
    if (isIban(whole.text)) found.push([start, whole.end]);
  }
  return found;
}

/** The next `count` letters and digits from `start` on, over separators; fewer where something else stands between. */
function nextOf(characters: readonly string[], start: number, count: number): { text: string; end: number } {
  let text = '';
  let index = start;
  for (; index < characters.length && text.length < count; index += 1) {
    const character = characters[index]!;
    if (isLetterOrDigit(character)) text += character;
    else if (!isSeparator(character)) break;
  }
  return { text, end: index };
}

/** Said shortly before a number, it makes nine bare digits a social security number. */
const says = /(SSN|SOCIAL[\s-]*SECURITY|SOC\.?\s*SEC)\D{0,30}$/;

/** Numbers of the United States' Social Security Administration: 3, 2 and 4 digits, none of them all zeros. */
function socialSecurityNumbers({ characters }: NormalText): Range[] {
  return digitRuns({ characters, spans: [] }).flatMap((run) =>
    run.flatMap((first, start): Range[] => {
      if (run[start - 1] === first - 1) return [];
      const window = run.slice(start, start + 9);
      const last = window[8];
      if (last === undefined || run[start + 9] === last + 1) return [];
      const digits = window.map((index) => characters[index]).join('');
      if (/^(000|666|9)|^...00|0000$/.test(digits)) return [];
      const isAdjacent = (index: number): boolean => window[index] === window[index - 1]! + 1;
      const isGrouped = [1, 2, 3, 4, 5, 6, 7, 8].every(
        (index) => isAdjacent(index) !== (index === 3 || index === 5),
      );
      const isBare = last === first + 8;
      const before = characters.slice(Math.max(0, first - 50), first).join('');
      return isGrouped || (isBare && says.test(before)) ? [[first, last + 1]] : [];
    }),
  );
}
