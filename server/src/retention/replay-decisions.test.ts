import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ConversationId } from '@parlour/shared/model/ids.js';
import { decideConsent, welcome } from '@parlour/shared/protocol/conversation.js';
import { exportTranscript, ownDisclosures } from '@parlour/shared/protocol/disclosure.js';
import { placeHold } from '@parlour/shared/protocol/hold.js';
import { addLaw, addObligation, endObligation } from '@parlour/shared/protocol/obligation.js';
import { day } from '@parlour/shared/rules/expiry.js';
import { optOut } from '../contact/opt-out.js';
import { Agent } from '../testing/agent.js';
import type { Consumer } from '../testing/consumer.js';
import { startServer, type TestServer } from '../testing/start-server.js';
import { backUp, restore } from './backup.js';

let server: TestServer;
beforeEach(async () => {
  server = await startServer();
});
afterEach(() => server.stop());

async function closedChat(): Promise<Consumer> {
  const consumer = await server.consumer();
  const { id } = await consumer.start();
  await consumer.say('a canary called zebraquill');
  await consumer.connection.callRaw('conversation.close', { conversation: id });
  return consumer;
}

/** As if the disk were new: what is only ever added to is lost with the rest. */
async function loseEverything(): Promise<void> {
  const { models, journal } = server.app.context;
  for (const model of [
    models.Hold,
    models.Obligation,
    models.PurgeLedger,
    models.Suppression,
    models.Disclosure,
  ])
    await model.collection.deleteMany({});
  expect((await journal.bytes()) > 0).toBe(true);
}

async function place(conversation: ConversationId): Promise<void> {
  const { people, password } = server.world;
  const { url, clock } = server;
  const ada = await Agent.signIn({ url, email: people.ada.email, password, audience: 'admin' });
  await ada.connection.call(placeHold, {
    scope: { conversation },
    reason: 'Case 7',
    custodians: [],
    gagged: false,
    reviewAt: clock.now() + 30 * day,
  });
}

/** One that keeps fields and has ended, and one that keeps whole conversations. */
async function enterLaws() {
  const { people, password } = server.world;
  const { url } = server;
  const basis = 'Tax code § 147';
  const max = (await server.agent(people.max.email)).connection;
  const { obligation } = await max.call(addObligation, { basis, fields: ['times'], keep: 400 * day });
  await max.call(endObligation, { obligation: obligation.id });
  const ada = await Agent.signIn({ url, email: people.ada.email, password, audience: 'admin' });
  await ada.connection.call(addLaw, { merchant: 'motors', basis, source: '§ 147', keep: 400 * day });
  return server.app.context.models.Obligation.find().sort({ _id: 1 }).lean();
}

async function withdraw({ connection, conversation }: Consumer): Promise<void> {
  const { notice } = await connection.call(welcome, {});
  await connection.call(decideConsent, {
    conversation: conversation!,
    notice: notice.sha256,
    decisions: [{ purpose: 'device_storage', state: 'refused' }],
    locale: 'en',
  });
}

it('RET-10 OPT-3 DIS-1 CON-4 RET-13 RET-14 a backup from before an opt-out, a disclosure, a withdrawal, a hold, laws and a purge knows of each', async () => {
  const purged = await closedChat();
  server.clock.advance(5 * day);
  const [withdrawn, held, disclosed] = [await closedChat(), await closedChat(), await closedChat()];
  const { context } = server.app;
  const { models, suppressions } = context;
  const folder = path.join(server.folder, 'backup');
  await mkdir(folder);
  await backUp(context, folder);

  const suppression = suppressions.idOf(server.world.merchants.motors._id, 'pat@people.example');
  await optOut(context, { suppression, conversation: null });
  const max = await server.agent(server.world.people.max.email);
  await max.connection.call(exportTranscript, {
    conversation: disclosed.conversation!,
    purpose: 'Their question of May',
  });
  server.clock.advance(26 * day);
  const withdrawnAt = server.clock.now();
  await withdraw(withdrawn);
  await place(held.conversation!);
  const obligations = await enterLaws();
  await context.purger.sweep();
  expect(await models.Conversation.exists({ _id: purged.conversation! })).toBeNull();
  const before = await models.Disclosure.find().lean();
  expect(before).toHaveLength(1);

  await loseEverything();
  expect(await restore(context, { folder, keys: null })).toEqual({
    holds: 1,
    obligations: 3,
    ledger: 1,
    purgedAgain: 1,
    optOuts: 1,
    disclosures: 1,
    withdrawals: 1,
  });
  expect(await models.Obligation.find().sort({ _id: 1 }).lean()).toEqual(obligations);
  expect(await suppressions.has(suppression)).toBe(true);
  expect(await models.Disclosure.find().lean()).toEqual(before);
  const told = await disclosed.connection.call(ownDisclosures, {});
  expect(JSON.stringify(told)).toContain('Their question of May');
  expect(await models.Conversation.exists({ _id: purged.conversation! })).toBeNull();
  const again = await models.Conversation.findById(withdrawn.conversation!).lean();
  expect(again).toMatchObject({ consent: { transcript_storage: true, device_storage: false } });
  const events = await models.ConsentEvent.find({ conversation: withdrawn.conversation! }).lean();
  expect(events.at(-1)).toMatchObject({ state: 'withdrawn', at: new Date(withdrawnAt) });
  // A second start finds nothing to do, and the journal names nobody.
  expect(await restore(context, { folder, keys: null })).toMatchObject({ disclosures: 0, optOuts: 0 });
  const text = await readFile(context.journal.file, 'utf8');
  for (const word of ['pat@', 'Their question', 'zebraquill', withdrawn.arrival.token])
    expect(text).not.toContain(word);
  expect(text.match(/con_[\w-]{22}/)).toBeNull();
  server.clock.advance(60 * day);
  await context.purger.sweep();
  expect(await models.Conversation.find({}, { _id: 1 }).lean()).toEqual([{ _id: held.conversation }]);
});
