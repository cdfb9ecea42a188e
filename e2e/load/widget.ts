/**
 * `npm run bench -- widget [RUNS]`: what the widget costs a page, as JSON lines, one for each run, then the least and the
 * median of each number. In Chromium with a processor four times slower and a slow 4G (150 ms, 1.6 Mbit/s down, 750 kbit/s up), against
 * the same page without the tag. `page_ms` is when that page has its own first words on the screen: no launcher can
 * be there much earlier. `choices_ms` is from the click until what may be kept is asked; the browser slows down no
 * WebSocket, so that the line's three round trips (its opening, the handshake, the welcome) are not in it.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { chromium, type Browser, type Page } from '@playwright/test';
import { repository, startParlour, type Parlour } from '../fixtures/parlour.js';

const slowdown = 4;
const slow4g = {
  offline: false,
  latency: 150,
  downloadThroughput: (1.6 * 1024 * 1024) / 8,
  uploadThroughput: (750 * 1024) / 8,
};
/** Milliseconds that a page is left alone before somebody acts. */
const reading = 2_000;
const assets = `${repository}widget/dist/assets/`;

interface Measured {
  readonly blocking: number;
  readonly shift: number;
  readonly launcher: number;
  readonly composer: number;
  readonly choices: number;
  /** The page's own first words on the screen. */
  readonly paint: number;
}

/** In the page, before anything of it: how long tasks take, what moves, and when what is waited for is there. */
function watch(): void {
  const measured = { blocking: 0, shift: 0, launcher: 0, composer: 0, choices: 0, paint: 0 };
  Object.assign(window, { measured });
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) measured.blocking += duration - 50;
  }).observe({ type: 'longtask', buffered: true });
  new PerformanceObserver((list) => {
    const shifts = list.getEntries() as unknown as { value: number; hadRecentInput: boolean }[];
    // What follows an input within half a second is expected (https://web.dev/articles/cls).
    for (const { value, hadRecentInput } of shifts) if (!hadRecentInput) measured.shift += value;
  }).observe({ type: 'layout-shift', buffered: true });
  new PerformanceObserver((list) => {
    measured.paint = list.getEntriesByName('first-contentful-paint')[0]?.startTime ?? measured.paint;
  }).observe({ type: 'paint', buffered: true });
  let pressed = 0;
  addEventListener('pointerdown', () => (pressed = performance.now()), { capture: true });
  const look = (): void => {
    const root = document.querySelector('parlour-chat')?.shadowRoot;
    const isThere = (selector: string): boolean =>
      (root?.querySelector(selector)?.getBoundingClientRect().height ?? 0) > 0;
    if (!measured.launcher && isThere('button')) measured.launcher = performance.now();
    if (pressed && !measured.composer && isThere('textarea')) measured.composer = performance.now() - pressed;
    if (pressed && !measured.choices && isThere('fieldset')) measured.choices = performance.now() - pressed;
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

const measuredOn = (page: Page): Promise<Measured> =>
  page.evaluate(() => ({ ...(window as unknown as { measured: Measured }).measured }));

async function open(browser: Browser, address: string, hasTag: boolean) {
  const context = await browser.newContext({ permissions: ['local-network-access'] });
  const page = await context.newPage();
  // From one page of the site to the next, as a visitor comes to a car: the start of the browser's process is no page's.
  await page.goto(new URL('/', address).href);
  const session = await context.newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', slow4g);
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  // The compiler names functions by a helper that the page does not have.
  await page.addInitScript('globalThis.__name = (one) => one');
  await page.addInitScript(watch);
  if (!hasTag) await page.route('**/widget.js', (route) => route.abort());
  const requests: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  await page.waitForLoadState('networkidle');
  requests.length = 0;
  await page.goto(address);
  await page.waitForTimeout(reading);
  return { page, requests, close: () => context.close() };
}

async function run(browser: Browser, { report }: Parlour) {
  const address = `${report.demoSite}/cars/blue-hatchback`;
  const without = await open(browser, address, false);
  const plain = await measuredOn(without.page);
  await without.close();
  const { page, requests, close } = await open(browser, address, true);
  const before = requests.filter((url) => url.startsWith(report.server)).length;
  const read = await measuredOn(page);
  await page.getByRole('button', { name: 'Open chat' }).click();
  await page.getByRole('textbox', { name: 'Message' }).waitFor();
  await page.getByRole('group', { name: 'What may be kept' }).waitFor();
  const opened = await measuredOn(page);
  await close();
  return {
    requests_before_intent: before,
    blocking_ms_added: round(read.blocking - plain.blocking),
    cls_added: round(opened.shift - plain.shift),
    open_blocking_ms: round(opened.blocking - read.blocking),
    page_ms: round(plain.paint),
    launcher_ms: round(read.launcher),
    open_ms: round(opened.composer),
    choices_ms: round(opened.choices),
  };
}

/** Everything that is built, and what the chat needs until it is open, compressed as the server sends it. */
function bytes() {
  const { loaderFile, chatFile, localeFiles } = JSON.parse(
    readFileSync(`${repository}widget/dist/files.json`, 'utf8'),
  ) as { loaderFile: string; chatFile: string; localeFiles: Record<string, string> };
  const sizeOf = (file: string): number => statSync(`${assets}${file}.br`).size;
  const texts = Math.max(...Object.values(localeFiles).map(sizeOf));
  const all = readdirSync(assets).filter((file) => file.endsWith('.js.br'));
  return {
    loader_br_bytes: sizeOf(loaderFile),
    open_br_bytes: sizeOf(loaderFile) + sizeOf(chatFile) + texts,
    all_br_bytes: all.reduce((sum, file) => sum + statSync(assets + file).size, 0),
  };
}

const round = (value: number): number => Math.round(Math.max(0, value) * 1_000) / 1_000;

/** The value at a place among the sorted runs: 0 is the least, which a busy machine disturbs the least. */
function among(runs: readonly Record<string, number>[], place: number): Record<string, number> {
  const names = Object.keys(runs[0] ?? {});
  return Object.fromEntries(
    names.map((name) => [name, runs.map((one) => one[name] ?? 0).sort((a, b) => a - b)[place] ?? 0]),
  );
}

const say = (line: object): boolean => process.stdout.write(`${JSON.stringify(line)}\n`);

const runs = Number(process.argv[2] ?? 5);
const parlour = await startParlour();
const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
});
try {
  const seen: Record<string, number>[] = [];
  for (let number = 1; number <= runs; number += 1) {
    const one = await run(browser, parlour);
    seen.push(one);
    say({ bench: 'widget', run: number, ...one });
  }
  say({ bench: 'widget', least_of: runs, ...bytes(), ...among(seen, 0) });
  say({ bench: 'widget', median_of: runs, ...bytes(), ...among(seen, Math.floor(runs / 2)) });
} finally {
  await browser.close();
  await parlour.remove();
}
