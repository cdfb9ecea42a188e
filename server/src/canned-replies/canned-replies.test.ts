import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  cannedReplyLimits,
  listCannedReplies,
  removeCannedReply,
  saveCannedReply,
} from '@parlour/shared/protocol/canned-reply.js';
import { newId } from '../new-id.js';
import { refusalOf } from '../testing/refusal-of.js';
import { startServer, type TestServer } from '../testing/start-server.js';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

const manager = () => server.agent(server.world.people.max.email);

describe('canned replies', () => {
  it('INB-2 a manager adds, changes and removes them; agents of the merchant use them', async () => {
    const [max, ana, hana] = await Promise.all([
      manager(),
      server.agent(),
      server.agent(server.world.people.hana.email),
    ]);
    const text = 'Good day, this is {agent} of {merchant}.';
    const { reply } = await max.connection.call(saveCannedReply, { shortcut: 'Hello', text });
    expect(reply).toMatchObject({ shortcut: 'hello', text });
    expect((await ana.connection.call(listCannedReplies, {})).replies).toEqual([reply]);
    expect((await hana.connection.call(listCannedReplies, {})).replies).toEqual([]);
    const changed = { id: reply.id, shortcut: 'hello', text: 'Hello!' };
    await max.connection.call(saveCannedReply, changed);
    expect((await ana.connection.call(listCannedReplies, {})).replies).toEqual([changed]);
    expect(await refusalOf(hana.connection.callRaw('canned_reply.remove', { id: reply.id }))).toMatchObject({
      code: 'forbidden',
    });
    await max.connection.call(removeCannedReply, { id: reply.id });
    expect((await ana.connection.call(listCannedReplies, {})).replies).toEqual([]);
    const actions = await server.app.context.models.AuditEntry.find({
      actor: server.world.people.max._id,
      action: /^canned_reply/,
    }).lean();
    expect(actions.map(({ action }) => action).toSorted()).toEqual([
      'canned_reply.remove',
      'canned_reply.save',
      'canned_reply.save',
    ]);
  });

  it('INB-2 a shortcut is one word, and belongs to one reply', async () => {
    const max = await manager();
    const save = (input: object) => refusalOf(max.connection.callRaw('canned_reply.save', input));
    await max.connection.call(saveCannedReply, { shortcut: 'price', text: 'Ask us.' });
    expect(await save({ shortcut: 'PRICE', text: 'Again' })).toMatchObject({ code: 'name_taken' });
    for (const shortcut of ['', 'two words', '-x', '/x', '{$ne}', 'x'.repeat(41), { $ne: '' }])
      expect(await save({ shortcut, text: 'x' })).toMatchObject({ code: 'invalid_input' });
    expect(await save({ shortcut: 'x', text: 'x', merchant: 'mer_x' })).toMatchObject({
      code: 'invalid_input',
    });
  });

  it('INB-2 a merchant has at most two hundred', async () => {
    const max = await manager();
    const { CannedReply } = server.app.context.models;
    const merchant = server.world.merchants.motors._id;
    const there = await CannedReply.countDocuments({ merchant });
    await CannedReply.insertMany(
      Array.from({ length: cannedReplyLimits.replies - there }, (_, index) => ({
        _id: newId('cannedReply'),
        merchant,
        shortcut: `filled-${index}`,
        text: 'x',
      })),
    );
    const input = { shortcut: 'more', text: 'x' };
    expect(await refusalOf(max.connection.call(saveCannedReply, input))).toMatchObject({ code: 'list_full' });
  });
});
