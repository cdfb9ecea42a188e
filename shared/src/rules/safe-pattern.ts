/**
 * Merchants' own patterns, matched without backtracking: whatever is written, a text is walked once and each
 * character costs at most the number of the pattern's states. What cannot be matched so (back references, look
 * around) is refused by name.
 *
 * Taken are characters, `.`, `\d \w \s` and their capitals, classes like `[A-Z0-9-]`, groups, `|`, and `? * + {n} {n,m}`.
 */
import { parsePattern, type Tree } from './pattern-syntax.js';
import { UnsafePattern } from './unsafe-pattern.js';

/** Positions in the normalised text: from, up to but without `to`. */
export type Range = readonly [from: number, to: number];

export const patternLimits = { characters: 200, states: 500, patterns: 20 } as const;

type Accepts = (character: string) => boolean;
type State =
  | { readonly is: 'character'; readonly accepts: Accepts; readonly next: number }
  | { readonly is: 'split'; readonly next: readonly number[] }
  | { readonly is: 'end' };

export class SafePattern {
  readonly #states: readonly State[];
  readonly #start: number;

  /** @throws UnsafePattern */
  constructor(readonly source: string) {
    if (source.length > patternLimits.characters) {
      throw new UnsafePattern(`A pattern has at most ${patternLimits.characters} characters.`);
    }
    const states: State[] = [{ is: 'end' }];
    this.#start = compile(parsePattern(source), 0, states);
    this.#states = states;
    if (this.#reach([this.#start]).includes(0)) {
      throw new UnsafePattern('The pattern fits an empty text, so it would mask everything or nothing.');
    }
  }

  /** Everything that some match covers. `characters` are in capitals, as `normalize` gives them. */
  find(characters: readonly string[]): Range[] {
    const found: Range[] = [];
    // Of all matches that are under way in a state, the one that began first.
    let current = new Map<number, number>();
    characters.forEach((character, index) => {
      const began = new Map(current);
      for (const state of this.#reach([this.#start])) if (!began.has(state)) began.set(state, index);
      current = new Map();
      for (const [state, from] of began) {
        const step = this.#states[state]!;
        if (step.is !== 'character' || !step.accepts(character)) continue;
        for (const next of this.#reach([step.next])) {
          if ((current.get(next) ?? Infinity) > from) current.set(next, from);
        }
      }
      const from = current.get(0);
      if (from !== undefined) found.push([from, index + 1]);
    });
    return found;
  }

  #reach(from: readonly number[]): number[] {
    const seen = new Set<number>();
    const waiting = [...from];
    for (let state = waiting.pop(); state !== undefined; state = waiting.pop()) {
      if (seen.has(state)) continue;
      seen.add(state);
      const step = this.#states[state]!;
      if (step.is === 'split') waiting.push(...step.next);
    }
    return [...seen];
  }
}

/** Adds the states of a tree that goes on at `next`; returns where it begins. */
function compile(tree: Tree, next: number, states: State[]): number {
  if (states.length > patternLimits.states) throw new UnsafePattern('The pattern repeats too much.');
  const add = (state: State): number => states.push(state) - 1;
  switch (tree.is) {
    case 'character':
      return add({ is: 'character', accepts: tree.accepts, next });
    case 'sequence':
      return tree.parts.reduceRight((after, part) => compile(part, after, states), next);
    case 'either':
      return add({ is: 'split', next: tree.parts.map((part) => compile(part, next, states)) });
    case 'repeat': {
      let after = next;
      if (tree.most === Infinity) {
        const loop: number[] = [];
        after = add({ is: 'split', next: loop });
        loop.push(compile(tree.part, after, states), next);
      } else {
        for (let count = tree.least; count < tree.most; count += 1) {
          after = add({ is: 'split', next: [compile(tree.part, after, states), next] });
        }
      }
      for (let count = 0; count < tree.least; count += 1) after = compile(tree.part, after, states);
      return after;
    }
  }
}
