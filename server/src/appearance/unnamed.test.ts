import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeCode } from '@parlour/shared/protocol/access-code.js';
import { readAppearance, setAppearance } from '@parlour/shared/protocol/appearance.js';
import { sync } from '@parlour/shared/protocol/conversation.js';
import { mailTranscript, readTranscript } from '@parlour/shared/protocol/disclosure.js';
import { showTyping } from '@parlour/shared/protocol/message.js';
import { portalHeader } from '@parlour/shared/protocol/events.js';
import { downloadExport, exportData, openAccess, readOwnData } from '@parlour/shared/protocol/privacy.js';
import { askForPicture, setPicture } from '../testing/pictures.js';
import { photo } from '../testing/files.js';
import { HttpClient } from '../testing/http-client.js';
import type { PostOffice } from '../testing/post-office.js';
import type { TestServer } from '../testing/start-server.js';
import { startWithMail } from '../testing/start-with-mail.js';
import { unzip } from '../testing/unzip.js';
import { unnamed } from './unnamed.js';

let server: TestServer;
let office: PostOffice;
beforeEach(async () => {
  ({ office, server } = await startWithMail());
});
afterEach(() => server.stop());

/** Everything that a consumer can get hold of after Ana has answered, as one text each. */
async function allThatConsumersGet(names: boolean): Promise<Record<string, string>> {
  const max = await server.agent(server.world.people.max.email);
  const { appearance } = await max.connection.call(readAppearance, {});
  await max.connection.call(setAppearance, { ...appearance, agentNames: names });
  const [consumer, ana] = [await server.consumer(), await server.agent()];
  const picture = await setPicture(ana.http, await photo());
  const { id } = await consumer.start();
  await ana.connection.callRaw('conversation.accept', { conversation: id });
  await ana.say(id, 'Good day');
  const { connection } = consumer;
  const { code } = await connection.call(makeCode, {});
  const browser = new HttpClient(server.url, { origin: server.url, [portalHeader]: 'consumer' });
  await browser.call(openAccess, { code });
  const { token } = await browser.call(exportData, {});
  const archive = unzip(Buffer.from(await (await browser.send(downloadExport, { token })).arrayBuffer()));
  await connection.call(mailTranscript, { conversation: id, to: 'shopper@mail.example' });
  expect(JSON.stringify(await ana.sync(id))).toMatch(new RegExp(`"Ana".*${picture}`));
  return {
    widget: JSON.stringify(await consumer.sync()),
    portal: JSON.stringify(await browser.call(sync, { conversation: id, after: 0 })),
    'what is kept': JSON.stringify(await browser.call(readOwnData, {})),
    download: (await connection.call(readTranscript, { conversation: id })).text,
    mail: (await office.next('shopper@mail.example')).text,
    'copy, to read': archive.get('readable.html')!,
    'copy, as data': archive.get(`conversations/${id}.json`)!,
  };
}

describe('the names of agents', () => {
  it('DIS-7 are in nothing that a consumer gets, where the merchant does not show them', async () => {
    for (const [where, text] of Object.entries(await allThatConsumersGet(false))) {
      expect(text, where).not.toMatch(/\bAna\b/);
      expect(text, where).toContain('Agent');
      expect(text, where).not.toContain('pic_');
    }
  });

  it('DIS-7 are in all of it where the merchant shows them', async () => {
    for (const [where, text] of Object.entries(await allThatConsumersGet(true))) {
      expect(text, where).toMatch(/\bAna\b/);
      // ACC-8: shown beside the chat, and in nothing that is kept of it.
      expect(text.includes('pic_'), where).toBe(where === 'widget' || where === 'portal');
    }
  });

  it('DIS-7 are in nothing that a consumer is told live, and in all that colleagues are', async () => {
    const max = await server.agent(server.world.people.max.email);
    const { appearance } = await max.connection.call(readAppearance, {});
    const live = ['message.posted', 'conversation.changed', 'typing.shown'] as const;
    for (const names of [true, false]) {
      await max.connection.call(setAppearance, { ...appearance, agentNames: names });
      const [consumer, ana] = [await server.consumer(), await server.agent()];
      const { id } = await consumer.start();
      await Promise.all([consumer.sync(), max.sync(id)]);
      await ana.connection.callRaw('conversation.accept', { conversation: id });
      await ana.connection.call(showTyping, { conversation: id, typing: true });
      await ana.say(id, 'Good day');
      await consumer.connection.next('message.posted', ({ kind }) => kind === 'text');
      await consumer.connection.next('typing.shown');
      for (const event of live) {
        const told = JSON.stringify(consumer.connection.all(event));
        expect(told, event).toContain(names ? 'Ana' : 'Agent');
        expect(told.includes('Ana'), event).toBe(names);
      }
      await max.connection.next('typing.shown');
      expect(JSON.stringify(max.connection.all('typing.shown'))).toContain('Ana');
    }
  });

  it('DIS-7 ACC-8 once they are shown no longer, a picture that consumers know leads to nothing', async () => {
    const [max, ana, consumer] = [
      await server.agent(server.world.people.max.email),
      await server.agent(),
      await server.consumer(),
    ];
    const { id } = await consumer.start();
    await ana.connection.callRaw('conversation.accept', { conversation: id });
    const known = await setPicture(ana.http, await photo());
    expect((await consumer.sync()).conversation.agent).toMatchObject({ picture: known });
    const { appearance } = await max.connection.call(readAppearance, {});
    await max.connection.call(setAppearance, { ...appearance, agentNames: false });
    expect((await askForPicture(server.url, known)).status).toBe(404);
    expect((await consumer.sync()).conversation.agent).toEqual({ id: 'agent', name: 'Agent' });
    const { agent } = (await ana.sync(id)).conversation;
    expect((await askForPicture(server.url, agent!.picture!)).status).toBe(200);
    const { revision } = (await consumer.sync()).conversation;
    await setPicture(ana.http, await photo());
    const isNewer = (one: { revision: number }): boolean => one.revision > revision;
    const told = await consumer.connection.next('conversation.changed', isNewer);
    expect(told.agent).toEqual({ id: 'agent', name: 'Agent' });
  });

  it('DIS-7 are taken from agents alone, and from nothing that was said', () => {
    const at = new Date(0);
    const answer = {
      merchant: { name: 'Ana Motors' },
      agent: { id: 'agent', name: 'Ana', picture: 'pic_ana' },
      viewers: [{ name: 'Ana', firstAt: 1 }],
      messages: [
        { sender: { role: 'agent', id: 'agent', name: 'Ana' }, text: 'I am Ana', at },
        { sender: { role: 'consumer' }, about: { id: 'agent', name: 'Ben' } },
        { from: 'agent', agent: 'Ana', text: 'Ana' },
      ],
      cursors: { agent: { read: 1 } },
      none: null,
    };
    expect(unnamed(answer)).toEqual({
      merchant: { name: 'Ana Motors' },
      agent: { id: 'agent', name: 'Agent' },
      viewers: [{ name: 'Agent', firstAt: 1 }],
      messages: [
        { sender: { role: 'agent', id: 'agent', name: 'Agent' }, text: 'I am Ana', at },
        { sender: { role: 'consumer' }, about: { id: 'agent', name: 'Agent' } },
        { from: 'agent', agent: 'Agent', text: 'Ana' },
      ],
      cursors: { agent: { read: 1 } },
      none: null,
    });
  });
});
