import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeCode } from '@parlour/shared/protocol/access-code.js';
import { decideConsent, welcome } from '@parlour/shared/protocol/conversation.js';
import { portalHeader } from '@parlour/shared/protocol/events.js';
import { placeHold, releaseHold } from '@parlour/shared/protocol/hold.js';
import {
  addObligation,
  endObligation,
  listObligations,
  readObliged,
} from '@parlour/shared/protocol/obligation.js';
import {
  decideRequest,
  downloadExport,
  eraseData,
  exportData,
  openAccess,
  openRequest,
  readOwnData,
} from '@parlour/shared/protocol/privacy.js';
import { changeRule } from '@parlour/shared/protocol/retention-rule.js';
import type { ObligedField } from '@parlour/shared/model/obligation.js';
import { day, hour, minute } from '@parlour/shared/rules/expiry.js';
import { Agent } from '../testing/agent.js';
import { HttpClient } from '../testing/http-client.js';
import { dieAt } from '../testing/die-at.js';
import type { Consumer } from '../testing/consumer.js';
import { refusalOf } from '../testing/refusal-of.js';
import { startServer, type TestServer } from '../testing/start-server.js';
import { unzip } from '../testing/unzip.js';

let server: TestServer;
beforeEach(async () => {
  server = await startServer();
});
afterEach(() => server.stop());

const basis = 'Tax code § 147: records of business letters';
const canary = 'a canary called quillfinch';
const sweep = () => server.app.context.purger.sweep();
const job = (name: string) => server.app.context.jobs.runNow(name);
const models = () => server.app.context.models;

const manager = async () => (await server.agent(server.world.people.max.email)).connection;

async function admin() {
  const { people, password } = server.world;
  const { connection } = await Agent.signIn({
    url: server.url,
    email: people.ada.email,
    password,
    audience: 'admin',
  });
  return connection;
}

const oblige = async (fields: readonly ObligedField[] = ['times', 'agents', 'consents'], keep = 400 * day) =>
  (await (await manager()).call(addObligation, { basis, fields, keep })).obligation;

async function closedChat(): Promise<Consumer> {
  const [consumer, agent] = [await server.consumer(), await server.agent()];
  const { id } = await consumer.start();
  await consumer.say(canary);
  await agent.say(id, 'Good day');
  await consumer.connection.callRaw('conversation.close', { conversation: id });
  return consumer;
}

/** "Your data" in another browser, by a code that the widget gave. */
async function yourData(consumer: Consumer): Promise<HttpClient> {
  const { code } = await consumer.connection.call(makeCode, {});
  const browser = new HttpClient(server.url, { origin: server.url, [portalHeader]: 'consumer' });
  await browser.call(openAccess, { code });
  return browser;
}

const fetched = async (browser: HttpClient, token: string): Promise<Buffer> =>
  Buffer.from(await (await browser.send(downloadExport, { token })).arrayBuffer());

const asks = (consumer: Consumer) =>
  consumer.connection.call(openRequest, {
    kind: 'access',
    text: 'What do you keep about me, beside this?',
    jurisdiction: 'gdpr',
    timeZone: 'UTC',
  });

describe('what a law keeps', () => {
  it('RET-13 the transcript goes at its date, the named fields stay until theirs, and the consumer reads both', async () => {
    const { id } = await oblige();
    const consumer = await closedChat();
    const before = await consumer.connection.call(readOwnData, {});
    expect(before.conversations[0]?.keeps).toEqual([
      { basis, fields: ['times', 'agents', 'consents'], keep: 400 * day },
    ]);
    const closedAt = server.clock.now();
    server.clock.advance(31 * day);
    await sweep();
    expect(await models().Conversation.countDocuments()).toBe(0);
    expect(await models().Message.countDocuments()).toBe(0);
    const [record] = await models().ObligedRecord.find().lean();
    expect(await models().ConversationKey.find({}, { _id: 1 }).lean()).toEqual([{ _id: record!._id }]);
    expect(JSON.stringify(await models().ObligedRecord.find().lean())).not.toMatch(/Ana|quillfinch/);
    const after = await consumer.connection.call(readOwnData, {});
    expect(after.conversations).toEqual([]);
    expect(after.obliged).toEqual([
      { basis, fields: ['times', 'agents', 'consents'], until: closedAt + 400 * day },
    ]);
    const max = await manager();
    const { obligations, records } = await max.call(listObligations, {});
    expect(obligations).toMatchObject([{ id, records: 1, addedBy: 'Max', endedAt: null }]);
    const { fields } = await max.call(readObliged, { record: records[0]!.id, reason: 'Audit of 2027' });
    expect(fields.map(({ field }) => field)).toEqual(['times', 'agents', 'consents']);
    expect(fields[1]?.text).toBe('Ana');
    expect(JSON.stringify(fields)).not.toContain('quillfinch');
    expect(await models().AuditEntry.countDocuments({ action: 'obligation.read' })).toBe(1);
    // On the last day it is there, and a day later it is nowhere.
    server.clock.advance(369 * day - hour);
    await job('obliged');
    expect(await models().ObligedRecord.countDocuments()).toBe(1);
    server.clock.advance(2 * hour);
    expect(
      await refusalOf((await manager()).call(readObliged, { record: records[0]!.id, reason: 'Late' })),
    ).toMatchObject({ code: 'not_found' });
    await job('obliged');
    expect(await models().ObligedRecord.countDocuments()).toBe(0);
    expect(await models().ConversationKey.countDocuments()).toBe(0);
  });

  it('RET-13 only a manager, with a reason, of that merchant; and only what began under it', async () => {
    await closedChat();
    await oblige(['times']);
    await closedChat();
    server.clock.advance(31 * day);
    await sweep();
    expect(await models().ObligedRecord.countDocuments()).toBe(1);
    const record = (await models().ObligedRecord.findOne().lean())!._id;
    const read = (email: string, reason = 'Because') =>
      server
        .agent(email)
        .then(({ connection }) => refusalOf(connection.callRaw('obligation.read', { record, reason })));
    const { people } = server.world;
    expect(await read(people.ana.email)).toMatchObject({ code: 'forbidden' });
    expect(await read(people.max.email, '')).toMatchObject({ code: 'invalid_input' });
    const hana = await server.agent(people.hana.email);
    expect(await refusalOf(hana.connection.callRaw('obligation.list', {}))).toMatchObject({
      code: 'forbidden',
    });
    const max = await manager();
    const whole = { basis, fields: ['text'], keep: day };
    expect(await refusalOf(max.callRaw('obligation.add', whole))).toMatchObject({ code: 'invalid_input' });
  });

  it('REQ-5 RET-13 a deletion that is asked for shreds the transcript, and is told as done in part', async () => {
    await oblige(['times', 'consents']);
    const consumer = await closedChat();
    expect(await consumer.connection.call(eraseData, {})).toEqual({ deleted: 1, delayed: 0, kept: 1 });
    expect(await models().Conversation.countDocuments()).toBe(0);
    const { requests, obliged } = await consumer.connection.call(readOwnData, {});
    expect(requests[0]).toMatchObject({ kind: 'deletion', state: 'partially_fulfilled' });
    expect(requests[0]?.answer).toContain(basis);
    expect(obliged).toHaveLength(1);
    const browser = await yourData(consumer);
    const { token } = await browser.call(exportData, {});
    const files = unzip(await fetched(browser, token));
    expect(files.get('kept-by-law.json')!).toContain('Began ');
  });

  it('RET-13 HLD-1 an obligation that ends lets go of what it kept, except what a hold covers', async () => {
    const { id } = await oblige(['times']);
    const consumer = await closedChat();
    const conversation = consumer.conversation!;
    server.clock.advance(31 * day);
    await sweep();
    // The conversation is gone, so that a hold reaches what is left of it by merchant and dates.
    const { hold } = await (
      await admin()
    ).call(placeHold, {
      scope: { merchant: server.world.merchants.motors.slug },
      reason: 'Case 9',
      custodians: [],
      gagged: false,
      reviewAt: server.clock.now() + 30 * day,
    });
    const max = await manager();
    await max.call(endObligation, { obligation: id });
    expect(await refusalOf(max.call(endObligation, { obligation: id }))).toMatchObject({ code: 'not_found' });
    await job('obliged');
    expect(await models().ObligedRecord.countDocuments({ conversation })).toBe(1);
    expect((await consumer.connection.call(readOwnData, {})).obliged).toEqual([]);
    await (await admin()).call(releaseHold, { hold: hold.id, reason: 'Settled' });
    await job('obliged');
    expect(await models().ObligedRecord.countDocuments()).toBe(0);
  });

  it('RET-13 RET-4 a purge that is killed at any write leaves each record once, whole, before anything goes', async () => {
    await oblige(['times', 'agents']);
    for (let nth = 1; ; nth += 1) {
      await closedChat();
      server.clock.advance(31 * day);
      const death = dieAt(server.app.context, nth, nth % 2 === 0 ? 'before' : 'after');
      await sweep().catch(() => undefined);
      death.restore();
      if (death.at === null) break;
      server.app.context.vault.forgetAll();
      server.clock.advance(minute);
      await sweep();
      const records = await models().ObligedRecord.find().lean();
      expect(records, death.at).toHaveLength(1);
      expect(records[0]?.fields, death.at).toEqual(['times', 'agents']);
      expect(await models().Message.countDocuments(), death.at).toBe(0);
      await models().ObligedRecord.deleteMany({});
    }
  });
});

describe('a copy that was asked for', () => {
  it('REQ-7 what is due waits for it, says so, and goes when it is answered', async () => {
    const consumer = await closedChat();
    const due = (await consumer.sync()).conversation.expiry.at;
    server.clock.advance(29 * day);
    const { request } = await asks(consumer);
    const { expiry } = (await consumer.sync()).conversation;
    expect(expiry.at).toBeGreaterThan(due);
    expect(expiry.reasons.at(-1)).toEqual({ rule: 'access_open', ms: 0 });
    server.clock.advance(5 * day);
    await sweep();
    expect(await models().Conversation.countDocuments()).toBe(1);
    await (await manager()).call(decideRequest, { request, action: 'fulfil', answer: 'Here it is.' });
    await sweep();
    expect(await models().Conversation.countDocuments()).toBe(0);
  });

  it('REQ-7 nobody who answers late keeps longer than the deadline', async () => {
    const consumer = await closedChat();
    server.clock.advance(29 * day);
    const { dueOn } = await asks(consumer);
    const { at } = (await consumer.sync()).conversation.expiry;
    expect(new Date(at - 1).toISOString().slice(0, 10)).toBe(dueOn);
    server.clock.advance(at - server.clock.now());
    await sweep();
    expect(await models().Conversation.countDocuments()).toBe(0);
  });

  it('REQ-7 taking the copy oneself gives the date back', async () => {
    const consumer = await closedChat();
    const due = (await consumer.sync()).conversation.expiry.at;
    const browser = await yourData(consumer);
    await asks(consumer);
    await browser.call(exportData, {});
    expect((await consumer.sync()).conversation.expiry.at).toBe(due);
  });

  it('REQ-7 access and deletion together: the copy is sealed first, then everything goes', async () => {
    const consumer = await closedChat();
    const browser = await yourData(consumer);
    await asks(consumer);
    const { deleted, copy } = await browser.call(eraseData, {});
    expect(deleted).toBe(1);
    expect(await models().Conversation.countDocuments()).toBe(0);
    const files = unzip(await fetched(browser, copy!.token));
    expect(files.get('readable.html')!).toContain('quillfinch');
  });

  it('RET-6 REQ-7 a shorter rule reaches it and does not overtake the copy', async () => {
    const consumer = await closedChat();
    const plain = await closedChat();
    await asks(consumer);
    const { at } = (await consumer.sync()).conversation.expiry;
    await (await manager()).call(changeRule, { keep: 5 * day });
    server.clock.advance(day);
    await job('rule_changes');
    expect((await consumer.sync()).conversation.expiry.at).toBe(at);
    expect((await plain.sync()).conversation.expiry.at).toBeLessThan(at);
  });
});

it('HLD-3 the day after a hold is left whatever is decided in it: a rule, a withdrawal, a deletion', async () => {
  const consumer = await closedChat();
  const { hold } = await (
    await admin()
  ).call(placeHold, {
    scope: { conversation: consumer.conversation! },
    reason: 'Case 8',
    custodians: [],
    gagged: false,
    reviewAt: server.clock.now() + 30 * day,
  });
  await (await admin()).call(releaseHold, { hold: hold.id, reason: 'Settled' });
  const graceEnd = server.clock.now() + day;
  const { notice } = await consumer.connection.call(welcome, {});
  server.clock.advance(hour);
  await consumer.connection.call(decideConsent, {
    conversation: consumer.conversation!,
    notice: notice.sha256,
    decisions: [{ purpose: 'transcript_storage', state: 'refused' }],
    locale: 'en',
  });
  expect((await consumer.sync()).conversation.expiry.at).toBe(graceEnd);
  await consumer.connection.call(eraseData, {});
  expect(await refusalOf(consumer.sync())).toMatchObject({ code: 'conversation_expired' });
  await sweep();
  expect(await models().Conversation.countDocuments()).toBe(1);
  server.clock.advance(graceEnd - server.clock.now());
  await sweep();
  expect(await models().Conversation.countDocuments()).toBe(0);
});
