import type { AccountId } from '@parlour/shared/model/ids.js';
import { minute } from '@parlour/shared/rules/expiry.js';
import type { Context } from '../context.js';

const remembered = 50_000;

/** REQ-2: remembers for the consumer who opened the transcript. Written once a minute at most for each person. */
export class ViewNotes {
  readonly #noted = new Map<string, number>();

  constructor(private readonly parts: Pick<Context, 'models' | 'clock'>) {}

  /** `mail` is whoever opened a link that was mailed to the address left in it (REQ-1). */
  async note(account: AccountId | 'mail', conversation: string): Promise<void> {
    const { models, clock } = this.parts;
    const _id = `${conversation}:${account}`;
    const now = clock.now();
    if (Math.abs(now - (this.#noted.get(_id) ?? -minute)) < minute) return;
    const at = new Date(now);
    await models.TranscriptView.updateOne(
      { _id },
      { $set: { lastAt: at }, $setOnInsert: { conversation, account, firstAt: at } },
      { upsert: true },
    );
    if (this.#noted.size > remembered) this.#noted.clear();
    this.#noted.set(_id, now);
  }
}
