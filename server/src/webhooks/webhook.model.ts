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
    removedAt: { type: Date, default: null },
  } as never,
  { versionKey: false },
);
schema.index({ merchant: 1, removedAt: 1 });

export const webhookModel = (connection: Connection) => connection.model('Webhook', schema, 'webhooks');
