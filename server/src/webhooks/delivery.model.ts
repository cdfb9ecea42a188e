import type { DeliveryState, WebhookEvent } from '@parlour/shared/model/disclosure.js';
import { Schema, type Connection } from 'mongoose';

/**
 * One event for one endpoint. It holds no content: what is sent is put together when it is sent, from what there is
 * then, so that a transcript that is purged or hidden leaves nothing here that could still go out (RET-3).
 */
export interface WebhookDeliveryDocument {
  /** The event's id, the same at every attempt. */
  _id: string;
  webhook: string;
  event: WebhookEvent | 'test';
  /** Purged with it. Null where the event is about none, or about one that is gone. */
  conversation: string | null;
  /** The message's `seq`. */
  seq: number | null;
  /** For a purge: the id of what is gone, until it is told. */
  gone: string | null;
  at: Date;
  state: DeliveryState;
  attempts: number;
  /** When it is tried next; while a node tries it, when another may take it over. Null when it is over. */
  dueAt: Date | null;
  status: number | null;
  duration: number | null;
  problem: string | null;
}

const schema = new Schema<WebhookDeliveryDocument>(
  {
    _id: { type: String, required: true },
    webhook: { type: String, required: true },
    event: { type: String, required: true },
    conversation: { type: String, default: null },
    seq: { type: Number, default: null },
    gone: { type: String, default: null },
    at: { type: Date, required: true },
    state: { type: String, required: true },
    attempts: { type: Number, required: true },
    dueAt: { type: Date, default: null },
    status: { type: Number, default: null },
    duration: { type: Number, default: null },
    problem: { type: String, default: null },
  },
  { versionKey: false },
);
schema.index({ state: 1, dueAt: 1 });
schema.index({ conversation: 1 });
schema.index({ webhook: 1, at: -1 });

export const webhookDeliveryModel = (connection: Connection) =>
  connection.model('WebhookDelivery', schema, 'webhookDeliveries');
