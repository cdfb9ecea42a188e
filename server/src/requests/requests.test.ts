import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiBase } from '@parlour/shared/protocol/define.js';
import type { ConversationId } from '@parlour/shared/model/ids.js';
import { closeConversation, sync } from '@parlour/shared/protocol/conversation.js';
import { placeHold, releaseHold } from '@parlour/shared/protocol/hold.js';
import { portalHeader } from '@parlour/shared/protocol/events.js';
import { makeCode } from '@parlour/shared/protocol/access-code.js';
import {
  correctMessage,
  decideRequest,
  downloadExport,
  eraseData,
  exportData,
  listRequests,
  openAccess,
  openRequest,
  readOwnData,
} from '@parlour/shared/protocol/privacy.js';
import { day } from '@parlour/shared/rules/expiry.js';
import { purgeOldRequests } from '../retention/purge-requests.js';
import { Agent } from '../testing/agent.js';
import { newClientId, type Consumer } from '../testing/consumer.js';
import { HttpClient } from '../testing/http-client.js';
import { outcome, upload } from '../testing/files.js';
import { refusalOf } from '../testing/refusal-of.js';
import { bytesOf } from '../vault/vault.js';
import { startServer, type TestServer } from '../testing/start-server.js';
import { unzip } from '../testing/unzip.js';
import { lookAtRequests } from './watch-requests.js';

let server: TestServer;
beforeAll(async () => {
  server = await startServer({ trustedProxies: 1 });
});
afterAll(() => server.stop());

let browsers = 0;
/** Each browser has an address of its own, so that limits do not hide what is asked here. */
const portal = (): HttpClient =>
  new HttpClient(server.url, {
    origin: server.url,
    [portalHeader]: 'consumer',
    'x-forwarded-for': `10.0.0.${(browsers += 1)}`,
  });

/** "Your data" in another browser, opened with a code from the widget. */
async function opened(consumer: Consumer): Promise<HttpClient> {
  const { code } = await consumer.connection.call(makeCode, {});
  const browser = portal();
  await browser.call(openAccess, { code });
  return browser;
}

async function chatting(text = 'A canary sang here'): Promise<Consumer> {
  const consumer = await server.consumer();
  await consumer.start();
  await consumer.say(text);
  return consumer;
}

describe('who has proven to be the consumer', () => {
  it('REQ-1 a resume code from the widget opens "Your data" in another browser, however it is typed', async () => {
    const consumer = await chatting();
    const { code } = await consumer.connection.call(makeCode, {});
    expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{5}-){3}[0-9A-HJKMNP-TV-Z]{5}$/);
    const browser = portal();
    await browser.call(openAccess, {
      code: ` ${code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o')} `,
    });
    const data = await browser.call(readOwnData, {});
    expect(data.conversations.map(({ id }) => id)).toEqual([consumer.conversation]);
    const { messages } = await browser.call(sync, { conversation: consumer.conversation!, after: 0 });
    expect(messages.at(-1)).toMatchObject({ text: 'A canary sang here' });
  });

  it('REQ-1 a wrong, a past and a replaced code are refused alike, and nothing is open without one', async () => {
    const consumer = await chatting();
    const { code: first } = await consumer.connection.call(makeCode, {});
    const { code: second } = await consumer.connection.call(makeCode, {});
    for (const code of [first, '00000-00000-00000-00000'])
      expect(await refusalOf(portal().call(openAccess, { code }))).toMatchObject({
        code: 'wrong_resume_code',
      });
    const browser = portal();
    await browser.call(openAccess, { code: second });
    expect(await refusalOf(portal().call(readOwnData, {}))).toMatchObject({ code: 'not_signed_in' });
    server.clock.advance(2 * 3_600_000);
    expect(await refusalOf(browser.call(readOwnData, {}))).toMatchObject({ code: 'not_signed_in' });
  });

  it('REQ-1 the store holds neither code nor token', async () => {
    const consumer = await chatting();
    const { code } = await consumer.connection.call(makeCode, {});
    const links = JSON.stringify(await server.app.context.models.AccessLink.find().lean());
    expect(links).not.toContain(code.replaceAll('-', ''));
    expect(links).not.toContain(consumer.arrival.token);
  });

  it('REQ-8 the same device at two merchants is two people', async () => {
    const consumer = await chatting();
    const { url, site, origin, token } = consumer.arrival;
    const { Consumer: Person } = await import('../testing/consumer.js');
    const elsewhere = await Person.arrive({
      url,
      site,
      origin,
      token,
      merchant: server.world.merchants.harbour.slug,
    });
    await elsewhere.start();
    const data = await (await opened(elsewhere)).call(readOwnData, {});
    expect(data.conversations.map(({ id }) => id)).toEqual([elsewhere.conversation]);
    expect(data.merchant).toBe('Harbour');
    elsewhere.stop();
  });
});

describe('what is kept', () => {
  it('REQ-2 is shown with its date and why, the answers about consent, and who has looked', async () => {
    const consumer = await chatting();
    const browser = await opened(consumer);
    expect((await browser.call(readOwnData, {})).conversations[0]?.viewers).toEqual([]);
    const agent = await server.agent();
    await agent.sync(consumer.conversation!);
    const [kept] = (await browser.call(readOwnData, {})).conversations;
    expect(kept?.viewers.map(({ name }) => name)).toEqual(['Ana']);
    expect(kept?.expiry.reasons.map(({ rule }) => rule)).toEqual(['since_last_message', 'merchant_rule']);
    expect(kept?.consents.map(({ purpose, state }) => [purpose, state])).toEqual([
      ['transcript_storage', 'given'],
      ['device_storage', 'given'],
    ]);
  });
});

describe('putting something right', () => {
  it('REQ-4 a note stands beside what was said, for both sides, and moves no date', async () => {
    const consumer = await chatting('I live in Bonn');
    const id = consumer.conversation!;
    const agent = await server.agent();
    await agent.sync(id);
    await consumer.connection.call(closeConversation, { conversation: id });
    const browser = await opened(consumer);
    const [before] = (await browser.call(readOwnData, {})).conversations;
    server.clock.advance(60_000 * 5);
    const input = { conversation: id, seq: 1, clientId: newClientId(), text: 'I live in Berlin' };
    await browser.call(correctMessage, input);
    await browser.call(correctMessage, input);
    const told = await agent.connection.next(
      'message.posted',
      (message) => message.kind === 'text' && message.corrects === 1,
    );
    expect(told).toMatchObject({ text: 'I live in Berlin', corrects: 1, sender: { role: 'consumer' } });
    const { messages } = await browser.call(sync, { conversation: id, after: 0 });
    expect(messages.filter(({ kind }) => kind === 'text')).toMatchObject([
      { text: 'I live in Bonn' },
      { text: 'I live in Berlin' },
    ]);
    const [after] = (await browser.call(readOwnData, {})).conversations;
    expect(after?.expiry.at).toBe(before?.expiry.at);
    expect(
      await refusalOf(browser.call(correctMessage, { ...input, seq: 99, clientId: newClientId() })),
    ).toMatchObject({ code: 'not_found' });
  });
});

describe('taking a copy', () => {
  it('REQ-3 is a ZIP of JSON, a readable page, receipts and a manifest that fits; it is fetched once', async () => {
    const consumer = await chatting('<b>A canary</b> sang');
    const agent = await server.agent();
    await agent.say(consumer.conversation!, 'Hello from Ana');
    const browser = await opened(consumer);
    const { token } = await browser.call(exportData, {});
    const answer = await browser.send(downloadExport, { token });
    expect(answer.headers.get('content-type')).toBe('application/zip');
    expect(answer.headers.get('content-disposition')).toContain('attachment');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
    const files = unzip(Buffer.from(await answer.arrayBuffer()));
    const id = consumer.conversation!;
    expect(files.get(`conversations/${id}.json`)).toContain('<b>A canary</b> sang');
    expect(files.get(`conversations/${id}.json`)).not.toContain('acc_');
    expect(files.get('readable.html')).not.toContain('<b>');
    expect(JSON.parse(files.get(`receipts/${id}.json`)!)).toMatchObject({ record_id: id });
    const manifest = JSON.parse(files.get('manifest.json')!) as { files: { name: string; sha256: string }[] };
    expect(manifest.files.map(({ name }) => name).toSorted()).toEqual(
      [...files.keys()].filter((name) => name !== 'manifest.json').toSorted(),
    );
    for (const { name, sha256 } of manifest.files)
      expect(createHash('sha256').update(files.get(name)!).digest('hex')).toBe(sha256);
    expect((await browser.send(downloadExport, { token })).status).toBe(404);
  });

  it('REQ-3 is nobody else’s, and nobody’s after a day', async () => {
    const [mine, other] = await Promise.all([chatting(), chatting()]);
    const [browser, stranger] = await Promise.all([opened(mine), opened(other)]);
    const { token } = await browser.call(exportData, {});
    expect(await refusalOf(stranger.call(downloadExport, { token }))).toMatchObject({ code: 'not_found' });
    server.clock.advance(day + 1);
    const later = await opened(mine);
    expect(await refusalOf(later.call(downloadExport, { token }))).toMatchObject({ code: 'not_found' });
  });

  it('REQ-7 deleted a moment later, the copy is sealed already; the store cannot open it', async () => {
    const consumer = await chatting();
    const browser = await opened(consumer);
    const { token } = await browser.call(exportData, {});
    expect(await browser.call(eraseData, {})).toEqual({ deleted: 1, delayed: 0 });
    const { ExportChunk } = server.app.context.models;
    const chunks = await ExportChunk.find({ expiresAt: new Date(server.clock.now() + day) }).lean();
    expect(chunks).not.toEqual([]);
    expect(chunks.some(({ sealed }) => Buffer.from(bytesOf(sealed)).includes('canary'))).toBe(false);
    const answer = await browser.send(downloadExport, { token });
    const files = unzip(Buffer.from(await answer.arrayBuffer()));
    expect([...files.values()].join('')).toContain('A canary sang here');
    const { link } = chunks[0]!;
    await expect.poll(() => ExportChunk.countDocuments({ link })).toBe(0);
  });

  it('REQ-3, MSG-12 has the files that were sent, as large as they are, with their hashes', async () => {
    const consumer = await chatting();
    const { conversation } = consumer;
    const text = Buffer.alloc(9_000_000, 'what I have written down. ');
    for (const name of ['list.txt', 'list.txt'])
      await outcome(upload(consumer.http, text, { conversation: conversation!, name }));
    const browser = await opened(consumer);
    const { token } = await browser.call(exportData, {});
    const answer = await browser.send(downloadExport, { token });
    const files = unzip(Buffer.from(await answer.arrayBuffer()));
    const paths = [...files.keys()].filter((path) => path.startsWith('files/'));
    expect(paths).toEqual([`files/${conversation}/2-list.txt`, `files/${conversation}/3-list.txt`]);
    for (const path of paths) expect(files.get(path)).toBe(text.toString());
    expect(files.get('readable.html')).toContain(`<a href="${paths[0]}">list.txt</a>`);
    const manifest = JSON.parse(files.get('manifest.json')!) as { files: object[] };
    const sha256 = createHash('sha256').update(text).digest('hex');
    expect(manifest.files).toContainEqual({ name: paths[1], sha256, bytes: text.length });
  });

  it('REQ-3 a new copy voids the one before', async () => {
    const browser = await opened(await chatting());
    const { token: first } = await browser.call(exportData, {});
    const { token: second } = await browser.call(exportData, {});
    expect((await browser.send(downloadExport, { token: first })).status).toBe(404);
    expect((await browser.send(downloadExport, { token: second })).status).toBe(200);
  });
});

describe('deleting', () => {
  it('REQ-5 is done at once: gone for both sides, key destroyed, in the ledger, and the request says so', async () => {
    const consumer = await chatting();
    const id = consumer.conversation!;
    const agent = await server.agent();
    await agent.sync(id);
    const browser = await opened(consumer);
    expect(await browser.call(eraseData, { conversation: id })).toEqual({ deleted: 1, delayed: 0 });
    await agent.connection.next('conversation.gone', ({ conversation }) => conversation === id);
    const { models, vault } = server.app.context;
    expect(await models.Message.countDocuments({ conversation: id })).toBe(0);
    expect(await models.ConversationKey.countDocuments({ _id: id })).toBe(0);
    expect(await models.TranscriptView.countDocuments({ conversation: id })).toBe(0);
    expect(await models.PurgeLedger.findById(vault.subject(id)).lean()).toMatchObject({
      basis: 'deletion_request',
      keyDestroyed: true,
    });
    const data = await browser.call(readOwnData, {});
    expect(data.conversations).toEqual([]);
    expect(data.requests[0]).toMatchObject({ kind: 'deletion', state: 'fulfilled' });
  });

  it('REQ-5 reaches no conversation of somebody else', async () => {
    const [mine, other] = await Promise.all([chatting(), chatting()]);
    const browser = await opened(mine);
    expect(await refusalOf(browser.call(eraseData, { conversation: other.conversation! }))).toMatchObject({
      code: 'not_found',
    });
    await browser.call(eraseData, {});
    expect((await other.sync()).messages).toHaveLength(1);
  });
});

describe('deleting during a legal hold', () => {
  const admin = async () => {
    const { people, password } = server.world;
    return Agent.signIn({ url: server.url, email: people.ada.email, password, audience: 'admin' });
  };
  const hold = async (conversation: ConversationId, gagged: boolean) => {
    const ada = await admin();
    const reviewAt = server.clock.now() + 30 * day;
    const input = { scope: { conversation }, reason: 'A dispute', custodians: [], gagged, reviewAt };
    const { hold: placed } = await ada.connection.call(placeHold, input);
    ada.stop();
    return placed.id;
  };

  it('REQ-5 HLD-4 hides at once, tells that it is delayed, and deletes when the hold ends', async () => {
    const consumer = await chatting();
    const id = consumer.conversation!;
    const held = await hold(id, false);
    const browser = await opened(consumer);
    expect(await browser.call(eraseData, { conversation: id })).toEqual({ deleted: 0, delayed: 1 });
    expect(await refusalOf(consumer.sync())).toMatchObject({ code: 'conversation_expired' });
    const data = await browser.call(readOwnData, {});
    expect(data.conversations).toEqual([]);
    expect(data.delayed).toHaveLength(1);
    expect(data.requests[0]).toMatchObject({ kind: 'deletion', state: 'in_progress' });
    const { context } = server.app;
    expect(await context.models.Message.countDocuments({ conversation: id })).toBe(1);
    const ada = await admin();
    await ada.connection.call(releaseHold, { hold: held, reason: 'Settled' });
    ada.stop();
    server.clock.advance(day + 60_000);
    await context.purger.sweep();
    await lookAtRequests(context);
    expect(await context.models.Message.countDocuments({ conversation: id })).toBe(0);
    const later = await (await opened(consumer)).call(readOwnData, {});
    expect(later.requests[0]).toMatchObject({ kind: 'deletion', state: 'fulfilled' });
    expect(later.delayed).toEqual([]);
  });

  it('HLD-4 a hold that forbids telling is told by nothing that the consumer sees', async () => {
    const consumer = await chatting();
    const id = consumer.conversation!;
    await hold(id, true);
    const browser = await opened(consumer);
    expect(await browser.call(eraseData, {})).toEqual({ deleted: 1, delayed: 0 });
    const data = await browser.call(readOwnData, {});
    expect([data.conversations, data.delayed]).toEqual([[], []]);
    expect(data.requests[0]).toMatchObject({ kind: 'deletion', state: 'fulfilled' });
    expect(await server.app.context.models.Message.countDocuments({ conversation: id })).toBe(1);
  });

  it('REQ-5 of two conversations with one held, the other goes at once', async () => {
    const consumer = await chatting();
    const first = consumer.conversation!;
    await consumer.connection.call(closeConversation, { conversation: first });
    await consumer.start();
    await hold(first, false);
    const browser = await opened(consumer);
    expect(await browser.call(eraseData, {})).toEqual({ deleted: 1, delayed: 1 });
  });
});

it('REQ-6 an answered request is kept for two years, and then gone with the key of its words', async () => {
  const browser = await opened(await chatting());
  await browser.call(eraseData, {});
  const { context } = server.app;
  const { models } = context;
  const found = await models.Request.findOne({ kind: 'deletion', state: 'fulfilled' })
    .sort({ receivedAt: -1 })
    .lean();
  server.clock.advance(729 * day);
  await purgeOldRequests(context);
  expect(await models.Request.countDocuments({ _id: found!._id })).toBe(1);
  server.clock.advance(2 * day);
  await purgeOldRequests(context);
  expect(await models.Request.countDocuments({ _id: found!._id })).toBe(0);
  expect(await models.ConversationKey.countDocuments({ _id: found!._id })).toBe(0);
});

describe('asking a person', () => {
  const ask = {
    kind: 'complaint',
    text: 'My card is 4111 1111 1111 1111',
    jurisdiction: 'gdpr',
    timeZone: 'Europe/Berlin',
  } as const;

  /** Asks, and reads it back as it is shown. */
  async function askFor(browser: HttpClient) {
    const { request: id } = await browser.call(openRequest, ask);
    return (await browser.call(readOwnData, {})).requests.find((request) => request.id === id)!;
  }

  it('REQ-6 REQ-9 a complaint has a deadline, a channel for disputes, and the merchant’s answer; what is written is sealed', async () => {
    const consumer = await chatting();
    const browser = await opened(consumer);
    const request = await askFor(browser);
    expect(request).toMatchObject({ state: 'open', text: 'My card is •••• •••• •••• ••••' });
    expect(request.disputeChannel).toContain('https://');
    const stored = await server.app.context.models.Request.findById(request.id).lean();
    expect(Buffer.from((stored!.text as unknown as { buffer: Buffer }).buffer).includes('My card')).toBe(
      false,
    );
    const manager = await server.agent(server.world.people.max.email);
    const { requests } = await manager.connection.call(listRequests, {});
    expect(requests.map(({ id }) => id)).toContain(request.id);
    const without = manager.connection.call(decideRequest, {
      request: request.id,
      action: 'deny',
      answer: 'No.',
    });
    expect(await refusalOf(without)).toMatchObject({ code: 'invalid_input', issues: [{ path: 'reason' }] });
    await manager.connection.call(decideRequest, { request: request.id, action: 'start' });
    await manager.connection.call(decideRequest, {
      request: request.id,
      action: 'fulfil',
      answer: 'We have put it right.',
    });
    const data = await browser.call(readOwnData, {});
    expect(data.requests.find(({ id }) => id === request.id)).toMatchObject({
      state: 'fulfilled',
      answer: 'We have put it right.',
      dueOn: null,
    });
    const again = manager.connection.call(decideRequest, { request: request.id, action: 'start' });
    expect(await refusalOf(again)).toMatchObject({ code: 'request_closed' });
  });

  it('REQ-6 is the merchant’s own: another merchant, an agent and a consumer do not see it; an admin not its words', async () => {
    const browser = await opened(await chatting());
    const request = await askFor(browser);
    const agent = await server.agent();
    expect(await refusalOf(agent.connection.call(listRequests, {}))).toMatchObject({ code: 'forbidden' });
    expect(await refusalOf(browser.call(listRequests, {}))).toMatchObject({ code: 'forbidden' });
    const other = await opened(await chatting());
    expect((await other.call(readOwnData, {})).requests.map(({ id }) => id)).not.toContain(request.id);
  });

  it('REQ-6 reminds before the deadline and escalates after it, once each', async () => {
    const browser = await opened(await chatting());
    const request = await askFor(browser);
    const { context } = server.app;
    const stateOf = async () => {
      await lookAtRequests(context);
      const found = await context.models.Request.findById(request.id).lean();
      return [found?.remindedAt?.getTime() ?? null, found?.escalatedAt?.getTime() ?? null];
    };
    expect(await stateOf()).toEqual([null, null]);
    const due = (await context.models.Request.findById(request.id).lean())!.dueAt.getTime();
    server.clock.advance(due - 4 * day - server.clock.now());
    const [reminded] = await stateOf();
    expect(reminded).not.toBeNull();
    server.clock.advance(8 * day);
    const [again, escalated] = await stateOf();
    expect(again).toBe(reminded);
    expect(escalated).toBe(server.clock.now());
    const manager = await server.agent(server.world.people.max.email);
    const late = (await manager.connection.call(listRequests, {})).requests.find(
      ({ id }) => id === request.id,
    );
    expect(late).toMatchObject({ overdue: true });
  });
});

it('REQ-1 the portal changes nothing for another origin', async () => {
  const answer = await fetch(`${server.url}${apiBase}/access/session`, {
    method: 'POST',
    headers: {
      origin: 'https://evil.example',
      [portalHeader]: 'consumer',
      'content-type': 'application/json',
    },
    body: JSON.stringify({ code: '00000-00000-00000-00000' }),
  });
  expect(answer.status).toBe(403);
});
