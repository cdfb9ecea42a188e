/** What a page costs the browser's main thread, read from the browser's own trace, and how smoothly it scrolls. */
import { writeFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import type { Browser, Page } from '@playwright/test';

interface TraceEvent {
  readonly name: string;
  readonly dur?: number;
  /** Of the duration, how long the processor was at it: the rest it was taken away for others. */
  readonly tdur?: number;
  readonly pid: number;
  readonly tid: number;
  readonly args?: { readonly name?: string };
}

export interface MainThread {
  /** The longest that it was busy without a pause, in milliseconds. */
  readonly wall: number;
  /** The longest by the processor's time, which a machine that is busy with other things does not lengthen. */
  readonly cpu: number;
  /** Milliseconds of the processor a second, for all that it did. */
  readonly cpuPerSecond: number;
  /** The same for each kind of work, each with what it called. */
  readonly kinds: Readonly<Record<string, number>>;
}

const kinds = [
  'FunctionCall',
  'UpdateLayoutTree',
  'Layout',
  'PrePaint',
  'Paint',
  'Layerize',
  'Commit',
  'MajorGC',
  'MinorGC',
];

const round = (value: number): number => Math.round(value * 10) / 10;

/** What the page's main thread does while `work` goes on. With INBOX_TRACE the trace is kept there. */
export async function mainThread(
  browser: Browser,
  page: Page,
  work: () => Promise<unknown>,
): Promise<MainThread> {
  await browser.startTracing(page, { categories: ['toplevel', 'devtools.timeline', '__metadata'] });
  const since = performance.now();
  await work();
  const seconds = (performance.now() - since) / 1_000;
  const buffer = await browser.stopTracing();
  const kept = process.env['INBOX_TRACE'];
  if (kept) await writeFile(kept, buffer);
  const { traceEvents } = JSON.parse(buffer.toString()) as { traceEvents: TraceEvent[] };
  return read(traceEvents, seconds);
}

function read(events: readonly TraceEvent[], seconds: number): MainThread {
  const threads = new Set(
    events
      .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid}/${tid}`),
  );
  const own = events.filter(({ pid, tid }) => threads.has(`${pid}/${tid}`));
  const tasks = own.filter(({ name }) => /RunTask$/.test(name));
  if (tasks.length === 0) throw new Error('The trace holds no task of the page.');
  const cpuOf = (some: readonly TraceEvent[]): number =>
    round(some.reduce((sum, { tdur = 0 }) => sum + tdur, 0) / 1_000 / seconds);
  return {
    wall: Math.max(...tasks.map(({ dur = 0 }) => dur)) / 1_000,
    cpu: Math.max(...tasks.map(({ tdur = 0 }) => tdur)) / 1_000,
    cpuPerSecond: cpuOf(tasks),
    kinds: Object.fromEntries(kinds.map((kind) => [kind, cpuOf(own.filter(({ name }) => name === kind))])),
  };
}

export interface Frames {
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

/** The frames that the page is asked for with hands off, for five seconds. */
export const stillRate = (page: Page): Promise<Frames> => page.evaluate<Frames>(countFrames);

/** The same while what is under the pointer is scrolled by the wheel, down and up again. */
export async function scrollRate(page: Page): Promise<Frames> {
  await page.mouse.move(200, 500);
  const counting = stillRate(page);
  for (let wheel = 0; wheel < 100; wheel++) {
    await page.mouse.wheel(0, wheel < 50 ? -240 : 240);
    await pause(45);
  }
  return counting;
}

/** Slows the page's processor so many times. */
export async function slow(page: Page, rate: number): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate });
}
