/**
 * Runs one workspace's @web/test-runner suite, with its own configuration, and writes how many tests passed and
 * failed as JSON: `test-browser.mjs <workspace> <file>`.
 */
import { createRequire } from 'node:module';
import { writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { root } from './run.mjs';

const [workspace, file] = process.argv.slice(2);
process.chdir(`${root}${workspace}`);
const entry = createRequire(`${process.cwd()}/package.json`).resolve('@web/test-runner');
const { startTestRunner } = await import(pathToFileURL(entry).href);

const runner = await startTestRunner({
  readCliArgs: false,
  autoExitProcess: false,
  config: { watch: false },
});
const passed = await new Promise((resolve) => runner.on('stopped', resolve));

const counts = { passed: 0, failed: 0 };
function count({ tests, suites }) {
  for (const test of tests) {
    if (!test.skipped) counts[test.passed ? 'passed' : 'failed']++;
  }
  suites.forEach(count);
}
for (const { testResults, errors } of runner.sessions.all()) {
  if (testResults) count(testResults);
  // A file that could not be loaded has no tests to report, but has failed.
  if (errors.length > 0 && !testResults?.tests.length && !testResults?.suites.length) counts.failed++;
}
writeFileSync(file, JSON.stringify(counts));
process.exit(passed ? 0 : 1);
