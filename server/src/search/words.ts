/**
 * How a text becomes words, and words become what is looked for. The same for what is stored and for what is asked:
 * split into words as Unicode does for the text's script, NFKC, case and accents folded.
 */
const segmenter = new Intl.Segmenter('und', { granularity: 'word' });

/** Letters that carry their stroke inside: no decomposition takes it away. */
const strokes: Readonly<Record<string, string>> = {
  ø: 'o',
  đ: 'd',
  ł: 'l',
  ħ: 'h',
  æ: 'ae',
  œ: 'oe',
  ς: 'σ',
};

export const prefixes = { from: 3, to: 8 } as const;

/** Upper case first: it opens what lower case leaves (ß, ﬁ). */
export const fold = (text: string): string =>
  text
    .normalize('NFKC')
    .toUpperCase()
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[øđłħæœς]/g, (letter) => strokes[letter]!)
    .normalize('NFC');

export interface Word {
  /** Folded; one word of the text may hold several: `x.example` has two. */
  readonly parts: readonly string[];
  readonly start: number;
  readonly end: number;
}

export function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  for (const { segment, index, isWordLike } of segmenter.segment(text)) {
    if (!isWordLike) continue;
    const parts = fold(segment)
      .split(/[^\p{L}\p{N}]+/u)
      .filter(Boolean);
    if (parts.length > 0) words.push({ parts, start: index, end: index + segment.length });
  }
  return words;
}

const letters = (word: string): string[] => [...word];

/**
 * Under what a word is stored: its beginnings of three to eight letters; shorter words as they are. Each once and
 * sorted, so that what is stored does not say in which order they stood.
 */
export function tokensOf(text: string): string[] {
  const tokens = new Set<string>();
  for (const { parts } of wordsOf(text))
    for (const part of parts) {
      const all = letters(part);
      if (all.length < prefixes.from) tokens.add(part);
      for (let length = prefixes.from; length <= Math.min(all.length, prefixes.to); length++)
        tokens.add(all.slice(0, length).join(''));
    }
  return [...tokens].toSorted();
}

/** What is asked for, the longest first since it is the rarest. At most eight words count. */
export const termsOf = (words: string): string[] =>
  [...new Set(wordsOf(words).flatMap(({ parts }) => parts))]
    .toSorted((one, other) => other.length - one.length)
    .slice(0, 8);

/** The one token under which everything is stored that the term may find. */
export const tokenOfTerm = (term: string): string => letters(term).slice(0, prefixes.to).join('');

/** Whether a word is what the term asks for: it begins so, or is it where the term is short. */
export const isFound = (part: string, term: string): boolean =>
  letters(term).length < prefixes.from ? part === term : part.startsWith(term);
