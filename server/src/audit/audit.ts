/**
 * AUD-1: what staff, consumers and the system itself have done, as a hash chain. Appends of one moment share one
 * write. Two nodes that append at once take turns: the unique `seq` refuses the second, which then chains itself
 * after the first, so that none is lost and there is one chain.
 */
import { randomBytes } from 'node:crypto';
import type { AccountId, ConversationId } from '@parlour/shared/model/ids.js';
import { canonicalJson, type Canonical } from '@parlour/shared/rules/canonical-json.js';
import { hour } from '@parlour/shared/rules/expiry.js';
import type { Clock } from '../clock.js';
import type { Models } from '../models.js';
import type { Vault } from '../vault/vault.js';
import type { AuditEntryDocument } from './audit-entry.model.js';
import type { AuditPayloadDocument } from './audit-payload.model.js';
import type { Heads } from './heads.js';
import { beginning, commitment, hashLink } from './link.js';

export interface AuditRecord {
  /** An account's id, or who acts without one; never a name or an address. */
  readonly actor: AccountId | 'consumer' | 'system' | 'command_line';
  /** `topic.verb`, as operations are named. */
  readonly action: string;
  /** The id of what it was done to. Only an HMAC of it is stored. */
  readonly target?: string;
  /** Details. Only a commitment is in the chain; the details can be destroyed. */
  readonly payload?: { readonly [key: string]: Canonical | undefined };
}

interface Waiting {
  readonly entry: Pick<AuditEntryDocument, 'ts' | 'actor' | 'action' | 'targetHmac' | 'payloadCommitment'>;
  readonly payload: AuditPayloadDocument | null;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

interface Parts {
  readonly models: Pick<Models, 'AuditEntry' | 'AuditPayload'>;
  readonly clock: Clock;
  readonly vault: Vault;
  readonly heads: Heads;
}

const batchSize = 500;
const readsRemembered = 50_000;

export class Audit {
  #queue: Waiting[] = [];
  #flushing: Promise<void> | null = null;
  /** The last link that this node knows; null: to be read again. */
  #last: { seq: number; hash: string } | null = null;
  readonly #reads = new Set<string>();

  constructor(private readonly parts: Parts) {}

  /** Resolves when the entry is durably in the chain. */
  append({ actor, action, target, payload }: AuditRecord): Promise<void> {
    const { clock, vault } = this.parts;
    const committed = payload === undefined ? null : commit(payload);
    const entry = {
      ts: clock.now(),
      actor,
      action,
      targetHmac: target === undefined ? null : vault.subject(target),
      payloadCommitment: committed?._id ?? null,
    };
    return new Promise((resolve, reject) => {
      this.#queue.push({ entry, payload: committed, resolve, reject });
      this.#flushing ??= new Promise<void>((done) => {
        // The rest of this turn's entries join the same write.
        setImmediate(() => void this.#flush().finally(done));
      });
    });
  }

  /**
   * A transcript is read by staff: an entry for each person, conversation and hour, before anything is shown. What
   * is read again within the hour costs nothing.
   */
  async read(actor: AccountId, conversation: ConversationId): Promise<void> {
    const read = `${actor}/${conversation}/${Math.floor(this.parts.clock.now() / hour)}`;
    if (this.#reads.has(read)) return;
    await this.append({ actor, action: 'conversation.read', target: conversation });
    if (this.#reads.size >= readsRemembered) this.#reads.clear();
    this.#reads.add(read);
  }

  /** AUD-1: destroys what an entry commits to; the chain stays whole and says nothing of it any more. */
  async forgetPayloads(commitments: readonly string[]): Promise<void> {
    await this.parts.models.AuditPayload.deleteMany({ _id: { $in: commitments } });
  }

  /** What waits is in the chain, and its head outside the database. */
  async settle(): Promise<void> {
    await this.#flushing;
    await this.parts.heads.write();
  }

  async #flush(): Promise<void> {
    while (this.#queue.length > 0) {
      const batch = this.#queue.slice(0, batchSize);
      let stored: number;
      try {
        stored = await this.#store(batch);
        for (const { resolve } of batch.slice(0, stored)) resolve();
      } catch (error) {
        // The outcome is unknown: each may repeat. An entry that is there twice says the same thing twice.
        this.#last = null;
        stored = batch.length;
        for (const { reject } of batch) reject(error);
      }
      this.#queue = this.#queue.slice(stored);
    }
    this.#flushing = null;
  }

  /** How many of the batch are in the chain now: fewer than all where another node was first. */
  async #store(batch: readonly Waiting[]): Promise<number> {
    const { models, heads } = this.parts;
    const payloads = batch.flatMap(({ payload }) => (payload ? [payload] : []));
    if (payloads.length > 0) await storePayloads(models, payloads);
    const entries = chain(this.#last ?? (await this.#readLast()), batch);
    let stored = entries.length;
    try {
      await models.AuditEntry.collection.insertMany(entries as never[], { ordered: true });
    } catch (error) {
      const refused = firstDuplicate(error);
      if (refused === null) throw error;
      stored = refused;
    }
    const last = entries[stored - 1];
    this.#last = stored === entries.length && last ? { seq: last._id, hash: last.hash } : null;
    if (last) heads.note({ seq: last._id, hash: last.hash, ts: last.ts });
    return stored;
  }

  async #readLast(): Promise<{ seq: number; hash: string }> {
    const last = await this.parts.models.AuditEntry.findOne({}, { hash: 1 }).sort({ _id: -1 }).lean();
    return last ? { seq: last._id, hash: last.hash } : { seq: 0, hash: beginning };
  }
}

function commit(payload: Canonical): AuditPayloadDocument {
  const salt = randomBytes(32).toString('base64url');
  const text = canonicalJson(payload);
  return { _id: commitment(salt, text), salt, payload: text };
}

function chain(last: { seq: number; hash: string }, batch: readonly Waiting[]): AuditEntryDocument[] {
  let { seq, hash: prev } = last;
  return batch.map(({ entry }) => {
    seq += 1;
    const { targetHmac, payloadCommitment, ...rest } = entry;
    const hash = hashLink({
      seq,
      ...rest,
      target_hmac: targetHmac,
      payload_commitment: payloadCommitment,
      prev,
    });
    const document = { _id: seq, ...entry, prev, hash };
    prev = hash;
    return document;
  });
}

/** A batch that is tried again finds its payloads stored already. */
async function storePayloads(models: Parts['models'], payloads: AuditPayloadDocument[]): Promise<void> {
  try {
    await models.AuditPayload.collection.insertMany(payloads as never[], { ordered: false });
  } catch (error) {
    if (firstDuplicate(error) === null) throw error;
  }
}

/** Where in the batch the first duplicate is; null where anything else went wrong. */
function firstDuplicate(error: unknown): number | null {
  const { writeErrors: given = [] } = error as { writeErrors?: WriteError | readonly WriteError[] };
  const writeErrors: readonly WriteError[] = 'index' in given ? [given] : given;
  if (writeErrors.length === 0 || writeErrors.some(({ code }) => code !== 11_000)) return null;
  return Math.min(...writeErrors.map(({ index }) => index));
}

interface WriteError {
  readonly index: number;
  readonly code: number;
}
