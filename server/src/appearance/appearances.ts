/** How each merchant's widget looks, as the widget is told of it. */
import type { Appearance, AppearanceTold } from '@parlour/shared/protocol/appearance.js';
import { readableAccent } from '@parlour/shared/rules/accent.js';
import type { Clock } from '../clock.js';
import type { Models } from '../models.js';
import { Remembered } from '../remembered.js';

type Stored = Omit<Appearance, 'greeting'>;

const usual: Stored = {
  accent: null,
  corners: 'soft',
  agentNames: true,
  position: 'end',
  label: '',
  asksMarketing: false,
};

export class Appearances {
  readonly #stored: Remembered<Stored>;

  constructor(parts: { readonly models: Pick<Models, 'Appearance'>; readonly clock: Clock }) {
    this.#stored = new Remembered(parts.clock, async (merchant) => {
      const found = await parts.models.Appearance.findById(merchant).lean();
      if (!found) return usual;
      const { _id, ...stored } = found;
      return { ...usual, ...stored };
    });
  }

  of(merchant: string): Promise<Stored> {
    return this.#stored.of(merchant);
  }

  async told(merchant: string): Promise<AppearanceTold> {
    const { accent, corners, agentNames } = await this.of(merchant);
    return { colours: accent === null ? null : readableAccent(accent), corners, agentNames };
  }

  forget(merchant: string): void {
    this.#stored.forget(merchant);
  }
}
