/**
 * Webhooks: what happens in a merchant's conversations, told to the addresses that the merchant has entered. An event
 * is put into the store first and delivered by one node at a time, again and again, under the same id. Nothing goes
 * out but through the gate of the register (DIS-1).
 *
 * An event is queued when this node is told of it, a moment after what it reports was stored. A process that dies in
 * that moment loses nothing: `catch-up.ts` finds by what is stored whatever was not queued.
 */
import { hkdfSync } from 'node:crypto';
import { webhookHeaders } from '@parlour/shared/model/disclosure.js';
import type { MerchantId } from '@parlour/shared/model/ids.js';
import { Refusal } from '@parlour/shared/protocol/errors.js';
import { day, minute } from '@parlour/shared/rules/expiry.js';
import type { Logger } from 'pino';
import type { Clock } from '../clock.js';
import type { Bus } from '../events.js';
import type { Gate } from '../disclosures/gate.js';
import type { Jobs } from '../jobs/jobs.js';
import type { Models } from '../models.js';
import type { Directory } from '../sites/directory.js';
import { seal, unseal } from '../vault/seal.js';
import { bytesOf, type Vault } from '../vault/vault.js';
import { catchUp, deliveryOf, type Happened } from './catch-up.js';
import type { WebhookDeliveryDocument } from './delivery.model.js';
import { compose, Undeliverable, type Composed } from './compose-event.js';
import { isUsable, post, type Outcome, type PostParts } from './post.js';
import { deliveryId, queue, waiting } from './queue.js';
import { maxAttempts, retryAfter } from './retry.js';
import { signatureOf } from './signature.js';
import type { WebhookDocument } from './webhook.model.js';

export interface WebhookParts {
  readonly models: Models;
  readonly clock: Clock;
  readonly log: Logger;
  readonly bus: Bus;
  readonly vault: Vault;
  readonly directory: Directory;
  readonly gate: Gate;
  readonly masterKey: Buffer;
  readonly post: PostParts;
}

/** While a node tries a delivery no other does; if it dies, another takes over after so long. */
const claimed = 1 * minute;
const remembered = 2_000;
const atOnce = 8;
const inOneRun = 200;
/** How long lines of the log about no conversation are kept; the others go with their conversation. */
const logKept = 30 * day;

export class Webhooks {
  readonly #key: Buffer;
  readonly #known = new Map<string, { found: Promise<WebhookDocument[]>; until: number }>();
  #delivering: Promise<void> | null = null;
  readonly #queueing = new Set<Promise<void>>();

  constructor(private readonly parts: WebhookParts) {
    this.#key = Buffer.from(hkdfSync('sha256', parts.masterKey, '', 'parlour webhooks', 32));
  }

  /** Whether an endpoint may have this address on this installation. */
  takes(url: string): boolean {
    return isUsable(url, this.parts.post);
  }

  sealSecret(webhook: string, secret: string): Buffer {
    return seal(this.#key, `secret/${webhook}`, secret);
  }

  /** Hears what this node tells, and looks for what waits. */
  watch(jobs: Jobs): void {
    const { bus } = this.parts;
    bus.listen('message.posted', ({ message, merchant }) => {
      const { conversation, seq } = message;
      if (seq === 1) this.#take(merchant, { event: 'conversation.started', conversation });
      if (message.kind !== 'event') this.#take(merchant, { event: 'message.posted', conversation, seq });
    });
    bus.listen('conversation.changed', ({ conversation: { id, state }, merchant }) => {
      if (state === 'closed') this.#take(merchant, { event: 'conversation.closed', conversation: id });
    });
    bus.listen('conversation.rated', ({ conversation, merchant, score }) =>
      this.#take(merchant, { event: 'conversation.rated', conversation, mark: `${score}` }),
    );
    jobs.add({ name: 'webhooks', every: 5_000, run: () => this.deliver() });
    jobs.add({ name: 'webhook-outbox', every: 1 * minute, run: () => this.catchUp() });
    jobs.add({ name: 'webhook-log', every: 1 * day, run: () => this.#forgetLog() });
  }

  /** A change is made at this node: what was remembered is void. */
  forget(merchant: string): void {
    this.#known.delete(merchant);
  }

  /** One signed event about nobody, tried once. */
  async test(webhook: WebhookDocument): Promise<WebhookDeliveryDocument> {
    const { models, clock } = this.parts;
    const id = deliveryId(this.#key, webhook._id, `test/${clock.now()}/${Math.random()}`);
    const row = {
      ...waiting(id, webhook, 'test', clock.now()),
      attempts: maxAttempts,
      dueAt: new Date(clock.now() + claimed),
    };
    await models.WebhookDelivery.create(row);
    await this.#attempt(row);
    return (await models.WebhookDelivery.findById(id).lean<WebhookDeliveryDocument>()) ?? row;
  }

  /** Queues what has happened and was not queued, as after the death of a process; delivers it. */
  async catchUp(): Promise<void> {
    await catchUp(this.parts);
    await this.deliver();
  }

  /** Delivers what is due; several calls at once are one. */
  deliver(): Promise<void> {
    this.#delivering = (this.#delivering ?? Promise.resolve())
      .catch(() => undefined)
      .then(() => this.#deliverDue());
    return this.#delivering;
  }

  /** Resolves when nothing is under way any more. */
  async settle(): Promise<void> {
    await Promise.all(this.#queueing);
    await this.#delivering?.catch(() => undefined);
  }

  #take(merchant: MerchantId, happened: Happened): void {
    const work = this.#queue(merchant, happened)
      .then((isNew) => (isNew ? void this.deliver().catch(() => undefined) : undefined))
      .catch((error: unknown) => this.parts.log.error({ err: error }, 'an event could not be queued'))
      .finally(() => this.#queueing.delete(work));
    this.#queueing.add(work);
  }

  async #queue(merchant: MerchantId, happened: Happened): Promise<boolean> {
    const { event, conversation } = happened;
    const webhooks = (await this.#webhooksOf(merchant)).filter(({ events }) => events.includes(event));
    if (webhooks.length === 0) return false;
    const key = (await this.parts.vault.open([conversation])).get(conversation);
    if (!key) return false;
    const now = this.parts.clock.now();
    await queue(
      this.parts.models,
      webhooks.map((webhook) => deliveryOf(webhook, happened, { key, now })),
    );
    return true;
  }

  #webhooksOf(merchant: string): Promise<WebhookDocument[]> {
    const now = this.parts.clock.now();
    const known = this.#known.get(merchant);
    if (known && known.until > now && known.until <= now + remembered) return known.found;
    if (this.#known.size > 10_000) this.#known.clear();
    const found = this.parts.models.Webhook.find({ merchant, enabled: true, removedAt: null })
      .lean<WebhookDocument[]>()
      .exec();
    this.#known.set(merchant, { found, until: now + remembered });
    found.catch(() => this.forget(merchant));
    return found;
  }

  /** Several endpoints at once, each with one delivery under way: a slow one holds up nobody but itself. */
  async #deliverDue(): Promise<void> {
    const now = new Date(this.parts.clock.now());
    const { WebhookDelivery } = this.parts.models;
    if (!(await WebhookDelivery.exists({ state: 'waiting', dueAt: { $lte: now } }))) return;
    const busy = new Set<string>();
    let left = inOneRun;
    const work = async (): Promise<void> => {
      while (left > 0) {
        left -= 1;
        const delivery = await this.#claim([...busy]);
        if (!delivery) return;
        if (busy.has(delivery.webhook)) {
          await this.#give(delivery);
          return;
        }
        busy.add(delivery.webhook);
        await this.#attempt(delivery).finally(() => busy.delete(delivery.webhook));
      }
    };
    await Promise.all(Array.from({ length: atOnce }, work));
  }

  #claim(busy: readonly string[]): Promise<WebhookDeliveryDocument | null> {
    const now = this.parts.clock.now();
    return this.parts.models.WebhookDelivery.findOneAndUpdate(
      { state: 'waiting', dueAt: { $lte: new Date(now) }, webhook: { $nin: busy } },
      { $set: { dueAt: new Date(now + claimed) }, $inc: { attempts: 1 } },
      { sort: { dueAt: 1 }, returnDocument: 'after' },
    ).lean<WebhookDeliveryDocument>();
  }

  /** Its endpoint has become busy since it was looked for: back to the others. */
  async #give({ _id }: WebhookDeliveryDocument): Promise<void> {
    await this.parts.models.WebhookDelivery.updateOne(
      { _id, state: 'waiting' },
      { $set: { dueAt: new Date(this.parts.clock.now()) }, $inc: { attempts: -1 } },
    );
  }

  async #attempt(delivery: WebhookDeliveryDocument): Promise<void> {
    try {
      await this.#record(delivery, await this.#send(delivery, await compose(this.parts, delivery)));
    } catch (error) {
      const why = reasonOf(error);
      if (why === null) throw error;
      await this.#end(delivery, { state: 'dropped', problem: why });
    }
  }

  #send(delivery: WebhookDeliveryDocument, { webhook, disclosing, bodyOf }: Composed): Promise<Outcome> {
    const counts = delivery.attempts === 1 || delivery.event === 'test';
    return this.parts.gate.disclose({ ...disclosing, counts }, async (pass) => {
      const body = await bodyOf(pass);
      const timestamp = Math.floor(this.parts.clock.now() / 1_000);
      const secret = unseal(this.#key, `secret/${webhook._id}`, bytesOf(webhook.secret)).toString('utf8');
      return post(pass, this.parts.post, {
        url: webhook.url,
        body,
        headers: {
          [webhookHeaders.id]: delivery._id,
          [webhookHeaders.event]: delivery.event,
          [webhookHeaders.timestamp]: String(timestamp),
          [webhookHeaders.signature]: signatureOf(secret, timestamp, body),
        },
      });
    });
  }

  async #record(delivery: WebhookDeliveryDocument, { status, duration, problem }: Outcome): Promise<void> {
    const { clock, log, models } = this.parts;
    if (problem === null) return this.#end(delivery, { state: 'delivered', status, duration, problem: null });
    // What is gone for good (410) is not asked again.
    if (delivery.attempts >= maxAttempts || status === 410)
      return this.#end(delivery, { state: 'given_up', status, duration, problem });
    log.info(
      { delivery: delivery._id, attempt: delivery.attempts, problem },
      'a webhook will be tried again',
    );
    const dueAt = new Date(clock.now() + retryAfter(delivery.attempts, Math.random()));
    await models.WebhookDelivery.updateOne(
      { _id: delivery._id, state: 'waiting' },
      { $set: { dueAt, status, duration, problem } },
    );
  }

  async #end({ _id }: WebhookDeliveryDocument, change: Partial<WebhookDeliveryDocument>): Promise<void> {
    await this.parts.models.WebhookDelivery.updateOne(
      { _id, state: 'waiting' },
      { $set: { ...change, dueAt: null, gone: null } },
    );
  }

  async #forgetLog(): Promise<void> {
    const { models, clock } = this.parts;
    await models.WebhookDelivery.deleteMany({
      conversation: null,
      state: { $ne: 'waiting' },
      at: { $lt: new Date(clock.now() - logKept) },
    });
  }
}

/** Why nothing can be sent; null where it is another failure, and the delivery is taken up again. */
function reasonOf(error: unknown): string | null {
  if (error instanceof Undeliverable) return error.why;
  if (!(error instanceof Refusal)) return null;
  if (error.code === 'partner_sharing_missing') return 'not_agreed';
  return error.code === 'not_found' ? 'conversation_gone' : null;
}
