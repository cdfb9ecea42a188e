/** `npm run bench -- NAME`: runs server/bench/NAME.ts or e2e/load/NAME.ts, which prints one JSON object a line. */
import { readdirSync } from 'node:fs';
import { buildWhatIsStale } from './build.mjs';
import { ensureInstalled } from './install.mjs';
import { root, run, say } from './run.mjs';

const benches = new Map(
  ['server/bench', 'e2e/load'].flatMap((folder) =>
    readdirSync(`${root}${folder}`)
      .filter((file) => /^[a-z]+\.ts$/.test(file))
      .map((file) => [file.slice(0, -'.ts'.length), `${root}${folder}/${file}`]),
  ),
);

const [name, ...args] = process.argv.slice(2);
const script = benches.get(name);
if (!script) {
  say(`Usage: npm run bench -- NAME, where NAME is one of ${[...benches.keys()].join(', ')}.`);
  process.exitCode = 2;
} else {
  await ensureInstalled();
  await buildWhatIsStale();
  const { code } = await run(
    process.execPath,
    ['--expose-gc', '--conditions=source', '--import', 'tsx', script, ...args],
    { stdout: true },
  );
  process.exitCode = code;
}
