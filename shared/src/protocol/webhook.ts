import type { DeliveryState, WebhookEvent } from '../model/disclosure.js';
import type { DeliveryId, ProcessorId, WebhookId } from '../model/ids.js';
import { operation } from './define.js';

/** An address of the merchant's (or of who works for them) that is told what happens. */
export interface WebhookView {
  readonly id: WebhookId;
  readonly url: string;
  readonly events: readonly WebhookEvent[];
  /** Who stands behind the address: what they may be given follows from the registry (DIS-2). */
  readonly processor: { readonly id: ProcessorId; readonly name: string };
  readonly enabled: boolean;
  readonly createdAt: number;
}

/** One line of the log: how a delivery went, and nothing of what it said. */
export interface DeliveryView {
  readonly id: DeliveryId;
  readonly event: WebhookEvent | 'test';
  readonly at: number;
  readonly state: DeliveryState;
  readonly attempts: number;
  /** The status of the last answer; null where there was none. */
  readonly status: number | null;
  /** Milliseconds that the last attempt took; null before the first. */
  readonly duration: number | null;
  /** Why the last attempt failed or nothing was sent: a word such as `inside_address` or `timeout`. */
  readonly problem: string | null;
  /** When it is tried next. */
  readonly nextAt: number | null;
}

export interface CreateWebhookInput {
  /** `https://` on port 443 or 8443, outside the network of the installation. */
  readonly url: string;
  readonly events: readonly WebhookEvent[];
  readonly processor: ProcessorId;
}

const managers = {
  capability: 'webhook.manage',
  purpose: 'service',
  limit: 'write',
  socket: true,
} as const;

export const listWebhooks = operation<Record<never, never>, { webhooks: readonly WebhookView[] }>()({
  ...managers,
  name: 'webhook.list',
  summary: 'The merchant’s endpoints.',
  limit: 'read',
  http: ['GET', '/webhooks'],
});

export const createWebhook = operation<CreateWebhookInput, { webhook: WebhookView; secret: string }>()({
  ...managers,
  name: 'webhook.create',
  summary: 'A new endpoint. The secret that signs its deliveries is shown this once.',
  http: ['POST', '/webhooks'],
});

export const changeWebhook = operation<
  { webhook: WebhookId; enabled: boolean; events: readonly WebhookEvent[] },
  { webhook: WebhookView }
>()({
  ...managers,
  name: 'webhook.change',
  summary: 'Turns an endpoint on or off, or chooses its events anew.',
  http: ['PUT', '/webhooks/:webhook'],
});

export const removeWebhook = operation<{ webhook: WebhookId }, Record<never, never>>()({
  ...managers,
  name: 'webhook.remove',
  summary: 'Ends an endpoint. What waits for it is never sent.',
  http: ['DELETE', '/webhooks/:webhook'],
});

export const testWebhook = operation<{ webhook: WebhookId }, { delivery: DeliveryView }>()({
  ...managers,
  name: 'webhook.test',
  summary: 'Sends a signed event that is about nobody, once, and says how it went.',
  http: ['POST', '/webhooks/:webhook/test'],
});

export const listDeliveries = operation<{ webhook: WebhookId }, { deliveries: readonly DeliveryView[] }>()({
  ...managers,
  name: 'webhook.deliveries',
  summary: 'The last 100 deliveries of an endpoint, newest first.',
  limit: 'read',
  http: ['GET', '/webhooks/:webhook/deliveries'],
});

export const webhookOperations = [
  listWebhooks,
  createWebhook,
  changeWebhook,
  removeWebhook,
  testWebhook,
  listDeliveries,
] as const;
