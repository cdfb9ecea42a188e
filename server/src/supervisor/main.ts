/**
 * What `npm start` runs once all is built: the supervisor with its demo, from the environment and `--json`.
 * Standard output gets the report and nothing else; everything that happens later goes to standard error.
 */
import { resolve } from 'node:path';
import { reportInWords } from './ready-report.js';
import { runSupervisor } from './run-supervisor.js';

const usualPort = 4_000;

export interface StartOptions {
  /** The folder that a relative or missing `DATA_DIR` starts from. */
  readonly folder: string;
  /** Print one JSON object when ready. */
  readonly json: boolean;
  readonly demo: boolean;
}

/** Starts everything, prints the report, and ends everything on Ctrl-C or `SIGTERM`. Sets the exit code. */
export async function start({ folder, json, demo }: StartOptions): Promise<void> {
  const { env } = process;
  const giveUp = new AbortController();
  const asked = new Promise<void>((resolve) => {
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(name, () => {
        // Asked twice: somebody does not want to wait for the draining. The others end by themselves.
        if (giveUp.signal.aborted) process.exit(130);
        giveUp.abort();
        resolve();
      });
    }
  });
  try {
    const port = readPort('PORT', env['PORT'], usualPort);
    const supervisor = await runSupervisor({
      dataDir: resolve(folder, env['DATA_DIR'] || '.data'),
      port,
      demoPort: demo ? readPort('DEMO_PORT', env['DEMO_PORT'], port === 0 ? 0 : port + 1) : null,
      environment: { LOG_LEVEL: 'warn', ...env },
      log: (line) => process.stderr.write(`${line}\n`),
      signal: giveUp.signal,
    });
    const { report } = supervisor;
    process.stdout.write(`${json ? JSON.stringify(report) : reportInWords(report)}\n`);
    await asked;
    await supervisor.stop();
  } catch (error) {
    if (giveUp.signal.aborted) return;
    process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}

/** A port from the environment: a whole number to 65,535, where 0 means any that is free. */
export function readPort(name: string, given: string | undefined, usual: number): number {
  if (given === undefined || given === '') return usual;
  const port = Number(given);
  if (/^\d+$/.test(given) && port <= 65_535) return port;
  throw new RangeError(`${name} is "${given}", but takes a whole number from 0 to 65535.`);
}
