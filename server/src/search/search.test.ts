import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { placeHold } from '@parlour/shared/protocol/hold.js';
import { writeNote } from '@parlour/shared/protocol/note.js';
import { searchTranscripts } from '@parlour/shared/protocol/search.js';
import { day } from '@parlour/shared/rules/expiry.js';
import { Agent } from '../testing/agent.js';
import { newClientId } from '../testing/consumer.js';
import { refusalOf } from '../testing/refusal-of.js';
import { startServer, type TestServer } from '../testing/start-server.js';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

async function said(text: string, merchant = 'motors') {
  const consumer = await server.consumer({ merchant });
  const { id } = await consumer.start();
  await consumer.say(text);
  await server.app.context.searchIndex.settle();
  return { consumer, id };
}

async function find(words: string, who?: Agent) {
  const agent = who ?? (await server.agent());
  const { results } = await agent.connection.call(searchTranscripts, { words });
  return results;
}

const found = async (words: string, who?: Agent) =>
  (await find(words, who)).map(({ conversation }) => conversation);

/** By this machine's own clock, as the ids of documents are made. */
const catchUp = () => server.app.context.searchIndex.catchUp(Date.now() + 60_000);

describe('search', () => {
  it('STO-5 finds by words and their beginnings, whatever case, accent or width they are written in', async () => {
    const { id } = await said('Ist der Blaue mit Anhängerkupplung für 12’500 noch da? Größe ＸＬ, Łódź');
    for (const words of ['blaue', 'BLA', 'anhangerkupplung', 'Anhänger', 'grösse', 'lodz', 'xl', 'blaue da'])
      expect(await found(words), words).toEqual([id]);
    expect(await found('blaue fahrrad')).toEqual([]);
    expect(await found('laue')).toEqual([]);
    expect(await found('anhangerkuppeln')).toEqual([]);
    expect(await found('?!')).toEqual([]);
  });

  it('STO-5 shows the words around what was found, and who has read them is on record', async () => {
    const { id } = await said('I would like to know whether the zephyrmobile is red or green, please');
    const [result] = await find('zephyr');
    expect(result).toMatchObject({
      conversation: id,
      kind: 'message',
      number: 1,
      from: 'consumer',
      page: 'Blue hatchback',
      site: 'Cars',
    });
    expect(result!.snippet.filter((piece) => piece.found)).toEqual([{ text: 'zephyrmobile', found: true }]);
    expect(result!.snippet.map(({ text }) => text).join('')).toContain('the zephyrmobile is red');
    const { models } = server.app.context;
    expect(await models.TranscriptView.countDocuments({ conversation: id })).toBe(1);
  });

  it('STO-5 within the merchant only', async () => {
    const { id } = await said('harbourquokka', 'harbour');
    const hana = await server.agent(server.world.people.hana.email);
    expect(await found('harbourquokka', hana)).toEqual([id]);
    expect(await found('harbourquokka')).toEqual([]);
    const { SearchEntry } = server.app.context.models;
    const { id: ours } = await said('harbourquokka');
    const entries = await SearchEntry.find({ conversation: { $in: [id, ours] } }).lean();
    const [one, other] = entries.map(({ tokens }) => new Set(tokens));
    expect([...one!].some((token) => other!.has(token))).toBe(false);
  });

  it('STO-5 finds notes, and of what was masked only what is left', async () => {
    const { id } = await said('my card is 4111 1111 1111 1111 okapicard');
    const agent = await server.agent();
    const note = { conversation: id, clientId: newClientId(), text: 'okapinote for colleagues' };
    await agent.connection.call(writeNote, note);
    await server.app.context.searchIndex.settle();
    expect(await find('okapinote')).toMatchObject([
      { conversation: id, kind: 'note', number: 1, from: 'agent' },
    ]);
    expect(await found('okapicard')).toEqual([id]);
    expect(await found('4111')).toEqual([]);
  });

  it('STO-5 RET-2 what has reached its date is not found from that moment, and its entries go with the purge', async () => {
    const { consumer, id } = await said('numbatword numbatword again');
    await consumer.connection.callRaw('conversation.close', { conversation: id });
    server.clock.advance(30 * day);
    const { models, purger, vault } = server.app.context;
    expect(await models.SearchEntry.countDocuments({ conversation: id })).toBe(1);
    expect(await found('numbatword')).toEqual([]);
    await purger.sweep();
    expect(await models.SearchEntry.countDocuments({ conversation: id })).toBe(0);
    const entry = await models.PurgeLedger.findById(vault.subject(id)).lean();
    expect(entry?.counts).toMatchObject({ searchEntries: 1 });
    await catchUp();
    expect(await models.SearchEntry.countDocuments({ conversation: id })).toBe(0);
  });

  it('STO-5 HLD-2 what is held after its date is hidden from search too', async () => {
    const { consumer, id } = await said('tapirword');
    await consumer.connection.callRaw('conversation.close', { conversation: id });
    const { people, password } = server.world;
    const admin = await Agent.signIn({
      url: server.url,
      email: people.ada.email,
      password,
      audience: 'admin',
    });
    await admin.connection.call(placeHold, {
      scope: { conversation: id },
      reason: 'A dispute',
      custodians: [people.mia.email],
      gagged: false,
      reviewAt: server.clock.now() + 60 * day,
    } as never);
    expect(await found('tapirword')).toEqual([id]);
    server.clock.advance(31 * day);
    await server.app.context.purger.sweep();
    expect(await server.app.context.models.SearchEntry.countDocuments({ conversation: id })).toBe(1);
    expect(await found('tapirword')).toEqual([]);
    admin.stop();
  });

  it('STO-5 what a process that died had not indexed is caught up on by the store, once', async () => {
    const consumer = await server.consumer();
    const { id } = await consumer.start();
    const { models, vault, writer, clock } = server.app.context;
    // As a process leaves it that dies after it has stored the message and before it has told of it.
    await writer.store({
      conversation: id,
      sender: 'consumer',
      clientId: newClientId(),
      at: clock.now(),
      consentEvent: 2,
      key: (await vault.open([id])).get(id)!,
      content: { text: 'wombatword' },
    });
    expect(await found('wombatword')).toEqual([]);
    await catchUp();
    expect(await found('wombatword')).toEqual([id]);
    await models.SearchMark.deleteMany({});
    await catchUp();
    expect(await models.SearchEntry.countDocuments({ conversation: id })).toBe(1);
  });

  it('STO-5 an entry that was written while its conversation was being purged does not stay', async () => {
    const { models, searchIndex } = server.app.context;
    const gone = `cnv_${'P'.repeat(22)}`;
    const entry = {
      merchant: server.world.merchants.motors._id,
      conversation: gone,
      kind: 'message' as const,
      number: 1,
      at: new Date(server.clock.now()),
    };
    await searchIndex.store([{ ...entry, text: 'too late' }]);
    expect(await models.SearchEntry.countDocuments({ conversation: gone })).toBe(0);
    // And where the process died between the two.
    await models.SearchEntry.create({ ...entry, tokens: ['x'] });
    await catchUp();
    expect(await models.SearchEntry.countDocuments({ conversation: gone })).toBe(0);
  });

  it('STO-5 a long list goes on where it ended, without one twice', async () => {
    const consumer = await server.consumer();
    await consumer.start();
    for (let count = 1; count <= 45; count++) {
      await consumer.say(`ibexword ${count}`);
      server.clock.advance(1_000);
    }
    await server.app.context.searchIndex.settle();
    const agent = await server.agent();
    const numbers: number[] = [];
    let before: string | undefined;
    do {
      const answer = await agent.connection.call(searchTranscripts, { words: 'ibex', before });
      numbers.push(...answer.results.map(({ number }) => number));
      before = answer.next ?? undefined;
    } while (before);
    expect(numbers).toEqual(Array.from({ length: 45 }, (_, index) => 45 - index));
  });

  it('STO-5 a cursor that is none, and words that are no string, are refused', async () => {
    const { connection } = await server.agent();
    for (const input of [
      { words: 'x', before: '1:zzz' },
      { words: { $ne: '' } },
      { words: ['a'] },
      { words: '   ' },
      { words: 'x'.repeat(201) },
      { words: 'x', merchant: server.world.merchants.harbour._id },
    ])
      expect(await refusalOf(connection.callRaw('transcript.search', input))).toMatchObject({
        code: 'invalid_input',
      });
  });

  it.skipIf(Boolean(process.env['MONGODB_URI']))('STO-5 the files of the store hold no word', async () => {
    await said('echidnacanary');
    for (const file of await readdir(server.folder, { recursive: true, withFileTypes: true })) {
      if (!file.isFile()) continue;
      const bytes = await readFile(path.join(file.parentPath, file.name));
      expect(bytes.includes('echidna'), file.name).toBe(false);
    }
  });
});
