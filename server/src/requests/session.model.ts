import { Schema, type Connection } from 'mongoose';

/**
 * "Your data", open in a browser, or a chat that goes on by a resume code (`resume-chat.ts`): an opaque token of 256
 * bits, hashed at rest.
 */
export interface ConsumerSessionDocument {
  /** SHA-256 of the token. */
  _id: string;
  consumer: string;
  site: string;
  merchant: string;
  /** REQ-1: opened by a mailed link, and so for the conversations in which its address was left. */
  address?: string;
  /** Opened by a resume code: the hash of that. A newer code ends it. */
  code?: string;
  /** WID-15: it stands for the consumer in the widget, and is no cookie of "Your data". */
  widget?: boolean;
  endsAt: Date;
}

const schema = new Schema<ConsumerSessionDocument>(
  {
    _id: { type: String, required: true },
    consumer: { type: String, required: true },
    site: { type: String, required: true },
    merchant: { type: String, required: true },
    address: { type: String },
    code: { type: String },
    widget: { type: Boolean },
    endsAt: { type: Date, required: true },
  },
  { versionKey: false },
);
schema.index({ consumer: 1 });
schema.index({ endsAt: 1 }, { expireAfterSeconds: 0 });

export const consumerSessionModel = (connection: Connection) =>
  connection.model('ConsumerSession', schema, 'consumerSessions');
