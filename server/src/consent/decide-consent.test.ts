import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { consentReceipt } from '@parlour/shared/protocol/consent.js';
import { decideConsent, welcome } from '@parlour/shared/protocol/conversation.js';
import type { ConsentDecision } from '@parlour/shared/protocol/conversation.js';
import type { Consumer } from '../testing/consumer.js';
import { refusalOf } from '../testing/refusal-of.js';
import { startServer, type TestServer } from '../testing/start-server.js';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

async function decide(consumer: Consumer, decisions: ConsentDecision[]) {
  const { notice } = await consumer.connection.call(welcome, {});
  const input = { conversation: consumer.conversation!, notice: notice.sha256, decisions, locale: 'en' };
  return consumer.connection.call(decideConsent, input);
}

describe('deciding during a conversation', () => {
  it('CON-4 withdrawing acts on the next operation, on both sides, and moves the date', async () => {
    const [consumer, agent] = await Promise.all([server.consumer(), server.agent()]);
    const { id } = await consumer.start();
    await agent.sync(id);
    await decide(consumer, [{ purpose: 'transcript_storage', state: 'refused' }]);
    const told = await agent.connection.next(
      'conversation.changed',
      ({ consent }) => !consent.transcript_storage,
    );
    expect(told.expiry.reasons.at(-1)?.rule).toBe('consumer_refused');
    await consumer.say('after');
    const { messages, conversation } = await consumer.sync();
    expect(conversation.consent).toEqual({ transcript_storage: false, device_storage: true });
    expect(
      messages.map((message) => ('event' in message ? message.event : 'text' in message ? message.text : '')),
    ).toEqual(['consent_changed', 'after']);
    expect(messages.at(-1)?.consentEvent).toBe(3);
  });

  it('CON-2 each answer appends an event with its notice; nothing is edited', async () => {
    const consumer = await server.consumer();
    const { id } = await consumer.start();
    await decide(consumer, [{ purpose: 'device_storage', state: 'refused' }]);
    await decide(consumer, [{ purpose: 'device_storage', state: 'given' }]);
    const events = await server.app.context.models.ConsentEvent.find({ conversation: id })
      .sort({ number: 1 })
      .lean();
    expect(events.map(({ number, purpose, state }) => [number, purpose, state])).toEqual([
      [1, 'transcript_storage', 'given'],
      [2, 'device_storage', 'given'],
      [3, 'device_storage', 'withdrawn'],
      [4, 'device_storage', 'given'],
    ]);
    const notice = await server.app.context.policies.notice();
    for (const event of events)
      expect(event.notice).toEqual({ version: notice.version, sha256: notice.sha256 });
  });

  it('WID-10 CON-7 what was said to the page around the chat is recorded as that, and the receipt says so', async () => {
    const consumer = await server.consumer();
    const { id } = await consumer.start();
    await decide(consumer, [{ purpose: 'device_storage', state: 'refused', through: 'page' }]);
    const { receipt } = await consumer.connection.call(consentReceipt, { conversation: id });
    expect(receipt.events.map(({ event_type, surface }) => [event_type, surface])).toEqual([
      ['transcript_storage', 'widget'],
      ['device_storage', 'widget'],
      ['device_storage', 'page'],
    ]);
    expect(receipt.purposes.map(({ purpose, collection_method }) => [purpose, collection_method])).toEqual([
      ['transcript_storage', 'Given in the chat'],
      ['device_storage', 'Said to the page around the chat, which passed it on'],
    ]);
    const said = { purpose: 'device_storage', state: 'given', through: 'mail' } as never;
    expect(await refusalOf(decide(consumer, [said]))).toMatchObject({ code: 'invalid_input' });
  });

  it('CON-4 decisions of two tabs at once are both kept, in one order', async () => {
    const consumer = await server.consumer();
    const { id } = await consumer.start();
    const tab = await consumer.anotherTab();
    await Promise.all([
      decide(consumer, [{ purpose: 'transcript_storage', state: 'refused' }]),
      decide(tab, [{ purpose: 'device_storage', state: 'refused' }]),
    ]);
    expect((await consumer.sync()).conversation.consent).toEqual({
      transcript_storage: false,
      device_storage: false,
    });
    expect(await server.app.context.models.ConsentEvent.countDocuments({ conversation: id })).toBe(4);
  });

  it('CON-3 a decision on another notice is refused', async () => {
    const consumer = await server.consumer();
    const { id } = await consumer.start();
    const input = { conversation: id, notice: 'f'.repeat(64), decisions: [], locale: 'en' };
    expect(await refusalOf(consumer.connection.call(decideConsent, input))).toMatchObject({
      code: 'stale_notice',
    });
  });
});
