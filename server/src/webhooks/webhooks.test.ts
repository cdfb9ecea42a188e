import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { webhookEvents, webhookHeaders, type DisclosedField } from '@parlour/shared/model/disclosure.js';
import type { WebhookEvent } from '@parlour/shared/model/disclosure.js';
import { closeConversation, decideConsent, welcome } from '@parlour/shared/protocol/conversation.js';
import {
  listDisclosures,
  saveProcessor,
  type SaveProcessorInput,
} from '@parlour/shared/protocol/disclosure.js';
import { writeNote } from '@parlour/shared/protocol/note.js';
import {
  changeWebhook,
  createWebhook,
  listDeliveries,
  listWebhooks,
  removeWebhook,
  testWebhook,
  type WebhookView,
} from '@parlour/shared/protocol/webhook.js';
import { day, hour, minute } from '@parlour/shared/rules/expiry.js';
import type { Agent } from '../testing/agent.js';
import { newClientId, type Consumer } from '../testing/consumer.js';
import { Receiver } from '../testing/receiver.js';
import { refusalOf } from '../testing/refusal-of.js';
import { startServer, type TestServer } from '../testing/start-server.js';
import type { Resolve } from './post.js';
import { maxAttempts, retryAfter } from './retry.js';

let server: TestServer;
let receiver: Receiver;
let mia: Agent;

async function begin(options: Parameters<typeof startServer>[0]): Promise<void> {
  server = await startServer(options);
  mia = await server.agent('mia@people.example');
}

beforeEach(async () => {
  receiver = await Receiver.open();
});
afterEach(async () => {
  await server.stop();
  await receiver.close();
});

const everything: DisclosedField[] = ['reference', 'state', 'site', 'page', 'sender', 'text', 'consents'];

async function endpoint(
  given: Partial<SaveProcessorInput> & { url?: string; events?: WebhookEvent[] } = {},
): Promise<{ webhook: WebhookView; secret: string }> {
  const { url = receiver.url, events = [...webhookEvents], ...rest } = given;
  const { processor } = await mia.connection.call(saveProcessor, {
    name: 'Our customer database',
    category: 'processor',
    purpose: 'To call people back',
    fields: everything,
    ...rest,
  });
  return mia.connection.call(createWebhook, { url, events, processor: processor.id });
}

async function chatting(text = 'a canary sang'): Promise<Consumer> {
  const consumer = await server.consumer();
  await consumer.start();
  await consumer.say(text);
  return consumer;
}

const log = async ({ id }: WebhookView) =>
  (await mia.connection.call(listDeliveries, { webhook: id })).deliveries;
const { signature, timestamp, id: idHeader } = webhookHeaders;

/** Whatever is queued has been tried. */
async function tried(): Promise<void> {
  await server.app.context.webhooks.settle();
  await server.app.context.webhooks.deliver();
}

describe('webhooks', () => {
  it('DIS-6 a process that dies between storing and queueing loses no event, and none is told twice', async () => {
    await begin({ webhookAllowInside: true });
    const before = await chatting('said before there was an endpoint');
    server.clock.advance(1_000);
    const { webhook } = await endpoint({ events: ['message.posted', 'conversation.closed'] });
    const consumer = await chatting('told at once');
    await tried();
    const { context } = server.app;
    const { WebhookDelivery } = context.models;
    expect(await WebhookDelivery.countDocuments({ state: 'delivered' })).toBe(1);
    // From here nothing is queued, as if the process had died each time just after it had stored something.
    const { collection } = WebhookDelivery;
    collection.bulkWrite = () => Promise.reject(new Error('killed here'));
    await consumer.say('stored, and never queued');
    await consumer.connection.call(closeConversation, { conversation: consumer.conversation! });
    await before.say('in an older conversation');
    await context.webhooks.settle();
    delete (collection as Partial<typeof collection>).bulkWrite;
    expect(await WebhookDelivery.countDocuments()).toBe(1);
    server.clock.advance(10 * minute);
    await context.jobs.runNow('webhook-outbox');
    await tried();
    const told = (await log(webhook)).map(({ event, state }) => `${event} ${state}`).toSorted();
    expect(told).toEqual([
      'conversation.closed delivered',
      'message.posted delivered',
      'message.posted delivered',
      'message.posted delivered',
    ]);
    expect(receiver.received.map(({ raw }) => raw).join()).not.toContain('before there was an endpoint');
    await context.jobs.runNow('webhook-outbox');
    await tried();
    expect(await WebhookDelivery.countDocuments()).toBe(4);
    expect(new Set(receiver.received.map(({ body }) => body.id)).size).toBe(receiver.received.length);
  });

  it('DIS-6 what happened while an endpoint was off is not told afterwards', async () => {
    await begin({ webhookAllowInside: true });
    const { webhook } = await endpoint({ events: ['message.posted'] });
    const change = (enabled: boolean) =>
      mia.connection.call(changeWebhook, { webhook: webhook.id, enabled, events: ['message.posted'] });
    await change(false);
    await chatting();
    server.clock.advance(1_000);
    await change(true);
    await server.app.context.jobs.runNow('webhook-outbox');
    await tried();
    expect(await log(webhook)).toEqual([]);
  });

  it('DIS-1 tell a start, each message, a close, signed, under one id, with an entry in the register', async () => {
    await begin({ webhookAllowInside: true });
    const { webhook, secret } = await endpoint();
    const consumer = await chatting('My card is 4111 1111 1111 1111');
    const message = await receiver.next('message.posted');
    expect(message.body.data).toMatchObject({
      conversation: consumer.conversation,
      from: 'consumer',
      page: 'Blue hatchback',
      site: 'Cars',
    });
    // Masked before it was stored, so here too.
    expect(message.raw).not.toContain('4111 1111');
    expect(message.body.data['text']).toContain('My card is');
    const made = createHmac('sha256', secret)
      .update(`${String(message.headers[timestamp])}.${message.raw}`)
      .digest('hex');
    expect(message.headers[signature]).toBe(`v1=${made}`);
    expect(message.headers[idHeader]).toBe(message.body.id);
    await receiver.next('conversation.started');
    await consumer.connection.call(closeConversation, { conversation: consumer.conversation! });
    const closed = await receiver.next('conversation.closed');
    expect(closed.body.data).toMatchObject({ state: 'closed' });
    const { disclosures } = await mia.connection.call(listDisclosures, {});
    expect(disclosures).toHaveLength(1);
    expect(disclosures[0]).toMatchObject({
      kind: 'webhook',
      recipient: 'Our customer database',
      category: 'processor',
      basis: 'contract',
      conversations: 1,
    });
    expect(disclosures[0]!.times).toBeGreaterThanOrEqual(3);
    await tried();
    for (const line of await log(webhook)) expect(line).toMatchObject({ state: 'delivered', status: 204 });
    const stored = JSON.stringify(await server.app.context.models.WebhookDelivery.find().lean());
    expect(stored).not.toContain('My card');
  });

  it('INB-1 a note is in none of them: nothing leaves because colleagues wrote to each other', async () => {
    await begin({ webhookAllowInside: true });
    await endpoint();
    const { conversation } = await chatting();
    await receiver.next('message.posted');
    const { models } = server.app.context;
    await tried();
    const before = await models.WebhookDelivery.countDocuments();
    const note = { conversation: conversation!, clientId: newClientId(), text: 'between us: a numbat' };
    await mia.connection.call(writeNote, note);
    await tried();
    expect(await models.WebhookDelivery.countDocuments()).toBe(before);
    await mia.say(conversation!, 'Good day.');
    await receiver.next('message.posted', ({ raw }) => raw.includes('Good day.'));
    expect(JSON.stringify(receiver.received)).not.toContain('numbat');
  });

  it('DIS-1 where the entry cannot be written, nothing leaves; it leaves when it can be again', async () => {
    await begin({ webhookAllowInside: true });
    const { webhook } = await endpoint({ events: ['message.posted'] });
    const { models } = server.app.context;
    const { updateOne } = models.Disclosure;
    models.Disclosure.updateOne = (() => Promise.reject(new Error('the store is full'))) as never;
    await chatting();
    await tried().catch(() => undefined);
    expect(receiver.received).toEqual([]);
    models.Disclosure.updateOne = updateOne;
    expect(await models.Disclosure.countDocuments()).toBe(0);
    server.clock.advance(2 * minute);
    await tried();
    expect(receiver.of('message.posted')).toHaveLength(1);
    expect((await log(webhook))[0]).toMatchObject({ state: 'delivered' });
    expect(await models.Disclosure.countDocuments()).toBe(1);
  });

  it('DIS-1 nothing goes out without a pass from the gate', async () => {
    await begin({ webhookAllowInside: true });
    const { post } = await import('./post.js');
    const forged = { disclosure: 'dis_x', fields: ['text'] } as never;
    const message = { url: receiver.url, body: '{}', headers: {} };
    await expect(post(forged, { allowInside: true }, message)).rejects.toThrow(/DIS-1/);
    await expect(
      server.app.context.mailer.send({ kind: 'transcript', to: 'a@b.example', subject: '', text: '' }),
    ).rejects.toThrow(/DIS-1/);
    expect(receiver.received).toEqual([]);
  });

  it('DIS-2 what the registry does not allow is never in it, from the moment that it changes', async () => {
    await begin({ webhookAllowInside: true });
    const { webhook } = await endpoint({ fields: ['reference', 'sender'], events: ['message.posted'] });
    const consumer = await chatting();
    const { body, raw } = await receiver.next('message.posted');
    expect(Object.keys(body.data).toSorted()).toEqual([
      'closedAt',
      'conversation',
      'from',
      'sentAt',
      'seq',
      'startedAt',
    ]);
    expect(raw).not.toContain('canary');
    expect(raw).not.toContain('hatchback');
    await mia.connection.call(saveProcessor, {
      processor: webhook.processor.id,
      name: 'Our customer database',
      category: 'processor',
      purpose: 'To count',
      fields: [],
    });
    await consumer.say('another word');
    const second = await receiver.next('message.posted', (one) => one.body.id !== body.id);
    expect(second.body.data).toEqual({});
  });

  it('DIS-4 a third party gets nothing before the consumer agrees, by event number, and nothing after a no', async () => {
    await begin({ webhookAllowInside: true });
    const { webhook } = await endpoint({ category: 'third_party', events: ['message.posted'] });
    const consumer = await chatting();
    await tried();
    expect(receiver.received).toEqual([]);
    expect(await log(webhook)).toMatchObject([{ state: 'dropped', problem: 'not_agreed', attempts: 1 }]);
    const { notice } = (await consumer.connection.callRaw('welcome.read', {})) as {
      notice: { sha256: string };
    };
    const decide = (state: 'given' | 'refused') =>
      consumer.connection.callRaw('consent.decide', {
        conversation: consumer.conversation,
        notice: notice.sha256,
        decisions: [{ purpose: 'partner_sharing', state }],
        locale: 'en',
      });
    await decide('given');
    await consumer.say('share this');
    await receiver.next('message.posted', (one) => one.body.data['text'] === 'share this');
    await tried();
    const [entry] = (await mia.connection.call(listDisclosures, {})).disclosures;
    expect(entry).toMatchObject({ category: 'third_party', basis: 'consent', consentEvent: 3 });
    receiver.status = 500;
    await consumer.say('not any more');
    await receiver.next('message.posted', (one) => one.body.data['text'] === 'not any more');
    await tried();
    await decide('refused');
    receiver.status = 204;
    const before = receiver.received.length;
    server.clock.advance(1 * minute);
    await tried();
    // It waited for another attempt: the withdrawal came first.
    expect(receiver.received).toHaveLength(before);
  });

  it('tries again, later and later, under the same id, and gives up after so often', async () => {
    await begin({ webhookAllowInside: true });
    const { webhook } = await endpoint({ events: ['message.posted'] });
    receiver.status = 503;
    await chatting();
    await tried();
    expect(await log(webhook)).toMatchObject([
      { state: 'waiting', attempts: 1, status: 503, problem: 'status_503' },
    ]);
    for (let attempt = 1; attempt < maxAttempts; attempt += 1) {
      server.clock.advance(retryAfter(attempt, 1) + 1);
      await tried();
    }
    expect(await log(webhook)).toMatchObject([{ state: 'given_up', attempts: maxAttempts, nextAt: null }]);
    expect(receiver.received).toHaveLength(maxAttempts);
    expect(new Set(receiver.received.map(({ body }) => body.id)).size).toBe(1);
    // Tried often, disclosed once.
    expect((await mia.connection.call(listDisclosures, {})).disclosures).toMatchObject([{ times: 1 }]);
  });

  it('waits twice as long each time, by chance a quarter more or less, six hours at most', () => {
    expect(retryAfter(1, 0.5)).toBe(10_000);
    expect(retryAfter(2, 0.5)).toBe(20_000);
    expect([retryAfter(1, 0), retryAfter(1, 1)]).toEqual([7_500, 12_500]);
    expect(retryAfter(40, 0.5)).toBe(6 * hour);
  });

  it('RET-2 RET-3 what waits is dropped when its conversation is hidden, and a purge is told to whoever wants it', async () => {
    await begin({ webhookAllowInside: true });
    const { webhook } = await endpoint();
    receiver.status = 500;
    const consumer = await chatting();
    await tried();
    receiver.status = 204;
    const before = receiver.received.length;
    server.clock.advance(31 * day);
    await tried();
    expect(receiver.received).toHaveLength(before);
    await server.app.context.purger.sweep();
    await mia.connection.callRaw('session.read', {}).catch(() => undefined);
    await tried();
    const gone = await receiver.next('conversation.purged');
    expect(gone.body.data).toEqual({ conversation: consumer.conversation });
    const rows = await server.app.context.models.WebhookDelivery.find({ webhook: webhook.id }).lean();
    expect(rows).toMatchObject([{ event: 'conversation.purged', state: 'delivered', gone: null }]);
    expect(JSON.stringify(rows)).not.toContain(consumer.conversation);
  });

  it('DIS-4 a third party is told of the purge of what it was told of, and of no other', async () => {
    await begin({ webhookAllowInside: true });
    const { webhook } = await endpoint({
      category: 'third_party',
      events: ['message.posted', 'conversation.purged'],
    });
    const [silent, sharing] = [await chatting(), await chatting()];
    const { notice } = await sharing.connection.call(welcome, {});
    await sharing.connection.call(decideConsent, {
      conversation: sharing.conversation!,
      notice: notice.sha256,
      decisions: [{ purpose: 'partner_sharing', state: 'given' }],
      locale: 'en',
    });
    await sharing.say('share this');
    await receiver.next('message.posted', (one) => one.body.data['text'] === 'share this');
    await tried();
    server.clock.advance(31 * day);
    await server.app.context.purger.sweep();
    await tried();
    const { Conversation, WebhookDelivery } = server.app.context.models;
    expect(await Conversation.countDocuments({ _id: silent.conversation! })).toBe(0);
    const told = receiver.of('conversation.purged').map(({ body }) => body.data);
    expect(told).toEqual([{ conversation: sharing.conversation }]);
    expect(await WebhookDelivery.countDocuments({ webhook: webhook.id })).toBe(1);
  });

  it('DIS-1 after a purge the entry says that something was disclosed, and not of whom', async () => {
    await begin({ webhookAllowInside: true });
    await endpoint({ events: ['message.posted'] });
    const consumer = await chatting();
    await receiver.next('message.posted');
    await tried();
    const { models, gate } = server.app.context;
    const [subject] = (await gate.subjectsOf([consumer.conversation!])).values();
    expect((await models.Disclosure.findOne().lean())!.subjects).toEqual([subject]);
    server.clock.advance(31 * day);
    await server.app.context.purger.sweep();
    const entry = await models.Disclosure.findOne().lean();
    expect(entry).toMatchObject({ recipient: 'Our customer database', subjects: [subject] });
    // The key is gone: nobody can say any more whom this was.
    expect(await gate.subjectsOf([consumer.conversation!])).toEqual(new Map());
    expect(JSON.stringify(entry)).not.toContain(consumer.conversation);
    expect(JSON.stringify(entry)).not.toContain(consumer.arrival.token);
  });

  it('can be turned off, changed, tested and removed by the merchant’s manager alone', async () => {
    await begin({ webhookAllowInside: true });
    const { webhook, secret } = await endpoint();
    expect(secret).toMatch(/^whsec_[\w-]{43}$/);
    const all = JSON.stringify([
      await mia.connection.call(listWebhooks, {}),
      await server.app.context.models.Webhook.find().lean(),
    ]);
    expect(all).not.toContain(secret);
    const { delivery } = await mia.connection.call(testWebhook, { webhook: webhook.id });
    expect(delivery).toMatchObject({ event: 'test', state: 'delivered', status: 204 });
    expect((await receiver.next('test')).body.data).toEqual({});
    await mia.connection.call(changeWebhook, {
      webhook: webhook.id,
      enabled: false,
      events: ['message.posted'],
    });
    await chatting();
    await tried();
    expect(receiver.of('message.posted')).toEqual([]);
    const ana = await server.agent();
    expect(await refusalOf(ana.connection.call(listWebhooks, {}))).toMatchObject({ code: 'forbidden' });
    await mia.connection.call(removeWebhook, { webhook: webhook.id });
    expect(await refusalOf(mia.connection.call(listDeliveries, { webhook: webhook.id }))).toMatchObject({
      code: 'not_found',
    });
    const { AuditEntry } = server.app.context.models;
    const actions = (await AuditEntry.find().sort({ _id: 1 }).lean()).map(({ action }) => action);
    expect(actions).toEqual(
      expect.arrayContaining([
        'processor.save',
        'webhook.create',
        'disclosure.make',
        'webhook.change',
        'webhook.remove',
      ]),
    );
  });
});

describe('requests made by the server', () => {
  /** A name that is public when it is first asked for, and inside the next time (rebinding). */
  const rebinding = (): { resolve: Resolve; asked: () => number } => {
    let asked = 0;
    return {
      asked: () => asked,
      resolve: () => {
        asked += 1;
        // The first is in the public part, where nobody is.
        const address = asked === 1 ? { address: '2fff::1', family: 6 } : { address: '127.0.0.1', family: 4 };
        return Promise.resolve([address]);
      },
    };
  };

  it('SSRF an address inside is refused when an endpoint is entered', async () => {
    await begin({});
    for (const url of [receiver.url, 'https://127.0.0.1/', 'https://[::1]/', 'https://169.254.169.254/'])
      expect(await refusalOf(endpoint({ url }))).toMatchObject({ code: 'wrong_address' });
  });

  it('SSRF a name that leads inside is refused at the connection, at every attempt anew', async () => {
    const { resolve, asked } = rebinding();
    await begin({ resolve });
    const { webhook } = await endpoint({
      url: 'https://hooks.example.com:8443/',
      events: ['message.posted'],
    });
    for (const problem of [/unreachable|timeout/, /refused/]) {
      const { delivery } = await mia.connection.call(testWebhook, { webhook: webhook.id });
      expect(delivery).toMatchObject({ state: 'given_up', status: null });
      expect(delivery.problem).toMatch(problem);
    }
    // What is looked at is what is connected to: a name is asked for once each time.
    expect(asked()).toBe(2);
    expect(receiver.received).toEqual([]);
  });

  it('SSRF one address inside among several spoils them all', async () => {
    const resolve: Resolve = () =>
      Promise.resolve([
        { address: '8.8.8.8', family: 4 },
        { address: '::ffff:127.0.0.1', family: 6 },
      ]);
    await begin({ resolve });
    const { webhook } = await endpoint({ url: 'https://hooks.example.com/' });
    const { delivery } = await mia.connection.call(testWebhook, { webhook: webhook.id });
    expect(delivery).toMatchObject({ problem: 'refused', status: null });
  });

  it('SSRF a redirect is not followed: it is an answer like any other that is no success', async () => {
    await begin({ webhookAllowInside: true });
    const { webhook } = await endpoint();
    receiver.status = 302;
    receiver.headers = { location: receiver.url };
    const { delivery } = await mia.connection.call(testWebhook, { webhook: webhook.id });
    expect(delivery).toMatchObject({ state: 'given_up', status: 302, problem: 'status_302' });
    expect(receiver.received).toHaveLength(1);
  });
});
