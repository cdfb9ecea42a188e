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
import { chromium, type Page } from '@playwright/test';
import { FakeClock } from '@parlour/server/testing/fake-clock.js';
import { fillInbox, keepWriting } from '@parlour/server/testing/fill-inbox.js';
import { startServer, type TestServer } from '@parlour/server/testing/start-server.js';
import { mainThread, scrollRate, slow, stillRate, type MainThread } from './main-thread.js';

const rows = Number(process.env['INBOX_ROWS'] ?? 10_000);
const seconds = Number(process.env['INBOX_SECONDS'] ?? 15);
const updatesEach = 50;
const slowed = 4;
const viewport = { width: 1280, height: 900 };

function report(metric: string, value: number, unit: string, more: object = {}): void {
  const rounded = Math.round(value * 100) / 100;
  process.stdout.write(
    `${JSON.stringify({ bench: 'inbox', metric, value: rounded, unit, rows, ...more })}\n`,
  );
}

function reportTask(metric: string, { wall, cpu, cpuPerSecond, kinds }: MainThread, more: object = {}): void {
  report(metric, wall, 'ms', {
    ...more,
    cpu_ms: Math.round(cpu * 10) / 10,
    cpu_ms_per_second: cpuPerSecond,
    kinds,
  });
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

/** The rows on the screen as plain markup with the portal's own styles: nothing watches them, nothing changes them. */
async function plainList(page: Page): Promise<string> {
  const {
    tokens,
    styles,
    rows: drawn,
  } = await page.evaluate<{ tokens: string; styles: string; rows: string }>(`(() => {
    const text = (sheets) => [...sheets].map((sheet) => [...sheet.cssRules].map((rule) => rule.cssText).join('')).join('');
    const all = (root) => [...root.querySelectorAll('*')].flatMap((one) => [one, ...(one.shadowRoot ? all(one.shadowRoot) : [])]);
    const list = all(document).find((one) => one.localName === 'merchant-rows');
    const { shadowRoot } = list;
    return {
      tokens: text(document.styleSheets),
      styles: text(shadowRoot.adoptedStyleSheets),
      rows: [...shadowRoot.querySelectorAll('[role=listitem]')].map((row) => '<div role="listitem">' + row.innerHTML + '</div>').join(''),
    };
  })()`);
  return `<style>${tokens} body { margin: 0 } plain-list { position: absolute; inset: 0 auto 0 116px; inline-size: 360px }</style>
    <plain-list><template shadowrootmode="open"><style>${styles}</style>
    <div class="rows" role="list">${drawn.repeat(20)}</div></template></plain-list>`;
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
    const page = await browser.newPage({ viewport });
    await signIn(page, server);
    say('Scrolling through all of them …');
    report('rows_loaded', await loadAll(page), 'rows');
    stop = keepWriting(server, ids, updatesEach);
    await pause(2_000);
    say(`${updatesEach} messages a second for ${seconds} seconds …`);
    const longest = await mainThread(browser, page, () => pause(seconds * 1_000));
    reportTask('longest_task_ms', longest);
    await page.getByRole('list', { name: 'Conversations' }).evaluate((element) => (element.scrollTop = 0));
    await slow(page, slowed);
    const still = await stillRate(page);
    say(`The same, scrolling, ${slowed} times slower …`);
    const scrolled = await scrollRate(page);
    reportTask('longest_task_slowed_ms', await mainThread(browser, page, () => scrollRate(page)), { slowed });
    say('A plain list of the same look …');
    const markup = await plainList(page);
    const plain = await browser.newPage({ viewport });
    await plain.setContent(markup);
    await plain.bringToFront();
    await slow(plain, slowed);
    const floor = await scrollRate(plain);
    reportTask('longest_task_floor_ms', await mainThread(browser, plain, () => scrollRate(plain)), {
      slowed,
    });
    const rate = await stop();
    stop = null;
    report('updates_per_second', rate, 'messages/s');
    report('scroll_fps', scrolled.fps, 'frames/s', {
      slowed,
      frame_p99_ms: Math.round(scrolled.worst),
      still_fps: Math.round(still.fps * 10) / 10,
    });
    report('scroll_fps_floor', floor.fps, 'frames/s', { slowed, frame_p99_ms: Math.round(floor.worst) });
    report('scroll_fps_ratio', scrolled.fps / floor.fps, 'ratio', { slowed });
  } finally {
    await stop?.();
    await browser.close();
    await server.stop();
  }
}

await main();
