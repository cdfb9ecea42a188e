/**
 * AUT-3: a file takes its time, on its way in and out. Whoever loses their right meanwhile gets no more of it, and what
 * they were sending is not taken: who calls is asked again and again, as at the beginning, until it is over.
 */
import type { Caller } from '@parlour/shared/access/table.js';
import { Refusal } from '@parlour/shared/protocol/errors.js';
import type { Context as KoaContext } from 'koa';

/** Milliseconds. With what answers about sessions and places are remembered, an end acts within five seconds. */
const lookEvery = 2_000;

export class UnderWay {
  #caller: Caller | null = null;
  #watched = false;

  constructor(
    private readonly koa: KoaContext,
    private readonly identify: () => Promise<Caller>,
  ) {}

  /** Who calls, as the request says. */
  async caller(): Promise<Caller> {
    return (this.#caller = await this.identify());
  }

  /** From now on the connection is closed as soon as the request would be somebody else's, or nobody's. */
  watch(): void {
    if (this.#watched) return;
    this.#watched = true;
    const { req, res } = this.koa;
    const timer = setInterval(() => {
      void this.#stands().then((stands) => {
        if (!stands) req.destroy();
      });
    }, lookEvery);
    timer.unref();
    res.once('close', () => clearInterval(timer));
  }

  async #stands(): Promise<boolean> {
    if (!this.#caller) return true;
    try {
      return nameOf(await this.identify()) === nameOf(this.#caller);
    } catch (error) {
      // Where the store is away nobody is sent away for that.
      return !(error instanceof Refusal);
    }
  }
}

/** Who a caller is and as what: whoever has another role is somebody else here. */
const nameOf = (caller: Caller): string => {
  const who = 'account' in caller ? caller.account : caller.role === 'consumer' ? caller.consumer : '';
  return `${caller.role}/${who}`;
};
