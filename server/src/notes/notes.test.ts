import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiBase } from '@parlour/shared/protocol/define.js';
import { listColleagues, look } from '@parlour/shared/protocol/colleague.js';
import { makeCode } from '@parlour/shared/protocol/access-code.js';
import { portalHeader } from '@parlour/shared/protocol/events.js';
import { listMentions, listNotes, writeNote } from '@parlour/shared/protocol/note.js';
import { exportData, openAccess, readOwnData } from '@parlour/shared/protocol/privacy.js';
import { day } from '@parlour/shared/rules/expiry.js';
import type { Agent } from '../testing/agent.js';
import { newClientId, type Consumer } from '../testing/consumer.js';
import { HttpClient } from '../testing/http-client.js';
import { refusalOf } from '../testing/refusal-of.js';
import { startServer, type TestServer } from '../testing/start-server.js';
import { unzip } from '../testing/unzip.js';

const canary = 'quokkanote';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

async function chat() {
  const [consumer, agent] = await Promise.all([server.consumer(), server.agent()]);
  const { id } = await consumer.start();
  await consumer.sync();
  await consumer.say('Is it still there?');
  await agent.sync(id);
  const write = (text: string, more: object = {}) =>
    agent.connection.call(writeNote, { conversation: id, clientId: newClientId(), text, ...more });
  return { consumer, agent, id, write };
}

const colleague = (who: 'ben' | 'hana'): Promise<Agent> => server.agent(server.world.people[who].email);

/** Every event that comes to a consumer, whatever its name, as text. */
function hearing({ connection }: Consumer): () => string {
  const heard: unknown[] = [];
  connection.socket.onAny((...event: unknown[]) => heard.push(event));
  return () => JSON.stringify(heard);
}

/** What "Your data" shows and exports. */
async function ownData(consumer: Consumer): Promise<string> {
  const { code } = await consumer.connection.call(makeCode, {});
  const browser = new HttpClient(server.url, { origin: server.url, [portalHeader]: 'consumer' });
  await browser.call(openAccess, { code });
  const { token } = await browser.call(exportData, {});
  const archive = await browser.fetch(`${apiBase}/data/exports/download`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
  });
  const files = unzip(Buffer.from(await archive.arrayBuffer()));
  return [JSON.stringify(await browser.call(readOwnData, {})), ...files.values()].join('\n');
}

describe('notes', () => {
  it('INB-1 a note is stored once, sealed, and reaches the colleagues who have the conversation open', async () => {
    const { agent, id, write, consumer } = await chat();
    const ben = await colleague('ben');
    await ben.sync(id);
    const clientId = newClientId();
    const { note } = await write(`Ask for the ${canary}`, { clientId });
    expect(note).toMatchObject({
      number: 1,
      after: 1,
      text: `Ask for the ${canary}`,
      author: { name: 'Ana' },
    });
    expect(await write(`Ask for the ${canary}`, { clientId })).toEqual({ note });
    expect(await refusalOf(write('another text', { clientId }))).toMatchObject({ code: 'conflict' });
    expect(await ben.connection.next('note.written')).toEqual(note);
    await write('second');
    const { notes } = await agent.connection.call(listNotes, { conversation: id, after: 0 });
    expect(notes.map(({ number }) => number)).toEqual([1, 2]);
    const rest = await ben.connection.call(listNotes, { conversation: id, after: 1 });
    expect(rest).toMatchObject({ notes: [{ number: 2, text: 'second' }], more: false });
    expect(consumer.connection.all('note.written')).toEqual([]);
  });

  it('MSG-3 INB-1 the consumer’s numbers stay without gaps, and nothing tells them that there was a note', async () => {
    const { consumer, agent, id, write } = await chat();
    const before = (await consumer.sync()).conversation;
    await write(`between us: ${canary}`);
    const { conversation } = await consumer.sync();
    expect(conversation).toEqual(before);
    await agent.say(id, 'Yes, it is.');
    const { messages } = await consumer.sync();
    expect(messages.map(({ seq }) => seq)).toEqual([1, 2, 3]);
  });

  it('INB-1 no path leads to the consumer: socket, heartbeat, sync, HTTP, their data, their export', async () => {
    const { consumer, agent, id, write } = await chat();
    const heard = hearing(consumer);
    await write(`never tell: ${canary}`);
    await agent.connection.call(look, { conversation: id, doing: 'noting' });
    await agent.connection.next('note.head', ({ number }) => number === 1);
    await agent.say(id, 'Good day.');
    await consumer.connection.next('message.posted', ({ sender }) => sender.role === 'agent');
    const listed = await consumer.http.fetch(`/api/v1/conversations/${id}/messages?after=0`);
    const own = await ownData(consumer);
    const all = [heard(), JSON.stringify(await consumer.sync()), await listed.text(), own].join('\n');
    expect(all).toContain('Good day.');
    expect(own).toContain('Is it still there?');
    expect(all).not.toMatch(new RegExp(`${canary}|note\\.|noting|mention`));
    const inputs = {
      'note.list': { conversation: id, after: 0 },
      'note.write': { conversation: id, clientId: newClientId(), text: 'x' },
      'colleague.list': {},
      'colleague.look': { conversation: id, doing: 'reading' },
      'transcript.search': { words: canary },
    };
    for (const [name, input] of Object.entries(inputs))
      expect(await refusalOf(consumer.connection.callRaw(name, input)), name).toMatchObject({
        code: 'forbidden',
      });
  });

  it('INB-1 whom a note names is told wherever they are; who is no colleague cannot be named', async () => {
    const { agent, id, write } = await chat();
    const [ben, hana] = await Promise.all([colleague('ben'), colleague('hana')]);
    const { people } = server.world;
    await write('Ben, can you?', { mentions: [people.ben._id] });
    expect(await ben.connection.next('mention.made')).toEqual({ conversation: id, by: 'Ana' });
    expect(await refusalOf(write('Hana?', { mentions: [people.hana._id] }))).toMatchObject({
      code: 'not_found',
    });
    expect(hana.connection.all('mention.made')).toEqual([]);
    const { colleagues } = await agent.connection.call(listColleagues, {});
    expect(colleagues.map(({ name }) => name)).toEqual(['Ana', 'Ben', 'Max', 'Mia']);
    expect(colleagues.find(({ name }) => name === 'Ben')).toMatchObject({ online: true });
  });

  it('INB-1 whom notes name finds them in one list, the latest first, until the conversation is gone', async () => {
    const { id, write, consumer } = await chat();
    const ben = await colleague('ben');
    const { people } = server.world;
    const named = { mentions: [people.ben._id] };
    await write(`first for Ben ${canary}`, named);
    await write('for nobody');
    const { note } = await write('second for Ben', named);
    const all = await ben.connection.call(listMentions, {});
    const here = all.mentions.filter(({ conversation }) => conversation === id);
    expect(here.map(({ text }) => text)).toEqual(['second for Ben', `first for Ben ${canary}`]);
    expect(here[0]).toMatchObject({ number: note.number, author: { name: 'Ana' }, state: 'queued' });
    const [hana, ana] = await Promise.all([colleague('hana'), server.agent()]);
    for (const other of [hana, ana]) {
      const { mentions } = await other.connection.call(listMentions, {});
      expect(mentions.filter(({ conversation }) => conversation === id)).toEqual([]);
    }
    expect(await refusalOf(consumer.connection.callRaw('note.mentions', {}))).toMatchObject({
      code: 'forbidden',
    });
    await server.app.context.models.Conversation.updateOne(
      { _id: id },
      { expiresAt: new Date(server.clock.now()) },
    );
    const later = await ben.connection.call(listMentions, {});
    expect(later.mentions.filter(({ conversation }) => conversation === id)).toEqual([]);
  });

  it('INB-4 agents see who of them has the conversation open, and nobody else does', async () => {
    const { consumer, agent, id } = await chat();
    const ben = await colleague('ben');
    await ben.sync(id);
    await agent.connection.call(look, { conversation: id, doing: 'reading' });
    expect(await ben.connection.next('colleague.looking')).toMatchObject({
      colleague: { id: server.world.people.ana._id, name: 'Ana' },
      doing: 'reading',
    });
    expect(agent.connection.all('colleague.looking')).toEqual([]);
    expect(consumer.connection.all('colleague.looking')).toEqual([]);
  });

  it('POL-6 a note is masked like everything that is written', async () => {
    const { write } = await chat();
    const { note } = await write('card 4111 1111 1111 1111');
    expect(note).toMatchObject({ text: 'card •••• •••• •••• ••••', masked: ['card'] });
  });

  it('AUT-2 another merchant’s agent can neither read nor write one', async () => {
    const { id, write } = await chat();
    await write('ours');
    const hana = await colleague('hana');
    const input = { conversation: id, clientId: newClientId(), text: 'theirs' };
    expect(await refusalOf(hana.connection.call(writeNote, input))).toMatchObject({ code: 'not_found' });
    expect(await refusalOf(hana.connection.call(listNotes, { conversation: id, after: 0 }))).toMatchObject({
      code: 'not_found',
    });
  });

  it('RET-1 a note moves no date: what agents tell each other keeps nobody’s data longer', async () => {
    const { consumer, id } = await chat();
    const before = (await consumer.sync()).conversation.expiry;
    server.clock.advance(day);
    const { connection } = await server.agent();
    await connection.call(writeNote, { conversation: id, clientId: newClientId(), text: 'a day later' });
    const stored = await server.app.context.models.Conversation.findById(id).lean();
    expect(stored!.expiresAt.getTime()).toBe(before.at);
  });

  it('RET-2 notes go with the transcript: refused at the date, purged after it, counted in the ledger, no trace left', async () => {
    const { consumer, id, write } = await chat();
    await write(`soon gone: ${canary}`);
    await consumer.connection.callRaw('conversation.close', { conversation: id });
    server.clock.advance(30 * day);
    const { connection } = await server.agent();
    const expired = { code: 'conversation_expired' };
    expect(await refusalOf(connection.call(listNotes, { conversation: id, after: 0 }))).toMatchObject(
      expired,
    );
    const late = { conversation: id, clientId: newClientId(), text: 'too late' };
    expect(await refusalOf(connection.call(writeNote, late))).toMatchObject(expired);
    const { models, purger, vault } = server.app.context;
    await purger.sweep();
    expect(await models.Note.countDocuments({ conversation: id })).toBe(0);
    const entry = await models.PurgeLedger.findById(vault.subject(id)).lean();
    expect(entry?.counts).toMatchObject({ notes: 1 });
  });

  it.skipIf(Boolean(process.env['MONGODB_URI']))('STO-4 the files of the store hold no note', async () => {
    const { write } = await chat();
    await write(canary);
    for (const file of await readdir(server.folder, { recursive: true, withFileTypes: true })) {
      if (!file.isFile()) continue;
      const bytes = await readFile(path.join(file.parentPath, file.name));
      expect(bytes.includes(canary), file.name).toBe(false);
    }
  });
});
