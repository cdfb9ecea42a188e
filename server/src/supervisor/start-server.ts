import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { RunningProcess } from './keep-running.js';
import { isReadyMessage, type ReadyMessage } from './ready-message.js';

/** OPS-4: a server that is told to end has drained within 10 s; what has not ended by then is ended. */
const drainLimit = 11_000;

/** The server's main module: the build's, or the source where this file is run from its source. */
const entry = fileURLToPath(
  new URL(import.meta.url.endsWith('.ts') ? '../main.ts' : '../main.js', import.meta.url),
);

export interface ServerProcess extends RunningProcess {
  readonly ready: ReadyMessage;
}

export interface StartServerOptions {
  readonly environment: NodeJS.ProcessEnv;
  /** Called if it dies after it has served. */
  readonly ended: (reason: string) => void;
  /** Aborted: a server that does not serve yet is ended. */
  readonly signal: AbortSignal;
}

/**
 * Room for what is young, in MiB: what a message leaves behind is dead before it is copied, and collecting it costs an
 * eighth less of all the server's time than with the 16 that Node.js gives. Up to three times as much memory.
 */
export const serverFlags: readonly string[] = ['--max-semi-space-size=32'];

/**
 * Starts the server as a process of its own and resolves when it serves; rejects if it ends before. It ends by
 * itself when this process dies, because its IPC channel closes then. What it prints goes to standard error:
 * standard output belongs to the report of the supervisor.
 */
export async function startServer({
  environment,
  ended,
  signal,
}: StartServerOptions): Promise<ServerProcess> {
  const child = fork(entry, [], {
    env: environment,
    execArgv: [...process.execArgv, ...serverFlags],
    stdio: ['ignore', 2, 2, 'ipc'],
    // A group of its own: Ctrl-C in a terminal reaches this process alone, which then ends the others in order.
    detached: process.platform !== 'win32',
  });
  const giveUp = (): boolean => child.kill('SIGTERM');
  signal.addEventListener('abort', giveUp, { once: true });
  const ready = await untilReady(child);
  signal.removeEventListener('abort', giveUp);
  child.once('exit', (code, signal) => ended(reasonOf(code, signal)));
  return { pid: child.pid ?? 0, ready, stop: () => stop(child) };
}

function untilReady(child: ChildProcess): Promise<ReadyMessage> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => reject(new ServerFailed(reasonOf(code, signal))));
    child.on('message', (message) => {
      if (isReadyMessage(message)) resolve(message);
    });
  });
}

/** The server ended before it served. It has said why on standard error. */
export class ServerFailed extends Error {
  override readonly name = 'ServerFailed';
  constructor(reason: string) {
    super(`The server ended before it could serve (${reason}). Its own message is above.`);
  }
}

const reasonOf = (code: number | null, signal: NodeJS.Signals | null): string =>
  signal ? `by ${signal}` : `exit code ${code}`;

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  const limit = setTimeout(() => child.kill('SIGKILL'), drainLimit);
  await exited;
  clearTimeout(limit);
}
