import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listInbox } from '@parlour/shared/protocol/conversation.js';
import { listLabels, putLabels, removeLabel, saveLabel } from '@parlour/shared/protocol/label.js';
import { day } from '@parlour/shared/rules/expiry.js';
import { refusalOf } from '../testing/refusal-of.js';
import { startServer, type TestServer } from '../testing/start-server.js';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

async function chat() {
  const [consumer, agent] = await Promise.all([server.consumer(), server.agent()]);
  const { id } = await consumer.start();
  await consumer.say('Is it still there?');
  return { consumer, agent, id };
}

const manager = () => server.agent(server.world.people.max.email);

async function newLabel(name: string) {
  const max = await manager();
  const { label } = await max.connection.call(saveLabel, { name, colour: 'ok' });
  return { max, label };
}

describe('labels', () => {
  it('INB-3 an agent gives a conversation labels, colleagues see them live, and the list shows only those', async () => {
    const { consumer, agent, id } = await chat();
    const { id: other } = await (await server.consumer()).start();
    const { label } = await newLabel('Test drive');
    const ben = await server.agent(server.world.people.ben.email);
    await ben.inbox('queue');
    const before = (await consumer.sync()).conversation;
    await agent.connection.call(putLabels, { conversation: id, labels: [label.id] });
    const told = await ben.connection.next('inbox.changed', ({ labels }) => labels.length > 0);
    expect(told).toMatchObject({ conversation: { id }, labels: [label.id] });
    const { entries } = await agent.connection.call(listInbox, { view: 'queue', label: label.id });
    expect(entries.map(({ conversation }) => conversation.id)).toEqual([id]);
    const all = await agent.connection.call(listInbox, { view: 'queue' });
    expect(all.entries.map(({ conversation }) => conversation.id)).toContain(other);
    const after = await consumer.sync();
    expect(after.conversation).toEqual(before);
    expect(JSON.stringify([after, consumer.connection.all('inbox.changed')])).not.toContain('lbl_');
  });

  it('INB-3 a label that is removed is gone from every conversation', async () => {
    const { agent, id } = await chat();
    const { max, label } = await newLabel('Trade-in');
    await agent.connection.call(putLabels, { conversation: id, labels: [label.id] });
    await max.connection.call(removeLabel, { id: label.id });
    const stored = await server.app.context.models.Conversation.findById(id).lean();
    expect(stored?.labels).toEqual([]);
    const { labels } = await agent.connection.call(listLabels, {});
    expect(labels.map(({ name }) => name)).not.toContain('Trade-in');
  });

  it('INB-3 only the merchant’s own labels, each once, and only its manager names them', async () => {
    const { agent, id } = await chat();
    const { max, label } = await newLabel('Insurance');
    const hana = await server.agent(server.world.people.hana.email);
    const put = (labels: unknown[], who = agent) =>
      refusalOf(who.connection.callRaw('label.put', { conversation: id, labels }));
    expect(await put([`lbl_${'Z'.repeat(22)}`])).toMatchObject({ code: 'not_found' });
    expect(await put([label.id, label.id])).toMatchObject({ code: 'invalid_input' });
    expect(await put([label.id], hana)).toMatchObject({ code: 'not_found' });
    expect(await put([{ $ne: null }])).toMatchObject({ code: 'invalid_input' });
    const name = { name: ' insurance ', colour: 'warn' };
    expect(await refusalOf(max.connection.callRaw('label.save', name))).toMatchObject({ code: 'name_taken' });
    expect(await refusalOf(agent.connection.callRaw('label.save', name))).toMatchObject({
      code: 'forbidden',
    });
    const red = { name: 'Red', colour: '#ff0000' };
    expect(await refusalOf(max.connection.callRaw('label.save', red))).toMatchObject({
      code: 'invalid_input',
    });
  });

  it('INB-3 what labels a conversation had is gone with it', async () => {
    const { agent, consumer, id } = await chat();
    const { label } = await newLabel('Loan');
    await agent.connection.call(putLabels, { conversation: id, labels: [label.id] });
    await consumer.connection.callRaw('conversation.close', { conversation: id });
    server.clock.advance(30 * day);
    const later = await server.agent();
    expect(await refusalOf(later.connection.call(putLabels, { conversation: id, labels: [] }))).toMatchObject(
      { code: 'conversation_expired' },
    );
    const { models, purger } = server.app.context;
    await purger.sweep();
    expect(await models.Conversation.countDocuments({ labels: label.id })).toBe(0);
  });
});
