import { createServer } from 'node:net';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { isAlive, repository, startParlour, type Parlour, type ProcessName } from '../fixtures/parlour.js';

const processes: readonly ProcessName[] = ['supervisor', 'server', 'store'];

const pidsOf = (parlour: Parlour): Promise<number[]> =>
  Promise.all(processes.map((name) => parlour.pid(name)));

/** How many want each core at the moment: three seconds are meant for a machine that has nothing else to do. */
const crowding = (): number => Math.max(1, (loadavg()[0] ?? 1) / cpus().length);

/** Answers of the server's own addresses. */
const status = async (url: string): Promise<number> => (await fetch(url)).status;

let folder: string;
const running: Parlour[] = [];

test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parlour-start-'));
});
test.afterEach(async () => {
  for (const parlour of running.splice(0)) await parlour.stop();
  await rm(folder, { recursive: true, force: true });
});

async function start(options: Parameters<typeof startParlour>[0] = {}): Promise<Parlour> {
  const parlour = await startParlour({ dataDir: join(folder, 'data'), ...options });
  running.push(parlour);
  return parlour;
}

test('OPS-1 one command serves server, portals and demo site, and says how to sign in', async () => {
  const { report } = await start();
  expect(Object.keys(report)).toEqual(['ready', 'server', 'demoSite', 'portals', 'accounts', 'sites']);
  expect(new URL(report.server).hostname).toBe('localhost');
  expect(new URL(report.demoSite ?? '').hostname).toBe('127.0.0.1');
  for (const portal of Object.values(report.portals)) expect(await status(portal), portal).toBe(200);
  expect(await status(`${report.demoSite}/`)).toBe(200);
  expect(await status(`${report.server}/widget.js`)).toBe(200);
  expect(report.accounts.map(({ role }) => role)).toEqual(expect.arrayContaining(['agent', 'admin']));
  for (const { password } of report.accounts) expect(password.length).toBeGreaterThanOrEqual(15);
  expect(report.sites.flatMap(({ origins }) => origins)).toContain(report.demoSite);
  expect(report.sites.flatMap(({ merchants }) => merchants)).toEqual(
    expect.arrayContaining(['main-street-motors', 'harbour-cars']),
  );
});

test('OPS-1 a second start is ready in under three seconds, with the same sign-ins', async () => {
  const first = await start();
  await first.stop();
  const second = await start({ command: 'npm' });
  expect(second.readyAfter).toBeLessThan(3_000 * crowding());
  expect(second.report.accounts).toEqual(first.report.accounts);
});

test('OPS-1 nothing is written outside the data folder', async () => {
  const outside = await mkdtemp(join(folder, 'outside-'));
  const begun = Date.now();
  const parlour = await start({ environment: { HOME: outside, TMPDIR: outside } });
  await status(parlour.report.portals.merchant);
  await parlour.stop();
  expect(await readdir(outside)).toEqual([]);
  for (const name of ['shared', 'server', 'widget', 'admin', '.scripts', '.config']) {
    expect((await newest(join(repository, name))).at, name).toBeLessThan(begun);
  }
});

test('OPS-1 the data folder may be deeper than a socket’s address is long', async () => {
  const parlour = await start({ dataDir: join(folder, 'deep'.repeat(40)) });
  expect(await status(parlour.report.portals.merchant)).toBe(200);
});

test('OPS-4 SIGTERM ends every process within ten seconds', async () => {
  const parlour = await start();
  const pids = await pidsOf(parlour);
  expect(pids.map(isAlive)).toEqual([true, true, true]);
  const asked = performance.now();
  expect(await parlour.stop()).toBe(0);
  expect(performance.now() - asked).toBeLessThan(10_000);
  expect(pids.map(isAlive)).toEqual([false, false, false]);
});

test('OPS-1 ending npm ends every process, by SIGTERM as by Ctrl-C', async () => {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    const parlour = await start({ command: 'npm' });
    const pids = await pidsOf(parlour);
    await parlour.stop(signal);
    await expect.poll(() => pids.map(isAlive)).toEqual([false, false, false]);
  }
});

test('OPS-1 when the supervisor is killed the others end by themselves, and the next start works', async () => {
  const parlour = await start();
  const pids = await pidsOf(parlour);
  process.kill(await parlour.pid('supervisor'), 'SIGKILL');
  await expect.poll(() => pids.map(isAlive), { timeout: 12_000 }).toEqual([false, false, false]);
  const next = await start();
  expect(next.report.accounts).toEqual(parlour.report.accounts);
});

test('OPS-1 a busy port and a data folder in use are refused with one clear line', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const { port } = taken.address() as { port: number };
  await expect(start({ environment: { PORT: String(port) } })).rejects.toThrow(`Port ${port} is in use`);
  taken.close();
  await start();
  await expect(start()).rejects.toThrow('Another Parlour already runs');
});

/** The latest change of a file below, apart from what tests themselves write. */
async function newest(path: string): Promise<{ at: number }> {
  const about = await stat(path);
  if (!about.isDirectory()) return { at: about.mtimeMs };
  const names = (await readdir(path)).filter((name) => name !== 'node_modules' && name !== 'test-results');
  const times = await Promise.all(names.map((name) => newest(join(path, name))));
  return { at: Math.max(0, ...times.map(({ at }) => at)) };
}
