import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { saveProcessor } from '@parlour/shared/protocol/disclosure.js';
import { readMasking, setMasking } from '@parlour/shared/protocol/masking.js';
import { createWebhook } from '@parlour/shared/protocol/webhook.js';
import { Receiver } from '../testing/receiver.js';
import { refusalOf } from '../testing/refusal-of.js';
import { startServer, type TestServer } from '../testing/start-server.js';
import { newClientId } from '../testing/consumer.js';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

const card = '4111 1111 1111 1111';

describe('masking', () => {
  it('POL-6 what a consumer writes is masked before it is stored, shown or previewed; both sides see that it was', async () => {
    const [consumer, agent] = await Promise.all([server.consumer(), server.agent()]);
    const { id } = await consumer.start();
    await agent.sync(id);
    await consumer.say(`My card is ${card}, thanks`);
    const expected = { text: 'My card is •••• •••• •••• ••••, thanks', masked: ['card'] };
    expect(await agent.connection.next('message.posted', ({ kind }) => kind === 'text')).toMatchObject(
      expected,
    );
    expect((await consumer.sync()).messages.at(-1)).toMatchObject(expected);
    const { preview } = await agent.connection.next(
      'inbox.changed',
      (entry) => entry.preview?.text.startsWith('My') ?? false,
    );
    expect(preview?.text).toBe(expected.text);
  });

  it('POL-6 what an agent writes is masked as well, and a text without such numbers carries no sign', async () => {
    const [consumer, agent] = await Promise.all([server.consumer(), server.agent()]);
    const { id } = await consumer.start();
    await agent.say(id, 'Pay to DE89 3704 0044 0532 0130 00');
    await agent.say(id, 'or call 020 7946 0958');
    const [iban, call] = (await consumer.sync()).messages.filter(({ kind }) => kind === 'text');
    expect(iban).toMatchObject({ text: 'Pay to •••• •••• •••• •••• •••• ••', masked: ['bank_account'] });
    expect(call).not.toHaveProperty('masked');
  });

  it('POL-6 a repeated send of a masked text is answered as the first one', async () => {
    const consumer = await server.consumer();
    await consumer.start();
    const clientId = newClientId();
    const first = await consumer.say(card, clientId);
    expect(await consumer.say(card, clientId)).toEqual(first);
    expect(await refusalOf(consumer.say('something else', clientId))).toMatchObject({ code: 'conflict' });
  });

  it("POL-6 a manager's own pattern acts on the next message, for that merchant only", async () => {
    const manager = await server.agent(server.world.people.max.email);
    const patterns = [{ name: 'Customer number', pattern: 'KD-\\d{5}' }];
    await manager.connection.call(setMasking, { patterns });
    expect(await manager.connection.call(readMasking, {})).toEqual({ patterns });
    const consumer = await server.consumer();
    await consumer.start();
    await consumer.say('I am KD-12345');
    expect((await consumer.sync()).messages.at(-1)).toMatchObject({
      text: 'I am ••••••••',
      masked: ['merchant_pattern'],
    });
    const elsewhere = await server.consumer({ merchant: server.world.merchants.harbour.slug });
    await elsewhere.start();
    await elsewhere.say('I am KD-12345');
    expect((await elsewhere.sync()).messages.at(-1)).toMatchObject({ text: 'I am KD-12345' });
  });

  it('POL-6 a pattern that could run away, and an agent who is no manager, are refused', async () => {
    const [manager, agent] = await Promise.all([server.agent(server.world.people.max.email), server.agent()]);
    const unsafe = { patterns: [{ name: 'Bad', pattern: '(a)\\1' }] };
    expect(await refusalOf(manager.connection.call(setMasking, unsafe))).toMatchObject({
      code: 'invalid_input',
    });
    expect(await refusalOf(agent.connection.call(readMasking, {}))).toMatchObject({ code: 'forbidden' });
  });

  it('POL-6 typing tells that somebody writes, and nothing of what', async () => {
    const [consumer, agent] = await Promise.all([server.consumer(), server.agent()]);
    const { id } = await consumer.start();
    await agent.sync(id);
    const typing = { conversation: id, typing: true };
    await consumer.connection.callRaw('typing.show', typing);
    expect(await agent.connection.next('typing.shown')).toEqual({
      ...typing,
      participant: 'consumer',
      name: null,
    });
    const telling = { ...typing, text: card };
    expect(await refusalOf(consumer.connection.callRaw('typing.show', telling))).toMatchObject({
      code: 'invalid_input',
    });
  });

  it('POL-6 nothing of the number is in the log, nor in what a webhook is sent', async () => {
    const lines: string[] = [];
    const receiver = await Receiver.open();
    const logged = await startServer({
      webhookAllowInside: true,
      logTo: { write: (line: string) => void lines.push(line) },
    });
    try {
      const max = await logged.agent(logged.world.people.max.email);
      await max.connection.call(setMasking, {
        patterns: [{ name: 'Customer number', pattern: 'KD-\\d{5}' }],
      });
      const { processor } = await max.connection.call(saveProcessor, {
        name: 'Our customer database',
        category: 'processor',
        purpose: 'To call people back',
        fields: ['reference', 'text', 'page'],
      });
      await max.connection.call(createWebhook, {
        url: receiver.url,
        events: ['message.posted'],
        processor: processor.id,
      });
      const consumer = await logged.consumer();
      await consumer.start();
      await consumer.say(`KD-12345 pays with ${card}`);
      const { raw } = await receiver.next('message.posted');
      expect(raw).toContain('•••••••• pays with •••• •••• •••• ••••');
      expect(raw).not.toMatch(/12345|4111/);
      expect(lines.length).toBeGreaterThan(0);
      expect(lines.join('\n')).not.toMatch(/KD-12345|4111/);
    } finally {
      await logged.stop();
      await receiver.close();
    }
  });

  it.skipIf(Boolean(process.env['MONGODB_URI']))(
    'POL-6 the files of the store never held the number',
    async () => {
      const consumer = await server.consumer();
      await consumer.start();
      await consumer.say('5105105105105100 it is');
      for (const file of await readdir(server.folder, { recursive: true, withFileTypes: true })) {
        if (!file.isFile()) continue;
        const bytes = await readFile(path.join(file.parentPath, file.name));
        expect(bytes.includes('5105105105105100')).toBe(false);
      }
    },
  );
});
