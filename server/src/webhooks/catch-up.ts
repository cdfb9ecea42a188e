/**
 * What has happened and was not queued: a process may die after something is stored and before its event is. Each
 * endpoint remembers until when everything is queued; what was stored since then is gone through again, and since the
 * same event has the same id, whatever is queued already stays as it is.
 */
import type { WebhookEvent } from '@parlour/shared/model/disclosure.js';
import type { ConversationId } from '@parlour/shared/model/ids.js';
import { day, minute } from '@parlour/shared/rules/expiry.js';
import type { Clock } from '../clock.js';
import type { ConversationDocument } from '../conversations/conversation.model.js';
import type { Models } from '../models.js';
import type { Vault } from '../vault/vault.js';
import type { WebhookDeliveryDocument } from './delivery.model.js';
import { deliveryId, queue, waiting } from './queue.js';
import type { WebhookDocument } from './webhook.model.js';

export interface Happened {
  readonly event: WebhookEvent;
  readonly conversation: ConversationId;
  readonly seq?: number;
  /** Tells one event from another of its kind. */
  readonly mark?: string;
}

/** An event of a conversation as it waits for an endpoint. */
export function deliveryOf(
  webhook: WebhookDocument,
  { event, conversation, seq, mark = '' }: Happened,
  { key, now }: { readonly key: Buffer; readonly now: number },
): WebhookDeliveryDocument {
  const id = deliveryId(key, webhook._id, `${event}/${seq ?? mark}`);
  return { ...waiting(id, webhook, event, now), conversation, seq: seq ?? null };
}

/** A write takes seconds at most; so much later nothing is stored with an earlier time any more. */
const margin = 1 * minute;
const atOnce = 200;

interface Parts {
  readonly models: Models;
  readonly clock: Clock;
  readonly vault: Vault;
}

/** Goes through what may not have been queued, endpoint by endpoint; then notes until when all of it is. */
export async function catchUp(parts: Parts): Promise<void> {
  const { models, clock } = parts;
  const webhooks = await models.Webhook.find({ removedAt: null, enabled: true }).lean<WebhookDocument[]>();
  for (const webhook of webhooks) {
    const now = clock.now();
    // What happened before it was there, or while it was off, is not told afterwards.
    const tells = (webhook.tellsSince ?? webhook.createdAt).getTime();
    const seen = (webhook.seenUntil?.getTime() ?? tells) - margin;
    await queueSince(parts, webhook, new Date(Math.max(tells, seen)));
    await models.Webhook.updateOne({ _id: webhook._id }, { $set: { seenUntil: new Date(now) } });
  }
}

async function queueSince(parts: Parts, webhook: WebhookDocument, since: Date): Promise<void> {
  const { Conversation } = parts.models;
  const { merchant } = webhook;
  // Each by an index of its own: it costs what has happened, not what is stored.
  const spoken = Conversation.find({
    merchant,
    state: { $in: ['queued', 'active', 'closed'] },
    activityAt: { $gte: since },
  });
  // A rating comes at most so long after the close (CNV-5).
  const closed = Conversation.find({
    merchant,
    open: false,
    closedAt: { $gte: new Date(since.getTime() - 1 * day) },
    state: 'closed',
  });
  for (const found of [spoken, closed]) {
    const rows = found.lean().cursor({ batchSize: atOnce });
    for await (const conversation of rows as unknown as AsyncIterable<ConversationDocument>)
      await queueMissing(parts, webhook, conversation, since);
  }
}

async function queueMissing(
  { models, clock, vault }: Parts,
  webhook: WebhookDocument,
  conversation: ConversationDocument,
  since: Date,
): Promise<void> {
  const happened = (await happenedIn(models, conversation, since)).filter(({ event }) =>
    webhook.events.includes(event),
  );
  if (happened.length === 0) return;
  const id = conversation._id as ConversationId;
  const key = (await vault.open([id])).get(id);
  if (!key) return;
  const rows = happened.map((one) => deliveryOf(webhook, one, { key, now: clock.now() }));
  await queue(models, await missing(models, rows));
}

async function missing(
  { WebhookDelivery }: Models,
  rows: readonly WebhookDeliveryDocument[],
): Promise<WebhookDeliveryDocument[]> {
  if (rows.length === 0) return [];
  const found = await WebhookDelivery.find({ _id: { $in: rows.map(({ _id }) => _id) } }, { _id: 1 }).lean();
  const queued = new Set(found.map(({ _id }) => _id));
  return rows.filter(({ _id }) => !queued.has(_id));
}

async function happenedIn(
  { Message }: Models,
  { _id, closedAt, state, rating }: ConversationDocument,
  since: Date,
): Promise<Happened[]> {
  const conversation = _id as ConversationId;
  const said = await Message.find({ conversation, at: { $gte: since } }, { seq: 1, kind: 1 })
    .sort({ seq: 1 })
    .lean();
  const happened: Happened[] = [];
  for (const { seq, kind } of said) {
    if (seq === 1) happened.push({ event: 'conversation.started', conversation });
    if (kind !== 'event') happened.push({ event: 'message.posted', conversation, seq });
  }
  if (state === 'closed' && closedAt && closedAt >= since)
    happened.push({ event: 'conversation.closed', conversation });
  if (rating && rating.at >= since)
    happened.push({ event: 'conversation.rated', conversation, mark: `${rating.score}` });
  return happened;
}
