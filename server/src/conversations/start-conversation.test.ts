import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  acceptConversation,
  showInboxEntry,
  startConversation,
  welcome,
} from '@parlour/shared/protocol/conversation.js';
import { day, minute } from '@parlour/shared/rules/expiry.js';
import { dieAt } from '../testing/die-at.js';
import { refusalOf } from '../testing/refusal-of.js';
import { startServer, type TestServer } from '../testing/start-server.js';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

describe('starting', () => {
  it('CNV-1 parallel starts of one consumer give one conversation, and leave nothing else behind', async () => {
    const consumer = await server.consumer();
    const tabs = await Promise.all(Array.from({ length: 5 }, () => consumer.anotherTab()));
    const started = await Promise.all(tabs.map((tab) => tab.start()));
    expect(new Set(started.map(({ id }) => id)).size).toBe(1);
    const { ConversationKey, ConsentEvent, Conversation } = server.app.context.models;
    const { id } = started[0]!;
    const own = (await Conversation.findById(id).lean())!;
    expect(await Conversation.countDocuments({ consumer: own.consumer })).toBe(1);
    expect(await ConsentEvent.countDocuments({ consumer: own.consumer })).toBe(2);
    expect(await ConversationKey.countDocuments()).toBe(await Conversation.countDocuments());
  });

  it('CNV-1 STO-4 whoever dies at any write of a start leaves nothing that is not swept', async () => {
    const { ConversationKey, ConsentEvent, Conversation } = server.app.context.models;
    const { context } = server.app;
    for (let nth = 1; ; nth += 1) {
      const consumer = await server.consumer();
      const death = dieAt(context, nth, nth % 2 === 0 ? 'before' : 'after');
      await consumer.start().catch(() => undefined);
      death.restore();
      server.clock.advance(61 * minute);
      await context.jobs.runNow('unused_keys');
      const ids = await Conversation.distinct('_id');
      expect((await ConversationKey.distinct('_id')).toSorted(), death.at ?? '').toEqual(ids.toSorted());
      const cited = await ConsentEvent.distinct('conversation');
      expect(cited.toSorted(), death.at ?? '').toEqual(ids.toSorted());
      expect(await ConversationKey.countDocuments({ since: { $exists: true } })).toBe(0);
      // It can begin then, and once.
      if (death.at === null) break;
      await (await consumer.anotherTab()).start();
    }
  });

  it('CNV-1 the same person at another merchant is somebody else', async () => {
    const consumer = await server.consumer();
    const { id } = await consumer.start();
    const { Consumer } = await import('../testing/consumer.js');
    const there = await Consumer.arrive({ ...consumer.arrival, merchant: 'harbour' });
    expect((await there.start()).id).not.toBe(id);
    there.conversation = id;
    expect(await refusalOf(there.sync())).toMatchObject({ code: 'not_found' });
    there.stop();
  });

  it('WID-1 a visitor who opens the widget leaves no record', async () => {
    const { models } = server.app.context;
    const count = async () =>
      Promise.all(
        [models.Conversation, models.ConsentEvent, models.ConversationKey, models.Session].map((model) =>
          model.countDocuments(),
        ),
      );
    const before = await count();
    const consumer = await server.consumer();
    const shown = await consumer.connection.call(welcome, {});
    expect(shown).toMatchObject({ merchant: { name: 'Motors' }, greeting: 'Good day!', conversation: null });
    expect(await count()).toEqual(before);
  });

  it('CNV-5 a later message starts a new conversation with a fresh notice', async () => {
    const consumer = await server.consumer();
    const first = await consumer.start();
    await consumer.connection.callRaw('conversation.close', { conversation: first.id });
    const second = await consumer.start();
    expect(second.id).not.toBe(first.id);
    expect((await consumer.connection.call(welcome, {})).conversation).toBe(second.id);
  });

  it('CON-3 a decision on another notice is refused with the current one, and nothing is begun', async () => {
    const consumer = await server.consumer();
    const { notice } = await consumer.connection.call(welcome, {});
    const input = { notice: '0'.repeat(64), decisions: [], locale: 'en' };
    const refused = await refusalOf(consumer.connection.call(startConversation, input));
    expect(refused).toMatchObject({ code: 'stale_notice', notice: notice.sha256 });
    expect((await consumer.connection.call(welcome, {})).conversation).toBeNull();
  });

  it('CON-1 what is not answered is not agreed to, and refusing one changes nothing else', async () => {
    const consumer = await server.consumer();
    expect((await consumer.start({ transcript: false, device: true })).consent).toEqual({
      transcript_storage: false,
      device_storage: true,
    });
  });

  it('CON-5 both sides see beforehand that a refused transcript goes 15 minutes after the close', async () => {
    const [consumer, agent] = await Promise.all([server.consumer(), server.agent()]);
    const { id } = await consumer.start({ transcript: false, device: false });
    await consumer.say('hello');
    for (const { conversation } of [await consumer.sync(), await agent.sync(id)]) {
      expect(conversation.expiry.reasons.map(({ rule }) => rule)).toEqual([
        'since_last_message',
        'consumer_refused',
      ]);
    }
    await consumer.connection.callRaw('conversation.close', { conversation: id });
    expect((await agent.sync(id)).conversation.expiry.at).toBe(server.clock.now() + 15 * minute);
  });

  it('RET-1 both sides see the same date, counted from the last message and then from the close', async () => {
    const [consumer, agent] = await Promise.all([server.consumer(), server.agent()]);
    const { id } = await consumer.start();
    server.clock.advance(10 * minute);
    await consumer.say('still there?');
    const open = (await consumer.sync()).conversation.expiry;
    expect(open.at).toBe(server.clock.now() + 30 * day);
    expect((await agent.sync(id)).conversation.expiry).toEqual(open);
    server.clock.advance(1);
    await agent.connection.callRaw('conversation.close', { conversation: id });
    const closed = (await consumer.sync()).conversation.expiry;
    expect(closed.at).toBe(server.clock.now() + 30 * day);
    expect(closed.reasons[0]?.rule).toBe('since_close');
  });
});

describe('the inbox', () => {
  it('CNV-2 shows who waits, since when and for what, live, and only to their merchant', async () => {
    const [agent, foreigner] = await Promise.all([
      server.agent(),
      server.agent(server.world.people.hana.email),
    ]);
    const consumer = await server.consumer();
    const { id } = await consumer.start();
    await consumer.say('Is the blue one still there?');
    const told = await agent.connection.next(
      'inbox.changed',
      (entry) => entry.conversation.id === id && entry.unread === 1,
    );
    expect(told).toMatchObject({
      preview: { text: 'Is the blue one still there?', from: 'consumer' },
      page: 'Blue hatchback',
      site: 'Cars',
      waitingSince: server.clock.now(),
    });
    const { entries, counts } = await agent.inbox('queue');
    expect(entries.find(({ conversation }) => conversation.id === id)).toEqual(told);
    expect(counts.queue).toBe(entries.length);
    expect((await foreigner.inbox('all')).entries.some(({ conversation }) => conversation.id === id)).toBe(
      false,
    );
    expect(foreigner.connection.all('inbox.changed')).toEqual([]);
    foreigner.stop();
    await foreigner.connection.closed;
  });

  it('CNV-2 the queue has the longest waiting first, and each row can be had by itself', async () => {
    const agent = await server.agent();
    const consumers = await Promise.all([server.consumer(), server.consumer(), server.consumer()]);
    const started: string[] = [];
    for (const consumer of consumers) {
      server.clock.advance(90_000);
      started.push((await consumer.start()).id);
    }
    const { entries } = await agent.inbox('queue');
    const order = entries
      .map(({ conversation }) => conversation.id as string)
      .filter((id) => started.includes(id));
    expect(order).toEqual(started);
    const { entry } = await agent.connection.call(showInboxEntry, { conversation: started[1] as never });
    expect(entry).toEqual(entries.find(({ conversation }) => conversation.id === started[1]));
    const foreigner = await server.agent(server.world.people.hana.email);
    const asked = foreigner.connection.call(showInboxEntry, { conversation: started[1] as never });
    expect(await refusalOf(asked)).toMatchObject({ code: 'not_found' });
    foreigner.stop();
    await foreigner.connection.closed;
  });

  it('CNV-2 of two agents who take a conversation one has it', async () => {
    const [ana, ben] = await Promise.all([server.agent(), server.agent(server.world.people.ben.email)]);
    const consumer = await server.consumer();
    const { id } = await consumer.start();
    const taken = await Promise.allSettled(
      [ana, ben].map(({ connection }) => connection.call(acceptConversation, { conversation: id })),
    );
    expect(taken.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    const { messages } = await consumer.sync();
    expect(messages.filter(({ kind }) => kind === 'event')).toHaveLength(1);
  });

  it('CNV-8 a consumer sees that somebody came, and that the last one went', async () => {
    const consumer = await server.consumer({ merchant: 'harbour' });
    expect((await consumer.connection.call(welcome, {})).presence).toBe('offline');
    const agent = await server.agent(server.world.people.hana.email);
    await consumer.connection.next('presence.changed', ({ presence }) => presence === 'online');
    agent.stop();
    await consumer.connection.next('presence.changed', ({ presence }) => presence === 'offline');
  });
});
