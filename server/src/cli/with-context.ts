import { pino } from 'pino';
import { createContext } from '../app.js';
import { systemClock } from '../clock.js';
import { parseConfig } from '../config.js';
import type { Context } from '../context.js';
import { connect } from '../database/connect.js';
import { findStore } from '../database/find-store.js';
import { prepareModels } from '../models.js';
import { makeGood } from '../retention/make-good.js';
import { loadSecrets } from '../vault/secrets.js';

/** Runs a piece of work over the same store as the server, which may be running at the same time or not. */
export async function withContext<Result>(work: (context: Context) => Promise<Result>): Promise<Result> {
  const config = parseConfig(process.env, process.cwd());
  const { uri, own } = await findStore(config);
  const [connection, secrets] = await Promise.all([connect(uri), loadSecrets(config)]);
  try {
    const log = pino({ level: 'error' }, pino.destination(2));
    const { dataDir } = config;
    const context = createContext(
      { connection, clock: systemClock, log, secrets, dataDir, config },
      () => 'offline',
      () => config.publicUrl?.origin ?? `http://localhost:${config.port}`,
    );
    await prepareModels(context.models);
    await makeGood(context);
    const result = await work(context);
    await context.audit.settle();
    return result;
  } finally {
    await connection.close();
    await own?.stop();
  }
}
