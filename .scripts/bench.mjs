/** `npm run bench -- NAME`: runs server/bench/NAME.ts, which prints one JSON object a line. */
import { readdirSync } from 'node:fs';
import { buildWhatIsStale } from './build.mjs';
import { ensureInstalled } from './install.mjs';
import { root, run, say } from './run.mjs';

const names = readdirSync(`${root}server/bench`)
  .filter((file) => /^[a-z]+\.ts$/.test(file))
  .map((file) => file.slice(0, -'.ts'.length));

const [name, ...args] = process.argv.slice(2);
if (!names.includes(name)) {
  say(`Usage: npm run bench -- NAME, where NAME is one of ${names.join(', ')}.`);
  process.exitCode = 2;
} else {
  await ensureInstalled();
  await buildWhatIsStale();
  const script = `${root}server/bench/${name}.ts`;
  const { code } = await run(
    process.execPath,
    ['--expose-gc', '--conditions=source', '--import', 'tsx', script, ...args],
    { stdout: true },
  );
  process.exitCode = code;
}
