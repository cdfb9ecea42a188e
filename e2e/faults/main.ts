/**
 * `npm run faults -- [--schedules N] [--seed S] [--at-once K] [--break RULE]`: random schedules against real
 * processes. Prints what it did and `0 violations`, or the shortest history that shows one.
 */
import { randomInt } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { Cluster } from '@parlour/server/testing/cluster.js';
import { runRound, type Outcome } from './run-schedule.js';
import { drawSchedule } from './schedule.js';
import { shrink } from './shrink.js';
import { installWebSocket } from './web-socket.js';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

const { values } = parseArgs({
  options: {
    schedules: { type: 'string', default: '15' },
    seed: { type: 'string', default: String(randomInt(1_000_000_000)) },
    'at-once': { type: 'string', default: '10' },
    break: { type: 'string', default: '' },
    report: { type: 'string' },
  },
});

interface Found {
  readonly seed: number;
  readonly outcome: Outcome;
}

async function runAll(
  cluster: Cluster,
  seeds: number[],
  atOnce: number,
): Promise<{ found: Found[]; done: number; messages: number }> {
  const found: Found[] = [];
  const total = seeds.length;
  let done = 0;
  let messages = 0;
  while (seeds.length > 0 && found.length === 0) {
    const round = seeds.splice(0, atOnce).map((seed) => ({ seed, steps: drawSchedule(seed) }));
    const outcomes = await runRound(cluster, round);
    outcomes.forEach((outcome, index) => {
      messages += outcome.messages;
      if (outcome.violations.length > 0) found.push({ seed: round[index]!.seed, outcome });
    });
    const before = done;
    done += outcomes.length;
    if (Math.floor(done / 50) > Math.floor(before / 50))
      say(`${done} of ${total} schedules, ${messages} messages, ${found.length} violations`);
  }
  return { found, done, messages };
}

async function main(): Promise<number> {
  const count = Number(values.schedules);
  const first = Number(values.seed);
  if (values.break) process.env['FAULTS_BREAK'] = values.break;
  installWebSocket();
  say(
    `${count} schedules from seed ${first}${values.break ? `, with ${values.break} broken on purpose` : ''}`,
  );
  const since = performance.now();
  const start = (): Promise<Cluster> =>
    Cluster.start({ nodes: 2, execArgv: ['--import', new URL('./hook.mjs', import.meta.url).href] });
  const cluster = await start();
  let result;
  try {
    result = await runAll(
      cluster,
      Array.from({ length: count }, (_, n) => first + n),
      Number(values['at-once']),
    );
  } finally {
    await cluster.stop();
  }
  const { found, done, messages } = result;
  const seconds = ((performance.now() - since) / 1_000).toFixed(1);
  say(`${done} schedules, ${messages} messages, 2 servers, 3 tabs, 2 agents, ${seconds} s`);
  if (values.report)
    writeFileSync(values.report, JSON.stringify({ passed: done - found.length, failed: found.length }));
  const [one] = found;
  if (!one) {
    say('0 violations');
    return 0;
  }
  say(`${found.length} violations; seed ${one.seed}: ${one.outcome.violations.join('; ')}`);
  const shortest = await shrink(start, one.seed, one.outcome);
  say(`The shortest history that shows it (${shortest.steps} steps, seed ${one.seed}):`);
  for (const line of shortest.history) say(`  ${line}`);
  return 1;
}

process.exitCode = await main();
process.exit();
