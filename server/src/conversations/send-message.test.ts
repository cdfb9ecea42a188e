import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { acknowledge, showTyping } from '@parlour/shared/protocol/message.js';
import { minute } from '@parlour/shared/rules/expiry.js';
import { newClientId } from '../testing/consumer.js';
import { refusalOf } from '../testing/refusal-of.js';
import { startServer, type TestServer } from '../testing/start-server.js';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

const chat = async () => {
  const [consumer, agent] = await Promise.all([server.consumer(), server.agent()]);
  const { id } = await consumer.start();
  await Promise.all([consumer.sync(), agent.sync(id)]);
  return { consumer, agent, id };
};

/** The first node's next write waits on its way to the store until it is released. */
function holdNextInsert(): { reached: Promise<void>; release: () => void } {
  const db = server.app.context.models.Message.db.db!;
  const command = db.command.bind(db);
  let release!: () => void;
  const released = new Promise<void>((resolve) => (release = resolve));
  const reached = new Promise<void>((reach) => {
    db.command = async (...given: Parameters<typeof command>) => {
      if (!('insert' in given[0])) return command(...given);
      db.command = command;
      reach();
      await released;
      return command(...given);
    };
  });
  return { reached, release };
}

describe('sending', () => {
  it('MSG-2 reaches the other side, stored and in order', async () => {
    const { consumer, agent, id } = await chat();
    const first = await consumer.say('Is the blue one still there?');
    const posted = await agent.connection.next('message.posted', ({ seq }) => seq === first.seq);
    expect(posted).toMatchObject({
      text: 'Is the blue one still there?',
      sender: { role: 'consumer' },
      seq: 1,
    });
    const reply = await agent.say(id, 'Yes! Come by until six.');
    // Taking it comes into the transcript before the reply.
    expect(reply.seq).toBe(3);
    const { messages, conversation } = await consumer.sync();
    expect(messages.map(({ seq, kind }) => [seq, kind])).toEqual([
      [1, 'text'],
      [2, 'event'],
      [3, 'text'],
    ]);
    expect(messages[2]).toMatchObject({
      sender: { role: 'agent', name: 'Ana' },
      text: 'Yes! Come by until six.',
    });
    expect(conversation).toMatchObject({ state: 'active', agent: { name: 'Ana' }, head: 3 });
  });

  it('MSG-4 a repeated send stores one message and has the first answer', async () => {
    const { consumer } = await chat();
    const clientId = newClientId();
    const answers = await Promise.all([1, 2, 3].map(() => consumer.say('once', clientId)));
    const tab = await consumer.anotherTab();
    answers.push(await tab.say('once', clientId));
    expect(new Set(answers.map(({ seq }) => seq))).toEqual(new Set([1]));
    expect((await consumer.sync()).messages).toHaveLength(1);
    expect(await refusalOf(consumer.say('twice', clientId))).toMatchObject({
      code: 'conflict',
      retryable: false,
    });
  });

  it('MSG-4 a repeated send is answered after the close too, and a new one is refused', async () => {
    const { consumer, agent, id } = await chat();
    const clientId = newClientId();
    const first = await consumer.say('hello', clientId);
    await agent.connection.callRaw('conversation.close', { conversation: id });
    expect(await consumer.say('hello', clientId)).toEqual(first);
    expect(await refusalOf(consumer.say('goodbye', clientId))).toMatchObject({ code: 'conflict' });
    expect(await refusalOf(consumer.say('anybody there?'))).toMatchObject({ code: 'conversation_closed' });
  });

  it('MSG-4 what is still on its way to the store when a conversation is closed is not refused first and stored then', async () => {
    const { consumer, agent, id } = await chat();
    const second = await server.another();
    const held = holdNextInsert();
    const clientId = newClientId();
    const first = refusalOf(consumer.say('on its way', clientId));
    await held.reached;
    const [tab, colleague] = [
      await consumer.anotherTab(second.url),
      await second.agent(server.world.people.ben.email),
    ];
    await colleague.connection.callRaw('conversation.close', { conversation: id });
    expect(await refusalOf(tab.say('on its way', clientId))).toMatchObject({ code: 'conversation_closed' });
    held.release();
    expect(await first).toMatchObject({ code: 'conversation_closed' });
    expect((await agent.sync(id)).messages).toMatchObject([{ kind: 'event', event: 'closed_by_agent' }]);
    await second.stop();
  });

  it('MSG-4 nobody is refused because of a close before the transcript says so, whoever died in between', async () => {
    const { consumer, id } = await chat();
    const closing = { sender: 'consumer', event: 'closed_by_consumer' as const };
    const { Conversation } = server.app.context.models;
    await Conversation.updateOne({ _id: id }, { $set: { state: 'closed', open: false, closing } });
    expect(await refusalOf(consumer.say('anybody there?'))).toMatchObject({ code: 'conversation_closed' });
    expect((await consumer.sync()).messages).toMatchObject([{ kind: 'event', event: 'closed_by_consumer' }]);
  });

  it('MSG-3 many senders at two servers leave no gap and no double', async () => {
    const { consumer, agent, id } = await chat();
    const second = await server.another();
    const [tab, colleague] = [await consumer.anotherTab(), await second.agent(server.world.people.ben.email)];
    const senders = [
      (text: string) => consumer.say(text),
      (text: string) => tab.say(text),
      (text: string) => agent.say(id, text),
      (text: string) => colleague.say(id, text),
    ];
    const texts = Array.from({ length: 60 }, (_, index) => `message ${index}`);
    const sent = await Promise.all(texts.map((text, index) => senders[index % senders.length]!(text)));
    const { messages } = await consumer.sync();
    expect(messages.map(({ seq }) => seq)).toEqual(messages.map((_, index) => index + 1));
    expect(messages.flatMap((message) => (message.kind === 'text' ? [message.text] : [])).toSorted()).toEqual(
      texts.toSorted(),
    );
    for (const [index, { seq }] of sent.entries())
      expect(messages[seq - 1]).toMatchObject({ text: texts[index] });
    await second.stop();
  });

  it('MSG-5 sync gives what comes after a number, in pages', async () => {
    const { consumer } = await chat();
    for (let start = 0; start < 90; start += 30) {
      await Promise.all(Array.from({ length: 30 }, (_, index) => consumer.say(`${start + index}`)));
    }
    const { messages, more } = await consumer.sync(85);
    expect(messages.map(({ seq }) => seq)).toEqual([86, 87, 88, 89, 90]);
    expect(more).toBe(false);
  });

  it('CON-7 every message cites the consent event in force', async () => {
    const { consumer } = await chat();
    await consumer.say('hello');
    expect((await consumer.sync()).messages[0]).toMatchObject({ consentEvent: 2 });
  });

  it('MSG-5 what moves while somebody asks for a conversation is in the answer, for they have not been told', async () => {
    const { consumer, id } = await chat();
    await consumer.say('one');
    const late = await server.agent(server.world.people.ben.email);
    const { audit } = server.app.context;
    const read = audit.read.bind(audit);
    audit.read = async (...given) => {
      audit.read = read;
      await consumer.connection.call(acknowledge, { conversation: id, delivered: 1 });
      return read(...given);
    };
    const { conversation } = await late.sync(id);
    expect(conversation.cursors['consumer']).toMatchObject({ delivered: 1 });
  });

  it('MSG-9 typing is shown to the others and not to oneself', async () => {
    const { consumer, agent, id } = await chat();
    await agent.connection.call(showTyping, { conversation: id, typing: true });
    expect(await consumer.connection.next('typing.shown')).toMatchObject({ name: 'Ana', typing: true });
    await consumer.connection.call(showTyping, { conversation: id, typing: true });
    expect(await agent.connection.next('typing.shown')).toMatchObject({
      participant: 'consumer',
      name: null,
    });
    expect(agent.connection.all('typing.shown')).toHaveLength(1);
  });

  it('RET-2 a burst over the turn of a minute moves the clock of its conversation once, and each is answered', async () => {
    const { consumer, id } = await chat();
    await consumer.say('before');
    const { Conversation } = server.app.context.models;
    const before = await Conversation.findById(id).lean();
    const original = Conversation.findOneAndUpdate.bind(Conversation);
    let moves = 0;
    Conversation.findOneAndUpdate = ((...given: Parameters<typeof original>) => {
      moves += 1;
      return original(...given);
    }) as typeof original;
    server.clock.advance(minute);
    try {
      await Promise.all(Array.from({ length: 20 }, (_, index) => consumer.say(`after ${index}`)));
    } finally {
      Conversation.findOneAndUpdate = original;
    }
    expect(moves).toBe(1);
    const after = await Conversation.findById(id).lean();
    expect(after!.activityAt.getTime() - before!.activityAt.getTime()).toBe(minute);
    expect(after!.expiresAt.getTime() - before!.expiresAt.getTime()).toBe(minute);
  });

  it('MSG-10 cursors only grow, and never beyond what there is', async () => {
    const { consumer, agent, id } = await chat();
    await consumer.say('one');
    await consumer.say('two');
    const move = (cursor: { delivered?: number; read?: number }) =>
      agent.connection.call(acknowledge, { conversation: id, ...cursor });
    await move({ read: 2 });
    await move({ read: 1 });
    await move({ delivered: 99 });
    await consumer.connection.next('cursor.moved', ({ read }) => read === 2);
    const { conversation } = await consumer.sync();
    expect(Object.values(conversation.cursors)).toEqual([{ delivered: 2, read: 2 }]);
  });

  it('MSG-14 a flood is refused with the time to wait, and nothing of it is stored', async () => {
    const { consumer } = await chat();
    const answers = await Promise.allSettled(
      Array.from({ length: 130 }, (_, index) => consumer.say(`${index}`)),
    );
    const stored = answers.filter(({ status }) => status === 'fulfilled').length;
    expect(stored).toBe(100);
    const refused = await refusalOf(consumer.say('one more'));
    expect(refused).toMatchObject({ code: 'too_many_requests', retryable: true });
    expect(refused.retryAfterMs).toBeGreaterThan(0);
    expect((await consumer.sync()).conversation.head).toBe(stored);
  });
});
