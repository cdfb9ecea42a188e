import { expect, it } from 'vitest';
import { readCertificate, verifyAudit } from '@parlour/shared/protocol/audit.js';
import { startPurge } from '@parlour/shared/protocol/retention.js';
import { day } from '@parlour/shared/rules/expiry.js';
import { Agent } from '../testing/agent.js';
import { startServer } from '../testing/start-server.js';

it('RET-15 RET-9 that a sweep ran is forgotten after a month, what it proved is not; what a person ran, after two years', async () => {
  const server = await startServer();
  try {
    const { context } = server.app;
    const { PurgeRun, Certificate, PurgeLedger } = context.models;
    const { people, password } = server.world;
    const { url } = server;
    const admin = async () =>
      (await Agent.signIn({ url, email: people.ada.email, password, audience: 'admin' })).connection;
    const purged = async (): Promise<void> => {
      const consumer = await server.consumer();
      await consumer.start();
      await consumer.say('a canary');
      server.clock.advance(31 * day);
    };
    const by = async () => (await PurgeRun.find().sort({ startedAt: 1 }).lean()).map((run) => run.by);
    await purged();
    await context.purger.sweep();
    const run = (await PurgeRun.findOne().lean())!._id;
    await purged();
    await (await admin()).call(startPurge, {});
    await expect.poll(() => PurgeRun.countDocuments({ state: 'done' })).toBe(2);
    expect(await by()).toEqual(['sweep', expect.not.stringMatching('sweep')]);
    server.clock.advance(-2 * day);
    await context.jobs.runNow('purge_runs');
    expect(await by()).toHaveLength(2);
    server.clock.advance(3 * day);
    await context.jobs.runNow('purge_runs');
    expect(await by()).toEqual([expect.not.stringMatching('sweep')]);
    expect(await Certificate.countDocuments()).toBe(2);
    expect(await PurgeLedger.countDocuments({ run })).toBe(1);
    const { text } = await (await admin()).call(readCertificate, { run: run as never });
    expect(JSON.parse(text)).toMatchObject({ run, conversations: 1 });
    server.clock.advance(730 * day);
    await context.jobs.runNow('purge_runs');
    expect(await by()).toEqual([]);
    const { check } = await (await admin()).call(verifyAudit, {});
    expect(check).toMatchObject({ certificates: 2, problem: null });
  } finally {
    await server.stop();
  }
});
