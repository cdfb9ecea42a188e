/** ACC-8: which picture each account shows. */
import type { AccountId, PictureId } from '@parlour/shared/model/ids.js';
import type { Clock } from '../clock.js';
import type { Bus } from '../events.js';
import type { Models } from '../models.js';
import { newId } from '../new-id.js';
import { Remembered } from '../remembered.js';

export interface PicturesParts {
  readonly models: Pick<Models, 'Account' | 'AccountPicture'>;
  readonly clock: Clock;
  readonly bus: Bus;
}

export class Pictures {
  readonly #parts: PicturesParts;
  readonly #known: Remembered<PictureId | undefined>;

  constructor(parts: PicturesParts) {
    this.#parts = parts;
    this.#known = new Remembered(parts.clock, async (account) => (await this.ofAll([account])).get(account));
  }

  /** Undefined where the account shows none. As remembered for two seconds, for what is asked with every view. */
  of(account: string): Promise<PictureId | undefined> {
    return this.#known.of(account);
  }

  /** Those that there are, by account, as they are stored. */
  async ofAll(accounts: readonly string[]): Promise<ReadonlyMap<string, PictureId>> {
    const found = await this.#parts.models.AccountPicture.find(
      { _id: { $in: accounts } },
      { picture: 1 },
    ).lean();
    return new Map(found.map(({ _id, picture }) => [_id, picture as PictureId]));
  }

  /** In the place of the one before, whose bytes are gone then. Returns what it is asked for by. */
  async put(account: string, bytes: Buffer): Promise<PictureId> {
    const { models, clock } = this.#parts;
    const picture = newId('picture');
    const at = new Date(clock.now());
    const write = () =>
      models.AccountPicture.updateOne({ _id: account }, { $set: { picture, bytes, at } }, { upsert: true });
    await write().catch((error: unknown) => {
      // Two first pictures at once: the one is there by now.
      if ((error as { code?: number }).code === 11_000) return write();
      throw error;
    });
    this.#told(account);
    return picture;
  }

  /** Whether there was one. */
  async remove(account: string): Promise<boolean> {
    const { deletedCount } = await this.#parts.models.AccountPicture.deleteOne({ _id: account });
    this.#told(account);
    return deletedCount > 0;
  }

  /**
   * DIS-7: the pictures of all who answer for a merchant are asked for by other ids from now on, so that what
   * consumers were told before leads to nothing. Returns whose.
   */
  async rename(merchant: string): Promise<readonly string[]> {
    const { models } = this.#parts;
    const accounts = await models.Account.find({ merchant }, { _id: 1 }).lean();
    const pictured = await this.ofAll(accounts.map(({ _id }) => _id));
    for (const account of pictured.keys()) {
      await models.AccountPicture.updateOne({ _id: account }, { $set: { picture: newId('picture') } });
      this.#told(account);
    }
    return [...pictured.keys()];
  }

  forget(account: string): void {
    this.#known.forget(account);
  }

  #told(account: string): void {
    this.forget(account);
    this.#parts.bus.tell('picture.changed', { account: account as AccountId });
  }
}
