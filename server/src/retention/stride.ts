/**
 * RET-11: how much a purge takes at a time. Where nobody writes at this node it takes much at once; while people write
 * it takes little, and after each piece it leaves the store to them for as long as the piece took.
 */
import { setTimeout as wait } from 'node:timers/promises';
import type { Context } from '../context.js';

export interface Stride {
  /** So many conversations go together. */
  readonly conversations: number;
  /** So many such parts are under way at once: while one waits for the disk, the other goes on. */
  readonly parts: number;
  /** So many documents go by one command: never more than 1,000. */
  readonly documents: number;
  readonly rests: boolean;
}

const long: Stride = { conversations: 250, parts: 2, documents: 500, rests: false };
const short: Stride = { conversations: 50, parts: 1, documents: 100, rests: true };

const quiet = 1_000;
const longestRest = 50;

export const strideFor = ({ writer }: Pick<Context, 'writer'>): Stride =>
  writer.quietFor > quiet ? long : short;

/** Does one piece, and rests where the stride says so. */
export async function piece<Value>({ rests }: Stride, work: () => PromiseLike<Value>): Promise<Value> {
  const since = performance.now();
  const value = await work();
  if (rests) await wait(Math.min(longestRest, performance.now() - since));
  return value;
}
