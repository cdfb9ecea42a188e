/** Real processes: a store, a Redis and several servers over them, which can be killed and come back. */
import { fork, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Connection } from 'mongoose';
import { pino } from 'pino';
import { Sessions } from '../accounts/sessions.js';
import { systemClock } from '../clock.js';
import { connect } from '../database/connect.js';
import { startStore, type StoreProcess } from '../database/store-process.js';
import { sessionCookie } from '../edge/session-cookie.js';
import { createBus } from '../events.js';
import { createModels, prepareModels, type Models } from '../models.js';
import { newId } from '../new-id.js';
import { acceptForSeed } from '../policies/seed-policies.js';
import { freePort, startRedis, type RedisProcess } from './start-redis.js';
import { seedWorld, type World } from './world.js';

/** The built server. */
const entry = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
/** The same from its source, for tests that run before anything is built. */
const source = fileURLToPath(new URL('../main.ts', import.meta.url));
const fromSource = ['--conditions=source', '--import', 'tsx'] as const;

export const publicUrl = 'https://chat.example';

export interface ClusterOptions {
  readonly nodes: number;
  /** Options of Node for the servers, such as a module to load first. */
  readonly execArgv?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Runs the servers from their source and not as they were built last. */
  readonly source?: boolean;
}

/** Something that runs until it is killed, and then runs again. */
class Mortal<Process> {
  process: Promise<Process>;
  #returning: Promise<void> | null = null;

  constructor(
    private readonly begin: () => Promise<Process>,
    private readonly end: (process: Process) => Promise<void>,
  ) {
    this.process = begin();
  }

  /** Kills it at once; resolves when it runs again, after `down` milliseconds. One that is down already stays so. */
  kill(down: number): Promise<void> {
    this.#returning ??= this.#restart(down).finally(() => (this.#returning = null));
    return this.#returning;
  }

  async #restart(down: number): Promise<void> {
    await this.end(await this.process);
    this.process = pause(down).then(this.begin);
    await this.process;
  }

  async stop(): Promise<void> {
    await this.end(await this.process);
  }
}

export class Cluster {
  readonly #sessions: Sessions;

  private constructor(
    readonly folder: string,
    readonly ports: readonly number[],
    readonly world: World,
    readonly models: Models,
    readonly store: Mortal<StoreProcess>,
    readonly redis: Mortal<RedisProcess>,
    readonly nodes: readonly Mortal<ChildProcess>[],
    private readonly connection: Connection,
  ) {
    const log = pino({ level: 'silent' });
    this.#sessions = new Sessions({ models, clock: systemClock, bus: createBus(log) });
  }

  static async start({
    nodes,
    execArgv = [],
    env = {},
    source: isSource = false,
  }: ClusterOptions): Promise<Cluster> {
    const folder = await mkdtemp(path.join(tmpdir(), 'parlour-cluster-'));
    const store = new Mortal(
      () => startStore({ folder: path.join(folder, 'store') }),
      (process) => killed(process.pid, process.stop),
    );
    const redisPort = await freePort();
    const redis = new Mortal(
      () => startRedis(redisPort),
      (process) => process.stop(),
    );
    const { url } = await redis.process;
    const connection = await connect((await store.process).uri);
    const models = createModels(connection);
    await prepareModels(models);
    const world = await seedWorld(models);
    const ports = await Promise.all(Array.from({ length: nodes }, () => freePort()));
    const secrets = {
      SECRET_KEY: randomBytes(32).toString('hex'),
      MASTER_KEY: randomBytes(32).toString('hex'),
    };
    const { uri } = await store.process;
    // The address by which the store comes back: a server that found none would start one of its own.
    const where = { DATA_DIR: folder, MONGODB_URI: uri, REDIS_URL: url, PUBLIC_URL: publicUrl };
    const common = { ...process.env, ...secrets, ...where };
    const servers = ports.map(
      (port) =>
        new Mortal(
          () =>
            startNode(isSource ? [source, ...fromSource, ...execArgv] : [entry, ...execArgv], {
              ...common,
              HOST: '127.0.0.1',
              PORT: String(port),
              TRUSTED_PROXIES: '1',
              LOG_LEVEL: 'fatal',
              ...env,
            }),
          (child) =>
            killed(
              child.pid!,
              async () =>
                void (child.exitCode === null && child.signalCode === null && (await once(child, 'exit'))),
            ),
        ),
    );
    await Promise.all(servers.map((server) => server.process));
    return new Cluster(folder, ports, world, models, store, redis, servers, connection);
  }

  /** A new agent of a merchant, signed in; the cookie is what their browser sends. */
  async newAgent(
    name: string,
    merchant: string,
  ): Promise<{ account: string; session: string; cookie: string }> {
    const account = await this.models.Account.create({
      ...this.world.people.ana,
      _id: newId('account'),
      email: `${name}@agents.example`,
      name,
      merchant,
      passwordHash: 'none',
    });
    await acceptForSeed({ models: this.models }, [account.toObject()], new Date(0));
    const { token } = await this.#sessions.open(account.toObject());
    const found = await this.models.Session.findOne({ account: account._id }).lean();
    return { account: account._id, session: found!._id, cookie: `${sessionCookie}=${token}` };
  }

  async stop(): Promise<void> {
    await this.connection.close();
    await Promise.all([...this.nodes.map((node) => node.stop()), this.redis.stop()]);
    await this.store.stop();
    await rm(this.folder, { recursive: true, force: true });
  }
}

async function killed(pid: number, ended: () => Promise<void>): Promise<void> {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has died already.
  }
  await ended();
}

/** A server that finds no store ends at once, and is started again. */
const mostTries = 60;

async function startNode(
  [program, ...execArgv]: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<ChildProcess> {
  for (let tries = 0; tries < mostTries; tries++) {
    const child = fork(program!, { env, execArgv, stdio: ['ignore', 2, 2, 'ipc'] });
    const isReady = await new Promise<boolean>((resolve) => {
      child.once('message', () => resolve(true));
      // The store was away at that moment: whoever keeps servers running starts it again.
      child.once('exit', () => resolve(false));
    });
    if (isReady) return child;
    await pause(100);
  }
  throw new Error('A server does not start; its own message is above.');
}
