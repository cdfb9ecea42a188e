/**
 * STO-4: everything said in a conversation is encrypted with the conversation's own key, which is wrapped by
 * the master key. Destroying the key makes every copy unreadable, backups included. Unwrapped keys are
 * remembered for a minute at most, and forgotten at once by the node that destroys them.
 */
import { createHmac, hkdfSync, randomBytes } from 'node:crypto';
import type { ConversationId } from '@parlour/shared/model/ids.js';
import type { Clock } from '../clock.js';
import type { Models } from '../models.js';
import type { ConversationKeyDocument } from './conversation-key.model.js';
import { seal, unseal } from './seal.js';

const remembered = { milliseconds: 60_000, keys: 10_000 } as const;

export class Vault {
  readonly #keys = new Map<string, { key: Buffer; until: number }>();
  readonly #ledgerKey: Buffer;

  constructor(
    private readonly masterKey: Buffer,
    secretKey: Buffer,
    private readonly model: Models['ConversationKey'],
    private readonly clock: Clock,
  ) {
    this.#ledgerKey = Buffer.from(hkdfSync('sha256', secretKey, '', 'parlour ledger subject', 32));
  }

  /** A new conversation's key, wrapped: to be stored before anything is sealed with it. */
  create(conversation: ConversationId): ConversationKeyDocument {
    const key = randomBytes(32);
    this.#remember(conversation, key);
    return {
      _id: conversation,
      wrapped: seal(this.masterKey, conversation, key),
      since: new Date(this.clock.now()),
    };
  }

  async store(key: ConversationKeyDocument): Promise<void> {
    await this.model.create(key);
  }

  /** The keys of several conversations in one read; those that were destroyed are absent. */
  async open(conversations: readonly ConversationId[]): Promise<Map<ConversationId, Buffer>> {
    const now = this.clock.now();
    const found = new Map<ConversationId, Buffer>();
    const missing: ConversationId[] = [];
    for (const conversation of conversations) {
      const known = this.#keys.get(conversation);
      if (known && known.until > now) found.set(conversation, known.key);
      else missing.push(conversation);
    }
    if (missing.length > 0) {
      for (const { _id, wrapped } of await this.#read(missing)) {
        const key = unseal(this.masterKey, _id, bytesOf(wrapped));
        this.#remember(_id as ConversationId, key);
        found.set(_id as ConversationId, key);
      }
    }
    return found;
  }

  /** The key, where it is remembered. */
  known(conversation: ConversationId): Buffer | null {
    const known = this.#keys.get(conversation);
    return known && known.until > this.clock.now() ? known.key : null;
  }

  async #read(conversations: readonly ConversationId[]): Promise<ConversationKeyDocument[]> {
    return this.model.find({ _id: { $in: conversations } }).lean();
  }

  /** Forgets what is in memory; the stored keys are the purge's to delete (RET-12). */
  forget(conversations: readonly ConversationId[]): void {
    for (const conversation of conversations) this.#keys.delete(conversation);
  }

  forgetAll(): void {
    this.#keys.clear();
  }

  /** RET-9: names a conversation, or whatever else has an id, in ledger and audit without giving the id away. */
  subject(id: string): string {
    return createHmac('sha256', this.#ledgerKey).update(id).digest('base64url');
  }

  #remember(conversation: ConversationId, key: Buffer): void {
    if (this.#keys.size >= remembered.keys) this.#keys.delete(this.#keys.keys().next().value!);
    this.#keys.set(conversation, { key, until: this.clock.now() + remembered.milliseconds });
  }
}

/** A lean read gives the driver's Binary where a document gives a Buffer. */
export const bytesOf = (value: Uint8Array | { buffer: Uint8Array }): Uint8Array =>
  value instanceof Uint8Array ? value : value.buffer;
