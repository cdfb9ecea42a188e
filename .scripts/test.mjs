/**
 * `npm test`: installs, builds and finds a browser, then runs every suite. `npm test -- widget e2e` runs some.
 * Ends with one line, `N passed, N failed`, summed over all of them.
 */
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { buildWhatIsStale } from './build.mjs';
import { ensureChromium } from './chromium.mjs';
import { ensureInstalled } from './install.mjs';
import { runFaults } from './faults.mjs';
import { ensureRedis } from './redis.mjs';
import { node, root, say, seconds } from './run.mjs';

const results = `${root}.cache/test`;

/** Each writes a report to `file`, from which its counts are read. */
const suites = {
  vitest: {
    run: (file, options) =>
      node(
        'node_modules/vitest/vitest.mjs',
        [
          'run',
          '-c',
          '.config/vitest.config.ts',
          '--reporter=default',
          '--reporter=json',
          `--outputFile.json=${file}`,
        ],
        options,
      ),
    counts: (report) => ({ passed: report.numPassedTests, failed: report.numFailedTests }),
  },
  widget: {
    run: (file, options) => node('.scripts/test-browser.mjs', ['widget', file], options),
    counts: (report) => report,
  },
  admin: {
    run: (file, options) => node('.scripts/test-browser.mjs', ['admin', file], options),
    counts: (report) => report,
  },
  faults: {
    run: (file, { env, ...options }) =>
      runFaults(['--schedules', '15', '--report', file], { ...options, env: { ...env, FAULTS_BREAK: '' } }),
    counts: (report) => report,
  },
  e2e: {
    run: (file, { env, ...options }) =>
      node('node_modules/@playwright/test/cli.js', ['test', '-c', 'e2e', '--reporter=line,json'], {
        ...options,
        env: { ...env, PLAYWRIGHT_JSON_OUTPUT_NAME: file },
      }),
    counts: ({ stats }) => ({ passed: stats.expected, failed: stats.unexpected + stats.flaky }),
  },
};

/** What runs at the same time, on two cores; the stories have them for themselves, because they look at time. */
const stages = [[['vitest'], ['widget', 'admin']], [['faults']], [['e2e']]];

async function runSuite(name, env) {
  const since = performance.now();
  const file = `${results}/${name}.json`;
  const { code, output } = await suites[name].run(file, { env, quiet: true });
  const counts = readCounts(name, file);
  // A suite that ends badly without a failed test has failed all the same: it could not run.
  if (code !== 0 && counts.failed === 0) counts.failed = 1;
  say(
    `\n── ${name}: ${counts.passed} passed, ${counts.failed} failed, ${seconds(since)}\n\n${output.trim()}`,
  );
  return counts;
}

function readCounts(name, file) {
  try {
    return { ...suites[name].counts(JSON.parse(readFileSync(file, 'utf8'))) };
  } catch {
    return { passed: 0, failed: 1 };
  }
}

async function runSuites(chosen, env) {
  const total = { passed: 0, failed: 0 };
  for (const stage of stages) {
    const inTurn = async (names) => {
      for (const name of names.filter((one) => chosen.includes(one))) {
        const { passed, failed } = await runSuite(name, env);
        total.passed += passed;
        total.failed += failed;
      }
    };
    await Promise.all(stage.map(inTurn));
  }
  return total;
}

async function main() {
  const names = Object.keys(suites);
  const chosen = process.argv.length > 2 ? process.argv.slice(2) : names;
  const unknown = chosen.filter((name) => !names.includes(name));
  if (unknown.length > 0) {
    say(`There is no suite ${unknown.join(', ')}; there are ${names.join(', ')}.`);
    process.exitCode = 2;
    return;
  }
  const since = performance.now();
  await ensureInstalled();
  await buildWhatIsStale();
  const chromium = await ensureChromium();
  const redis = await ensureRedis();
  rmSync(results, { recursive: true, force: true });
  mkdirSync(results, { recursive: true });
  const { passed, failed } = await runSuites(chosen, { CHROMIUM_PATH: chromium, REDIS_SERVER: redis });
  process.exitCode = failed > 0 ? 1 : 0;
  say(`\nTook ${seconds(since)}.`);
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
}

try {
  await main();
} catch (error) {
  say(error.message);
  process.stdout.write('0 passed, 1 failed\n');
  process.exitCode = 1;
}
