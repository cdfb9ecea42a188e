/**
 * `npm run bench -- inbox`: what the agents' inbox costs the browser, one JSON object a line. A real server, a real
 * Chromium, 10,000 conversations in the list, 50 messages a second.
 *
 * `longest_task_ms`: the longest that the page's main thread was busy without a pause, from the browser's own trace;
 * `cpu_ms` beside it is the processor's share of it, which a machine that is busy with other things does not lengthen.
 * `scroll_fps`: frames a second while the list is scrolled and the messages come in, the processor slowed four times;
 * `still_fps` beside it is the same with hands off: what this machine, with what else it does, gives at most.
 *
 * INBOX_ROWS (10000), INBOX_SECONDS (15).
 */
import { setTimeout as pause } from 'node:timers/promises';
import { chromium, type Browser, type Page } from '@playwright/test';
import { FakeClock } from '@parlour/server/testing/fake-clock.js';
import { fillInbox, keepWriting } from '@parlour/server/testing/fill-inbox.js';
import { startServer, type TestServer } from '@parlour/server/testing/start-server.js';

const rows = Number(process.env['INBOX_ROWS'] ?? 10_000);
const seconds = Number(process.env['INBOX_SECONDS'] ?? 15);
const updatesEach = 50;
const slowed = 4;

function report(metric: string, value: number, unit: string, more: object = {}): void {
  const rounded = Math.round(value * 10) / 10;
  process.stdout.write(
    `${JSON.stringify({ bench: 'inbox', metric, value: rounded, unit, rows, ...more })}\n`,
  );
}

const say = (words: string): void => void process.stderr.write(`${words}\n`);

async function signIn(page: Page, server: TestServer): Promise<void> {
  await page.goto(`${server.url}/merchant/all`);
  await page.getByRole('textbox', { name: 'E-mail address' }).fill(server.world.people.ana.email);
  await page.getByLabel('Password', { exact: true }).fill(server.world.password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('listitem').first().waitFor();
}

/** Scrolls down until every row has been fetched, as somebody would who holds the End key. */
async function loadAll(page: Page): Promise<number> {
  const list = page.getByRole('list', { name: 'Conversations' });
  const rowHeight = 84;
  for (let still = 0, before = 0; still < 40;) {
    const height = await list.evaluate((element) => {
      element.scrollTop = element.scrollHeight;
      return element.scrollHeight;
    });
    still = height === before ? still + 1 : 0;
    before = height;
    if (height >= (rows - 1) * rowHeight) return height / rowHeight;
    await pause(25);
  }
  throw new Error('The list did not come to its end.');
}

interface TraceEvent {
  readonly name: string;
  readonly dur?: number;
  /** Of the duration, how long the processor was at it: the rest it was taken away for others. */
  readonly tdur?: number;
  readonly pid: number;
  readonly tid: number;
  readonly args?: { readonly name?: string };
}

/** The longest task of the page's main thread, in milliseconds, while `work` goes on. */
async function longestTask(
  browser: Browser,
  page: Page,
  work: () => Promise<unknown>,
): Promise<{ wall: number; cpu: number }> {
  await browser.startTracing(page, { categories: ['toplevel', 'devtools.timeline', '__metadata'] });
  await work();
  const trace = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: TraceEvent[] };
  const main = new Set(
    trace.traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid}/${tid}`),
  );
  const tasks = trace.traceEvents.filter(
    ({ name, pid, tid }) => /RunTask$/.test(name) && main.has(`${pid}/${tid}`),
  );
  if (tasks.length === 0) throw new Error('The trace holds no task of the page.');
  return {
    wall: Math.max(...tasks.map(({ dur = 0 }) => dur)) / 1_000,
    cpu: Math.max(...tasks.map(({ tdur = 0 }) => tdur)) / 1_000,
  };
}

interface Frames {
  readonly fps: number;
  /** Milliseconds of the frame that only one in a hundred took longer than. */
  readonly worst: number;
}

/** Runs in the page, as it stands here: whatever transforms a function for Node would not fit a browser. */
const countFrames = `new Promise((resolve) => {
  const gaps = [];
  let last = performance.now();
  const end = last + 5000;
  requestAnimationFrame(function frame(now) {
    gaps.push(now - last);
    last = now;
    if (now < end) return requestAnimationFrame(frame);
    const sum = gaps.reduce((total, gap) => total + gap, 0);
    gaps.sort((a, b) => b - a);
    resolve({ fps: (gaps.length * 1000) / sum, worst: gaps[Math.floor(gaps.length / 100)] });
  });
})`;

/** Scrolls the list by the wheel and counts the frames that the page was asked for. */
async function scrollRate(page: Page): Promise<Frames> {
  await page.mouse.move(200, 500);
  const counting = page.evaluate<Frames>(countFrames);
  for (let wheel = 0; wheel < 100; wheel++) {
    await page.mouse.wheel(0, wheel < 50 ? -240 : 240);
    await pause(45);
  }
  return counting;
}

async function main(): Promise<void> {
  const server = await startServer({ clock: new FakeClock(Date.now()) });
  const browser = await chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run'],
  });
  let stop: (() => Promise<number>) | null = null;
  try {
    say(`Storing ${rows} conversations …`);
    const ids = await fillInbox(server, rows);
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    await signIn(page, server);
    say('Scrolling through all of them …');
    report('rows_loaded', await loadAll(page), 'rows');
    stop = keepWriting(server, ids, updatesEach);
    await pause(2_000);
    say(`${updatesEach} messages a second for ${seconds} seconds …`);
    const longest = await longestTask(browser, page, () => pause(seconds * 1_000));
    report('longest_task_ms', longest.wall, 'ms', { cpu_ms: Math.round(longest.cpu * 10) / 10 });
    const session = await page.context().newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: slowed });
    const still = await page.evaluate<Frames>(countFrames);
    say(`The same, scrolling, ${slowed} times slower …`);
    const { fps, worst } = await scrollRate(page);
    const slowTask = await longestTask(browser, page, () => pause(5_000));
    const rate = await stop();
    stop = null;
    report('updates_per_second', rate, 'messages/s');
    report('scroll_fps', fps, 'frames/s', {
      slowed,
      frame_p99_ms: Math.round(worst),
      still_fps: Math.round(still.fps * 10) / 10,
    });
    report('longest_task_slowed_ms', slowTask.wall, 'ms', {
      slowed,
      cpu_ms: Math.round(slowTask.cpu * 10) / 10,
    });
  } finally {
    await stop?.();
    await browser.close();
    await server.stop();
  }
}

await main();
