import { Refusal } from '@parlour/shared/protocol/errors.js';

/** How many uploads one server takes at once: of one sender, from one address, and of all. Each may hold an image. */
export const uploadsAtOnce = { sender: 3, address: 12, all: 24 } as const;

/** Milliseconds after which it is worth trying again. */
const pause = 2_000;

/** Keeps uploads, slow ones too, from taking all memory and connections. */
export class UploadPlaces {
  readonly #taken = new Map<string, number>();

  /** @throws Refusal `too_many_requests` */
  async take<Value>(sender: string, address: string, work: () => Promise<Value>): Promise<Value> {
    const places = [
      [`sender ${sender}`, uploadsAtOnce.sender],
      [`address ${address}`, uploadsAtOnce.address],
      ['all', uploadsAtOnce.all],
    ] as const;
    if (places.some(([place, most]) => this.#countOf(place) >= most))
      throw new Refusal('too_many_requests', { retryAfterMs: pause });
    for (const [place] of places) this.#taken.set(place, this.#countOf(place) + 1);
    try {
      return await work();
    } finally {
      for (const [place] of places) {
        const left = this.#countOf(place) - 1;
        if (left > 0) this.#taken.set(place, left);
        else this.#taken.delete(place);
      }
    }
  }

  #countOf(place: string): number {
    return this.#taken.get(place) ?? 0;
  }
}
