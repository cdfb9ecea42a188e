import { Refusal } from '@parlour/shared/protocol/errors.js';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/**
 * How often mail to strangers may be asked for from one internet address. Counted for a quarter of an hour in memory
 * and nowhere else, as we say of internet addresses.
 */
export const lettersFromOnePlace = (): RateLimiterMemory =>
  new RateLimiterMemory({ points: 10, duration: 15 * 60 });

/** @throws Refusal `too_many_requests` with `retryAfterMs` */
export async function takePlace(places: RateLimiterMemory, address: string): Promise<void> {
  try {
    await places.consume(address);
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused;
    throw new Refusal('too_many_requests', { retryAfterMs: Math.max(refused.msBeforeNext, 1) });
  }
}
