/**
 * RET-15: which purge ran when, and how far it came, is no proof: that is the ledger, one entry a conversation, with
 * the certificate over what a run removed and the audit that holds its hash. Those stay; a sweep's own row goes after a
 * month, and that of a person or of the brake after two years.
 */
import { day } from '@parlour/shared/rules/expiry.js';
import type { Context } from '../context.js';

const sweepsKept = 30 * day;
const decisionsKept = 730 * day;

export const watchRuns = (context: Context): void =>
  context.jobs.add({ name: 'purge_runs', every: 1 * day, run: () => thinRuns(context) });

async function thinRuns({ models, clock }: Pick<Context, 'models' | 'clock'>): Promise<void> {
  const before = (kept: number) => ({
    doneAt: { $ne: null },
    startedAt: { $lte: new Date(clock.now() - kept) },
  });
  await models.PurgeRun.deleteMany({ ...before(sweepsKept), by: 'sweep', state: 'done' });
  await models.PurgeRun.deleteMany(before(decisionsKept));
}
