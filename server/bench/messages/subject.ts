/** What is measured: Parlour, or a relay to hold it against; each with conversations of one consumer and an agent. */
import { fork, spawnSync, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { sessionCookie } from '../../src/edge/session-cookie.js';
import type { World } from '../../src/testing/world.js';
import { serverFlags } from '../../src/supervisor/start-server.js';
import { freePort } from '../../src/testing/start-redis.js';
import { Line } from './line.js';

export interface Pair {
  readonly conversation: string;
  readonly consumer: Line;
  readonly agent: Line;
}

export interface Subject {
  readonly name: string;
  readonly pid: number;
  open(conversations: number): Promise<Pair[]>;
  /** A consumer who only looks. */
  idle(): Promise<Line>;
  stop(): void;
}

const here = (file: string): string => fileURLToPath(new URL(file, import.meta.url));
export const profiler = here('profiled.mjs');
/** The server has a core of its own, where the machine has two. */
const pinned = spawnSync('taskset', ['-c', '0', 'true']).status === 0;
const agentsAtOnce = 10;
const publicUrl = 'https://chat.example';

async function launch(script: string, execArgv: string[], env: NodeJS.ProcessEnv): Promise<ChildProcess> {
  const child = fork(script, {
    env: { ...process.env, ...env },
    execArgv: pinned ? [] : execArgv,
    ...(pinned && { execPath: 'taskset', execArgv: ['-c', '0', process.execPath, ...execArgv] }),
    stdio: ['ignore', 2, 2, 'ipc'],
  });
  await new Promise<void>((resolve, reject) => {
    child.once('message', () => resolve());
    child.once('exit', () => reject(new Error(`${script} ended at its start`)));
  });
  return child;
}

/** Resident memory in bytes. */
export function residentOf(pid: number): number {
  const [, kilobytes = '0'] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) * 1_024;
}

/** Microseconds of processor time that a process has used since its start, of all its threads. */
export function processorOf(pid: number): number {
  const [, after = ''] = /\) (.*)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? [];
  const fields = after.split(' ');
  // Fields 14 and 15, in hundredths of a second; the first two stand before what was matched.
  return (Number(fields[11]) + Number(fields[12])) * 10_000;
}

export async function startRelay(mongodbUri: string | null): Promise<Subject> {
  const port = await freePort();
  const child = await launch(here('relay.mjs'), ['--expose-gc'], {
    PORT: String(port),
    MONGODB_URI: mongodbUri ?? '',
  });
  const idle = (): Promise<Line> => Line.open({ port, headers: {} });
  return {
    name: mongodbUri ? 'create' : 'relay',
    pid: child.pid!,
    idle,
    open: async (conversations) => {
      const agents = await Promise.all(Array.from({ length: agentsAtOnce }, idle));
      return inTurn(conversations, async (n) => {
        const conversation = `conversation ${n} ${randomBytes(4).toString('hex')}`;
        const pair = { conversation, consumer: await idle(), agent: agents[n % agents.length]! };
        await Promise.all([
          pair.consumer.call('conversation.sync', { conversation }),
          pair.agent.call('conversation.sync', { conversation }),
        ]);
        return pair;
      });
    },
    stop: () => child.kill('SIGKILL'),
  };
}

export async function startParlour(given: {
  mongodbUri: string;
  world: World;
  tokens: readonly string[];
  secrets: { SECRET_KEY: string; MASTER_KEY: string };
  folder: string;
}): Promise<Subject> {
  const port = await freePort();
  const { world, tokens } = given;
  const child = await launch(
    here('../../dist/main.js'),
    [
      ...serverFlags,
      '--import',
      here('unlimited.mjs'),
      ...(process.env['BENCH_PROFILE'] ? ['--import', profiler] : []),
    ],
    {
      ...given.secrets,
      PORT: String(port),
      HOST: '127.0.0.1',
      DATA_DIR: given.folder,
      MONGODB_URI: given.mongodbUri,
      PUBLIC_URL: publicUrl,
      LOG_LEVEL: 'error',
    },
  );
  const { key: site, origin } = world.site;
  const merchant = world.merchants.motors.slug;
  const consumer = (): Promise<Line> =>
    Line.open({
      port,
      site,
      headers: { origin },
      auth: { site, merchant, token: randomBytes(32).toString('base64url') },
    });
  return {
    name: 'parlour',
    pid: child.pid!,
    idle: consumer,
    open: async (conversations) => {
      const agents = await Promise.all(
        tokens.map((token) =>
          Line.open({ port, headers: { origin: publicUrl, cookie: `${sessionCookie}=${token}` } }),
        ),
      );
      return inTurn(conversations, async (n) => {
        const line = await consumer();
        const { notice } = await line.call<{ notice: { sha256: string } }>('welcome.read', {});
        const decisions = [
          { purpose: 'transcript_storage', state: 'given' },
          { purpose: 'device_storage', state: 'given' },
        ];
        const input = { notice: notice.sha256, decisions, locale: 'en' };
        const started = await line.call<{ conversation: { id: string } }>('conversation.start', input);
        const conversation = started.conversation.id;
        const agent = agents[n % agents.length]!;
        await line.call('conversation.sync', { conversation, after: 0 });
        await agent.call('conversation.accept', { conversation });
        await agent.call('conversation.sync', { conversation, after: 0 });
        return { conversation, consumer: line, agent };
      });
    },
    stop: () => child.kill('SIGTERM'),
  };
}

/** Twenty at a time. */
async function inTurn<Value>(count: number, make: (n: number) => Promise<Value>): Promise<Value[]> {
  const made: Value[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let n = next++; n < count; n = next++) made.push(await make(n));
  };
  await Promise.all(Array.from({ length: 20 }, worker));
  return made;
}
