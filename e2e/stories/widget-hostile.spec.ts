import type { Page } from '@playwright/test';
import { hostPage, type HostOptions } from '../fixtures/host-page.js';
import { expect, test } from '../fixtures/test.js';
import { words } from '../fixtures/words.js';
import { CarPage } from '../pages/car-page.js';
import type { Parlour } from '../fixtures/parlour.js';

/** Everything that the page's own script did not mean to say. */
function troubles(page: Page): string[] {
  const heard: string[] = [];
  page.on('pageerror', ({ message }) => heard.push(message));
  page.on('console', (message) => {
    if (/Content Security Policy|Trusted Type|Parlour/i.test(message.text())) heard.push(message.text());
  });
  return heard;
}

async function chatOn(page: Page, parlour: Parlour, options: HostOptions): Promise<CarPage> {
  await page.goto(await hostPage(page, parlour, options));
  const shopper = new CarPage(page);
  await expect(shopper.launcher).toBeVisible();
  return shopper;
}

async function wholeChat(shopper: CarPage): Promise<void> {
  const said = words('Hello');
  await shopper.start(said, { transcript: true, device: true });
  await expect(shopper.page.getByText(/· sent/)).toBeVisible();
  await expect(shopper.promise).toBeVisible();
}

const hostile: Readonly<Record<string, HostOptions>> = {
  'that is isolated (COEP and COOP)': {
    headers: { 'cross-origin-embedder-policy': 'require-corp', 'cross-origin-opener-policy': 'same-origin' },
  },
  'that unsets everything, with !important': {
    head: '<style>*, *::before, *::after { all: unset !important } * { display: none !important; visibility: hidden !important } html, body { display: block !important; visibility: visible !important }</style>',
  },
  'with its own font sizes, box sizing and colours': {
    head: '<style>html { font-size: 62.5%; box-sizing: content-box } * { box-sizing: inherit; font: italic 9px/1 serif; letter-spacing: 4px; text-transform: uppercase; color: yellow; pointer-events: none }</style>',
  },
  'with something at the highest z-index over everything': {
    head: '<style>#over { position: fixed; inset: 0 0 auto; height: 200px; z-index: 2147483647; background: teal }</style>',
    body: '<div id="over">A banner</div>',
  },
  'whose body is transformed, or clips what is in it': {
    head: '<style>html, body { height: 100%; margin: 0; overflow: hidden; contain: none }</style>',
  },
  'with an old library on the prototypes': {
    head: `<script>
      Array.prototype.toJSON = function () { return 'broken' };
      String.prototype.toJSON = function () { return 'broken too' };
      Object.prototype.surprise = 1;
      Array.prototype.map2 = Array.prototype.contains = function () {};
    </script>`,
  },
  'that has fetch, JSON and WebSocket wrapped': {
    head: `<script>
      window.fetch = () => Promise.reject(new Error('no fetch here'));
      const { parse } = JSON; JSON.parse = (text, reviver) => parse(text, reviver);
      const Own = WebSocket;
      window.WebSocket = function (...given) { return new Own(...given) };
      window.WebSocket.prototype = Own.prototype;
      const { addEventListener } = EventTarget.prototype;
      EventTarget.prototype.addEventListener = function (...given) { return addEventListener.apply(this, given) };
    </script>`,
  },
  'with no module, element or promise of its own left': {
    head: `<script>
      window.define = Object.assign(() => {}, { amd: true });
      window.exports = {}; window.module = { exports: window.exports };
      window.process = { env: {} };
      document.createElement = new Proxy(document.createElement, {});
    </script>`,
  },
};

for (const [which, options] of Object.entries(hostile)) {
  test(`WID-6 a whole chat works on a page ${which}`, async ({ someone, parlour }) => {
    const page = await someone();
    const heard = troubles(page);
    const shopper = await chatOn(page, parlour, options);
    await wholeChat(shopper);
    const { width, height } = (await page.locator('parlour-chat .panel').boundingBox())!;
    expect([width, height]).toEqual([360, 600]);
    expect(heard).toEqual([]);
  });
}

test('WID-10 two widgets on one page: each its merchant’s, and the SDK speaks to both', async ({
  someone,
  parlour,
}) => {
  const page = await someone();
  await page.goto(
    await hostPage(page, parlour, { tags: [{}, { merchant: 'harbour-cars', position: 'start' }] }),
  );
  const launchers = page.getByRole('button', { name: 'Open chat' });
  await expect(launchers).toHaveCount(2);
  await page.evaluate(() => (window.Parlour as { setLocale(locale: string): void }).setLocale('de'));
  await expect(page.getByRole('button', { name: 'Chat öffnen' })).toHaveCount(2);
  await page.evaluate(() => (window.Parlour as { open(): void }).open());
  await expect(page.getByRole('dialog', { name: 'Chat mit Main Street Motors' })).toBeVisible();
  await expect(page.getByRole('dialog', { name: 'Chat mit Harbour Cars' })).toBeVisible();
  const said = words('Nur für Harbour');
  const harbour = page.getByRole('dialog', { name: 'Harbour Cars' });
  await harbour.getByRole('textbox', { name: 'Nachricht' }).fill(said);
  await harbour.getByRole('button', { name: 'Senden', exact: true }).click();
  await expect(harbour.getByRole('log').getByText(said)).toBeVisible();
  await expect(page.getByRole('dialog', { name: 'Main Street' }).getByText(said)).toHaveCount(0);
  await page.evaluate(() => (window.Parlour as { destroy(): void }).destroy());
  await expect(page.locator('parlour-chat')).toHaveCount(0);
});

test('WID-10 an element that a script puts on the page later has its launcher at once, with nothing fetched', async ({
  someone,
  parlour,
}) => {
  const { server, sites } = parlour.report;
  const page = await someone();
  await page.goto(await hostPage(page, parlour, { tags: [{}] }));
  await expect(page.getByRole('button', { name: 'Open chat' })).toBeVisible();
  const fetched: string[] = [];
  page.on('request', (request) => fetched.push(request.url()));
  await page.evaluate((site) => {
    const chat = document.createElement('parlour-chat');
    chat.setAttribute('site', site);
    chat.setAttribute('merchant', 'harbour-cars');
    chat.setAttribute('position', 'start');
    document.body.append(chat);
  }, sites[0]!.key);
  await expect(page.getByRole('button', { name: 'Open chat' })).toHaveCount(2);
  expect(fetched.filter((url) => url.startsWith(server))).toEqual([]);
  await page.locator('parlour-chat[merchant=harbour-cars] button').click();
  await expect(page.getByRole('dialog', { name: 'Chat with Harbour Cars' })).toBeVisible();
});

test('WID-10 a page that takes the widget off and puts it back (a route that changes) loses nothing', async ({
  someone,
  parlour,
}) => {
  const page = await someone();
  const sockets: { readonly isClosed: () => boolean }[] = [];
  page.on('websocket', (socket) => sockets.push(socket));
  const shopper = await chatOn(page, parlour, {});
  await wholeChat(shopper);
  const said = words('Before the route');
  await shopper.send(said);
  await expect(shopper.said(said)).toBeVisible();
  await page.evaluate(() => {
    history.pushState(null, '', '/another');
    const chat = document.querySelector('parlour-chat')!;
    (window as unknown as { kept: Element }).kept = chat;
    document.body.innerHTML = '<h1>Another route</h1>';
  });
  await expect.poll(() => sockets.every((socket) => socket.isClosed())).toBe(true);
  await page.evaluate(() => document.body.append((window as unknown as { kept: Element }).kept));
  await expect(shopper.said(said)).toBeVisible();
  await shopper.send(words('After the route'));
  await expect(page.getByText(/· sent/).last()).toBeVisible();
});

test('WID-2 in an iframe that is sandboxed to scripts the page stays whole, and one sentence says why there is no chat', async ({
  someone,
  parlour,
}) => {
  const { server, sites } = parlour.report;
  const page = await someone();
  const heard = troubles(page);
  const inner = `<script async src='${server}/widget.js' data-site='${sites[0]!.key}' data-merchant='main-street-motors'></script><p>Inside</p>`;
  await page.goto(
    await hostPage(page, parlour, {
      tags: [],
      body: `<iframe sandbox="allow-scripts" srcdoc="${inner.replaceAll('"', '&quot;')}" width="600" height="700"></iframe>`,
    }),
  );
  const frame = page.frameLocator('iframe');
  const launcher = frame.getByRole('button', { name: 'Open chat' });
  await launcher.click();
  await expect(launcher).toBeHidden();
  await expect(frame.getByText('Inside')).toBeVisible();
  await expect.poll(() => heard.filter((text) => text.startsWith('Parlour')).length).toBe(1);
  expect(heard.filter((text) => !text.startsWith('Parlour'))).toEqual([]);
});

test('MSG-7 with its script frozen for a minute, and its line gone meanwhile, the chat goes on without loss', async ({
  someone,
  parlour,
}) => {
  test.setTimeout(150_000);
  const page = await someone();
  const shopper = await chatOn(page, parlour, {});
  await wholeChat(shopper);
  await page.evaluate(() => {
    const counting = window as unknown as { ticks: number };
    counting.ticks = 0;
    setInterval(() => counting.ticks++, 100);
  });
  // A paused debugger is a page whose script stands still, timers and socket with it.
  const session = await page.context().newCDPSession(page);
  await session.send('Debugger.enable');
  const paused = new Promise((resolve) => session.once('Debugger.paused', resolve));
  await session.send('Debugger.pause');
  await paused;
  await new Promise((resolve) => setTimeout(resolve, 60_000));
  await session.send('Debugger.resume');
  await session.send('Debugger.disable');
  const ticks = await page.evaluate(() => (window as unknown as { ticks: number }).ticks);
  expect(ticks).toBeLessThan(100);
  const said = words('After a minute');
  await shopper.send(said);
  await expect(shopper.said(said)).toBeVisible();
  await expect(page.getByText(/No connection/)).toHaveCount(0, { timeout: 30_000 });
  await expect(page.getByText(/· waiting/)).toHaveCount(0, { timeout: 30_000 });
});

test('WID-10 a page that comes back from the back/forward cache has its conversation and its line', async ({
  someone,
  parlour,
}) => {
  const page = await someone();
  const shopper = await chatOn(page, parlour, {});
  await wholeChat(shopper);
  const said = words('Before leaving');
  await shopper.send(said);
  await expect(shopper.said(said)).toBeVisible();
  await page.goto(await hostPage(page, parlour, { tags: [], path: '/elsewhere' }));
  await page.goBack();
  await shopper.launcher.click({ timeout: 3_000 }).catch(() => null);
  await expect(shopper.said(said)).toBeVisible();
  const after = words('After coming back');
  await shopper.send(after);
  await expect(shopper.said(after)).toBeVisible();
  await expect(page.getByText(/· waiting/)).toHaveCount(0);
});

test('WID-8 where no language can be fetched the launcher is there all the same, and opens later', async ({
  someone,
  parlour,
}) => {
  const page = await someone();
  let isDown = true;
  await page.route(/\/widget\/[a-z]{2}\.[\w-]+\.js/, (route) => (isDown ? route.abort() : route.continue()));
  await page.goto(await hostPage(page, parlour, { tags: [{ locale: 'fr' }] }));
  const launcher = page.getByRole('button', { name: 'Ouvrir le chat' });
  await launcher.click().catch(() => null);
  await expect(page.locator('parlour-chat')).not.toHaveAttribute('open');
  await expect(launcher).toBeVisible();
  isDown = false;
  await launcher.click();
  await expect(page.getByRole('dialog')).toBeVisible();
});

test('WID-8 where one language cannot be fetched the chat is in English', async ({ someone, parlour }) => {
  const page = await someone();
  await page.route(/\/widget\/fr\.[\w-]+\.js/, (route) => route.abort());
  await page.goto(await hostPage(page, parlour, { tags: [{ locale: 'fr' }] }));
  await page.getByRole('button', { name: 'Ouvrir le chat' }).click();
  await expect(page.getByRole('textbox', { name: 'Message' })).toBeVisible();
  await expect(page.getByRole('group', { name: 'What may be kept' })).toBeVisible();
});
