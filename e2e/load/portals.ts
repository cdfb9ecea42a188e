/**
 * `npm run bench -- portals`: when each portal can be used, one JSON object a line. A real server that is warm, a real
 * Chromium that is open already and whose processor is slowed four times, and nothing in its cache.
 *
 * `usable_ms`: from the request of the page until its first field or heading stands there with what belongs to it, and
 * the main thread is free; the lowest, the middle and the highest of the runs. `script_kb`, brotli as it was sent, and
 * `longest_task_ms` of the middle run. `cpu_ms`: what the processor spent on the page, divided by the slowing, which a
 * machine that is busy with other things does not lengthen.
 *
 * PORTAL_RUNS (5).
 */
import { chromium, type Browser, type BrowserContext, type CDPSession } from '@playwright/test';
import { FullHouse, portalsWithSignIn, type Portal } from '../pages/full-house.js';

const runs = Number(process.env['PORTAL_RUNS'] ?? 5);
const slowed = 4;

interface Seen {
  readonly usable: number;
  readonly longest: number;
  readonly kilobytes: number;
  readonly requests: number;
  readonly cpu: number;
}

/** In the page, from before its first script on. What is waited for is found through every shadow root. */
const watch = `
  window.longest = 0;
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) window.longest = Math.max(window.longest, duration);
  }).observe({ type: 'longtask', buffered: true });
  window.find = (selector, root = document) => {
    const found = root.querySelector(selector);
    if (found) return found;
    for (const element of root.querySelectorAll('*')) {
      const inner = element.shadowRoot && window.find(selector, element.shadowRoot);
      if (inner) return inner;
    }
    return null;
  };
  window.usable = (selector) => new Promise((resolve) => {
    const look = () => {
      const there = window.find(selector) && !window.find('.bone');
      if (!there) return requestAnimationFrame(look);
      // A turn of its own after the frame: by then whatever is waited for has been drawn, and answers.
      requestAnimationFrame(() => setTimeout(() => resolve(performance.now()), 0));
    };
    look();
  });
`;

/** Seconds that the page's main thread has been at work. */
async function taskTime(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0;
}

async function visit(context: BrowserContext, address: string, ready: string): Promise<Seen> {
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.setCacheDisabled', { cacheDisabled: true });
  await session.send('Performance.enable');
  // From a page of the same server without a script: what a browser does to open its first page at all is not the portal's.
  await page.goto(new URL('/nothing-here', address).href);
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowed });
  const before = await taskTime(session);
  let [bytes, requests] = [0, 0];
  session.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength;
    requests += 1;
  });
  await page.addInitScript(watch);
  await page.goto(address, { waitUntil: 'commit' });
  const usable = await page.evaluate<number>(`window.usable(${JSON.stringify(ready)})`);
  const longest = await page.evaluate<number>('window.longest');
  const task = (await taskTime(session)) - before;
  await page.close();
  return { usable, longest, kilobytes: bytes / 1_024, requests, cpu: (task * 1_000) / slowed };
}

async function measure(context: BrowserContext, name: string, address: string, ready: string): Promise<void> {
  await visit(context, address, ready);
  const seen: Seen[] = [];
  for (let run = 0; run < runs; run++) seen.push(await visit(context, address, ready));
  seen.sort((one, other) => one.usable - other.usable);
  const middle = seen[Math.floor(seen.length / 2)]!;
  const line = {
    bench: 'portals',
    page: name,
    usable_ms: Math.round(middle.usable),
    lowest_ms: Math.round(seen[0]!.usable),
    highest_ms: Math.round(seen.at(-1)!.usable),
    longest_task_ms: Math.round(middle.longest),
    cpu_ms: Math.round(middle.cpu),
    sent_kb: Math.round(middle.kilobytes * 10) / 10,
    requests: middle.requests,
    slowed,
    runs,
  };
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

async function measurePortal(browser: Browser, house: FullHouse, portal: Portal): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 1_280, height: 800 } });
  await measure(context, `${portal}, closed`, house.at(portal), 'input');
  const page = await context.newPage();
  await house.enter(page, portal);
  await page.close();
  const inside = { merchant: '[role=listitem]', provider: '.card', admin: '.card', consumer: '.promise' };
  await measure(context, `${portal}, first page`, house.at(portal), inside[portal]);
  await context.close();
}

async function main(): Promise<void> {
  const house = await FullHouse.open();
  const browser = await chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run'],
  });
  try {
    for (const portal of [...portalsWithSignIn, 'consumer'] as const)
      await measurePortal(browser, house, portal);
  } finally {
    await browser.close();
    await house.stop();
  }
}

await main();
