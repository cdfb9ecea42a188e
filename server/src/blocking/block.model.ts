import type { BlockReason } from '@parlour/shared/model/block.js';
import { Schema, type Connection } from 'mongoose';

/** CNV-7: a consumer with whom a merchant begins nothing new. Of the consumer it holds the hash and nothing else. */
export interface BlockDocument {
  /** `<merchant>/<consumer>`. */
  _id: string;
  merchant: string;
  consumer: string;
  reason: BlockReason;
  at: Date;
  until: Date;
  /** The account that blocked them. */
  by: string;
  /** What it was about; leads nowhere once that is purged. */
  conversation: string;
}

const required = { required: true } as const;

const schema = new Schema<BlockDocument>(
  {
    _id: { type: String, ...required },
    merchant: { type: String, ...required },
    consumer: { type: String, ...required },
    reason: { type: String, ...required },
    at: { type: Date, ...required },
    until: { type: Date, ...required },
    by: { type: String, ...required },
    conversation: { type: String, ...required },
  },
  { versionKey: false },
);
schema.index({ merchant: 1, until: 1 });
schema.index({ until: 1 });

export const blockModel = (connection: Connection) => connection.model('Block', schema, 'blocks');
