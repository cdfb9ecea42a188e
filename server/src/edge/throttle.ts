/** MSG-14: token buckets by class, for each caller and for each address; the refusal says when to try again. */
import type { Caller } from '@parlour/shared/access/table.js';
import type { LimitClass } from '@parlour/shared/protocol/define.js';
import { Refusal } from '@parlour/shared/protocol/errors.js';
import { limits } from '@parlour/shared/protocol/limits.js';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

interface Pair {
  readonly caller: RateLimiterMemory;
  readonly address: RateLimiterMemory;
}

export class Throttle {
  readonly #classes: ReadonlyMap<LimitClass, Pair>;

  /** @param times how many times the limits: more than once only for tests that ask more than anybody could. */
  constructor(times = 1) {
    this.#classes = new Map(
      Object.entries(limits).map(([name, { points, seconds, perAddress }]) => [
        name as LimitClass,
        {
          caller: new RateLimiterMemory({ points: points * times, duration: seconds }),
          address: new RateLimiterMemory({ points: points * perAddress * times, duration: seconds }),
        },
      ]),
    );
  }

  /** @throws Refusal `too_many_requests` with `retryAfterMs` */
  async take(limitClass: LimitClass, caller: Caller, address: string): Promise<void> {
    const pair = this.#classes.get(limitClass)!;
    try {
      await pair.address.consume(address);
      await pair.caller.consume(callerKey(caller, address));
    } catch (refused) {
      if (!(refused instanceof RateLimiterRes)) throw refused;
      throw new Refusal('too_many_requests', { retryAfterMs: Math.max(refused.msBeforeNext, 1) });
    }
  }
}

function callerKey(caller: Caller, address: string): string {
  if (caller.role === 'consumer') return caller.consumer;
  return caller.role === 'visitor' ? `visitor:${address}` : caller.account;
}
