import { spawn, type ChildProcess } from 'node:child_process';
import { createConnection } from 'node:net';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { socketPath, socketUri } from './embedded/address.js';

export interface StoreProcess {
  /** What `mongoose.connect` takes. */
  readonly uri: string;
  readonly pid: number;
  stop(): Promise<void>;
}

export interface StoreOptions {
  folder: string;
  /** Told when the process ends without having been asked to. */
  onExit?: (code: number | null, signal: NodeJS.Signals | null) => void;
}

/** What it reads and writes lives for a moment: with more room for that, less of it is copied to where things stay. */
const YOUNG_MEMORY = '--max-semi-space-size=32';

type Started = { ready: true; uri: string } | { ready: false; message: string };

/**
 * Starts the embedded store as a process of its own and resolves when it serves. It ends by itself when this
 * process is gone.
 *
 * @throws when the folder is served by another process, or its path is too long for a socket.
 */
export async function startStore(options: StoreOptions): Promise<StoreProcess> {
  const folder = resolve(options.folder);
  socketPath(folder); // refuses here what the process would refuse
  const child = launch(folder);
  const uri = await ready(child);
  let asked = false;
  const ended = new Promise<void>((done) => {
    child.once('exit', (code, signal) => {
      if (!asked) options.onExit?.(code, signal);
      done();
    });
  });
  return {
    uri,
    pid: child.pid!,
    async stop() {
      asked = true;
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
      await ended;
    },
  };
}

function launch(folder: string): ChildProcess {
  const fromSource = import.meta.url.endsWith('.ts');
  const entry = fileURLToPath(new URL(`./embedded/main.${fromSource ? 'ts' : 'js'}`, import.meta.url));
  const runtime = fromSource ? ['--conditions=source', '--import', 'tsx'] : [];
  return spawn(process.execPath, [YOUNG_MEMORY, ...runtime, entry, '--folder', folder], {
    // What it prints is no answer to anybody: standard output belongs to whoever started this process.
    stdio: ['ignore', 2, 2, 'ipc'],
    // A group of its own: Ctrl-C in a terminal must not end it before those who still write to it.
    detached: process.platform !== 'win32',
  });
}

function ready(child: ChildProcess): Promise<string> {
  return new Promise((done, refuse) => {
    child.once('error', refuse);
    child.once('exit', (code, signal) =>
      refuse(new Error(`The store ended at its start (${signal ?? code})`)),
    );
    child.once('message', (message: Started) => {
      child.removeAllListeners('exit');
      if (message.ready) done(message.uri);
      else refuse(new Error(message.message));
    });
  });
}

/** The address of a store that already serves the folder; null when none does. */
export async function attachStore(folder: string): Promise<{ uri: string } | null> {
  const path = socketPath(resolve(folder));
  return new Promise((done) => {
    const socket = createConnection({ path });
    socket.once('connect', () => {
      socket.destroy();
      done({ uri: socketUri(path) });
    });
    socket.once('error', () => done(null));
  });
}
