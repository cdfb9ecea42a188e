/** `npm run check`: everything that is checked without running the product. Ends with `N passed, N failed`. */
import { existsSync } from 'node:fs';
import { ensureInstalled } from './install.mjs';
import { buildWhatIsStale } from './build.mjs';
import { node, root, say, seconds } from './run.mjs';

const checks = [
  ['types', 'node_modules/typescript/bin/tsc', ['-b']],
  ['lint', 'node_modules/eslint/bin/eslint.js', ['-c', '.config/eslint.config.mjs', '.', '--max-warnings=0']],
  ['format', 'node_modules/prettier/bin/prettier.cjs', ['--check', '--log-level=warn', '.']],
  [
    'import directions',
    'node_modules/dependency-cruiser/bin/dependency-cruise.mjs',
    ['-c', '.config/dependency-cruiser.cjs', 'shared/src', 'server/src', 'widget/src', 'admin/src', 'e2e'],
  ],
  ['dead code', 'node_modules/knip/bin/knip.js', ['-c', '.config/knip.json']],
  ['one place that deletes', '.scripts/check-deletes.mjs', []],
  ['behaviours and tests', '.scripts/spec.mjs', []],
  ['access matrix', 'server/scripts/matrix.mjs', ['--check']],
  ['widget sizes', 'widget/scripts/sizes.mjs', ['--check']],
  ['portal sizes', 'admin/scripts/sizes.mjs', ['--check']],
];

async function runCheck([name, script, args]) {
  const since = performance.now();
  if (!existsSync(`${root}${script}`))
    return report(name, since, { code: 1, output: `${script} is missing.` });
  return report(name, since, await node(script, args, { quiet: true }));
}

function report(name, since, { code, output }) {
  say(`${code === 0 ? 'passed' : 'FAILED'}  ${name} (${seconds(since)})`);
  if (code !== 0) say(`\n${output.trim()}\n`);
  return code === 0;
}

async function main() {
  const since = performance.now();
  await ensureInstalled();
  // The build's own declarations are what types and lint read.
  await buildWhatIsStale();
  const [types, ...others] = checks;
  const outcomes = [await runCheck(types)];
  // Two at a time: there are two cores where this runs.
  const waiting = [...others];
  const worker = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) outcomes.push(await runCheck(next));
  };
  await Promise.all([worker(), worker()]);
  const passed = outcomes.filter(Boolean).length;
  const failed = outcomes.length - passed;
  say(`\nTook ${seconds(since)}.`);
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  process.exitCode = failed > 0 ? 1 : 0;
}

try {
  await main();
} catch (error) {
  say(error.message);
  process.stdout.write('0 passed, 1 failed\n');
  process.exitCode = 1;
}
