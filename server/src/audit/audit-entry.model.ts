import { Schema, type Connection } from 'mongoose';

/** AUD-1: one link of the chain. Appended, never edited; nothing personal is in it. */
export interface AuditEntryDocument {
  /** The entry's `seq`: 1, 2, 3 … The unique `_id` is what makes several nodes write one chain. */
  _id: number;
  /** Milliseconds since the epoch. */
  ts: number;
  /** An account's id, or `consumer`, `system`, `command_line`: never a name or an address. */
  actor: string;
  action: string;
  /** HMAC of what it was done to: whoever knows the id finds its entries, nobody can go back from it. */
  targetHmac: string | null;
  /** SHA-256 over a salt and the payload; without its row in `auditPayloads` it says nothing any more. */
  payloadCommitment: string | null;
  /** Hash of the entry before; 64 zeros before the first. */
  prev: string;
  /** Its own hash, kept beside so that the next entry needs no calculation; `parlour verify` does not trust it. */
  hash: string;
}

const required = { required: true } as const;

const schema = new Schema<AuditEntryDocument>(
  {
    _id: { type: Number, ...required },
    ts: { type: Number, ...required },
    actor: { type: String, ...required },
    action: { type: String, ...required },
    targetHmac: { type: String, default: null },
    payloadCommitment: { type: String, default: null },
    prev: { type: String, ...required },
    hash: { type: String, ...required },
  },
  { versionKey: false },
);
schema.index({ targetHmac: 1, _id: -1 }, { partialFilterExpression: { targetHmac: { $type: 'string' } } });
schema.index({ action: 1, _id: -1 });
schema.index({ actor: 1, _id: -1 });

export const auditEntryModel = (connection: Connection) =>
  connection.model('AuditEntry', schema, 'auditEntries');
