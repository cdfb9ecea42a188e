/** The grammar of `SafePattern`, read by descent. Letters are compared in capitals. */
import { UnsafePattern } from './unsafe-pattern.js';

export type Tree =
  | { readonly is: 'character'; readonly accepts: (character: string) => boolean }
  | { readonly is: 'sequence' | 'either'; readonly parts: readonly Tree[] }
  | { readonly is: 'repeat'; readonly part: Tree; readonly least: number; readonly most: number };

type Accepts = (character: string) => boolean;

const classes: Readonly<Record<string, RegExp>> = {
  d: /^[0-9]$/,
  D: /^[^0-9]$/su,
  w: /^[\p{L}\p{N}_]$/u,
  W: /^[^\p{L}\p{N}_]$/su,
  s: /^\s$/u,
  S: /^\S$/u,
};

/** @throws UnsafePattern */
export function parsePattern(source: string): Tree {
  const characters = [...source];
  let at = 0;
  const refuse = (why: string): never => {
    throw new UnsafePattern(`${why} (at character ${at + 1})`);
  };

  const either = (depth: number): Tree => {
    if (depth > 10) refuse('Groups stand too deep in each other.');
    const parts = [sequence(depth)];
    while (characters[at] === '|') {
      at += 1;
      parts.push(sequence(depth));
    }
    return parts.length === 1 ? parts[0]! : { is: 'either', parts };
  };

  const sequence = (depth: number): Tree => {
    const parts: Tree[] = [];
    while (at < characters.length && characters[at] !== '|' && characters[at] !== ')') {
      parts.push(repeated(single(depth)));
    }
    return { is: 'sequence', parts };
  };

  const repeated = (part: Tree): Tree => {
    const rest = characters.slice(at).join('');
    const [whole = '', sign = '', least, comma, most] =
      /^(\?|\*|\+|\{(\d{1,3})(,)?(\d{1,3})?\})/.exec(rest) ?? [];
    if (whole === '')
      return characters[at] === '{' ? refuse('After { comes a number, as in {3} or {2,4}.') : part;
    at += whole.length;
    if (/^[?*+{]/.test(characters[at] ?? '')) refuse('One repetition cannot follow another.');
    if (sign === '?') return { is: 'repeat', part, least: 0, most: 1 };
    if (sign === '*' || sign === '+')
      return { is: 'repeat', part, least: sign === '+' ? 1 : 0, most: Infinity };
    const from = Number(least);
    const to = comma === undefined ? from : most === undefined ? Infinity : Number(most);
    if (to < from) refuse('The second number of {…} is smaller than the first.');
    return { is: 'repeat', part, least: from, most: to };
  };

  const single = (depth: number): Tree => {
    const character = characters[at]!;
    at += 1;
    switch (character) {
      case '(':
        return group(depth);
      case '[':
        return { is: 'character', accepts: set() };
      case '\\':
        return { is: 'character', accepts: escaped() };
      case '.':
        return { is: 'character', accepts: (given) => given !== '\n' };
      case '^':
      case '$':
        return refuse(`${character} is not taken: a pattern is looked for anywhere in the text.`);
      case '?':
      case '*':
      case '+':
      case '{':
        return refuse(`Before ${character} there is nothing to repeat.`);
      default:
        return { is: 'character', accepts: is(character) };
    }
  };

  const group = (depth: number): Tree => {
    if (characters[at] === '?') {
      if (characters[at + 1] !== ':') refuse('Looking ahead or behind is not taken.');
      at += 2;
    }
    const inner = either(depth + 1);
    if (characters[at] !== ')') refuse('A ( is not closed.');
    at += 1;
    return inner;
  };

  const escaped = (): Accepts => {
    const character = characters[at] ?? refuse('Something must follow \\.');
    at += 1;
    const known = Object.hasOwn(classes, character) ? classes[character] : undefined;
    if (known) return (given) => known.test(given);
    if (/[A-Za-z0-9]/.test(character)) refuse(`\\${character} is not taken.`);
    return is(character);
  };

  const set = (): Accepts => {
    const isNegated = characters[at] === '^';
    if (isNegated) at += 1;
    const members: Accepts[] = [];
    while (characters[at] !== ']') {
      const first = characters[at] ?? refuse('A [ is not closed.');
      at += 1;
      if (first === '\\') {
        members.push(escaped());
        continue;
      }
      const last = characters[at] === '-' && characters[at + 1] !== ']' ? characters[at + 1] : undefined;
      if (last === undefined) members.push(is(first));
      else {
        at += 2;
        if (last < first) refuse(`${first}-${last} runs backwards.`);
        members.push(between(first, last));
      }
    }
    at += 1;
    return (given) => members.some((accepts) => accepts(given)) !== isNegated;
  };

  const tree = either(0);
  if (at < characters.length) refuse('A ) closes nothing.');
  return tree;
}

const is = (character: string): Accepts => {
  const capital = character.toUpperCase();
  return (given) => given === capital || given === character;
};

const between = (first: string, last: string): Accepts => {
  const [low, high] = [first.toUpperCase(), last.toUpperCase()];
  return (given) => (given >= first && given <= last) || (given >= low && given <= high);
};
