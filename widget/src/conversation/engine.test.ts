import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { typingTtl } from '@parlour/shared/protocol/limits.js';
import { FakeClock, settle } from '../testing/fake-clock.js';
import type { MemoryConnection } from '../testing/memory-connection.js';
import { ana, MemoryConversation, refusal } from '../testing/memory-conversation.js';
import { MemoryServer } from '../testing/memory-server.js';
import { ConversationEngine } from './engine.js';
import type { StoredEntry } from './outbox.js';
import { othersCursor } from './state.js';

let clock: FakeClock;
let server: MemoryServer;
let connection: MemoryConnection;
let engine: ConversationEngine;

const open = (outbox?: ConstructorParameters<typeof ConversationEngine>[0]['outbox']): ConversationEngine =>
  new ConversationEngine({
    connection,
    conversation: server.conversation.id,
    me: 'consumer',
    outbox,
    clock,
    random: () => 1,
  });

const texts = (): string[] =>
  engine.state.messages.map((message) =>
    'event' in message ? message.event : message.kind === 'text' ? message.text : '',
  );
const stored = (): string[] =>
  server.conversation.messages.map((message) =>
    'event' in message ? message.event : message.kind === 'text' ? message.text : '',
  );
const statuses = (): string[] => engine.state.outbox.map(({ status }) => status.is);
const called = (name: string): number => server.calls.filter((call) => call.name === name).length;

beforeEach(() => {
  clock = new FakeClock();
  server = new MemoryServer(clock);
  server.conversations.push(new MemoryConversation(1, clock.now(), []));
  connection = server.connect({ token: 'token' });
  engine = open();
});
afterEach(() => engine.dispose());

describe('messages', () => {
  it('MSG-1 a message keeps its clientId through every attempt, and is stored once', async () => {
    await settle();
    let lost = 0;
    connection = server.connect({
      token: 'token',
      network: (deliver, { kind }) => {
        if (kind === 'answer' && called('message.send') > 0 && lost++ === 0) return;
        queueMicrotask(deliver);
      },
    });
    engine.dispose();
    engine = open();
    await settle();
    engine.send('Is the blue one still there?');
    await settle();
    expect(stored()).toEqual(['Is the blue one still there?']);
    connection.cut();
    connection.mend();
    await settle();
    expect(stored()).toEqual(['Is the blue one still there?']);
    expect(texts()).toEqual(['Is the blue one still there?']);
    expect(engine.state.outbox).toEqual([]);
  });

  it('MSG-4 a refused repetition with another body is shown as failed and not sent again', async () => {
    server.refuse.set('message.send', refusal('conflict'));
    await settle();
    engine.send('one');
    await settle();
    expect(statuses()).toEqual(['failed']);
    await clock.advance(60_000);
    expect(called('message.send')).toBe(1);
  });

  it('MSG-5 a lost broadcast is noticed by the next heartbeat and healed by sync', async () => {
    await settle();
    connection.follows.clear();
    server.agentSays('lost on the way');
    await settle();
    expect(texts()).toEqual([]);
    connection.follows.add(server.conversation.id);
    server.heartbeat();
    await clock.advance(300);
    expect(texts()).toEqual(['lost on the way']);
  });

  it('MSG-5 a message that is acknowledged and whose broadcast is lost is fetched, without a heartbeat', async () => {
    await settle();
    connection.follows.clear();
    engine.send('stored, and not told');
    await settle();
    expect(statuses()).toEqual(['sent']);
    await clock.advance(300);
    expect(texts()).toEqual(['stored, and not told']);
    expect(engine.state.outbox).toEqual([]);
  });

  it('MSG-6 after a disconnection it syncs first and then drains in order', async () => {
    await settle();
    connection.cut();
    engine.send('first');
    engine.send('second');
    server.agentSays('meanwhile');
    server.pageSize = 1;
    await settle();
    expect(statuses()).toEqual(['waiting', 'waiting']);
    server.calls.length = 0;
    connection.mend();
    await settle();
    expect(texts()).toEqual(['meanwhile', 'first', 'second']);
    expect(server.calls.map(({ name }) => name).slice(0, 3)).toEqual([
      'conversation.sync',
      'message.send',
      'message.send',
    ]);
  });

  it('MSG-7 a failed message can be tried again under its clientId, or given up', async () => {
    await settle();
    server.refuse.set('message.send', refusal('invalid_input'));
    const clientId = engine.send('again');
    const given = engine.send('goes on meanwhile');
    await settle();
    expect(engine.state.outbox.map((entry) => [entry.clientId, entry.status.is])).toEqual([
      [clientId, 'failed'],
    ]);
    engine.retry(clientId ?? '');
    await settle();
    expect(server.conversation.messages.map((message) => message.clientId)).toEqual([given, clientId]);
    server.refuse.set('message.send', refusal('invalid_input'));
    engine.discard(engine.send('given up') ?? '');
    await settle();
    expect(stored()).not.toContain('given up');
  });

  it('MSG-7 what was not sent survives a reload where storage is given, under its clientId', async () => {
    let device: readonly StoredEntry[] = [];
    const storage = {
      read: () => device,
      write: (entries: readonly StoredEntry[]) => void (device = entries),
    };
    engine.dispose();
    connection.cut();
    engine = open(storage);
    const clientId = engine.send('written in a tunnel');
    engine.dispose();
    engine = open(storage);
    connection.mend();
    await settle();
    expect(server.conversation.messages.map((message) => message.clientId)).toEqual([clientId]);
    expect(device).toEqual([]);
  });

  it('MSG-9 a typing sign dies by itself after six seconds, and at once when the message comes', async () => {
    await settle();
    server.agentTypes();
    await settle();
    expect(engine.state.typing.map(({ name }) => name)).toEqual(['Ana']);
    await clock.advance(typingTtl - 1);
    expect(engine.state.typing).toHaveLength(1);
    await clock.advance(1);
    expect(engine.state.typing).toEqual([]);
    server.agentTypes();
    server.agentSays('here');
    await settle();
    expect(engine.state.typing).toEqual([]);
  });

  it('MSG-9 one’s own typing is told at once, renewed while it goes on, and ended', async () => {
    await settle();
    for (let second = 0; second < 4; second++) {
      engine.setTyping();
      await clock.advance(1_000);
    }
    const told = server.calls.filter(({ name }) => name === 'typing.show');
    expect(told.map(({ input }) => (input as { typing: boolean }).typing)).toEqual([true, true]);
    await clock.advance(typingTtl);
    expect(server.calls.at(-1)?.input).toMatchObject({ typing: false });
  });

  it('MSG-10 delivered and read are told once, together, and again after a lost connection', async () => {
    await settle();
    server.agentSays('one');
    server.agentSays('two');
    await settle();
    engine.markRead(2);
    connection.cut();
    connection.mend();
    await clock.advance(1_000);
    expect(server.conversation.view.cursors['consumer']).toEqual({ delivered: 2, read: 2 });
    expect(called('message.acknowledge')).toBe(1);
    engine.markRead(1);
    await clock.advance(1_000);
    expect(called('message.acknowledge')).toBe(1);
  });

  it('MSG-10 a cursor that was overtaken on the way never goes back', async () => {
    await settle();
    engine.send('one');
    engine.send('two');
    await settle();
    server.agentReads();
    await settle();
    connection.hear('cursor.moved', {
      conversation: server.conversation.id,
      participant: ana.id,
      delivered: 1,
      read: 1,
    });
    await settle();
    expect(othersCursor(engine.state)).toEqual({ delivered: 2, read: 2 });
  });

  it('MSG-14 a limited send waits as long as the server says, and says so', async () => {
    await settle();
    server.refuse.set('message.send', refusal('too_many_requests', { retryAfterMs: 7_000 }));
    engine.send('one too many');
    await settle();
    expect(engine.state.outbox[0]?.status).toMatchObject({ is: 'delayed', until: clock.now() + 7_000 });
    await clock.advance(6_999);
    expect(stored()).toEqual([]);
    await clock.advance(1);
    expect(stored()).toEqual(['one too many']);
  });
});

describe('the conversation', () => {
  it('RET-2 at its date everything is taken off, and nothing is kept on the device', async () => {
    let device: readonly StoredEntry[] = [{ clientId: 'x', text: 'left', at: 0 }];
    engine.dispose();
    engine = open({ read: () => device, write: (entries) => void (device = entries) });
    await settle();
    server.agentSays('soon gone');
    await settle();
    server.expire();
    await settle();
    expect(engine.state).toMatchObject({ gone: true, messages: [] });
    expect(device).toEqual([]);
  });

  it('RET-2 a conversation that expired while nobody was connected is gone on return', async () => {
    await settle();
    connection.cut();
    server.expire();
    connection.mend();
    await settle();
    expect(engine.state.gone).toBe(true);
  });

  it('WID-13 says since when there is no connection', async () => {
    await settle();
    await clock.advance(5_000);
    connection.cut();
    expect(engine.state.connection).toEqual({ state: 'disconnected', since: clock.now() });
  });

  it('OPS-3 a store that is away for a moment is asked again until it answers', async () => {
    connection.cut();
    server.refuse.set('conversation.sync', refusal('unavailable'));
    connection.mend();
    await clock.advance(200);
    expect(engine.state.caughtUp).toBe(false);
    await clock.advance(1_000);
    expect(engine.state.caughtUp).toBe(true);
  });
});
