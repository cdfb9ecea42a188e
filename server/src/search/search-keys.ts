import { createHmac, randomBytes } from 'node:crypto';
import type { Models } from '../models.js';
import { seal, unseal } from '../vault/seal.js';
import { bytesOf } from '../vault/vault.js';

const context = (merchant: string): string => `search/${merchant}`;
/** Bytes of a token: two that meet by chance cost one look at a text, and show nothing. */
const tokenBytes = 8;

/**
 * STO-5: each merchant's key for search tokens. A token says nothing without it, and the same word has another token
 * at another merchant.
 */
export class SearchKeys {
  readonly #keys = new Map<string, Promise<Buffer>>();

  constructor(
    private readonly masterKey: Buffer,
    private readonly models: Pick<Models, 'SearchKey'>,
  ) {}

  async tokens(merchant: string, words: readonly string[]): Promise<string[]> {
    const key = await this.#key(merchant);
    return words.map((word) =>
      createHmac('sha256', key).update(word).digest().subarray(0, tokenBytes).toString('base64url'),
    );
  }

  #key(merchant: string): Promise<Buffer> {
    const known = this.#keys.get(merchant);
    if (known) return known;
    const reading = this.#open(merchant);
    this.#keys.set(merchant, reading);
    reading.catch(() => this.#keys.delete(merchant));
    return reading;
  }

  /** Whoever is first makes it; the others read theirs. */
  async #open(merchant: string): Promise<Buffer> {
    const { SearchKey } = this.models;
    const wrapped = seal(this.masterKey, context(merchant), randomBytes(32));
    const stored = await SearchKey.findOneAndUpdate(
      { _id: merchant },
      { $setOnInsert: { wrapped } },
      { upsert: true, returnDocument: 'after' },
    ).lean();
    return unseal(this.masterKey, context(merchant), bytesOf(stored.wrapped));
  }
}
