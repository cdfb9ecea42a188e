import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { AccountId, ConversationId } from '@parlour/shared/model/ids.js';
import { acceptConversation, closeConversation } from '@parlour/shared/protocol/conversation.js';
import {
  snoozeConversation,
  transferConversation,
  wakeConversation,
} from '@parlour/shared/protocol/handover.js';
import { listNotes } from '@parlour/shared/protocol/note.js';
import { hour } from '@parlour/shared/rules/expiry.js';
import type { Agent } from '../testing/agent.js';
import type { Consumer } from '../testing/consumer.js';
import { refusalOf } from '../testing/refusal-of.js';
import { startServer, type TestServer } from '../testing/start-server.js';

let server: TestServer;
let agents: Agent[] = [];
beforeAll(async () => {
  server = await startServer();
});
afterEach(() => {
  for (const agent of agents) agent.stop();
  agents = [];
});
afterAll(() => server.stop());

type Name = 'ana' | 'ben' | 'max' | 'hana';
const accountOf = (name: Name): AccountId => server.world.people[name]._id as AccountId;
async function signIn(name: Name): Promise<Agent> {
  const agent = await server.agent(server.world.people[name].email);
  agents.push(agent);
  return agent;
}

async function taken(by: Agent): Promise<{ consumer: Consumer; conversation: ConversationId }> {
  const consumer = await server.consumer();
  const { id: conversation } = await consumer.start();
  await consumer.say('Is it still there?');
  await consumer.sync();
  await by.connection.call(acceptConversation, { conversation });
  return { consumer, conversation };
}

const happened = async (consumer: Consumer): Promise<object[]> =>
  (await consumer.sync()).messages.flatMap((message) =>
    message.kind === 'event' ? [{ event: message.event, about: message.about?.name }] : [],
  );

describe('transfer', () => {
  it('CNV-3 an agent hands over what they have, and both sides read what happened', async () => {
    const [ana, ben] = await Promise.all([signIn('ana'), signIn('ben')]);
    const { consumer, conversation } = await taken(ana);
    const reason = 'He wants the red one after all';
    await ana.connection.call(transferConversation, { conversation, to: accountOf('ben'), reason });
    const seen = await consumer.connection.next('conversation.changed', ({ agent }) => agent?.name === 'Ben');
    expect(seen).toMatchObject({ state: 'active', agent: { id: 'agent', name: 'Ben' } });
    expect(await happened(consumer)).toEqual([
      { event: 'accepted', about: undefined },
      { event: 'transferred', about: 'Ben' },
    ]);
    expect((await consumer.sync()).messages.find(({ kind }) => kind === 'text')).toBeDefined();
    expect((await ben.inbox('mine')).entries.map((row) => row.conversation.id)).toContain(conversation);
    // The reason is for colleagues: they find it among the notes, the consumer finds it nowhere.
    const { notes } = await ben.connection.call(listNotes, { conversation, after: 0 });
    expect(notes).toMatchObject([{ text: reason, mentions: [accountOf('ben')] }]);
    expect(JSON.stringify(await consumer.sync())).not.toContain(reason);
  });

  it('CNV-3 given back it waits again, longest first, and can be accepted again by the same agent', async () => {
    const ana = await signIn('ana');
    const { consumer, conversation } = await taken(ana);
    await ana.connection.call(transferConversation, { conversation });
    expect((await ana.inbox('queue')).entries[0]).toMatchObject({
      conversation: { id: conversation, state: 'queued', agent: null },
    });
    expect((await consumer.sync()).place).toBe(1);
    await ana.connection.call(acceptConversation, { conversation });
    expect(await happened(consumer)).toEqual([
      { event: 'accepted', about: undefined },
      { event: 'returned_to_queue', about: undefined },
      { event: 'accepted', about: undefined },
    ]);
  });

  it('CNV-3 a manager takes over whatever the merchant has; an agent only hands on what they have', async () => {
    const [ana, ben, max] = await Promise.all([signIn('ana'), signIn('ben'), signIn('max')]);
    const { consumer, conversation } = await taken(ana);
    const take = (agent: Agent, to: AccountId) =>
      agent.connection.call(transferConversation, { conversation, to });
    expect(await refusalOf(take(ben, accountOf('ben')))).toMatchObject({ code: 'not_found' });
    await take(max, accountOf('max'));
    expect(await happened(consumer)).toContainEqual({ event: 'taken_over', about: undefined });
    expect(await refusalOf(take(ana, accountOf('ben')))).toMatchObject({ code: 'not_found' });
    const waits = await server.consumer();
    const { id } = await waits.start();
    const assigned = await max.connection.call(transferConversation, {
      conversation: id,
      to: accountOf('ben'),
    });
    expect(assigned.conversation).toMatchObject({ state: 'active', agent: { name: 'Ben' } });
  });

  it('CNV-3 nobody of another merchant, nobody disabled and nothing closed can be handed over', async () => {
    const [ana, hana] = await Promise.all([signIn('ana'), signIn('hana')]);
    const { conversation } = await taken(ana);
    const to = (who: AccountId) => ana.connection.call(transferConversation, { conversation, to: who });
    expect(await refusalOf(to(accountOf('hana')))).toMatchObject({ code: 'no_such_colleague' });
    expect(
      await refusalOf(hana.connection.call(transferConversation, { conversation, to: accountOf('hana') })),
    ).toMatchObject({ code: 'not_found' });
    const { Account } = server.app.context.models;
    await Account.updateOne({ _id: accountOf('ben') }, { $set: { disabledAt: new Date() } });
    expect(await refusalOf(to(accountOf('ben')))).toMatchObject({ code: 'no_such_colleague' });
    await Account.updateOne({ _id: accountOf('ben') }, { $set: { disabledAt: null } });
    await ana.connection.call(closeConversation, { conversation });
    expect(await refusalOf(to(accountOf('ben')))).toMatchObject({ code: 'conversation_closed' });
  });

  it('CNV-3 of many who hand it on at once each is told the truth, and it ends with one agent', async () => {
    const [ana, max, mia] = await Promise.all([
      signIn('ana'),
      signIn('max'),
      server.agent(server.world.people.mia.email),
    ]);
    agents.push(mia);
    const { consumer, conversation } = await taken(ana);
    const moves = [
      ana.connection.call(transferConversation, { conversation, to: accountOf('ben') }),
      max.connection.call(transferConversation, { conversation, to: accountOf('max') }),
      mia.connection.call(transferConversation, { conversation }),
    ];
    const answers = await Promise.allSettled(moves);
    expect(answers.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThanOrEqual(2);
    const { conversation: after, messages } = await consumer.sync();
    const last = messages.findLast(({ kind }) => kind === 'event');
    expect(last).toBeDefined();
    expect(after.agent === null).toBe(after.state === 'queued');
    expect(messages.map(({ seq }) => seq)).toEqual(messages.map((_message, index) => index + 1));
  });
});

describe('snooze', () => {
  const mine = async (agent: Agent): Promise<ConversationId[]> =>
    (await agent.inbox('mine')).entries.map(({ conversation }) => conversation.id);

  it('CNV-2 what is put off leaves mine and comes back by its date, before any job and after a restart', async () => {
    const ana = await signIn('ana');
    const { conversation } = await taken(ana);
    const before = (await ana.inbox('mine')).counts.mine;
    const until = server.clock.now() + 2 * hour;
    const { entry } = await ana.connection.call(snoozeConversation, { conversation, until });
    expect(entry.snooze).toEqual({ until });
    expect(await mine(ana)).not.toContain(conversation);
    expect((await ana.inbox('mine')).counts.mine).toBe(before - 1);
    expect((await ana.inbox('all')).entries.map((row) => row.conversation.id)).toContain(conversation);
    server.clock.advance(2 * hour - 1);
    expect(await mine(ana)).not.toContain(conversation);
    server.clock.advance(1);
    const restarted = await server.another();
    const again = await restarted.agent();
    expect(await mine(again)).toContain(conversation);
    await restarted.stop();
    await server.app.context.jobs.runNow('snoozed');
    await ana.connection.next(
      'inbox.changed',
      (row) => row.conversation.id === conversation && row.snooze === undefined,
    );
  });

  it('CNV-2 what waits for the consumer comes back with their next word, and at once when it is woken', async () => {
    const ana = await signIn('ana');
    const { consumer, conversation } = await taken(ana);
    const { entry } = await ana.connection.call(snoozeConversation, { conversation });
    expect(entry.snooze).toEqual({ until: null });
    server.clock.advance(5 * hour);
    await server.app.context.jobs.runNow('snoozed');
    expect(await mine(ana)).not.toContain(conversation);
    await consumer.say('Here I am again');
    expect(await mine(ana)).toContain(conversation);
    await ana.connection.call(snoozeConversation, { conversation });
    await ana.connection.call(wakeConversation, { conversation });
    expect(await mine(ana)).toContain(conversation);
  });

  it('CNV-2 only what one has can be put off, and only until a time to come', async () => {
    const [ana, ben] = await Promise.all([signIn('ana'), signIn('ben')]);
    const { conversation } = await taken(ana);
    expect(await refusalOf(ben.connection.call(snoozeConversation, { conversation }))).toMatchObject({
      code: 'not_found',
    });
    const until = server.clock.now();
    expect(await refusalOf(ana.connection.call(snoozeConversation, { conversation, until }))).toMatchObject({
      code: 'invalid_input',
    });
    await ana.connection.call(snoozeConversation, { conversation });
    await ana.connection.call(transferConversation, { conversation, to: accountOf('ben') });
    expect(await mine(ben)).toContain(conversation);
  });
});
