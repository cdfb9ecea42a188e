import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ConversationId } from '@parlour/shared/model/ids.js';
import { auditState } from '@parlour/shared/protocol/audit.js';
import type { Call } from '@parlour/shared/protocol/define.js';
import {
  listCustody,
  listHolds,
  placeHold,
  readHeld,
  releaseHold,
  type HoldScopeInput,
  type HoldView,
} from '@parlour/shared/protocol/hold.js';
import { previewPurge, retentionOverview } from '@parlour/shared/protocol/retention.js';
import { day, hour, minute } from '@parlour/shared/rules/expiry.js';
import type { Consumer } from '../testing/consumer.js';
import { Agent } from '../testing/agent.js';
import { refusalOf } from '../testing/refusal-of.js';
import { purgeTranscripts } from '../retention/purge-transcripts.js';
import { startServer, type TestServer } from '../testing/start-server.js';

let server: TestServer;
beforeEach(async () => {
  server = await startServer();
});
afterEach(() => server.stop());

/** Signs in for each call: in between the clock goes on by months, and no session lives that long. */
const asAdmin: Call = async (operation, input) => {
  const { people, password } = server.world;
  const { email } = people.ada;
  const admin = await Agent.signIn({ url: server.url, email, password, audience: 'admin' });
  try {
    return await admin.connection.call(operation as never, input);
  } finally {
    admin.stop();
  }
};

async function closedChat(consumer?: Consumer): Promise<{ consumer: Consumer; id: ConversationId }> {
  const who = consumer ?? (await server.consumer());
  const { id } = await who.start();
  await who.say('what was said');
  await who.connection.callRaw('conversation.close', { conversation: id });
  await who.sync();
  return { consumer: who, id };
}

async function hold(scope: HoldScopeInput, more: { custodians?: string[]; gagged?: boolean } = {}) {
  const input = { custodians: [], gagged: false, ...more };
  const reviewAt = server.clock.now() + 30 * day;
  return (await asAdmin(placeHold, { ...input, scope, reviewAt, reason: 'Case 12/26' })).hold;
}

const release = async ({ id }: HoldView) =>
  (await asAdmin(releaseHold, { hold: id, reason: 'settled' })).hold;
const sweep = () => server.app.context.purger.sweep();
const stored = async () =>
  (await server.app.context.models.Conversation.find({}, { _id: 1 }).lean()).map(({ _id }) => _id).sort();

describe('a hold', () => {
  it('HLD-1 keeps one conversation of a consumer while another goes', async () => {
    const { consumer, id } = await closedChat();
    const { id: other } = await closedChat(consumer);
    expect(await hold({ conversation: id })).toMatchObject({ held: 1, hidden: 0, author: 'Ada' });
    server.clock.advance(31 * day);
    expect((await asAdmin(previewPurge, {})).conversations).toBe(1);
    await sweep();
    expect(await stored()).toEqual([id]);
    expect(other).not.toBe(id);
    expect(await server.app.context.models.Message.countDocuments({ conversation: id })).toBeGreaterThan(0);
    expect((await asAdmin(retentionOverview, {})).due).toBe(0);
  });

  it.each([
    ['a consumer', async (id: ConversationId): Promise<HoldScopeInput> => ({ consumerOf: id }), 2],
    ['a merchant', async (): Promise<HoldScopeInput> => ({ merchant: 'motors' }), 3],
    ['dates', async (): Promise<HoldScopeInput> => ({ from: 0, to: server.clock.now() }), 3],
    ['dates before all', async (): Promise<HoldScopeInput> => ({ to: 1_000 }), 0],
  ])('HLD-1 reaches %s', async (_title, scope, expected) => {
    const { consumer, id } = await closedChat();
    await closedChat(consumer);
    await closedChat();
    await hold(await scope(id));
    server.clock.advance(31 * day);
    await sweep();
    expect(await stored()).toHaveLength(expected);
  });

  it('HLD-1 covers what begins after it, too', async () => {
    await hold({ merchant: 'motors' });
    const { id } = await closedChat();
    server.clock.advance(31 * day);
    await sweep();
    expect(await stored()).toEqual([id]);
  });

  it('HLD-2 hides what is past its date from everybody but its custodians, who read it with a reason', async () => {
    const { id, consumer } = await closedChat();
    const { people } = server.world;
    const placed = await hold({ conversation: id }, { custodians: [people.max.email] });
    server.clock.advance(31 * day);
    await sweep();
    await consumer.connection.next('conversation.gone', ({ conversation }) => conversation === id);
    expect(await refusalOf(consumer.sync())).toMatchObject({ code: 'conversation_expired' });
    const [agent, manager] = await Promise.all([server.agent(), server.agent(people.max.email)]);
    expect(await refusalOf(agent.sync(id))).toMatchObject({ code: 'conversation_expired' });
    expect(await refusalOf(manager.sync(id))).toMatchObject({ code: 'conversation_expired' });
    const { holds } = await manager.connection.call(listCustody, {});
    expect(holds).toMatchObject([{ id: placed.id, conversations: [{ id, hidden: true }] }]);
    const asked = { hold: placed.id, conversation: id, reason: 'for the court' };
    const { messages } = await manager.connection.call(readHeld, asked);
    expect(messages.map((message) => (message.kind === 'text' ? message.text : ''))).toContain(
      'what was said',
    );
    expect(await refusalOf(agent.connection.call(readHeld, asked))).toMatchObject({ code: 'forbidden' });
    expect(await refusalOf(asAdmin(readHeld, asked))).toMatchObject({ code: 'forbidden' });
    const { models, vault } = server.app.context;
    const entry = await models.AuditEntry.findOne({ action: 'hold.read' }).lean();
    expect(entry).toMatchObject({ actor: people.max._id, targetHmac: vault.subject(id) });
  });

  it('HLD-2 who is no custodian of it learns nothing, nor a custodian of anything else', async () => {
    const { people } = server.world;
    const [{ id }, { id: other }] = [await closedChat(), await closedChat()];
    const placed = await hold({ conversation: id });
    const manager = await server.agent(people.max.email);
    const asked = { hold: placed.id, conversation: id, reason: 'curious' };
    expect(await refusalOf(manager.connection.call(readHeld, asked))).toMatchObject({ code: 'not_found' });
    const mine = await hold({ conversation: id }, { custodians: [people.max.email] });
    const beside = { ...asked, hold: mine.id, conversation: other };
    expect(await refusalOf(manager.connection.call(readHeld, beside))).toMatchObject({ code: 'not_found' });
  });

  it('HLD-3 its release leaves a day, in which nothing comes back, and then deletes', async () => {
    const { id, consumer } = await closedChat();
    const placed = await hold({ conversation: id });
    server.clock.advance(40 * day);
    await release(placed);
    await sweep();
    expect(await stored()).toEqual([id]);
    expect(await refusalOf(consumer.sync())).toMatchObject({ code: 'conversation_expired' });
    server.clock.advance(1 * day - minute);
    await sweep();
    expect(await stored()).toEqual([id]);
    server.clock.advance(minute);
    await sweep();
    expect(await stored()).toEqual([]);
    const [entry] = await server.app.context.models.PurgeLedger.find().lean();
    expect(entry).toMatchObject({ rule: 'hold_released', keyDestroyed: true });
  });

  it('HLD-3 the day is left also where a deletion had begun before the hold was seen', async () => {
    const { id } = await closedChat();
    const placed = await hold({ conversation: id });
    server.clock.advance(40 * day);
    // Its intent is written, and waits for the hold.
    await purgeTranscripts(server.app.context, [id], null);
    await release(placed);
    await sweep();
    expect(await stored()).toEqual([id]);
    server.clock.advance(1 * day);
    await sweep();
    expect(await stored()).toEqual([]);
    const [entry] = await server.app.context.models.PurgeLedger.find().lean();
    expect(entry).toMatchObject({ keyDestroyed: true, held: false });
  });

  it('HLD-3 what another hold covers stays held when one is released', async () => {
    const { id } = await closedChat();
    const first = await hold({ conversation: id });
    const second = await hold({ merchant: 'motors' });
    server.clock.advance(40 * day);
    await release(first);
    server.clock.advance(2 * day);
    await sweep();
    expect(await stored()).toEqual([id]);
    await release(second);
    server.clock.advance(1 * day);
    await sweep();
    expect(await stored()).toEqual([]);
  });

  it('HLD-3 a release before the date changes nothing but keeps at least a day', async () => {
    const { id, consumer } = await closedChat();
    const before = (await consumer.sync()).conversation.expiry.at;
    await release(await hold({ conversation: id }));
    expect((await consumer.sync()).conversation.expiry.at).toBe(before);
    const again = await hold({ conversation: id });
    server.clock.advance(30 * day - hour);
    await release(again);
    expect((await consumer.sync()).conversation.expiry.at).toBe(server.clock.now() + day);
  });

  it('HLD-4 the consumer sees that a hold delays the deletion, unless it forbids telling', async () => {
    const { id, consumer } = await closedChat();
    const rules = async () => (await consumer.sync()).conversation.expiry.reasons.map(({ rule }) => rule);
    await hold({ conversation: id }, { gagged: true });
    expect(await rules()).not.toContain('legal_hold');
    await hold({ conversation: id });
    expect(await rules()).toContain('legal_hold');
  });

  it('HLD-1 names its scope, or is refused; and reminds of its review date once', async () => {
    expect(await refusalOf(hold({}))).toMatchObject({ code: 'invalid_input' });
    expect(await refusalOf(hold({ from: 5, to: 4 }))).toMatchObject({ code: 'invalid_input' });
    expect(await refusalOf(hold({ merchant: 'nobody' }))).toMatchObject({ code: 'invalid_input' });
    const ana = { custodians: [server.world.people.ana.email] };
    expect(await refusalOf(hold({ merchant: 'motors' }, ana))).toMatchObject({ code: 'invalid_input' });
    await hold({ merchant: 'motors' });
    server.clock.advance(30 * day);
    expect((await asAdmin(listHolds, {})).holds).toMatchObject([{ isReviewDue: true }]);
    await server.app.context.jobs.runNow('hold_reviews');
    await server.app.context.jobs.runNow('hold_reviews');
    const { models } = server.app.context;
    expect(await models.AuditEntry.countDocuments({ action: 'hold.remind' })).toBe(1);
    expect((await asAdmin(auditState, {})).entries).toBeGreaterThan(1);
  });
});

describe('a hold that comes while a purge runs', () => {
  it('RET-5 between selection and deletion: the record lives, and the run says that it was held', async () => {
    const { id } = await closedChat();
    const { id: gone } = await closedChat();
    server.clock.advance(31 * day);
    const { PurgeLedger, PurgeRun, Message } = server.app.context.models;
    // The purge has selected both and written their intents when the hold is placed.
    const original = PurgeLedger.collection.insertMany.bind(PurgeLedger.collection);
    const placing: Promise<HoldView>[] = [];
    Object.defineProperty(PurgeLedger.collection, 'insertMany', {
      configurable: true,
      value: async (...given: unknown[]) => {
        const answer = await (original as (...all: unknown[]) => Promise<unknown>)(...given);
        placing.push(hold({ conversation: id }));
        // The hold's answer waits for the purge; what matters is stored long before it.
        while (!(await server.app.context.models.Hold.exists({}))) await new Promise(setImmediate);
        return answer;
      },
    });
    await sweep();
    delete (PurgeLedger.collection as unknown as Record<string, unknown>)['insertMany'];
    const placed = await placing[0]!;
    expect(placed).toMatchObject({ held: 1, hidden: 1 });
    expect(await stored()).toEqual([id]);
    expect(await Message.countDocuments({ conversation: id })).toBeGreaterThan(0);
    expect(await Message.countDocuments({ conversation: gone })).toBe(0);
    expect(await PurgeRun.findOne().lean()).toMatchObject({ state: 'done', purged: 1, held: 1 });
    await sweep();
    expect(await stored()).toEqual([id]);
    await release(placed);
    server.clock.advance(1 * day);
    await sweep();
    expect(await stored()).toEqual([]);
    expect(await PurgeLedger.countDocuments({ doneAt: null })).toBe(0);
  });
});
