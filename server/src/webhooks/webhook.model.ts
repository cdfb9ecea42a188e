import type { WebhookEvent } from '@parlour/shared/model/disclosure.js';
import { Schema, type Connection } from 'mongoose';

/** An endpoint of a merchant. What signs its deliveries is sealed with a key made from the master key. */
export interface WebhookDocument {
  _id: string;
  merchant: string;
  url: string;
  events: WebhookEvent[];
  processor: string;
  secret: Buffer;
  enabled: boolean;
  createdAt: Date;
  /** Since when it is told of what happens: it was made or switched on then. */
  tellsSince?: Date | null;
  /** Everything that happened before has been queued; absent before the first look. */
  seenUntil?: Date | null;
  removedAt: Date | null;
}

const required = { required: true } as const;

const schema = new Schema<WebhookDocument>(
  {
    _id: { type: String, ...required },
    merchant: { type: String, ...required },
    url: { type: String, ...required },
    events: { type: [String], ...required },
    processor: { type: String, ...required },
    secret: { type: Buffer, ...required },
    enabled: { type: Boolean, ...required },
    createdAt: { type: Date, ...required },
    tellsSince: { type: Date, default: null },
    seenUntil: { type: Date, default: null },
    removedAt: { type: Date, default: null },
  } as never,
  { versionKey: false },
);
schema.index({ merchant: 1, removedAt: 1 });

export const webhookModel = (connection: Connection) => connection.model('Webhook', schema, 'webhooks');
