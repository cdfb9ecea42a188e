import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { correctProfile, readProfile } from '@parlour/shared/protocol/contact.js';
import { startConversation, welcome } from '@parlour/shared/protocol/conversation.js';
import { readPreChat, setPreChat, type PreChatField } from '@parlour/shared/protocol/pre-chat.js';
import type { Agent } from '../testing/agent.js';
import { refusalOf } from '../testing/refusal-of.js';
import { startServer, type TestServer } from '../testing/start-server.js';

let server: TestServer;
let manager: Agent;
beforeAll(async () => {
  server = await startServer();
  manager = await server.agent(server.world.people.max.email);
});
afterAll(() => server.stop());

const field = (over: Partial<PreChatField> = {}): PreChatField => ({
  id: 'order',
  kind: 'order_number',
  label: 'Order number',
  purpose: 'To find your order',
  options: [],
  required: false,
  ...over,
});
const choice = field({
  id: 'about',
  kind: 'choice',
  label: 'What is it about?',
  options: ['Buying', 'Repair'],
});

async function starts(answers?: { field: string; value: string }[]) {
  const consumer = await server.consumer();
  const { notice } = await consumer.connection.call(welcome, {});
  const input = { notice: notice.sha256, decisions: [], locale: 'en', ...(answers && { answers }) };
  const { conversation } = await consumer.connection.call(startConversation, input);
  consumer.conversation = conversation.id;
  return { consumer, id: conversation.id };
}

describe('pre-chat fields', () => {
  it('WID-12 are told with their purpose, and a whole chat works with none filled', async () => {
    const fields = [field(), choice];
    expect(await manager.connection.call(setPreChat, { fields })).toEqual({ fields, mayRequire: [] });
    const { consumer, id } = await starts();
    expect((await consumer.connection.call(welcome, {})).preChat).toEqual(fields);
    await consumer.say('Hello');
    await manager.say(id, 'Good day');
    expect((await consumer.sync()).messages.filter(({ kind }) => kind === 'text')).toHaveLength(2);
    expect(await consumer.connection.call(readProfile, { conversation: id })).toEqual({
      fields: [],
      contact: null,
    });
  });

  it('WID-12 what is filled in is masked, shown to both sides, and corrected at once; what was not asked for is dropped', async () => {
    await manager.connection.call(setPreChat, { fields: [field(), choice] });
    const { consumer, id } = await starts([
      { field: 'order', value: ' 4111 1111 1111 1111 ' },
      { field: 'about', value: 'Buying' },
      { field: 'shoe-size', value: '44' },
    ]);
    const expected = [
      { id: 'order', label: 'Order number', purpose: 'To find your order', value: '•••• •••• •••• ••••' },
      { id: 'about', label: choice.label, purpose: choice.purpose, value: 'Buying' },
    ];
    expect((await manager.connection.call(readProfile, { conversation: id })).fields).toEqual(expected);
    const correction = { conversation: id, field: 'order', value: 'A-17' };
    expect((await consumer.connection.call(correctProfile, correction)).fields[0]).toMatchObject({
      value: 'A-17',
    });
    await consumer.connection.call(correctProfile, { ...correction, field: 'about', value: '' });
    expect((await manager.connection.call(readProfile, { conversation: id })).fields).toEqual([
      { ...expected[0], value: 'A-17' },
    ]);
    expect(
      await refusalOf(consumer.connection.call(correctProfile, { ...correction, field: 'about' })),
    ).toMatchObject({ code: 'not_found' });
    const other = await starts();
    expect(await refusalOf(other.consumer.connection.call(correctProfile, correction))).toMatchObject({
      code: 'not_found',
    });
  });

  it('WID-12 a choice is one of its options or nothing', async () => {
    await manager.connection.call(setPreChat, { fields: [choice] });
    const { consumer, id } = await starts([{ field: 'about', value: 'Anything else' }]);
    expect((await consumer.connection.call(readProfile, { conversation: id })).fields).toEqual([]);
  });

  it('WID-12 is insisted on only where the agreement names a purpose, and then a start without it is refused', async () => {
    const required = [field({ required: true })];
    expect(await refusalOf(manager.connection.call(setPreChat, { fields: required }))).toMatchObject({
      code: 'invalid_input',
      issues: [{ path: 'fields.0.required' }],
    });
    const { PolicyVersion } = server.app.context.models;
    const section = '\n\n## What may be asked before a chat\n\n- Order number: to find the order.\n';
    for (const { text, _id } of await PolicyVersion.find({
      document: 'merchant/information-use-agreement',
    }).lean())
      await PolicyVersion.collection.updateOne({ _id: _id as never }, { $set: { text: text + section } });
    server.app.context.policies.forget();
    expect(await manager.connection.call(setPreChat, { fields: required })).toMatchObject({
      mayRequire: ['order_number'],
    });
    const { code, issues } = await refusalOf(starts());
    expect({ code, issues }).toMatchObject({ code: 'invalid_input', issues: [{ path: 'answers.order' }] });
    await starts([{ field: 'order', value: 'A-18' }]);
    await manager.connection.call(setPreChat, { fields: [] });
  });

  it('WID-12 is the manager’s to set; a choice without options and two of one id are refused', async () => {
    const agent = await server.agent();
    expect(await refusalOf(agent.connection.call(readPreChat, {}))).toMatchObject({ code: 'forbidden' });
    for (const fields of [[{ ...choice, options: [] }], [field(), field()], [field({ purpose: '' })]])
      expect(await refusalOf(manager.connection.call(setPreChat, { fields }))).toMatchObject({
        code: 'invalid_input',
      });
  });

  it.skipIf(Boolean(process.env['MONGODB_URI']))(
    'STO-4 what is filled in lies in no file that can be read',
    async () => {
      await manager.connection.call(setPreChat, { fields: [field()] });
      await starts([{ field: 'order', value: 'canary-order-77' }]);
      for (const file of await readdir(server.folder, { recursive: true, withFileTypes: true })) {
        if (!file.isFile()) continue;
        const bytes = await readFile(path.join(file.parentPath, file.name));
        expect(bytes.includes('canary-order-77')).toBe(false);
      }
    },
  );
});
