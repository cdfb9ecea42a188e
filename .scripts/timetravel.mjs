/** `npm run timetravel -- --seed S`: ten simulated years over the real store; see server/src/testing/time-travel. */
import { buildWhatIsStale } from './build.mjs';
import { ensureInstalled } from './install.mjs';
import { root, run } from './run.mjs';

await ensureInstalled();
await buildWhatIsStale();
const script = `${root}server/src/testing/time-travel/main.ts`;
const { code } = await run(
  process.execPath,
  ['--conditions=source', '--import', 'tsx', script, ...process.argv.slice(2)],
  { stdout: true },
);
process.exitCode = code;
