import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ConsumerId, ConversationId } from '@parlour/shared/model/ids.js';
import { listAudit } from '@parlour/shared/protocol/audit.js';
import {
  blockConsumer,
  listBlocks,
  reportAgent,
  unblockConsumer,
} from '@parlour/shared/protocol/blocking.js';
import { decideRequest, listRequests, readOwnData } from '@parlour/shared/protocol/privacy.js';
import { hour } from '@parlour/shared/rules/expiry.js';
import { Agent } from '../testing/agent.js';
import { Consumer } from '../testing/consumer.js';
import { refusalOf } from '../testing/refusal-of.js';
import { startServer, type TestServer } from '../testing/start-server.js';

let server: TestServer;
let ana: Agent;
let max: Agent;
beforeAll(async () => {
  server = await startServer();
});
// Each test has sessions of its own: some let a day pass.
beforeEach(async () => {
  ana = await server.agent();
  max = await server.agent(server.world.people.max.email);
});
afterEach(() => {
  ana.stop();
  max.stop();
});
afterAll(() => server.stop());

async function chatting(): Promise<{ consumer: Consumer; conversation: ConversationId }> {
  const consumer = await server.consumer();
  const { id: conversation } = await consumer.start();
  await consumer.say('you are a fool');
  await consumer.sync();
  return { consumer, conversation };
}

const signInAdmin = (): Promise<Agent> =>
  Agent.signIn({
    url: server.url,
    email: server.world.people.ada.email,
    password: server.world.password,
    audience: 'admin',
  });

describe('blocking', () => {
  it('CNV-7 ends the conversation, and no new one begins until its time, which ends it by itself', async () => {
    const { consumer, conversation } = await chatting();
    const until = server.clock.now() + 24 * hour;
    const { block } = await ana.connection.call(blockConsumer, { conversation, hours: 24, reason: 'abuse' });
    expect(block).toMatchObject({ until, reason: 'abuse', by: { name: 'Ana' }, conversation });
    await consumer.connection.next('conversation.changed', ({ state }) => state === 'closed');
    expect(await refusalOf(consumer.start())).toMatchObject({ code: 'blocked', until });
    // The same device, after its page was loaded again.
    const again = await Consumer.arrive(consumer.arrival);
    expect(await refusalOf(again.start())).toMatchObject({ code: 'blocked', until });
    again.stop();
    expect((await consumer.connection.call(readOwnData, {})).blockedUntil).toBe(until);
    server.clock.advance(24 * hour);
    const later = await server.agent(server.world.people.max.email);
    expect((await consumer.start()).state).toBe('queued');
    expect((await later.connection.call(listBlocks, {})).blocks).toEqual([]);
    later.stop();
    await server.app.context.jobs.runNow('blocks');
    expect(await server.app.context.models.Block.countDocuments()).toBe(0);
  });

  it('CNV-7 holds at this merchant and for this person only', async () => {
    const { consumer, conversation } = await chatting();
    await ana.connection.call(blockConsumer, { conversation, hours: 1, reason: 'spam' });
    const elsewhere = await Consumer.arrive({ ...consumer.arrival, merchant: 'harbour' });
    expect((await elsewhere.start()).state).toBe('queued');
    elsewhere.stop();
    expect((await (await server.consumer()).start()).state).toBe('queued');
  });

  it('CNV-7 a start that races with the block leaves nothing open', async () => {
    const { consumer, conversation } = await chatting();
    const { consumer: whose } = (await server.app.context.models.Conversation.findById(conversation).lean())!;
    await consumer.connection.callRaw('conversation.close', { conversation });
    const answers = await Promise.allSettled([
      consumer.start(),
      ana.connection.call(blockConsumer, { conversation, hours: 1, reason: 'threat' }),
      consumer.start(),
    ]);
    expect(answers[1].status).toBe('fulfilled');
    expect(await server.app.context.models.Conversation.countDocuments({ consumer: whose, open: true })).toBe(
      0,
    );
  });

  it('CNV-7 a manager sees who is blocked and ends it; both are in the audit log, without what was said', async () => {
    const { consumer, conversation } = await chatting();
    await ana.connection.call(blockConsumer, { conversation, hours: 720, reason: 'other' });
    const { blocks } = await max.connection.call(listBlocks, {});
    const block = blocks.find((one) => one.conversation === conversation)!;
    expect(block.reason).toBe('other');
    expect(await refusalOf(ana.connection.call(listBlocks, {}))).toMatchObject({ code: 'forbidden' });
    const hana = await server.agent(server.world.people.hana.email);
    expect(
      await refusalOf(hana.connection.call(blockConsumer, { conversation, hours: 1, reason: 'spam' })),
    ).toMatchObject({ code: 'not_found' });
    await max.connection.call(unblockConsumer, { consumer: block.consumer });
    expect((await consumer.start()).state).toBe('queued');
    expect(await refusalOf(max.connection.call(unblockConsumer, { consumer: block.consumer }))).toMatchObject(
      { code: 'not_found' },
    );
    const admin = await signInAdmin();
    const { entries } = await admin.connection.call(listAudit, {});
    const actions = entries.map(({ action }) => action);
    expect(actions).toEqual(expect.arrayContaining(['consumer.block', 'consumer.unblock']));
    expect(JSON.stringify(entries)).not.toMatch(/con_|fool/);
  });

  it('CNV-7 stores nothing of a person but the hash by which they are known', async () => {
    const { conversation } = await chatting();
    await ana.connection.call(blockConsumer, { conversation, hours: 1, reason: 'spam' });
    const stored = await server.app.context.models.Block.findOne({ conversation }).lean();
    expect(Object.keys(stored!).toSorted()).toEqual(
      ['_id', 'at', 'by', 'consumer', 'conversation', 'merchant', 'reason', 'until'].toSorted(),
    );
    expect(stored!.consumer).toMatch(/^con_[\w-]{22}$/ as unknown as RegExp & ConsumerId);
  });
});

describe('reporting', () => {
  const text = 'He called me names, the canary said';

  it('CNV-7 reaches the merchant’s manager with its words and the admin without, and is answered', async () => {
    const { consumer, conversation } = await chatting();
    await ana.say(conversation, 'No, you are.');
    const { request } = await consumer.connection.call(reportAgent, { conversation, reason: 'rude', text });
    const again = await consumer.connection.call(reportAgent, { conversation, reason: 'other', text: '' });
    expect(again.request).toBe(request);
    const report = { agent: { name: 'Ana' }, reason: 'rude', conversation };
    const seen = (await max.connection.call(listRequests, {})).requests.find(({ id }) => id === request);
    expect(seen).toMatchObject({ kind: 'complaint', state: 'open', text, report });
    const admin = await signInAdmin();
    const listed = (await admin.connection.call(listRequests, {})).requests.find(({ id }) => id === request);
    expect(listed).toMatchObject({ kind: 'complaint', report });
    expect(JSON.stringify(listed)).not.toContain('canary');
    await max.connection.call(decideRequest, { request, action: 'fulfil', answer: 'We have talked to her.' });
    const { requests } = await consumer.connection.call(readOwnData, {});
    expect(requests[0]).toMatchObject({ state: 'fulfilled', answer: 'We have talked to her.' });
    expect(JSON.stringify(requests)).not.toMatch(/acc_/);
  });

  it('CNV-7 can be made of one’s own conversation only', async () => {
    const { conversation } = await chatting();
    const neighbour = await server.consumer();
    expect(
      await refusalOf(neighbour.connection.call(reportAgent, { conversation, reason: 'other', text })),
    ).toMatchObject({ code: 'not_found' });
  });
});
