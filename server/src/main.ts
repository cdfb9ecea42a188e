/** Composition root: config → database → app → listen → signals. */
import type { Connection } from 'mongoose';
import type { Logger } from 'pino';
import { setUpLink } from './accounts/first-account.js';
import { createApp, type App } from './app.js';
import { systemClock } from './clock.js';
import { ConfigError, parseConfig, type Config } from './config.js';
import { connect } from './database/connect.js';
import { findStore } from './database/find-store.js';
import type { StoreProcess } from './database/store-process.js';
import { createLog } from './log.js';
import { seedDemo, type DemoSeed } from './demo/seed.js';
import { loadSecrets } from './vault/secrets.js';

/** Milliseconds that a drain may take before the process ends all the same (OPS-4). */
const drainLimit = 8_000;

interface Running {
  readonly app: App;
  readonly connection: Connection;
  readonly store: StoreProcess | null;
}

async function start(config: Config, log: Logger): Promise<Running & { ready: object }> {
  const { uri, own: store } = await findStore(config, (code, signal) => {
    log.fatal({ code, signal }, 'the store has ended; this process ends too, so that both are started again');
    process.exit(1);
  });
  const [connection, secrets] = await Promise.all([connect(uri), loadSecrets(config)]);
  const app = createApp({ connection, clock: systemClock, log, secrets, config, dataDir: config.dataDir });
  await app.prepare();
  // Before a page can have come from this version, all nodes have what it is made of.
  await app.context.published.keep();
  let demo: DemoSeed | undefined;
  if (config.demoOrigin)
    demo = await seedDemo(app.context, { origin: config.demoOrigin, folder: config.dataDir });
  const { url, port } = await app.listen(config.port, config.host);
  log.info({ url }, 'serving');
  // ACC-6: for the eyes of whoever starts it, and not for the log.
  const link = await setUpLink(app.context);
  if (link)
    process.stderr.write(
      `\nNobody can sign in yet. Make the first admin's account here (once, within a day):\n\n  ${link}\n\n`,
    );
  return { app, connection, store, ready: { type: 'ready', url, port, ...(demo && { demo }) } };
}

async function stop({ app, connection, store }: Running, log: Logger): Promise<never> {
  setTimeout(() => process.exit(0), drainLimit).unref();
  try {
    await app.close();
    await connection.close();
    await store?.stop();
  } catch (error) {
    log.warn({ err: error }, 'the drain was not complete');
  }
  process.exit(0);
}

try {
  const config = parseConfig(process.env, process.cwd());
  const log = createLog(config.logLevel);
  const { ready, ...running } = await start(config, log);
  let stopping = false;
  const end = (): void => {
    if (stopping) return;
    stopping = true;
    void stop(running, log);
  };
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
  // Whoever started this process is gone: it goes too, so that nothing is left behind.
  process.on('disconnect', end);
  process.send?.(ready);
} catch (error) {
  process.stderr.write(
    `${error instanceof ConfigError ? error.message : String((error as Error).stack ?? error)}\n`,
  );
  process.exit(error instanceof ConfigError ? 78 : 1);
}
