/**
 * `npm start`: installs and builds what is missing or out of date, then starts store, server and demo site.
 * `npm start -- --json` prints one JSON object as the last line of standard output when all is ready.
 */
import { parseArgs } from 'node:util';
import { buildWhatIsStale } from './build.mjs';
import { ensureInstalled } from './install.mjs';
import { root, say } from './run.mjs';

const usage = `Usage: npm start -- [--json] [--no-demo]

  --json     print one JSON object when ready, as the last line of standard output
  --no-demo  run without the demo site and its sign-ins

Environment: PORT (4000; 0 takes free ports), DEMO_PORT (PORT + 1), DATA_DIR (.data), and what README.md lists.`;

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        json: { type: 'boolean', default: false },
        'no-demo': { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
    return values;
  } catch (error) {
    return { mistake: error.message };
  }
}

/** Remembered from the very start: who ends npm during the installation means all of it. */
const npm = process.env.npm_lifecycle_event === 'start' ? process.ppid : undefined;

async function main() {
  const options = readOptions();
  if (options.help || options.mistake) {
    say(options.mistake ? `${options.mistake}\n\n${usage}` : usage);
    process.exitCode = options.mistake ? 2 : 0;
    return;
  }
  try {
    await ensureInstalled();
    await buildWhatIsStale();
  } catch (error) {
    say(error.message);
    process.exitCode = 1;
    return;
  }
  const { start } = await import('../server/dist/supervisor/main.js');
  await start({ folder: root, json: options.json, demo: !options['no-demo'], npm });
}

await main();
