import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { expect, test } from '../fixtures/test.js';
import { CarPage } from '../pages/car-page.js';

/** A page on an origin that no site of Parlour knows. */
async function foreignPage(tag: string): Promise<{ address: string; stop: () => void }> {
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html');
    response.end(`<!doctype html><title>Foreign</title><h1>Not a site of Parlour</h1>${tag}`);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

test('WID-1 a visitor who only reads causes no cookie, no key, no socket and one request beyond the page', async ({
  someone,
  parlour,
}) => {
  const { server, demoSite } = parlour.report;
  const page = await someone();
  const context = page.context();
  const requests: string[] = [];
  const sockets: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  page.on('websocket', (socket) => sockets.push(socket.url()));

  await new CarPage(page).open(demoSite);
  // A visit: reading on, a click beside the chat, the tab left and come back to.
  await page.mouse.wheel(0, 2_000);
  await page.getByRole('heading', { level: 1 }).click();
  await page.mouse.wheel(0, -2_000);
  await page.waitForLoadState('networkidle');

  expect(requests.filter((url) => !url.startsWith(demoSite ?? ''))).toEqual([`${server}/widget.js`]);
  expect(sockets).toEqual([]);
  expect(await context.cookies()).toEqual([]);
  expect(await page.evaluate(() => [localStorage.length, sessionStorage.length])).toEqual([0, 0]);
  expect(await page.evaluate(() => indexedDB.databases())).toEqual([]);
  expect(await page.evaluate(() => caches.keys())).toEqual([]);
  expect(
    await page.evaluate(() => navigator.serviceWorker.getRegistrations().then(({ length }) => length)),
  ).toBe(0);
});

test('WID-14 on a foreign origin the widget shows nothing and says one clear sentence in the console', async ({
  someone,
  parlour,
}) => {
  const { server, sites } = parlour.report;
  const page = await someone();
  const said: string[] = [];
  page.on('console', (message) => said.push(message.text()));
  const foreign = await foreignPage(
    `<script async src="${server}/widget.js" data-site="${sites[0]?.key}" data-merchant="main-street-motors"></script>`,
  );
  await page.goto(foreign.address);
  await page.waitForLoadState('networkidle');
  const launcher = page.getByRole('button', { name: /chat/i });
  // What is refused is known at the latest when somebody asks for a chat.
  if (await launcher.isVisible()) await launcher.click();
  await expect.poll(() => said.filter((text) => text.includes('Parlour')).length).toBe(1);
  await expect(launcher).toBeHidden();
  await expect(page.getByRole('textbox', { name: 'Message' })).toBeHidden();
  foreign.stop();
});

test('WID-4 on a page with a strict policy and Trusted Types a whole chat violates nothing', async ({
  someone,
  parlour,
}) => {
  const page = await someone();
  const violations: string[] = [];
  page.on('console', (message) => {
    if (/Content Security Policy|TrustedScript|Trusted Type/i.test(message.text()))
      violations.push(message.text());
  });
  const shopper = new CarPage(page);
  await shopper.open(parlour.report.demoSite, 'teal-suv');
  await shopper.start('Hello over there', { device: true });
  await expect(shopper.promise).toBeVisible();
  expect(violations).toEqual([]);
});
