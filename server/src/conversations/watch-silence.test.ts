import { snoozeConversation } from '@parlour/shared/protocol/handover.js';
import { minute } from '@parlour/shared/rules/expiry.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refusalOf } from '../testing/refusal-of.js';
import { startServer, type TestServer } from '../testing/start-server.js';

let server: TestServer;

beforeAll(async () => {
  server = await startServer();
});

afterAll(() => server?.stop());

async function answered() {
  const consumer = await server.consumer();
  const { id } = await consumer.start();
  await consumer.sync();
  await consumer.say('Is it still there?');
  const agent = await server.agent();
  await agent.say(id, 'Yes, it is.');
  const happened = async (): Promise<string[]> =>
    (await consumer.sync()).messages.flatMap((message) => (message.kind === 'event' ? [message.event] : []));
  const wait = async (minutes: number): Promise<void> => {
    server.clock.advance(minutes * minute);
    await server.app.context.jobs.runNow('silence');
  };
  return { consumer, agent, id, happened, wait };
}

describe('silence', () => {
  it('CNV-6 a silent consumer is reminded once, and after half an hour the conversation is closed', async () => {
    const { consumer, happened, wait } = await answered();
    await wait(9);
    expect(await happened()).toEqual(['accepted']);
    await wait(2);
    await wait(1);
    expect(await happened()).toEqual(['accepted', 'reminded']);
    await consumer.connection.next('message.posted', ({ kind }) => kind === 'event');
    await wait(20);
    expect(await happened()).toEqual(['accepted', 'reminded', 'closed_by_silence']);
    const { conversation } = await consumer.sync();
    expect(conversation).toMatchObject({ state: 'closed', closedAt: server.clock.now() });
    expect(conversation.expiry.reasons[0]).toMatchObject({ rule: 'since_close' });
    expect(await refusalOf(consumer.say('Sorry, I was away'))).toMatchObject({ code: 'conversation_closed' });
  });

  it('CNV-6 who answers the reminder is not closed out, and may be reminded again', async () => {
    const { consumer, agent, id, happened, wait } = await answered();
    await wait(11);
    await consumer.say('Still here');
    await wait(45);
    expect(await happened()).toEqual(['accepted', 'reminded']);
    await agent.say(id, 'Good.');
    await wait(11);
    expect(await happened()).toEqual(['accepted', 'reminded', 'reminded']);
  });

  it('CNV-6 what an agent has put off is not closed out; the silence counts from when it is back', async () => {
    const { agent, id, happened, wait } = await answered();
    const until = server.clock.now() + 60 * minute;
    await agent.connection.call(snoozeConversation, { conversation: id, until });
    await wait(45);
    expect(await happened()).toEqual(['accepted']);
    await wait(16);
    await server.app.context.jobs.runNow('snoozed');
    await wait(1);
    expect(await happened()).toEqual(['accepted']);
    await wait(9);
    expect(await happened()).toEqual(['accepted', 'reminded']);
    await wait(1);
    expect(await happened()).toEqual(['accepted', 'reminded']);
    await wait(20);
    expect(await happened()).toEqual(['accepted', 'reminded', 'closed_by_silence']);
  });

  it('CNV-6 who waits for an answer is neither reminded nor closed out', async () => {
    const consumer = await server.consumer();
    await consumer.start();
    await consumer.say('Anybody there?');
    server.clock.advance(3 * 60 * minute);
    await server.app.context.jobs.runNow('silence');
    const { conversation, messages } = await consumer.sync();
    expect(conversation.state).toBe('queued');
    expect(messages).toHaveLength(1);
  });
});
