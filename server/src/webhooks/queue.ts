/** The queue of deliveries. */
import { createHmac } from 'node:crypto';
import type { ConversationId, DeliveryId } from '@parlour/shared/model/ids.js';
import type { Context } from '../context.js';
import type { WebhookDeliveryDocument } from './delivery.model.js';
import type { WebhookDocument } from './webhook.model.js';

/** The same event has the same id, whoever queues it; its name leads nowhere once the key is destroyed. */
export function deliveryId(key: Buffer, webhook: string, what: string): DeliveryId {
  const mac = createHmac('sha256', key).update(`webhook/${webhook}/${what}`).digest('base64url');
  return `evt_${mac.slice(0, 22)}` as DeliveryId;
}

export const waiting = (
  _id: DeliveryId,
  webhook: WebhookDocument,
  event: WebhookDeliveryDocument['event'],
  now: number,
): WebhookDeliveryDocument => ({
  _id,
  webhook: webhook._id,
  event,
  conversation: null,
  seq: null,
  gone: null,
  at: new Date(now),
  state: 'waiting',
  attempts: 0,
  dueAt: new Date(now),
  status: null,
  duration: null,
  problem: null,
});

/** What is queued already stays as it is. */
export async function queue(
  models: Pick<Context['models'], 'WebhookDelivery'>,
  rows: readonly WebhookDeliveryDocument[],
): Promise<void> {
  if (rows.length === 0) return;
  await models.WebhookDelivery.bulkWrite(
    rows.map(({ _id, ...row }) => ({
      updateOne: { filter: { _id }, update: { $setOnInsert: row as never }, upsert: true },
    })),
    { ordered: false },
  );
}

/**
 * Asked by the purge before it destroys: whoever is told of purges learns that these are gone. A third party learns it
 * of what it was told of, and of nothing else: even that there was a conversation is not its to know (DIS-4).
 */
export async function queuePurged(
  { models, clock, vault }: Pick<Context, 'models' | 'clock' | 'vault'>,
  conversations: readonly ConversationId[],
): Promise<void> {
  const wanting = await models.Webhook.find({
    events: 'conversation.purged',
    enabled: true,
    removedAt: null,
  }).lean<WebhookDocument[]>();
  if (wanting.length === 0) return;
  const theirs = await models.Conversation.find(
    { _id: { $in: conversations }, merchant: { $in: wanting.map(({ merchant }) => merchant) } },
    { merchant: 1 },
  ).lean();
  const mayKnow = await whoMayKnow(models, wanting, conversations);
  const rows = theirs.flatMap(({ _id, merchant }) =>
    wanting
      .filter((webhook) => webhook.merchant === merchant && mayKnow(webhook, _id))
      .map((webhook) => {
        const id = deliveryId(Buffer.from(vault.subject(_id)), webhook._id, 'purged');
        return { ...waiting(id, webhook, 'conversation.purged', clock.now()), gone: _id };
      }),
  );
  await queue(models, rows);
}

async function whoMayKnow(
  models: Pick<Context['models'], 'Processor' | 'WebhookDelivery'>,
  webhooks: readonly WebhookDocument[],
  conversations: readonly ConversationId[],
): Promise<(webhook: WebhookDocument, conversation: string) => boolean> {
  const partners = await models.Processor.find(
    { _id: { $in: webhooks.map(({ processor }) => processor) }, category: 'third_party' },
    { _id: 1 },
  ).lean();
  const outside = new Set(partners.map(({ _id }) => _id));
  const theirs = webhooks.filter(({ processor }) => outside.has(processor));
  if (theirs.length === 0) return () => true;
  const delivered = await models.WebhookDelivery.find(
    {
      conversation: { $in: conversations },
      webhook: { $in: theirs.map(({ _id }) => _id) },
      state: 'delivered',
    },
    { webhook: 1, conversation: 1 },
  ).lean();
  const told = new Set(delivered.map(({ webhook, conversation }) => `${webhook}/${conversation}`));
  return ({ _id, processor }, conversation) => !outside.has(processor) || told.has(`${_id}/${conversation}`);
}

/** RET-2: what is hidden is not sent any more, however long it has been waiting. */
export async function dropWaiting(
  { models }: { readonly models: Pick<Context['models'], 'WebhookDelivery'> },
  conversations: readonly string[],
): Promise<void> {
  await models.WebhookDelivery.updateMany(
    { conversation: { $in: conversations }, state: 'waiting' },
    { $set: { state: 'dropped', dueAt: null, problem: 'conversation_gone' } },
  );
}
