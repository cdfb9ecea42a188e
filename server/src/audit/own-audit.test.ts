import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listOwnAudit } from '@parlour/shared/protocol/audit.js';
import type { AccountId } from '@parlour/shared/model/ids.js';
import { changeAccount } from '@parlour/shared/protocol/team.js';
import type { Agent } from '../testing/agent.js';
import { signInAdmin, signInProvider } from '../testing/provider.js';
import { refusalOf } from '../testing/refusal-of.js';
import { startServer, type TestServer } from '../testing/start-server.js';

let server: TestServer;
let mia: Agent;
beforeAll(async () => {
  server = await startServer();
  mia = await server.agent('mia@people.example');
});
afterAll(() => server.stop());

const read = async (who: Agent, before?: number) =>
  who.connection.call(listOwnAudit, before === undefined ? {} : { before });

describe('the log of a merchant', () => {
  it('AUD-3 tells a manager what their own people did, and nothing of anybody else', async () => {
    const [ana, hana, ada, consumer] = await Promise.all([
      server.agent('ana@people.example'),
      server.agent('hana@people.example'),
      signInAdmin(server),
      server.consumer(),
    ]);
    const { id } = await consumer.start();
    await consumer.say('a canary sang');
    await ana.sync(id);
    const account = server.world.people.ben._id as AccountId;
    await mia.connection.call(changeAccount, { account, disabled: true });
    await ada.connection.call(changeAccount, { account, disabled: false });
    const { entries } = await read(mia);
    const told = entries.map(({ actor, action }) => `${actor} ${action}`);
    expect(told).toContain('Ana conversation.read');
    expect(told).toContain('Mia account.change');
    expect(told).toContain('Mia session.open');
    expect(new Set(entries.map(({ actor }) => actor))).toEqual(new Set(['Ana', 'Mia']));
    expect(entries.find(({ action }) => action === 'account.change')?.details).toContain('"disabled":true');
    expect(JSON.stringify(entries)).not.toMatch(/canary|cnv_|con_|acc_/);
    expect(entries.map(({ seq }) => seq)).toEqual(entries.map(({ seq }) => seq).toSorted((a, b) => b - a));
    for (const other of [ana, ada, await signInProvider(server)])
      expect(await refusalOf(read(other))).toMatchObject({ code: 'forbidden' });
    hana.stop();
  });

  it('AUD-3 is read in pages, without one twice', async () => {
    const { audit } = server.app.context;
    const actor = server.world.people.ana._id as AccountId;
    for (let nth = 0; nth < 120; nth += 1) await audit.append({ actor, action: 'label.put' });
    const seen: number[] = [];
    for (let before: number | undefined; ;) {
      const { entries, next } = await read(mia, before);
      seen.push(...entries.map(({ seq }) => seq));
      if (next === null) break;
      before = next;
    }
    expect(new Set(seen).size).toBe(seen.length);
    const people = Object.values(server.world.people).filter(
      ({ merchant }) => merchant === server.world.merchants.motors._id,
    );
    const all = await server.app.context.models.AuditEntry.countDocuments({
      actor: { $in: people.map(({ _id }) => _id) },
    });
    expect(seen).toHaveLength(all);
  });
});
