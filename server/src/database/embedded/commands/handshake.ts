import { hostname } from 'node:os';
import { StoreError } from '../errors.js';
import { MAX_DOCUMENT_BYTES } from '../values/encode.js';
import { isDocument, type Document } from '../values/kinds.js';
import { MAX_MESSAGE_BYTES } from '../wire/frame.js';
import { OK, type Commands, type Context } from './command.js';

const VERSION = [7, 0, 0, 0];
const WIRE_VERSION = 21; // MongoDB 7.0

function hello(command: Document, context: Context): Document {
  return {
    helloOk: true,
    ...('hello' in command ? { isWritablePrimary: true } : { ismaster: true }),
    maxBsonObjectSize: MAX_DOCUMENT_BYTES,
    maxMessageSizeBytes: MAX_MESSAGE_BYTES,
    maxWriteBatchSize: 100_000,
    localTime: new Date(),
    logicalSessionTimeoutMinutes: 30,
    connectionId: context.connection.id,
    minWireVersion: 0,
    maxWireVersion: WIRE_VERSION,
    readOnly: false,
    ok: OK,
  };
}

const acknowledge = (): Document => ({ ok: OK });
const helloFields = [
  'helloOk',
  'client',
  'compression',
  'topologyVersion',
  'maxAwaitTimeMS',
  'saslSupportedMechs',
  'speculativeAuthenticate',
  'loadBalanced',
  'backpressure',
];

/** What a driver sends by itself: the handshake, sessions, and questions about the server. */
export const handshakeCommands: Commands = {
  hello: { fields: helloFields, stable: true, run: hello },
  isMaster: { fields: helloFields, run: hello },
  ismaster: { fields: helloFields, run: hello },
  ping: { fields: [], stable: true, run: acknowledge },
  buildInfo: { fields: [], run: buildInfo },
  buildinfo: { fields: [], run: buildInfo },
  hostInfo: { fields: [], run: () => ({ system: { hostname: hostname(), cpuAddrSize: 64 }, ok: OK }) },
  whatsmyuri: { fields: [], run: () => ({ you: 'local:0', ok: OK }) },
  connectionStatus: {
    fields: ['showPrivileges'],
    run: () => ({ authInfo: { authenticatedUsers: [], authenticatedUserRoles: [] }, ok: OK }),
  },
  getCmdLineOpts: { fields: [], run: () => ({ argv: ['parlour', 'store'], parsed: {}, ok: OK }) },
  getLog: { fields: [], run: () => ({ totalLinesWritten: 0, log: [], ok: OK }) },
  getParameter: { fields: null, run: getParameter },
  serverStatus: { fields: null, run: serverStatus },
  startSession: { fields: [], run: () => ({ timeoutMinutes: 30, ok: OK }) },
  refreshSessions: { fields: [], stable: true, run: acknowledge },
  endSessions: {
    fields: [],
    stable: true,
    async run(command, { store }) {
      const sessions = Array.isArray(command.endSessions)
        ? (command.endSessions as unknown[]).filter(isDocument)
        : [];
      if (sessions.some((session) => store.retries.knows(session))) {
        await store.engine.commit(() => store.retries.forget(sessions));
      }
      return { ok: OK };
    },
  },
};

function buildInfo(): Document {
  return {
    version: VERSION.slice(0, 3).join('.'),
    versionArray: VERSION,
    gitVersion: 'parlour embedded store',
    modules: [],
    storageEngines: ['parlour'],
    bits: 64,
    debug: false,
    maxBsonObjectSize: MAX_DOCUMENT_BYTES,
    ok: OK,
  };
}

/** Of MongoDB's parameters those that mean something here; test runners ask for all of them. */
const PARAMETERS: Document = {
  enableTestCommands: false,
  featureCompatibilityVersion: { version: '7.0' },
  requireApiVersion: false,
  ttlMonitorEnabled: true,
  ttlMonitorSleepSecs: 60,
};

function getParameter(command: Document): Document {
  const { getParameter: which } = command;
  const all = which === '*' || (isDocument(which) && which.allParameters === true);
  const names = Object.keys(PARAMETERS).filter((name) => all || Object.hasOwn(command, name));
  if (names.length === 0) throw new StoreError(72, 'no option found to get');
  return { ...Object.fromEntries(names.map((name) => [name, PARAMETERS[name]])), ok: OK };
}

function serverStatus(_command: Document, { store }: Context): Document {
  return {
    host: hostname(),
    version: VERSION.slice(0, 3).join('.'),
    process: 'parlour-store',
    pid: process.pid,
    uptime: Math.round((Date.now() - store.started) / 1000),
    localTime: new Date(),
    mem: { resident: Math.round(process.memoryUsage.rss() / 2 ** 20) },
    metrics: { cursor: { open: { total: store.cursors.size } } },
    storageEngine: { name: 'parlour', persistent: true },
    ok: OK,
  };
}
