/** What happens in one schedule: drawn from a seed, so that the same seed draws the same again. */
import { randomFrom } from '@parlour/server/testing/random-from.js';

/** Three tabs of one consumer and two agents. */
const clientCount = 5;
export const tabs = [0, 1, 2] as const;
export const agents = [3, 4] as const;

export type Step =
  | { readonly do: 'send'; readonly who: number; readonly text: string }
  /** The text that was sent last, under its own clientId, over another tab's or the other agent's connection. */
  | { readonly do: 'repeat'; readonly who: number; readonly body: 'same' | 'different' }
  | { readonly do: 'read' | 'type' | 'cut' | 'halve' | 'reload'; readonly who: number }
  | { readonly do: 'delay' | 'linger'; readonly who: number; readonly ms: number }
  | { readonly do: 'move'; readonly who: number; readonly node: number }
  | { readonly do: 'killNode'; readonly node: number; readonly ms: number }
  | { readonly do: 'killStore' | 'killRedis'; readonly ms: number }
  | { readonly do: 'wait'; readonly ms: number }
  | { readonly do: 'close'; readonly who: number }
  /** The second agent's session ends; what comes later is not for them. */
  | { readonly do: 'revoke' }
  /** The transcript's date comes. */
  | { readonly do: 'expire' };

type Draw = (random: (below: number) => number, n: number) => Step;

const who: (random: (below: number) => number) => number = (random) => random(clientCount);

const draws: readonly (readonly [weight: number, draw: Draw])[] = [
  [34, (random, n) => ({ do: 'send', who: who(random), text: `text ${n}` })],
  [6, (random) => ({ do: 'repeat', who: who(random), body: random(3) === 0 ? 'different' : 'same' })],
  [8, (random) => ({ do: 'read', who: who(random) })],
  [2, (random) => ({ do: 'type', who: who(random) })],
  [9, (random) => ({ do: 'cut', who: who(random) })],
  [5, (random) => ({ do: 'halve', who: who(random) })],
  [5, (random) => ({ do: 'linger', who: who(random), ms: random(250) })],
  [5, (random) => ({ do: 'delay', who: who(random), ms: random(3) === 0 ? 0 : random(60) })],
  [4, (random) => ({ do: 'move', who: who(random), node: random(2) })],
  [2, (random) => ({ do: 'reload', who: random(tabs.length) })],
  [3, (random) => ({ do: 'killNode', node: random(2), ms: random(200) })],
  [2, (random) => ({ do: 'killStore', ms: random(200) })],
  [1, (random) => ({ do: 'killRedis', ms: random(300) })],
  [14, (random) => ({ do: 'wait', ms: random(300) })],
];

const total = draws.reduce((sum, [weight]) => sum + weight, 0);

export function drawSchedule(seed: number): Step[] {
  const random = randomFrom(seed);
  const steps = Array.from({ length: 15 + random(25) }, (_, n) => {
    let left = random(total);
    for (const [weight, draw] of draws) {
      if (left < weight) return draw(random, n);
      left -= weight;
    }
    throw new Error('weights do not add up');
  });
  const ending = random(12);
  const somewhere = (): number => Math.floor(steps.length / 2) + random(steps.length / 2);
  if (ending === 0) steps.splice(somewhere(), 0, { do: 'close', who: random(clientCount) });
  if (ending === 1) steps.splice(somewhere(), 0, { do: 'revoke' });
  if (ending === 2) steps.splice(somewhere(), 0, { do: 'expire' });
  return steps;
}
