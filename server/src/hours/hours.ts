/** CNV-4: whether a merchant is open. */
import { openingAt, type OpeningHours, type OpeningState } from '@parlour/shared/rules/opening-hours.js';
import type { Clock } from '../clock.js';
import type { Models } from '../models.js';
import { Remembered } from '../remembered.js';

export interface Standing extends OpeningState {
  readonly timeZone: string;
}

export class Hours {
  readonly #hours: Remembered<OpeningHours | null>;

  constructor(
    private readonly parts: { readonly models: Pick<Models, 'OpeningHours'>; readonly clock: Clock },
  ) {
    this.#hours = new Remembered(parts.clock, (merchant) => this.#read(merchant));
  }

  /** Null where the merchant has set no hours. */
  async standing(merchant: string): Promise<Standing | null> {
    const hours = await this.of(merchant);
    return hours && { ...openingAt(hours, this.parts.clock.now()), timeZone: hours.timeZone };
  }

  of(merchant: string): Promise<OpeningHours | null> {
    return this.#hours.of(merchant);
  }

  forget(merchant: string): void {
    this.#hours.forget(merchant);
  }

  async #read(merchant: string): Promise<OpeningHours | null> {
    const found = await this.parts.models.OpeningHours.findById(merchant).lean();
    return (found?.hours as OpeningHours | null | undefined) ?? null;
  }
}
