/**
 * What `npm start` runs once all is built: the supervisor with its demo, from the environment and `--json`.
 * Standard output gets the report and nothing else; everything that happens later goes to standard error.
 */
import { mkdirSync } from 'node:fs';
import { parseConfig } from '../config.js';
import { reportInWords } from './ready-report.js';
import { runSupervisor } from './run-supervisor.js';

export interface StartOptions {
  /** The folder that a relative or missing `DATA_DIR` starts from. */
  readonly folder: string;
  /** Print one JSON object when ready. */
  readonly json: boolean;
  readonly demo: boolean;
  /** The process that was its parent when it was started by npm: without it, it ends. */
  readonly npm?: number | undefined;
}

/** Starts everything, prints the report, and ends everything on Ctrl-C or `SIGTERM`. Sets the exit code. */
export async function start({ folder, json, demo, npm }: StartOptions): Promise<void> {
  const { env } = process;
  const { asked, signal } = askedToEnd(npm);
  try {
    const { port, host, dataDir } = parseConfig(env, folder);
    // The store's socket is named from here where its whole path is too long for one.
    mkdirSync(dataDir, { recursive: true });
    process.chdir(dataDir);
    const supervisor = await runSupervisor({
      dataDir,
      port,
      host,
      demoPort: demo ? readPort('DEMO_PORT', env['DEMO_PORT'], port === 0 ? 0 : port + 1) : null,
      // Beside the demo's sign-ins a line for each request would only be in the way.
      environment: { ...(demo && { LOG_LEVEL: 'warn' }), ...env },
      log: (line) => process.stderr.write(`${line}\n`),
      signal,
    });
    const { report } = supervisor;
    process.stdout.write(`${json ? JSON.stringify(report) : reportInWords(report)}\n`);
    await asked;
    await supervisor.stop();
  } catch (error) {
    if (signal.aborted) return;
    process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}

/** One Ctrl-C in a terminal may arrive twice, by the terminal and by npm; so soon it is not a second one. */
const sameKeystroke = 1_000;

/** How often it is looked whether the parent is still there, in milliseconds. */
const lookEvery = 200;

/** Resolves, and aborts what is being started, when somebody wants everything to end. */
function askedToEnd(npm: number | undefined): { asked: Promise<void>; signal: AbortSignal } {
  const ending = new AbortController();
  let since = 0;
  const asked = new Promise<void>((resolve) => {
    const end = (): void => {
      since ||= Date.now();
      ending.abort();
      resolve();
    };
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(name, () => {
        // Asked again: somebody does not want to wait for the draining. The others end by themselves.
        if (ending.signal.aborted && Date.now() - since > sameKeystroke) process.exit(130);
        end();
      });
    }
    // npm passes a signal to its shell alone, which ends and tells nobody: all that is seen here is a new parent.
    const look = (): void => void (process.ppid !== npm && end());
    if (npm !== undefined) setInterval(look, lookEvery).unref();
  });
  return { asked, signal: ending.signal };
}

/** The one variable that the server does not know itself. A whole number to 65,535, where 0 means any that is free. */
export function readPort(name: string, given: string | undefined, usual: number): number {
  if (given === undefined || given === '') return usual;
  const port = Number(given);
  if (/^\d+$/.test(given) && port <= 65_535) return port;
  throw new RangeError(`${name} is "${given}", but takes a whole number from 0 to 65535.`);
}
