/** RET-8: `parlour purge [--dry-run]`: what is due by merchant and rule, then gone, with progress. */
import cliProgress from 'cli-progress';
import { Command } from 'commander';
import type { PurgePreview, PurgeRunView } from '@parlour/shared/protocol/retention.js';
import type { Context } from '../context.js';
import { purgePreview } from '../retention/preview-purge.js';
import { withContext } from './with-context.js';

export const purgeCommand = (): Command =>
  new Command('purge')
    .description('purge every conversation whose date has come')
    .option('--dry-run', 'only say what would be purged')
    .action(async ({ dryRun = false }: { dryRun?: boolean }) => {
      await withContext((context) => purge(context, dryRun));
    });

async function purge(context: Context, dryRun: boolean): Promise<void> {
  const preview = await purgePreview(context);
  process.stdout.write(describe(preview));
  if (dryRun || preview.conversations === 0) return;
  const { run, done } = await context.purger.run('command_line');
  const bar = new cliProgress.SingleBar(
    { format: 'purging {bar} {value} of {total} conversations', noTTYOutput: false, clearOnComplete: false },
    cliProgress.Presets.shades_classic,
  );
  bar.start(run.due, 0);
  context.bus.listen('purge.progressed', ({ purged }) => bar.update(purged));
  const result = await done;
  bar.stop();
  process.stdout.write(summarize(result));
}

function describe({ conversations, groups, asOf }: PurgePreview): string {
  const time = new Date(asOf).toISOString();
  if (conversations === 0) return `Nothing is due at ${time}.\n`;
  const rows = groups.map(
    ({ merchant, rule, conversations: count }) => `${String(count).padStart(8)}  ${merchant}  ${rule}`,
  );
  return [`${conversations} due at ${time}:`, ...rows, ''].join('\n');
}

const summarize = ({ purged, state, id }: PurgeRunView): string =>
  `${purged} purged; run ${id} is ${state}. Each has its entry in the ledger.\n`;
