import { appendFile, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AccountId } from '@parlour/shared/model/ids.js';
import { hour } from '@parlour/shared/rules/expiry.js';
import { startServer, type TestServer } from '../testing/start-server.js';
import { verifyChain } from './verify-chain.js';

let server: TestServer;
beforeEach(async () => {
  server = await startServer();
});
afterEach(() => server.stop());

const actor = 'acc_AAAAAAAAAAAAAAAAAAAAAA' as AccountId;
const target = 'cnv_AAAAAAAAAAAAAAAAAAAAAA';
const note = (number: number) => ({
  actor,
  action: 'rule.change',
  target,
  payload: { number, reason: 'a secret reason' },
});
const report = async () => {
  await server.app.context.audit.settle();
  return verifyChain(server.app.context);
};
const entriesNow = () => server.app.context.models.AuditEntry.countDocuments();

/** Twenty entries over three heads. */
async function fill(): Promise<number> {
  const { audit } = server.app.context;
  for (const start of [0, 10, 15]) {
    await Promise.all(Array.from({ length: 10 }, (_, index) => audit.append(note(start + index))));
    await audit.settle();
  }
  return entriesNow();
}

describe('the audit chain', () => {
  it('AUD-1 takes entries from two nodes at once, loses none and is one chain', async () => {
    const other = await server.another();
    const before = await entriesNow();
    const nodes = [server.app.context.audit, other.app.context.audit];
    await Promise.all(Array.from({ length: 400 }, (_, index) => nodes[index % 2]!.append(note(index))));
    expect(await entriesNow()).toBe(before + 400);
    const payloads = await server.app.context.models.AuditPayload.find().lean();
    const numbers = payloads.map(({ payload }) => (JSON.parse(payload) as { number: number }).number);
    expect(new Set(numbers).size).toBe(400);
    await other.stop();
    expect(await report()).toMatchObject({ entries: before + 400, problem: null });
  });

  it('AUD-1 holds no personal data: targets are HMACs, details can be destroyed, and the chain stays whole', async () => {
    const { audit, models } = server.app.context;
    await audit.append(note(1));
    const raw = JSON.stringify(await models.AuditEntry.find().lean());
    expect(raw).not.toContain(target);
    expect(raw).not.toContain('secret reason');
    const ids = (await models.AuditPayload.find().lean()).map(({ _id }) => _id);
    await audit.forgetPayloads(ids);
    expect(await models.AuditPayload.countDocuments()).toBe(0);
    expect((await report()).problem).toBeNull();
  });

  it('AUD-1 staff reading a transcript is an entry before they see it, once an hour', async () => {
    const [consumer, agent] = await Promise.all([server.consumer(), server.agent()]);
    const { id } = await consumer.start();
    const { models, vault } = server.app.context;
    const reads = () =>
      models.AuditEntry.countDocuments({ action: 'conversation.read', targetHmac: vault.subject(id) });
    await consumer.sync();
    expect(await reads()).toBe(0);
    await agent.sync(id);
    await agent.sync(id);
    expect(await reads()).toBe(1);
    server.clock.advance(hour);
    await agent.sync(id);
    expect(await reads()).toBe(2);
    expect(await models.AuditEntry.findOne({ targetHmac: vault.subject(id) }).lean()).toMatchObject({
      actor: server.world.people.ana._id,
    });
  });
});

describe('verifying it', () => {
  it('AUD-2 a whole chain verifies against every signed head', async () => {
    const entries = await fill();
    expect(await report()).toEqual({ entries, heads: 3, problem: null });
  });

  it('AUD-2 names an entry of which anything was changed', async () => {
    await fill();
    const { models } = server.app.context;
    const before = (await models.AuditEntry.findById(7).lean())!;
    for (const field of ['actor', 'action', 'ts', 'targetHmac', 'payloadCommitment', 'prev', 'hash']) {
      await models.AuditEntry.updateOne({ _id: 7 }, { $set: { [field]: field === 'ts' ? 5 : 'x' } });
      expect(await report(), field).toMatchObject({ entries: 6, problem: { kind: 'broken', seq: 7 } });
      await models.AuditEntry.replaceOne({ _id: 7 }, before);
    }
    expect((await report()).problem).toBeNull();
  });

  it('AUD-2 names an entry that was written anew with everything after it, by the first head against it', async () => {
    await fill();
    const { models, audit } = server.app.context;
    await models.AuditEntry.deleteMany({ _id: { $gte: 8 } });
    const other = await server.another();
    for (let count = 0; count < 20; count++) await other.app.context.audit.append(note(count));
    expect((await verifyChain({ models, heads: server.app.context.heads })).problem).toEqual({
      kind: 'head',
      seq: 10,
    });
    await other.stop();
    await audit.settle();
  });

  it.each([1, 9])('AUD-2 names entry %i when it is missing', async (seq) => {
    await fill();
    await server.app.context.models.AuditEntry.deleteOne({ _id: seq });
    expect((await report()).problem).toEqual({ kind: 'missing', seq });
  });

  it('AUD-2 names the first entry that was cut from the end', async () => {
    const entries = await fill();
    await server.app.context.models.AuditEntry.deleteMany({ _id: { $gt: entries - 2 } });
    expect((await report()).problem).toEqual({ kind: 'truncated', seq: entries - 1 });
  });

  it('AUD-2 names an entry whose details were exchanged', async () => {
    await fill();
    const { models } = server.app.context;
    const entry = await models.AuditEntry.findById(12).lean();
    await models.AuditPayload.updateOne({ _id: entry!.payloadCommitment! }, { $set: { payload: '{}' } });
    expect((await report()).problem).toEqual({ kind: 'payload', seq: 12 });
  });

  it('AUD-2 a head that somebody else wrote is named; a half line after a power loss is none', async () => {
    await fill();
    const file = path.join(server.folder, 'audit', 'audit-heads.jsonl');
    const whole = await readFile(file, 'utf8');
    await appendFile(file, '{"seq":20,"ha');
    expect((await report()).problem).toBeNull();
    await writeFile(file, whole.replace('"seq":10', '"seq":11'));
    expect((await report()).problem).toEqual({ kind: 'signature', seq: 11 });
  });
});
