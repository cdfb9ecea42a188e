import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ConversationId } from '@parlour/shared/model/ids.js';
import { welcome } from '@parlour/shared/protocol/conversation.js';
import {
  listLedger,
  previewPurge,
  retentionOverview,
  startPurge,
} from '@parlour/shared/protocol/retention.js';
import { day, minute } from '@parlour/shared/rules/expiry.js';
import { newId } from '../new-id.js';
import { Agent } from '../testing/agent.js';
import { dieAt } from '../testing/die-at.js';
import { refusalOf } from '../testing/refusal-of.js';
import { startServer, type TestServer } from '../testing/start-server.js';
import { leafModel, leafNames } from './leaves.js';
import { hideExpired, purgeTranscripts, resumePurges } from './purge-transcripts.js';

const canary = 'zanzibarquokka';

let server: TestServer;
beforeEach(async () => {
  server = await startServer();
});
afterEach(() => server.stop());

/** A conversation in which the canary was said by both, closed, and kept for 30 days. */
async function chat(consent = { transcript: true, device: true }) {
  const [consumer, agent] = await Promise.all([server.consumer(), server.agent()]);
  const { id } = await consumer.start(consent);
  await consumer.say(`is the ${canary} still there?`);
  await agent.say(id, `the ${canary} is here`);
  await consumer.connection.callRaw('conversation.close', { conversation: id });
  await Promise.all([consumer.sync(), agent.sync(id)]);
  return { consumer, agent, id };
}

const signInAdmin = () => {
  const { people, password } = server.world;
  return Agent.signIn({ url: server.url, email: people.ada.email, password, audience: 'admin' });
};

async function stored() {
  const { Conversation, Message, ConversationKey, ConsentEvent } = server.app.context.models;
  const counts = await Promise.all(
    [Conversation, Message, ConversationKey, ConsentEvent].map((model) => model.countDocuments()),
  );
  return { conversations: counts[0], messages: counts[1], keys: counts[2], consents: counts[3] };
}

async function filesContain(folder: string, text: string): Promise<boolean> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = names
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
  const contents = await Promise.all(files.map((file) => readFile(file)));
  return contents.some((content) => content.includes(text) || content.includes(Buffer.from(text, 'utf16le')));
}

describe('the date', () => {
  it('RET-2 hides a transcript from everybody at once, before any job has run', async () => {
    const { consumer, id } = await chat();
    server.clock.advance(30 * day - 1);
    const agent = await server.agent();
    expect((await agent.sync(id)).messages).toHaveLength(4);
    server.clock.advance(1);
    expect(await refusalOf(consumer.sync())).toMatchObject({ code: 'conversation_expired' });
    expect(await refusalOf(agent.sync(id))).toMatchObject({ code: 'conversation_expired' });
    expect(await refusalOf(agent.say(id, 'hello?'))).toMatchObject({ code: 'conversation_expired' });
    expect((await agent.inbox('closed')).entries).toEqual([]);
    expect((await consumer.connection.call(welcome, {})).conversation).toBeNull();
    expect(await stored()).toMatchObject({ conversations: 1, messages: 4 });
  });

  it('RET-2 a minute later it is purged, both sides are told, and the files hold no trace', async () => {
    const { consumer, agent, id } = await chat();
    // Before the purge too: what is said is never stored in the clear.
    if (!process.env['MONGODB_URI']) expect(await filesContain(server.folder, canary)).toBe(false);
    server.clock.advance(30 * day + 1 * minute);
    await server.app.context.purger.sweep();
    await consumer.connection.next('conversation.gone', ({ conversation }) => conversation === id);
    await agent.connection.next('conversation.gone', ({ conversation }) => conversation === id);
    expect(await stored()).toEqual({ conversations: 0, messages: 0, keys: 0, consents: 0 });
    expect(await refusalOf(consumer.sync())).toMatchObject({ code: 'not_found' });
    if (!process.env['MONGODB_URI']) expect(await filesContain(server.folder, canary)).toBe(false);
  });

  it('RET-9 the ledger has its entry, with counts and without content or id', async () => {
    const { id } = await chat();
    server.clock.advance(30 * day);
    await server.app.context.purger.sweep();
    const admin = await signInAdmin();
    const { entries } = await admin.connection.call(listLedger, { conversation: id });
    expect(entries).toEqual([
      expect.objectContaining({
        scope: 'conversation',
        counts: expect.objectContaining({ messages: 4, consentEvents: 2, conversations: 1 }) as unknown,
        rule: 'merchant_rule',
        basis: 'retention',
        doneAt: server.clock.now(),
        keyDestroyed: true,
      }),
    ]);
    const raw = JSON.stringify(await server.app.context.models.PurgeLedger.find().lean());
    expect(raw).not.toContain(id);
    expect(raw).not.toContain(canary);
    admin.stop();
  });

  it('CON-5 a refused transcript is purged 15 minutes after the close', async () => {
    await chat({ transcript: false, device: false });
    server.clock.advance(15 * minute - 1);
    await server.app.context.purger.sweep();
    expect((await stored()).conversations).toBe(1);
    server.clock.advance(1);
    await server.app.context.purger.sweep();
    expect(await stored()).toMatchObject({ conversations: 0, messages: 0 });
  });

  it('RET-7 a clock that goes back shows nothing again', async () => {
    const { consumer, id } = await chat();
    server.clock.advance(30 * day);
    const { models } = server.app.context;
    await models.Lease.create({
      _id: 'purge',
      holder: 'another node',
      until: new Date(server.clock.now() + 10_000),
    });
    await hideExpired(server.app.context, [id]);
    server.clock.advance(-20 * day);
    expect(await refusalOf(consumer.sync())).toMatchObject({ code: 'conversation_expired' });
  });

  it('RET-5 what is not due any more is left alone, although it was selected', async () => {
    const { agent, id } = await chat();
    expect(await purgeTranscripts(server.app.context, [id], null)).toBe(0);
    expect((await agent.sync(id)).messages).toHaveLength(4);
  });
});

describe('a purge that is interrupted', () => {
  it('RET-4 before or after any of its writes is completed by the next one, and nothing is visible meanwhile', async () => {
    const { models, purger } = server.app.context;
    await purger.stop();
    const heir = await server.another();
    await heir.app.context.purger.stop();
    const died = new Set<string>();
    for (let nth = 1, over = false; !over; nth++) {
      for (const moment of ['before', 'after'] as const) {
        const consumer = await server.consumer();
        const { id } = await consumer.start({ transcript: true, device: true });
        await consumer.connection.callRaw('conversation.close', { conversation: id });
        await fillLeaves(id);
        server.clock.advance(30 * day);
        const death = dieAt(server.app.context, nth, moment);
        const swept = await purger.sweep().then(
          () => true,
          () => false,
        );
        death.restore();
        over = !death.at;
        expect(swept).toBe(over);
        if (death.at) died.add(death.at);
        const { code } = await refusalOf(consumer.sync());
        expect(['conversation_expired', 'not_found']).toContain(code);
        // Another node takes over when the lease of the dead one has run out.
        server.clock.advance(1 * minute);
        await heir.app.context.purger.sweep();
        expect(await stored()).toEqual({ conversations: 0, messages: 0, keys: 0, consents: 0 });
        const ledger = await models.PurgeLedger.find({
          _id: server.app.context.vault.subject(id as ConversationId),
        }).lean();
        const all = Object.fromEntries(leafNames.map((name) => [name, expect.any(Number) as number]));
        expect(ledger).toMatchObject([
          {
            counts: { ...all, messages: 1, fileChunks: 1, notes: 1 },
            keyDestroyed: true,
            conversation: null,
          },
        ]);
        expect(ledger[0]?.doneAt).not.toBeNull();
        expect(await resumePurges(server.app.context, 10)).toBe(0);
        consumer.stop();
      }
    }
    await heir.stop();
    expect([...died]).toEqual(
      expect.arrayContaining([
        'purgeLedger.insertMany',
        'messages.deleteMany',
        'fileChunks.deleteMany',
        'journal',
      ]),
    );
    expect(died.size).toBeGreaterThan(leafNames.length + 5);
  });

  /** One document in every collection that holds a piece of a transcript. */
  async function fillLeaves(conversation: string): Promise<void> {
    for (const name of leafNames) {
      if (name === 'messages' || name === 'consentEvents') continue;
      const { collection } = leafModel(server.app.context.models, name);
      await collection.insertOne({ _id: newId('file'), conversation } as never);
    }
  }
});

describe('the admin', () => {
  it('RET-8 sees what is due by merchant and rule, purges it with progress, and finds it in the ledger', async () => {
    await chat();
    await chat({ transcript: false, device: false });
    server.clock.advance(30 * day + 2 * minute);
    const admin = await signInAdmin();
    const preview = await admin.connection.call(previewPurge, {});
    expect(preview).toMatchObject({
      conversations: 2,
      groups: [
        { merchant: 'Motors', rule: 'consumer_refused', conversations: 1 },
        { merchant: 'Motors', rule: 'merchant_rule', conversations: 1 },
      ],
    });
    expect(await admin.connection.call(retentionOverview, {})).toMatchObject({
      due: 2,
      overdue: 2,
      stored: 2,
    });
    const { run } = await admin.connection.call(startPurge, {});
    expect(run).toMatchObject({ due: 2, by: 'admin' });
    const done = await admin.connection.next('purge.progressed', ({ state }) => state === 'done');
    expect(done).toMatchObject({ id: run.id, due: 2, purged: 2 });
    expect(await admin.connection.call(retentionOverview, {})).toMatchObject({
      due: 0,
      overdue: 0,
      stored: 0,
    });
    expect((await admin.connection.call(listLedger, {})).entries).toHaveLength(2);
    admin.stop();
  });

  it('RET-7 a sweep that would remove too much stops and asks; the admin’s purge goes on', async () => {
    const { Conversation, PurgeRun } = server.app.context.models;
    const { id } = await chat();
    const template = (await Conversation.findById(id).lean())!;
    const copies = Array.from({ length: 1_001 }, (_, index) => ({
      ...template,
      _id: `cnv_copy${String(index).padStart(18, '0')}`,
    }));
    await Conversation.collection.insertMany(copies as never[]);
    server.clock.advance(365 * day);
    const { purger } = server.app.context;
    await purger.sweep();
    await purger.sweep();
    expect(await stored()).toMatchObject({ conversations: 1_002 });
    expect(await PurgeRun.find().lean()).toMatchObject([{ state: 'stopped', due: 1_002, stored: 1_002 }]);
    const admin = await signInAdmin();
    expect((await admin.connection.call(retentionOverview, {})).brake).toEqual({ due: 1_002, stored: 1_002 });
    await admin.connection.call(startPurge, {});
    expect(
      await refusalOf(admin.connection.call(startPurge, {})).catch(() => ({ code: 'done already' })),
    ).toBeDefined();
    await admin.connection.next('purge.progressed', ({ state }) => state === 'done');
    expect(await stored()).toMatchObject({ conversations: 0 });
    expect((await admin.connection.call(retentionOverview, {})).brake).toBeNull();
    admin.stop();
  });
});
