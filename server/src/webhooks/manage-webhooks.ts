import { randomBytes } from 'node:crypto';
import type { DeliveryId, ProcessorId, WebhookId } from '@parlour/shared/model/ids.js';
import { hour } from '@parlour/shared/rules/expiry.js';
import { Refusal } from '@parlour/shared/protocol/errors.js';
import type {
  changeWebhook,
  createWebhook,
  DeliveryView,
  listDeliveries,
  listWebhooks,
  removeWebhook,
  testWebhook,
  WebhookView,
} from '@parlour/shared/protocol/webhook.js';
import { takeAllowance } from '../accounts/attempts.js';
import type { Context } from '../context.js';
import { processorOf } from '../disclosures/processors.js';
import { newId } from '../new-id.js';
import type { OperationCall, UseCase } from '../use-case.js';
import type { WebhookDeliveryDocument } from './delivery.model.js';
import type { WebhookDocument } from './webhook.model.js';

/** How many endpoints one merchant may have, and how many lines of a log are shown. */
const most = 20;
const logShown = 100;
const forOneMerchant = { most: 30, within: 1 * hour };

async function view({ models }: Context, webhook: WebhookDocument): Promise<WebhookView> {
  const { _id, url, events, processor, enabled, createdAt } = webhook;
  const found = await models.Processor.findById(processor, { name: 1 }).lean();
  return {
    id: _id as WebhookId,
    url,
    events,
    processor: { id: processor as ProcessorId, name: found?.name ?? '' },
    enabled,
    createdAt: createdAt.getTime(),
  };
}

async function webhookOf(
  { models }: Context,
  id: WebhookId,
  scope: OperationCall['scope'],
): Promise<WebhookDocument> {
  const found = await models.Webhook.findOne({ ...scope, _id: id, removedAt: null }).lean<WebhookDocument>();
  if (!found) throw new Refusal('not_found');
  return found;
}

export const listWebhooksCase =
  (context: Context): UseCase<typeof listWebhooks> =>
  async (_input, { scope }) => {
    const found = await context.models.Webhook.find({ ...scope, removedAt: null })
      .sort({ createdAt: -1 })
      .limit(most)
      .lean<WebhookDocument[]>();
    return { webhooks: await Promise.all(found.map((webhook) => view(context, webhook))) };
  };

export const createWebhookCase =
  (context: Context): UseCase<typeof createWebhook> =>
  async ({ url, events, processor: named }, { caller, scope }) => {
    const { models, clock, audit, webhooks } = context;
    if (!('merchant' in caller)) throw new Refusal('forbidden');
    const processor = await processorOf(context, named, scope);
    if (!webhooks.takes(url)) throw new Refusal('wrong_address');
    if ((await models.Webhook.countDocuments({ ...scope, removedAt: null })) >= most)
      throw new Refusal('too_large');
    const secret = `whsec_${randomBytes(32).toString('base64url')}`;
    const _id = newId('webhook');
    const webhook: WebhookDocument = {
      _id,
      merchant: caller.merchant,
      url: new URL(url).href,
      events: [...events],
      processor: processor._id,
      secret: webhooks.sealSecret(_id, secret),
      enabled: true,
      createdAt: new Date(clock.now()),
      removedAt: null,
    };
    await audit.append({
      actor: caller.account,
      action: 'webhook.create',
      target: _id,
      payload: { host: new URL(url).host, events: webhook.events, processor: processor._id },
    });
    await models.Webhook.create(webhook);
    webhooks.forget(caller.merchant);
    return { webhook: await view(context, webhook), secret };
  };

export const changeWebhookCase =
  (context: Context): UseCase<typeof changeWebhook> =>
  async ({ webhook: id, enabled, events }, { caller, scope }) => {
    const found = await webhookOf(context, id, scope);
    if ('account' in caller)
      await context.audit.append({
        actor: caller.account,
        action: 'webhook.change',
        target: id,
        payload: { enabled, events: [...events] },
      });
    const changed = { ...found, enabled, events: [...events] };
    // What happened while it was off, or before it was asked for, is not told afterwards.
    const tellsSince = new Date(context.clock.now());
    await context.models.Webhook.updateOne(
      { _id: id },
      { $set: { enabled, events: [...events], tellsSince } },
    );
    context.webhooks.forget(found.merchant);
    return { webhook: await view(context, changed) };
  };

/** What waits for it is dropped at once; its log can be read no more. */
export const removeWebhookCase =
  (context: Context): UseCase<typeof removeWebhook> =>
  async ({ webhook: id }, { caller, scope }) => {
    const { models, clock, audit, webhooks } = context;
    const found = await webhookOf(context, id, scope);
    if ('account' in caller)
      await audit.append({ actor: caller.account, action: 'webhook.remove', target: id });
    await models.Webhook.updateOne({ _id: id }, { $set: { removedAt: new Date(clock.now()) } });
    webhooks.forget(found.merchant);
    await models.WebhookDelivery.updateMany(
      { webhook: id, state: 'waiting' },
      { $set: { state: 'dropped', dueAt: null, gone: null, problem: 'endpoint_off' } },
    );
    return {};
  };

export const testWebhookCase =
  (context: Context): UseCase<typeof testWebhook> =>
  async ({ webhook: id }, { scope }) => {
    const webhook = await webhookOf(context, id, scope);
    await takeAllowance(context, `webhook test\n${webhook.merchant}`, forOneMerchant);
    return { delivery: line(await context.webhooks.test(webhook)) };
  };

export const listDeliveriesCase =
  (context: Context): UseCase<typeof listDeliveries> =>
  async ({ webhook: id }, { scope }) => {
    await webhookOf(context, id, scope);
    const rows = await context.models.WebhookDelivery.find({ webhook: id })
      .sort({ at: -1 })
      .limit(logShown)
      .lean<WebhookDeliveryDocument[]>();
    return { deliveries: rows.map(line) };
  };

const line = (row: WebhookDeliveryDocument): DeliveryView => ({
  id: row._id as DeliveryId,
  event: row.event,
  at: row.at.getTime(),
  state: row.state,
  attempts: row.event === 'test' ? 1 : row.attempts,
  status: row.status,
  duration: row.duration,
  problem: row.problem,
  nextAt: row.state === 'waiting' ? (row.dueAt?.getTime() ?? null) : null,
});
