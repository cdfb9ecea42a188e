/** `npm run timetravel -- --seed S`: ten years, a hundred thousand conversations; see `travel.ts`. */
import cliProgress from 'cli-progress';
import { Command } from 'commander';
import { startServer } from '../start-server.js';
import { Traveller } from './travel.js';

const options = new Command('timetravel')
  .description(
    'years of conversations under random rules, holds, requests and crashes: is every promise kept?',
  )
  .option('--seed <number>', 'the same seed draws the same life', Number, Date.now() % 1_000_000)
  .option('--years <number>', 'how long', Number, 10)
  .option('--conversations <number>', 'how many', Number, 100_000)
  .parse()
  .opts<{ seed: number; years: number; conversations: number }>();

const server = await startServer();
const bar = new cliProgress.SingleBar({
  format: '{bar} {percentage}% | {purged} purged | {crashes} crashes',
});
bar.start(100, 0, { purged: 0, crashes: 0 });
const traveller = new Traveller(server, options, (done, { purged, crashes }) =>
  bar.update(Math.min(100, Math.floor(done * 100)), { purged, crashes }),
);
try {
  const counts = await traveller.run();
  bar.stop();
  process.stdout.write(`${JSON.stringify({ ...options, ...counts })}\n0 promises broken\n`);
} catch (error) {
  bar.stop();
  process.stdout.write(`${JSON.stringify({ ...options, ...traveller.counts })}\n`);
  process.stdout.write(`a promise was broken: ${(error as Error).stack}\n`);
  process.exitCode = 1;
} finally {
  await server.stop();
}
