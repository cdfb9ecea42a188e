/** WID-12: what a merchant's widget asks before the first message. */
import type { PreChatField } from '@parlour/shared/protocol/pre-chat.js';
import type { Clock } from '../clock.js';
import type { Models } from '../models.js';
import { Remembered } from '../remembered.js';

export class PreChat {
  readonly #fields: Remembered<readonly PreChatField[]>;

  constructor(parts: { readonly models: Pick<Models, 'PreChat'>; readonly clock: Clock }) {
    this.#fields = new Remembered(parts.clock, async (merchant) => {
      const found = await parts.models.PreChat.findById(merchant).lean();
      return (found?.fields ?? []) as readonly PreChatField[];
    });
  }

  fieldsOf(merchant: string): Promise<readonly PreChatField[]> {
    return this.#fields.of(merchant);
  }

  forget(merchant: string): void {
    this.#fields.forget(merchant);
  }
}
