/**
 * Everything that one machine needs, as processes that outlive one another: the store, the server and, for the
 * demo, a site on another origin. A store or server that dies is started again on the same address, so that
 * both sides of a chat find it by themselves. If the supervisor dies, the others end by themselves.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { startDemoSite, type DemoSite } from '../demo/site.js';
import { refuseBusyPort } from './busy-port.js';
import { keepRunning, type Kept } from './keep-running.js';
import { recordProcesses, type ProcessRecord } from './process-record.js';
import { readyReport, type ReadyReport } from './ready-report.js';
import { startServer, type ServerProcess } from './start-server.js';
import { startStoreFor, type StoreProcess } from './start-store.js';

export interface SupervisorOptions {
  /** The folder for all data; nothing outside it is written. */
  readonly dataDir: string;
  /** The server's port; 0 takes a free one. */
  readonly port: number;
  /** The address it listens on. */
  readonly host: string;
  /** The demo site's port, 0 for a free one, or null to run without the demo. */
  readonly demoPort: number | null;
  /** What the server reads its own configuration from (`MONGODB_URI`, `PUBLIC_URL` …). */
  readonly environment: NodeJS.ProcessEnv;
  /** Takes one line about what happens. */
  readonly log: (line: string) => void;
  /** Aborted: what is being started is given up. */
  readonly signal: AbortSignal;
}

export interface Supervisor {
  readonly report: ReadyReport;
  /** Ends all processes in order: the server drains, then the store ends. */
  stop(): Promise<void>;
}

/** What a part needs of the whole. */
interface Setting extends SupervisorOptions {
  readonly record: ProcessRecord;
}

/** Resolves when everything serves. Rejects, with nothing left running, where it cannot. */
export async function runSupervisor(options: SupervisorOptions): Promise<Supervisor> {
  const ending = new AbortController();
  const parts: { stop(): Promise<void> }[] = [];
  const started = <Part extends { stop(): Promise<void> }>(part: Part): Part => (parts.push(part), part);
  const stop = async (): Promise<void> => {
    ending.abort();
    for (const part of parts.splice(0).reverse()) await part.stop();
  };
  try {
    await refuseBusyPort('PORT', options.port, options.host);
    await mkdir(options.dataDir, { recursive: true });
    const record = started(recordProcesses(options.dataDir));
    const setting = { ...options, record, signal: AbortSignal.any([options.signal, ending.signal]) };
    const store = options.environment['MONGODB_URI'] ? null : started(await keepStore(setting));
    const demo = options.demoPort === null ? null : started(await startDemoSite(options.demoPort));
    const server = started(await keepServer(setting, store, demo));
    return { report: open(server.current, demo), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

const keepStore = ({ dataDir, log, signal, record }: Setting): Promise<Kept<StoreProcess>> =>
  keepRunning({
    name: 'store',
    start: (ended) => startStoreFor(join(dataDir, 'store'), ended),
    started: ({ pid }) => record.note('store', pid),
    log,
    signal,
  });

async function keepServer(
  { dataDir, port, environment, log, signal, record }: Setting,
  store: Kept<StoreProcess> | null,
  demo: DemoSite | null,
): Promise<Kept<ServerProcess>> {
  // Once it serves, its port stays the same through every restart, also where it was free to choose.
  let ownPort = port;
  return keepRunning({
    name: 'server',
    start: (ended) =>
      startServer({
        ended,
        signal,
        environment: {
          ...environment,
          DATA_DIR: dataDir,
          PORT: String(ownPort),
          ...(store && { MONGODB_URI: store.current.uri }),
          ...(demo && { PARLOUR_DEMO_ORIGIN: demo.origin }),
        },
      }),
    started: ({ pid, ready }) => {
      ownPort = ready.port;
      record.note('server', pid);
    },
    log,
    signal,
  });
}

function open({ ready }: ServerProcess, demo: DemoSite | null): ReadyReport {
  const sites = ready.demo?.sites ?? [];
  const site = sites.find(({ origins }) => demo !== null && origins.includes(demo.origin));
  if (demo && site)
    demo.open({ server: ready.url, site: site.key, identitySecret: ready.demo?.identitySecret ?? null });
  return readyReport({
    server: ready.url,
    demoSite: demo?.origin ?? null,
    accounts: ready.demo?.accounts ?? [],
    sites,
  });
}
