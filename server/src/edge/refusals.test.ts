import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiBase } from '@parlour/shared/protocol/define.js';
import { errors } from '@parlour/shared/protocol/errors.js';
import { closeConversation, startConversation, sync } from '@parlour/shared/protocol/conversation.js';
import { sendMessage } from '@parlour/shared/protocol/message.js';
import { operations } from '@parlour/shared/protocol/registry.js';
import { schemas } from '@parlour/shared/schema/registry.js';
import type { Agent } from '../testing/agent.js';
import { newClientId, type Consumer } from '../testing/consumer.js';
import { Refused } from '../testing/connection.js';
import { refusalOf } from '../testing/refusal-of.js';
import { startServer, type TestServer } from '../testing/start-server.js';

let server: TestServer;
let consumer: Consumer;
let agent: Agent;
let stranger: Consumer;
let admin: Agent;

beforeAll(async () => {
  server = await startServer();
  [consumer, agent, stranger] = await Promise.all([server.consumer(), server.agent(), server.consumer()]);
  const { Agent: Staff } = await import('../testing/agent.js');
  const { people, password } = server.world;
  admin = await Staff.signIn({ url: server.url, email: people.ada.email, password, audience: 'admin' });
  await consumer.start();
  await consumer.say('the first');
});
afterAll(async () => {
  admin.stop();
  await server.stop();
});

/** After whatever was refused, both sides are as they were. */
async function expectUnharmed(): Promise<void> {
  expect((await consumer.sync()).messages).toMatchObject([{ seq: 1, text: 'the first' }]);
  expect((await agent.sync(consumer.conversation!)).conversation).toMatchObject({ head: 1, state: 'queued' });
}

const attacks: [string, unknown][] = [
  ['an operator', { $ne: null }],
  ['a regular expression', { $regex: '.*' }],
  ['a where', { $where: 'sleep(1000)' }],
  ['a nor', { $nor: [{}] }],
  ['an array', ['x']],
  ['an object', {}],
  ['a number', 1e308],
  ['a boolean', true],
  ['null', null],
  ['a prototype', JSON.parse('{"__proto__":{"admin":true}}')],
  ['a constructor', { constructor: { prototype: { admin: true } } }],
];

describe('what is not of the right form', () => {
  it.each([
    ['empty', ''],
    ['only space', ' \n\t '],
    ['only control characters', '\u0000\u0007'],
    ['too long', 'x'.repeat(4_001)],
    ['far too long', 'x'.repeat(20_000)],
    ['a number', 42],
    ['an array', ['hello']],
    ['null', null],
    ['an operator', { $gt: '' }],
  ])('MSG-11 a text that is %s is refused over the socket and over HTTP', async (_title, text) => {
    const input = { conversation: consumer.conversation!, clientId: newClientId(), text } as never;
    expect(await refusalOf(consumer.connection.call(sendMessage, input))).toMatchObject({
      code: 'invalid_input',
    });
    const response = await consumer.http.send(sendMessage, input);
    expect(response.status).toBe(400);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    expect(await response.json()).toMatchObject({ code: 'invalid_input', issues: [{ path: 'text' }] });
    await expectUnharmed();
  });

  it.each(attacks)(
    'STO-4 %s in any field of any operation is refused before the store is reached',
    async (_title, value) => {
      for (const operation of operations) {
        const fields = Object.keys((schemas[operation.name].input as { shape?: object }).shape ?? {});
        for (const field of fields) {
          const valid = await validInput(operation.name);
          if (
            Object.hasOwn(valid, field) &&
            typeof valid[field] === typeof value &&
            typeof value !== 'object'
          )
            continue;
          const input = { ...valid, [field]: value };
          for (const who of [consumer.connection, agent.connection]) {
            if (operation.socket)
              expect(
                (await refusalOf(who.callRaw(operation.name, input))).code,
                `${operation.name}.${field}`,
              ).toBe('invalid_input');
          }
        }
      }
      await expectUnharmed();
    },
  );

  it.each([
    'role',
    'merchant',
    'consumer',
    'sender',
    'seq',
    'at',
    'expiresAt',
    '_id',
    '$where',
    '__proto__',
    'constructor',
  ])('AUT-1 a field that is not declared is refused, not ignored: %s', async (field) => {
    const input = JSON.parse(
      `{"conversation":${JSON.stringify(consumer.conversation)},"clientId":"${newClientId()}","text":"hi","${field}":"x"}`,
    ) as Record<string, unknown>;
    expect(await refusalOf(consumer.connection.callRaw('message.send', input))).toMatchObject({
      code: 'invalid_input',
    });
    const { conversation: _in, ...body } = input;
    const sent = await consumer.http.send(
      sendMessage,
      { conversation: consumer.conversation },
      JSON.stringify(input),
    );
    expect([sent.status, _in !== undefined, Object.keys(body).length > 0]).toEqual([400, true, true]);
    await expectUnharmed();
  });

  it('AUT-1 operators in the query string are refused', async () => {
    for (const query of [
      'view[$ne]=x',
      'view=all&view=mine',
      'view=all&before[$gt]=',
      'view=all&merchant=x',
      'view=all&__proto__=x',
    ]) {
      expect((await agent.http.fetch(`${apiBase}/conversations?${query}`)).status).toBe(400);
    }
    expect((await agent.http.fetch(`${apiBase}/conversations?view=all`)).status).toBe(200);
  });

  it('every body that is not a small JSON object is refused with its code', async () => {
    const path = `${apiBase}/conversations/${consumer.conversation}/messages`;
    const post = (body: string, type = 'application/json') =>
      consumer.http.fetch(path, { method: 'POST', body, headers: { 'content-type': type } });
    const codes = await Promise.all(
      [
        post('{'),
        post('[]'),
        post('"text"'),
        post('null'),
        post('{}', 'text/plain'),
        post('a=b', 'application/x-www-form-urlencoded'),
        post(JSON.stringify({ text: 'x'.repeat(70_000) })),
      ].map(async (response) => ((await (await response).json()) as { code: string }).code),
    );
    expect(codes).toEqual([
      'invalid_input',
      'invalid_input',
      'invalid_input',
      'invalid_input',
      'unsupported_media_type',
      'unsupported_media_type',
      'too_large',
    ]);
    await expectUnharmed();
  });
});

async function validInput(name: string): Promise<Record<string, unknown>> {
  const conversation = consumer.conversation!;
  const { sha256 } = await server.app.context.policies.notice();
  switch (name) {
    case 'conversation.start':
      return { notice: sha256, decisions: [], locale: 'en' };
    case 'consent.decide':
      return { conversation, notice: sha256, decisions: [], locale: 'en' };
    case 'conversation.sync':
      return { conversation, after: 0 };
    case 'message.send':
      return { conversation, clientId: newClientId(), text: 'hi' };
    case 'typing.show':
      return { conversation, typing: true };
    case 'inbox.list':
      return { view: 'all' };
    default:
      return { conversation };
  }
}

describe('what is somebody else’s', () => {
  it('AUT-1 a foreign conversation and one that does not exist are refused alike, whatever is asked of it', async () => {
    const none = `cnv_${newClientId()}`;
    for (const conversation of [consumer.conversation!, none]) {
      for (const [operation, input] of [
        [sync, { after: 0 }],
        [sendMessage, { clientId: newClientId(), text: 'hi' }],
        [closeConversation, {}],
      ] as const) {
        const given = { ...input, conversation };
        expect(await refusalOf(stranger.connection.callRaw(operation.name, given))).toMatchObject({
          code: 'not_found',
        });
        expect(await (await stranger.http.send(operation, given)).json()).toMatchObject({
          code: 'not_found',
        });
      }
    }
    const foreigner = await server.agent(server.world.people.hana.email);
    expect(await refusalOf(foreigner.sync(consumer.conversation!))).toMatchObject({ code: 'not_found' });
    expect(await refusalOf(foreigner.say(consumer.conversation!, 'hi'))).toMatchObject({ code: 'not_found' });
    await expectUnharmed();
  });

  it('AUT-4 an admin and a visitor cannot read, write or follow a conversation', async () => {
    const conversation = consumer.conversation!;
    expect(await refusalOf(admin.sync(conversation))).toMatchObject({ code: 'forbidden' });
    expect(await refusalOf(admin.say(conversation, 'hi'))).toMatchObject({ code: 'forbidden' });
    expect(await refusalOf(admin.inbox('all'))).toMatchObject({ code: 'forbidden' });
    const response = await fetch(`${server.url}${apiBase}/conversations/${conversation}/messages?after=0`);
    expect(await response.json()).toMatchObject({ code: 'not_signed_in', status: 401 });
    expect(await refusalOf(consumer.connection.callRaw('inbox.list', { view: 'all' }))).toMatchObject({
      code: 'forbidden',
    });
    expect(await refusalOf(agent.connection.callRaw('purge.start', {}))).toMatchObject({ code: 'forbidden' });
    await expectUnharmed();
  });

  it('AUT-1 an unknown event is answered, and one without a way to answer does nothing', async () => {
    expect(await refusalOf(consumer.connection.callRaw('message.delete', {}))).toMatchObject({
      code: 'not_found',
    });
    expect(await refusalOf(consumer.connection.callRaw('message.send'))).toMatchObject({
      code: 'invalid_input',
    });
    const message = await validInput('message.send');
    consumer.connection.socket.emit('message.send', message);
    consumer.connection.socket.emit('message.send', message, 'extra', () => {});
    await expectUnharmed();
  });

  it('a refusal carries a request id and never what was sent', async () => {
    const error = await refusalOf(consumer.connection.callRaw('message.send', { text: 'canary' }));
    expect(error.requestId).toMatch(/^[0-9a-f-]{36}$/);
    expect(JSON.stringify(error)).not.toContain('canary');
    expect(error).toBeInstanceOf(Object);
    expect(new Refused(error).message).toContain('invalid_input');
    expect(errors[error.code].status).toBe(400);
  });

  it('CNV-1 starting is refused to whoever is no consumer', async () => {
    const input = (await validInput('conversation.start')) as never;
    expect(await refusalOf(agent.connection.call(startConversation, input))).toMatchObject({
      code: 'forbidden',
    });
  });
});
