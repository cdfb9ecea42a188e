import { mkdir, readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readCertificate, verifyAudit } from '@parlour/shared/protocol/audit.js';
import type { Call } from '@parlour/shared/protocol/define.js';
import { placeHold } from '@parlour/shared/protocol/hold.js';
import {
  changeBounds,
  changeRule,
  previewBounds,
  previewRule,
  readRule,
  undoRule,
} from '@parlour/shared/protocol/retention-rule.js';
import { retentionOverview } from '@parlour/shared/protocol/retention.js';
import { day, minute } from '@parlour/shared/rules/expiry.js';
import { Agent } from '../testing/agent.js';
import { refusalOf } from '../testing/refusal-of.js';
import { startServer, type TestServer } from '../testing/start-server.js';
import { isSignedBy } from '../vault/signer.js';
import { bytesOf } from '../vault/vault.js';
import { backUp, restore } from './backup.js';

let server: TestServer;
beforeEach(async () => {
  server = await startServer();
});
afterEach(() => server.stop());

const as =
  (email: string, audience: 'merchant' | 'admin'): Call =>
  async (operation, input) => {
    const { password } = server.world;
    const somebody = await Agent.signIn({ url: server.url, email, password, audience });
    try {
      return await somebody.connection.call(operation as never, input);
    } finally {
      somebody.stop();
    }
  };
const asAdmin: Call = (operation, input) => as(server.world.people.ada.email, 'admin')(operation, input);
const asManager: Call = (operation, input) => as(server.world.people.max.email, 'merchant')(operation, input);

async function closedChat() {
  const consumer = await server.consumer();
  const { id } = await consumer.start();
  await consumer.say('a canary called zebraquill');
  await consumer.connection.callRaw('conversation.close', { conversation: id });
  return { consumer, id };
}

const sweep = () => server.app.context.purger.sweep();
const applyRules = () => server.app.context.jobs.runNow('rule_changes');
const count = () => server.app.context.models.Conversation.countDocuments();

describe('a rule that changes', () => {
  it('RET-6 shortening is previewed, waits a day, can be undone, and then reaches old transcripts', async () => {
    const { consumer } = await closedChat();
    const closedAt = server.clock.now();
    const expiry = async () => (await consumer.sync()).conversation.expiry;
    server.clock.advance(10 * day);
    expect(await asManager(previewRule, { keep: 5 * day })).toMatchObject({
      kind: 'shorter',
      conversations: 1,
      goneAtOnce: 1,
    });
    expect(await asManager(previewRule, { keep: 20 * day })).toMatchObject({
      conversations: 1,
      goneAtOnce: 0,
    });
    const { waiting } = await asManager(changeRule, { keep: 20 * day });
    expect(waiting).toMatchObject({ to: { keep: 20 * day }, by: 'Max', appliesAt: server.clock.now() + day });
    expect(await refusalOf(asManager(changeRule, { keep: 19 * day }))).toMatchObject({
      code: 'rule_waiting',
    });
    server.clock.advance(day - minute);
    await applyRules();
    expect((await asManager(undoRule, {})).waiting).toBeNull();
    server.clock.advance(day);
    await applyRules();
    expect((await expiry()).at).toBe(closedAt + 30 * day);
    // Shortened again, and this time left to apply.
    await asManager(changeRule, { keep: 20 * day });
    server.clock.advance(day);
    await applyRules();
    expect(await expiry()).toMatchObject({
      at: closedAt + 20 * day,
      reasons: [
        { rule: 'since_close', ms: 20 * day },
        { rule: 'merchant_rule', ms: 20 * day },
      ],
    });
    expect(await refusalOf(asManager(undoRule, {}))).toMatchObject({ code: 'not_found' });
    expect(await asManager(readRule, {})).toMatchObject({ keep: 20 * day, waiting: null });
    server.clock.advance(7 * day + minute);
    await sweep();
    expect(await count()).toBe(0);
  });

  it('RET-6 lengthening acts at once, on new conversations alone, and revives nothing', async () => {
    const { consumer } = await closedChat();
    const closedAt = server.clock.now();
    expect(await asManager(previewRule, { keep: 60 * day })).toMatchObject({
      kind: 'later',
      conversations: 0,
    });
    expect(await asManager(changeRule, { keep: 60 * day })).toMatchObject({ keep: 60 * day, waiting: null });
    expect((await consumer.sync()).conversation.expiry.at).toBe(closedAt + 30 * day);
    const { consumer: next } = await closedChat();
    expect((await next.sync()).conversation.expiry.at).toBe(closedAt + 60 * day);
    expect(await refusalOf(asManager(changeRule, { keep: 10 * minute }))).toMatchObject({
      code: 'invalid_input',
    });
    expect(await refusalOf(asManager(changeRule, { keep: 400 * day }))).toMatchObject({
      code: 'invalid_input',
    });
  });

  it('RET-6 what the platform keeps is for merchants without a rule of their own; its bounds are for all', async () => {
    const { harbour } = server.world.merchants;
    const ended = async (at: object): Promise<() => Promise<number>> => {
      const consumer = await server.consumer(at);
      const { id } = await consumer.start();
      await consumer.connection.callRaw('conversation.close', { conversation: id });
      return async () => (await consumer.sync()).conversation.expiry.at;
    };
    const closedAt = server.clock.now();
    const withRule = await ended({});
    const without = await ended({ merchant: harbour.slug });
    const platform = { floor: 60 * minute, ceiling: 300 * day, keep: 20 * day };
    expect(await asAdmin(previewBounds, platform)).toMatchObject({ kind: 'shorter', conversations: 1 });
    await asAdmin(changeBounds, platform);
    server.clock.advance(1 * day);
    await applyRules();
    expect(await withRule()).toBe(closedAt + 30 * day);
    expect(await without()).toBe(closedAt + 20 * day);
    await asAdmin(changeBounds, { ...platform, ceiling: 25 * day });
    server.clock.advance(1 * day);
    await applyRules();
    expect(await withRule()).toBe(closedAt + 25 * day);
    expect(await without()).toBe(closedAt + 20 * day);
  });

  it('RET-6 an open conversation’s own clock counts, also when a message comes with the change', async () => {
    const consumer = await server.consumer();
    await consumer.start();
    await asManager(changeRule, { keep: 20 * day });
    server.clock.advance(day);
    await Promise.all([applyRules(), consumer.say('still here')]);
    const { expiry } = (await consumer.sync()).conversation;
    expect(expiry.at).toBe(server.clock.now() + 20 * day);
  });
});

describe('what a sweep reads', () => {
  it('RET-11 is what is due, and neither what is stored nor what is held', async () => {
    const { id } = await closedChat();
    const { Conversation } = server.app.context.models;
    const template = (await Conversation.findById(id).lean())!;
    const now = server.clock.now();
    const copies = Array.from({ length: 300 }, (_, index) => ({
      ...template,
      _id: `cnv_copy${index}`,
      // Ten are due; ten more would be if they were not held.
      expiresAt: new Date(index < 20 ? now - 1_000 - index : now + day + index),
      held: index >= 10 && index < 20 ? 'hidden' : 'no',
    }));
    await Conversation.collection.insertMany(copies as never[]);
    const plan = (await Conversation.collection
      .find({ held: 'no', expiresAt: { $lte: new Date(now) } } as never)
      .sort({ held: 1, expiresAt: 1 })
      .explain('executionStats')) as { executionStats: { nReturned: number; totalDocsExamined: number } };
    expect(plan.executionStats).toMatchObject({ nReturned: 10, totalDocsExamined: 10 });
  });
});

describe('the proof of a purge', () => {
  it('RET-9 a run has a certificate that anybody can check, and verify names what was changed', async () => {
    await closedChat();
    await closedChat();
    server.clock.advance(31 * day);
    await sweep();
    const { runs } = await asAdmin(retentionOverview, {});
    const certificate = await asAdmin(readCertificate, { run: runs[0]!.id });
    const response = await fetch(`${server.url}/.well-known/parlour-signing-key.pem`);
    const key = await response.text();
    expect(key).toBe(certificate.publicKey);
    expect(isSignedBy(key, certificate.text, certificate.signature)).toBe(true);
    expect(isSignedBy(key, certificate.text.replace('2', '3'), certificate.signature)).toBe(false);
    expect(JSON.parse(certificate.text)).toMatchObject({ conversations: 2, keysDestroyed: 2 });
    const { check } = await asAdmin(verifyAudit, {});
    expect(check).toMatchObject({ certificates: 1, problem: null });
    const { PurgeLedger, Certificate } = server.app.context.models;
    const entry = (await PurgeLedger.findOne().lean())!;
    await PurgeLedger.updateOne({ _id: entry._id }, { $set: { 'counts.messages': 1_000 } });
    expect((await asAdmin(verifyAudit, {})).check?.problem).toContain(
      `The ledger of purge run ${runs[0]!.id}`,
    );
    await PurgeLedger.deleteOne({ _id: entry._id });
    expect((await asAdmin(verifyAudit, {})).check?.problem).toContain('The ledger of purge run');
    await Certificate.deleteMany({});
    expect((await asAdmin(verifyAudit, {})).check?.problem).toContain('is missing');
  });

  it('RET-7 a clock that jumps hides nothing that is held, until an admin decides', async () => {
    const { id } = await closedChat();
    const { Conversation } = server.app.context.models;
    const template = (await Conversation.findById(id).lean())!;
    await Conversation.collection.insertMany(
      Array.from({ length: 1_001 }, (_, index) => ({
        ...template,
        _id: `cnv_copy${index}`,
        held: 'visible',
      })) as never[],
    );
    const hidden = () => Conversation.countDocuments({ state: 'expired' });
    server.clock.advance(365 * day);
    await sweep();
    expect((await asAdmin(retentionOverview, {})).brake).toMatchObject({ due: 1_002 });
    expect(await hidden()).toBe(0);
    await (
      await server.app.context.purger.run('command_line')
    ).done;
    expect(await hidden()).toBe(1_001);
    expect((await asAdmin(retentionOverview, {})).brake).toBeNull();
  });

  it('RET-7 when the clock is right again, the brake asks nothing any more', async () => {
    const { id } = await closedChat();
    const { Conversation } = server.app.context.models;
    const template = (await Conversation.findById(id).lean())!;
    await Conversation.collection.insertMany(
      Array.from({ length: 1_001 }, (_, index) => ({ ...template, _id: `cnv_copy${index}` })) as never[],
    );
    server.clock.advance(365 * day);
    await sweep();
    expect((await asAdmin(retentionOverview, {})).brake).toMatchObject({ due: 1_002 });
    server.clock.advance(-365 * day);
    await sweep();
    expect((await asAdmin(retentionOverview, {})).brake).toBeNull();
    expect(await count()).toBe(1_002);
  });
});

describe('a restored backup', () => {
  it('RET-10 from before a purge and before a hold: holds first, then the ledger, and no key in it', async () => {
    const { id: purged } = await closedChat();
    server.clock.advance(5 * day);
    const { id: held } = await closedChat();
    const folder = path.join(server.folder, 'backup');
    await mkdir(folder);
    const { context } = server.app;
    const keys = await context.models.ConversationKey.find().lean();
    await backUp(context, folder);
    expect((await readdir(folder)).some((name) => name.startsWith('ConversationKey'))).toBe(false);
    for (const name of await readdir(folder)) {
      const text = gunzipSync(await readFile(path.join(folder, name))).toString('utf8');
      for (const { wrapped } of keys)
        expect(text).not.toContain(Buffer.from(bytesOf(wrapped)).toString('base64'));
      expect(text).not.toContain('zebraquill');
    }
    // After the backup: one is purged, a hold is placed on the other.
    server.clock.advance(26 * day);
    await sweep();
    await asAdmin(placeHold, {
      scope: { conversation: held },
      reason: 'Case 7',
      custodians: [],
      gagged: false,
      reviewAt: server.clock.now() + 30 * day,
    });
    const ledger = await context.models.PurgeLedger.find().lean();
    await context.models.Hold.deleteMany({});
    await context.models.PurgeLedger.deleteMany({});
    const good = await restore(context, { folder, keys: null });
    expect(good).toEqual({
      holds: 1,
      obligations: 0,
      ledger: 1,
      purgedAgain: 1,
      optOuts: 0,
      disclosures: 0,
      withdrawals: 0,
    });
    expect(await context.models.Conversation.find({}, { _id: 1 }).lean()).toEqual([{ _id: held }]);
    expect(await context.models.Message.countDocuments({ conversation: purged })).toBe(0);
    expect(await context.models.PurgeLedger.find().lean()).toMatchObject([
      { _id: ledger[0]!._id, counts: ledger[0]!.counts, keyDestroyed: true },
    ]);
    server.clock.advance(60 * day);
    await sweep();
    expect(await count()).toBe(1);
  });

  it('RET-10 a database put back by hand is made good at the start, before anything is served', async () => {
    const { id } = await closedChat();
    const { models } = server.app.context;
    const copies = await Promise.all([models.Conversation.find().lean(), models.Message.find().lean()]);
    server.clock.advance(31 * day);
    await sweep();
    await models.Conversation.collection.insertMany(copies[0] as never[]);
    await models.Message.collection.insertMany(copies[1] as never[]);
    await Promise.all([models.PurgeLedger.deleteMany({}), models.JournalMark.deleteMany({})]);
    const restarted = await server.another();
    expect(await models.Conversation.countDocuments({ _id: id })).toBe(0);
    expect(await models.Message.countDocuments({ conversation: id })).toBe(0);
    expect(await models.PurgeLedger.countDocuments({ doneAt: { $ne: null } })).toBe(1);
    await restarted.stop();
  });
});
