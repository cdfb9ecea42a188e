import { isFound, wordsOf } from './words.js';

export interface SnippetPiece {
  readonly text: string;
  readonly found: boolean;
}

/** Characters before the first that was found, and in all. */
const before = 40;
const length = 160;

/** The words around what was found, in pieces; null where not every term is in the text. */
export function snippetOf(text: string, terms: readonly string[]): SnippetPiece[] | null {
  const words = wordsOf(text);
  const has = (term: string): boolean => words.some(({ parts }) => parts.some((part) => isFound(part, term)));
  if (!terms.every(has)) return null;
  const found = words.filter(({ parts }) => parts.some((part) => terms.some((term) => isFound(part, term))));
  const first = found[0]?.start ?? 0;
  const start = words.find((word) => word.start >= first - before)?.start ?? 0;
  const last = words.findLast((word) => word.end <= start + length);
  // What stands behind the last word of all (a full stop) belongs to it.
  const end = last === words.at(-1) ? text.length : (last?.end ?? first + length);
  const pieces: SnippetPiece[] = [];
  let at = start;
  for (const word of found) {
    if (word.start < start || word.end > end) continue;
    if (word.start > at) pieces.push({ text: text.slice(at, word.start), found: false });
    pieces.push({ text: text.slice(word.start, word.end), found: true });
    at = word.end;
  }
  const rest = text.slice(at, Math.max(at, end));
  if (rest !== '') pieces.push({ text: rest, found: false });
  if (start > 0) pieces.unshift({ text: '… ', found: false });
  if (end < text.length) pieces.push({ text: ' …', found: false });
  return pieces;
}
