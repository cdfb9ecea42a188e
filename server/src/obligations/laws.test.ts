import { afterEach, beforeEach, expect, it } from 'vitest';
import { decideConsent, welcome } from '@parlour/shared/protocol/conversation.js';
import { addLaw, endLaw, listLaws, listObligations } from '@parlour/shared/protocol/obligation.js';
import { eraseData, readOwnData } from '@parlour/shared/protocol/privacy.js';
import { changeRule } from '@parlour/shared/protocol/retention-rule.js';
import { day, hour, minute } from '@parlour/shared/rules/expiry.js';
import { Agent } from '../testing/agent.js';
import type { Consumer } from '../testing/consumer.js';
import { dieAt } from '../testing/die-at.js';
import { refusalOf } from '../testing/refusal-of.js';
import { startServer, type TestServer } from '../testing/start-server.js';

let server: TestServer;
beforeEach(async () => {
  server = await startServer();
});
afterEach(() => server.stop());

const basis = 'Securities Trading Act § 83: records of advice';
const source = 'https://law.example/83';
const told = `${basis} (${source})`;
const sweep = () => server.app.context.purger.sweep();
const models = () => server.app.context.models;

async function admin() {
  const { people, password } = server.world;
  const { url } = server;
  return (await Agent.signIn({ url, email: people.ada.email, password, audience: 'admin' })).connection;
}

const enter = async (keep = 400 * day) =>
  (await (await admin()).call(addLaw, { merchant: 'motors', basis, source, keep })).law;

async function closedChat(): Promise<Consumer> {
  const consumer = await server.consumer();
  const { id } = await consumer.start();
  await consumer.say('a canary called larkspur');
  await consumer.connection.callRaw('conversation.close', { conversation: id });
  return consumer;
}

it('RET-14 RET-1 a law keeps the whole conversation to its end, and the consumer reads which before and after', async () => {
  const before = await closedChat();
  const law = await enter();
  expect(law).toMatchObject({ merchant: 'Motors', basis, source, endedAt: null });
  const consumer = await closedChat();
  expect((await before.connection.call(welcome, {})).law).toEqual({ basis: told, keep: 400 * day });
  const own = await consumer.connection.call(readOwnData, {});
  const [kept] = own.conversations;
  expect(kept?.expiry.at).toBe(server.clock.now() + 400 * day);
  expect(kept?.expiry.reasons.at(-1)).toEqual({ rule: 'statutory_floor', ms: 400 * day });
  expect(kept?.keeps).toEqual([{ basis: told, fields: [], keep: 400 * day, whole: true }]);
  // What began before it goes on its date; a shorter rule reaches the date of the other as little as its own.
  server.clock.advance(91 * day);
  await sweep();
  expect(await models().Conversation.find({}, { _id: 1 }).lean()).toEqual([{ _id: consumer.conversation }]);
  await (await server.agent(server.world.people.max.email)).connection.call(changeRule, { keep: 2 * day });
  server.clock.advance(25 * hour);
  await server.app.context.jobs.runNow('rule_changes');
  await sweep();
  expect((await consumer.sync()).conversation.expiry.at).toBe(kept?.expiry.at);
  server.clock.advance(kept!.expiry.at - server.clock.now());
  await sweep();
  expect(await models().Conversation.countDocuments()).toBe(0);
});

it('RET-14 REQ-5 a deletion that is asked for hides it at once and is answered in part, with the law and its date', async () => {
  await enter();
  const consumer = await closedChat();
  const until = server.clock.now() + 400 * day;
  expect(await consumer.connection.call(eraseData, {})).toEqual({ deleted: 0, delayed: 0, kept: 1 });
  expect(await refusalOf(consumer.sync())).toMatchObject({ code: 'conversation_expired' });
  const ana = await server.agent();
  expect(
    await refusalOf(
      ana.connection.callRaw('conversation.sync', { conversation: consumer.conversation, after: 0 }),
    ),
  ).toMatchObject({ code: 'conversation_expired' });
  const { conversations, byLaw, requests } = await consumer.connection.call(readOwnData, {});
  expect(conversations).toEqual([]);
  expect(byLaw).toMatchObject([{ until, basis: told }]);
  expect(requests[0]).toMatchObject({ kind: 'deletion', state: 'partially_fulfilled' });
  expect(requests[0]?.answer).toContain(`until ${new Date(until).toISOString().slice(0, 10)}: ${told}`);
  server.clock.advance(399 * day);
  await sweep();
  expect(await models().Conversation.countDocuments()).toBe(1);
  server.clock.advance(day);
  await sweep();
  expect(await models().Conversation.countDocuments()).toBe(0);
  const [entry] = await models().PurgeLedger.find().lean();
  expect(entry).toMatchObject({ basis: 'deletion_request' });
  expect((await consumer.connection.call(readOwnData, {})).byLaw).toEqual([]);
});

it('RET-14 CON-5 where storing was refused, the law says until when, beforehand', async () => {
  const { id } = await enter(10 * day);
  const consumer = await closedChat();
  const { notice } = await consumer.connection.call(welcome, {});
  await consumer.connection.call(decideConsent, {
    conversation: consumer.conversation!,
    notice: notice.sha256,
    decisions: [{ purpose: 'transcript_storage', state: 'refused' }],
    locale: 'en',
  });
  const { expiry } = (await consumer.sync()).conversation;
  expect(expiry.at).toBe(server.clock.now() + 10 * day);
  expect(expiry.reasons.map(({ rule }) => rule)).toEqual([
    'since_close',
    'consumer_refused',
    'statutory_floor',
  ]);
  // Without the law the refusal counts again.
  await (await admin()).call(endLaw, { obligation: id });
  expect((await consumer.sync()).conversation.expiry.at).toBe(server.clock.now() + 15 * minute);
});

it('RET-14 a law that ends lets everything go, also what was hidden, and whoever dies in between', async () => {
  const { id } = await enter();
  for (let nth = 1; ; nth += 1) {
    const [open, hidden] = [await closedChat(), await closedChat()];
    await hidden.connection.call(eraseData, {});
    await models().Obligation.updateOne({ _id: id }, { $set: { endedAt: null } });
    const ada = await admin();
    const death = dieAt(server.app.context, nth, nth % 2 === 0 ? 'before' : 'after');
    await ada.call(endLaw, { obligation: id }).catch(() => undefined);
    death.restore();
    if (death.at !== null) {
      await models().Obligation.updateOne({ _id: id }, { $set: { endedAt: new Date(server.clock.now()) } });
      await server.app.context.jobs.runNow('obliged');
    }
    expect((await open.sync()).conversation.expiry.at, death.at ?? '').toBe(server.clock.now() + 30 * day);
    await sweep();
    expect(await models().Conversation.exists({ _id: hidden.conversation! }), death.at ?? '').toBeNull();
    expect(await models().Conversation.countDocuments({ statutory: { $gt: 0 } })).toBe(0);
    if (death.at === null) break;
  }
});

it('RET-14 AUT-1 only admins enter one, after fresh proof, and each step is in the audit', async () => {
  const law = await enter();
  const max = (await server.agent(server.world.people.max.email)).connection;
  expect(await refusalOf(max.callRaw('law.list', {}))).toMatchObject({ code: 'forbidden' });
  expect(await refusalOf(max.callRaw('obligation.end', { obligation: law.id }))).toMatchObject({
    code: 'not_found',
  });
  expect((await max.call(listObligations, {})).obligations).toEqual([]);
  const ada = await admin();
  expect(await refusalOf(ada.call(addLaw, { merchant: 'nobody', basis, source, keep: day }))).toMatchObject({
    code: 'invalid_input',
  });
  await closedChat();
  expect((await ada.call(listLaws, {})).laws).toMatchObject([
    { id: law.id, conversations: 1, addedBy: 'Ada' },
  ]);
  server.clock.advance(20 * minute);
  const late = await refusalOf(ada.call(endLaw, { obligation: law.id }));
  expect(late).toMatchObject({ code: 'step_up_needed' });
  await (await admin()).call(endLaw, { obligation: law.id });
  const actions = await models().AuditEntry.distinct('action');
  expect(actions).toEqual(expect.arrayContaining(['law.add', 'law.end']));
});
