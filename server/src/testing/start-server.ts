/** A whole server on a free port, over a real store in a folder of its own, with a clock that tests move. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { randomBytes } from 'node:crypto';
import mongoose from 'mongoose';
import type { DestinationStream } from 'pino';
import { createApp, type App } from '../app.js';
import { connect } from '../database/connect.js';
import type { AssetFolders } from '../edge/assets.js';
import type { Throttle } from '../edge/throttle.js';
import type { UseCases } from '../use-cases.js';
import { createLog } from '../log.js';
import { startStore, type StoreProcess } from '../database/store-process.js';
import type { Secrets } from '../vault/secrets.js';
import type { Resolve } from '../webhooks/post.js';
import { Agent } from './agent.js';
import { Consumer } from './consumer.js';
import { FakeClock } from './fake-clock.js';
import { seedWorld, type World } from './world.js';

export interface TestServer {
  readonly app: App;
  readonly clock: FakeClock;
  readonly url: string;
  /** Where an operator reads figures (OPS-5). */
  readonly metricsUrl: string;
  readonly world: World;
  /** Where the store keeps its files; empty with `MONGODB_URI`. */
  readonly folder: string;
  readonly secrets: Secrets;
  readonly storeUri: string;
  /** Another server over the same store, as after a restart or on a second node. */
  another(): Promise<TestServer>;
  consumer(at?: { merchant?: string }): Promise<Consumer>;
  agent(email?: string): Promise<Agent>;
  stop(): Promise<void>;
}

/**
 * Everything is new: store, database, secrets, clock. With `MONGODB_URI` the database is one of its own there.
 * A browser's cookies live by the real time, so for one the clock begins there.
 */
export async function startServer({
  clock = new FakeClock(),
  smtpUrl = null,
  redisUrl = null,
  trustedProxies = 0,
  demoOrigin = null,
  webhookAllowInside = false,
  resolve,
  logTo,
  throttle,
  aroundUseCases,
  folders,
}: {
  clock?: FakeClock;
  smtpUrl?: URL | null;
  redisUrl?: string | null;
  trustedProxies?: number;
  demoOrigin?: string | null;
  webhookAllowInside?: boolean;
  resolve?: Resolve | undefined;
  /** Takes everything that is logged. */
  logTo?: DestinationStream | undefined;
  /** Other limits than the usual ones. */
  throttle?: Throttle | undefined;
  /** Puts something around the use cases. */
  aroundUseCases?: AroundUseCases | undefined;
  /** Where built files are, other than in the workspaces. */
  folders?: AssetFolders | undefined;
} = {}): Promise<TestServer> {
  const folder = await mkdtemp(path.join(tmpdir(), 'parlour-'));
  const given = process.env['MONGODB_URI'];
  const store = given ? null : await startStore({ folder });
  const secrets = { secretKey: randomBytes(32), masterKey: randomBytes(32) };
  const database = `parlour_test_${randomBytes(6).toString('hex')}`;
  const storeUri = store?.uri ?? withDatabase(given!, database);
  const server = await over({
    storeUri,
    folder,
    secrets,
    clock,
    smtpUrl,
    redisUrl,
    trustedProxies,
    demoOrigin,
    webhookAllowInside,
    resolve,
    logTo,
    throttle,
    aroundUseCases,
    folders,
    world: null,
  });
  return {
    ...server,
    stop: async () => {
      await server.stop();
      await discard(store, storeUri);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

type AroundUseCases = (real: UseCases) => UseCases;

interface Ground {
  readonly storeUri: string;
  readonly folder: string;
  readonly secrets: Secrets;
  readonly clock: FakeClock;
  /** Where mail goes; null sends none. */
  readonly smtpUrl: URL | null;
  /** Where servers over this store hear each other; null leaves them to the store alone. */
  readonly redisUrl: string | null;
  readonly trustedProxies: number;
  /** The one origin inside that may be fetched. */
  readonly demoOrigin: string | null;
  /** Whether webhooks may go to receivers on this machine. */
  readonly webhookAllowInside: boolean;
  /** How names of webhooks become addresses; undefined is the system's way. */
  readonly resolve: Resolve | undefined;
  readonly logTo: DestinationStream | undefined;
  readonly throttle: Throttle | undefined;
  readonly aroundUseCases: AroundUseCases | undefined;
  readonly folders: AssetFolders | undefined;
  readonly world: World | null;
}

async function over(ground: Ground): Promise<TestServer> {
  const { clock, secrets, storeUri, folder, smtpUrl, redisUrl, trustedProxies, demoOrigin } = ground;
  const { webhookAllowInside, resolve } = ground;
  const connection = await connect(storeUri);
  const log = createLog(ground.logTo ? 'trace' : (process.env['LOG_LEVEL'] ?? 'silent'), ground.logTo);
  const metrics = { host: '127.0.0.1', port: 0 };
  const mailFrom = smtpUrl && 'Parlour <chat@parlour.example>';
  const config = {
    publicUrl: null,
    trustedProxies,
    demoOrigin,
    smtpUrl,
    mailFrom,
    redisUrl,
    webhookAllowInside,
    metrics,
  };
  const app = createApp({
    connection,
    clock,
    log,
    secrets,
    dataDir: folder,
    config,
    ...(resolve && { resolve }),
    ...(ground.throttle && { throttle: ground.throttle }),
    ...(ground.aroundUseCases && { aroundUseCases: ground.aroundUseCases }),
    ...(ground.folders && { folders: ground.folders }),
  });
  await app.prepare();
  const world = ground.world ?? (await seedWorld(app.context.models, app.context.accountSecrets));
  const { url, metrics: metricsPort } = await app.listen(0, '127.0.0.1');
  const actors: { stop(): void }[] = [];
  const keep = <Actor extends { stop(): void }>(actor: Actor): Actor => {
    actors.push(actor);
    return actor;
  };
  return {
    app,
    clock,
    url,
    metricsUrl: `http://127.0.0.1:${metricsPort}/metrics`,
    world,
    folder,
    secrets,
    storeUri,
    another: () => over({ ...ground, world }),
    consumer: async ({ merchant = world.merchants.motors.slug } = {}) =>
      keep(await Consumer.arrive({ url, site: world.site.key, origin: world.site.origin, merchant })),
    agent: async (email = world.people.ana.email) =>
      keep(await Agent.signIn({ url, email, password: world.password })),
    stop: async () => {
      for (const actor of actors) actor.stop();
      await app.close();
      await connection.close();
    },
  };
}

async function discard(store: StoreProcess | null, uri: string): Promise<void> {
  if (store) return store.stop();
  const connection = await mongoose.createConnection(uri).asPromise();
  await connection.dropDatabase();
  await connection.close();
}

function withDatabase(uri: string, database: string): string {
  const url = new URL(uri);
  url.pathname = `/${database}`;
  return url.href;
}
