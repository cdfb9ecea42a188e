/**
 * AUT-4: a provider and an admin try to read what was said, through every operation, with the id of everything that
 * there is, while it goes on being said. What is searched is every byte that comes back: bodies, headers and frames.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { giveContact } from '@parlour/shared/protocol/contact.js';
import { closeConversation, decideConsent, welcome } from '@parlour/shared/protocol/conversation.js';
import { reportAgent } from '@parlour/shared/protocol/blocking.js';
import { idPrefix, type IdKind } from '@parlour/shared/model/ids.js';
import { writeNote } from '@parlour/shared/protocol/note.js';
import { openRequest } from '@parlour/shared/protocol/privacy.js';
import { rateConversation } from '@parlour/shared/protocol/rating.js';
import { operations, type AnyOperation } from '@parlour/shared/protocol/registry.js';
import { schemas, type OperationSchema } from '@parlour/shared/schema/registry.js';
import type { z } from 'zod';
import type { Agent } from '../testing/agent.js';
import { TestConnection } from '../testing/connection.js';
import type { Consumer } from '../testing/consumer.js';
import { photo, upload } from '../testing/files.js';
import { HttpClient } from '../testing/http-client.js';
import { nobodys, sampleInput, type Ids } from '../testing/sample-input.js';
import type { TestServer } from '../testing/start-server.js';
import { startWithMail } from '../testing/start-with-mail.js';
import { sessionCookie } from './session-cookie.js';
import { Throttle } from './throttle.js';

/** Begins whatever a consumer or an agent gives here; each place has an ending of its own, to be told apart by. */
const canary = 'Canary';

let server: TestServer;
let consumer: Consumer;
let agent: Agent;
/** What consumers and conversations could be found or entered by. */
let secrets: string[];
let ids: Ids;

beforeAll(async () => {
  ({ server } = await startWithMail({ throttle: new Throttle(100_000) }));
  [consumer, agent] = [await server.consumer(), await server.agent()];
  await fill(consumer);
  const second = await server.consumer();
  await fill(second);
  await second.connection.call(closeConversation, { conversation: second.conversation! });
  await second.connection.call(rateConversation, {
    conversation: second.conversation!,
    score: 2,
    comment: `${canary}Rating`,
  });
  await second.connection.call(reportAgent, {
    conversation: second.conversation!,
    reason: 'other',
    text: `${canary}Report`,
  });
  const { models } = server.app.context;
  const consumers = await models.Conversation.find({}, { consumer: 1 }).lean();
  secrets = [
    consumer.arrival.token,
    second.arrival.token,
    ...consumers.map(({ consumer: whose }) => String(whose)),
  ];
  ids = await idsThatThereAre();
});
afterAll(() => server.stop());

/** Everything that somebody can say, send, leave or be called by, in one conversation. */
async function fill(one: Consumer): Promise<void> {
  const { id } = await one.start();
  const { notice } = await one.connection.call(welcome, {});
  const common = { conversation: id, notice: notice.sha256, locale: 'en' };
  await one.connection.call(giveContact, {
    ...common,
    email: `${canary}Address${id.slice(-6)}@home.example`,
    decisions: [{ purpose: 'contact_followup', state: 'given' }],
  });
  await one.connection.call(decideConsent, {
    ...common,
    decisions: [{ purpose: 'publication', state: 'given' }],
  });
  await one.say(`${canary}Text`);
  await upload(one.http, Buffer.from(`${canary}Bytes of a file`), {
    conversation: id,
    name: `${canary}Name.txt`,
  });
  await upload(one.http, await photo(64, 48), { conversation: id, name: `${canary}Photo.jpg` });
  await agent.sync(id);
  await agent.say(id, `${canary}Answer`);
  for (const letter of ['N', 'O'])
    await agent.connection.call(writeNote, {
      conversation: id,
      clientId: letter.repeat(22),
      text: `${canary}Note`,
      mentions: [],
    });
  await one.connection.call(openRequest, {
    kind: 'objection',
    text: `${canary}Request`,
    jurisdiction: 'gdpr',
    timeZone: 'Europe/Berlin',
  });
}

/** Of each kind one that is stored; nobody's where there is none. */
async function idsThatThereAre(): Promise<Ids> {
  const found: Record<string, string> = { ...nobodys } as Record<string, string>;
  for (const model of Object.values(server.app.context.models)) {
    const { collection } = model as unknown as {
      collection: { find(): { toArray(): Promise<{ _id: unknown }[]> } };
    };
    for (const { _id } of await collection.find().toArray())
      for (const [kind, prefix] of Object.entries(idPrefix))
        if (typeof _id === 'string' && _id.startsWith(prefix)) found[kind] = _id;
  }
  // The one whose bytes can be read by whoever looks at them.
  const { messages } = await agent.sync(consumer.conversation!);
  const text = messages.find((message) => message.kind === 'file' && message.file.type === 'text/plain');
  return {
    ...found,
    conversation: consumer.conversation!,
    merchant: server.world.merchants.motors._id,
    ...(text?.kind === 'file' && { file: text.file.id }),
  };
}

/** Somebody with everything that their role has, and all that ever came to them. */
class Curious {
  received = '';

  private constructor(
    private readonly cookie: string,
    private readonly socket: TestConnection,
  ) {
    socket.socket.io.engine.on('packet', ({ data }: { data?: unknown }) => (this.received += String(data)));
  }

  static async as(email: string): Promise<Curious> {
    const { sessions, models } = server.app.context;
    const account = (await models.Account.findOne({ email }).lean())!;
    const { token } = await sessions.open(account);
    const cookie = `${sessionCookie}=${token}`;
    const { url } = server;
    return new Curious(cookie, await TestConnection.open({ url, origin: url, cookie }));
  }

  /** By both ways, whatever comes of it. */
  async try(operation: AnyOperation, input: Record<string, unknown>): Promise<void> {
    const http = new HttpClient(server.url, { origin: server.url });
    http.cookie = this.cookie;
    if (operation.http) await this.#take(await http.send(operation, input));
    if (operation.socket) await this.socket.callRaw(operation.name, input).catch(() => undefined);
  }

  async get(path: string): Promise<void> {
    await this.#take(await fetch(`${server.url}${path}`, { headers: { cookie: this.cookie } }));
  }

  async #take(answer: Response): Promise<void> {
    this.received += JSON.stringify([...answer.headers]) + (await answer.text());
  }

  stop(): void {
    this.socket.close();
  }
}

/** Every operation that there is, once with each of these; a session for each, since some of them end it. */
async function tryEverything(email: string): Promise<string> {
  let received = '';
  const listening = await Curious.as(email);
  for (const operation of operations as readonly AnyOperation[]) {
    const { input: schema }: OperationSchema<unknown, unknown> = schemas[operation.name];
    const who = await Curious.as(email);
    for (const one of [ids, { ...ids, site: server.world.rival.site._id }])
      await who.try(operation, sampleInput(schema as z.ZodType, one));
    received += who.received;
    who.stop();
    // Life goes on meanwhile, and whoever is connected hears of it what is theirs.
    if (operation.name.endsWith('.list')) await consumer.say(`${canary}Meanwhile`).catch(() => undefined);
  }
  for (const path of [
    `/consumer`,
    `/merchant/conversations/${consumer.conversation}`,
    `/api/v1/conversations/${consumer.conversation}/messages?after=0`,
    `/api/v1/conversations/${consumer.conversation}/files/${ids.file}/whole`,
    `/api/v1/data`,
    `/api/v1/openapi.json`,
    `/health`,
    `/metrics`,
  ])
    await listening.get(path);
  received += listening.received;
  listening.stop();
  return received;
}

describe('whoever may not read what is said', () => {
  it.each([
    ['a provider', 'pia@people.example'],
    ['another provider', 'rita@people.example'],
    ['an admin', 'ada@people.example'],
  ])(
    'AUT-4 %s gets no word, name, address or key of it by any operation, in any byte that comes back',
    async (_who, email) => {
      const received = await tryEverything(email);
      // It was not for want of answers.
      expect(received.length).toBeGreaterThan(20_000);
      expect(received).toContain('forbidden');
      const at = received.toLowerCase().indexOf(canary.toLowerCase());
      expect(at < 0 ? '' : received.slice(Math.max(0, at - 300), at + 60)).toBe('');
      for (const secret of secrets) expect(received.includes(secret)).toBe(false);
      expect(received).not.toContain('Blue hatchback');
      expect(received).not.toMatch(/argon2id/);
    },
  );

  it('AUT-4 and who may reads each of them by the same means: what is looked for is there to be found', async () => {
    const received = await tryEverything('mia@people.example');
    for (const place of ['Text', 'Name', 'Bytes', 'Answer', 'Note', 'Address', 'Request', 'Meanwhile'])
      expect(received, place).toContain(`${canary}${place}`);
  });
});

/** Every kind of id is tried where something of it exists. */
it('AUT-4 of what a conversation leaves, an id of each kind was among those that were tried', () => {
  const kinds: IdKind[] = ['conversation', 'file', 'request', 'merchant', 'site', 'account'];
  for (const kind of kinds) expect(ids[kind], kind).not.toBe(nobodys[kind]);
});
