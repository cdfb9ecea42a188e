/**
 * OPT-2, OPT-3: opt-outs, and the links that make them. A link carries all it needs, sealed: it works when everything
 * else of the person is deleted.
 */
import { createHmac, hkdfSync } from 'node:crypto';
import type { ConversationId } from '@parlour/shared/model/ids.js';
import type { Clock } from '../clock.js';
import type { Models } from '../models.js';
import { SealedToken } from '../vault/sealed-token.js';

export interface OptOut {
  readonly suppression: string;
  /** Where they had agreed; it may be gone. */
  readonly conversation: ConversationId | null;
}

export class Suppressions {
  readonly #hashKey: Buffer;
  readonly #links: SealedToken<OptOut>;

  constructor(
    private readonly parts: {
      readonly models: Pick<Models, 'Suppression'>;
      readonly clock: Clock;
      readonly secretKey: Buffer;
    },
  ) {
    this.#hashKey = Buffer.from(hkdfSync('sha256', parts.secretKey, '', 'parlour suppression', 32));
    this.#links = new SealedToken(parts.secretKey, 'unsubscribe');
  }

  /** REQ-8: the same address at two merchants is two people. Written differently, it is one. */
  idOf(merchant: string, email: string): string {
    const address = email.trim().normalize('NFC').toLowerCase();
    return createHmac('sha256', this.#hashKey).update(`${merchant}\n${address}`).digest('base64url');
  }

  async has(id: string): Promise<boolean> {
    return (await this.parts.models.Suppression.exists({ _id: id })) !== null;
  }

  /** Twice is harmless. */
  async add(ids: readonly string[]): Promise<void> {
    const at = new Date(this.parts.clock.now());
    for (const _id of ids)
      await this.parts.models.Suppression.updateOne({ _id }, { $setOnInsert: { at } }, { upsert: true });
  }

  tokenFor(optOut: OptOut): string {
    return this.#links.make(optOut);
  }

  /** Null where it was not made here. */
  read(token: string): OptOut | null {
    return this.#links.read(token);
  }
}
