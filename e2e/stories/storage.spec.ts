import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures/test.js';
import { words } from '../fixtures/words.js';
import { CarPage } from '../pages/car-page.js';

const keys = (page: Page): Promise<string[]> =>
  page.evaluate(() => [...Object.keys(localStorage), ...Object.keys(sessionStorage)]);

test('WID-3 storage that was not agreed to is not used, and what follows from that is said', async ({
  someone,
  parlour,
}) => {
  const shopper = new CarPage(await someone());
  const context = shopper.page.context();
  await shopper.open(parlour.report.demoSite);
  await shopper.openChat();
  await expect(shopper.choices).toContainText('closing or reloading this page ends your access');
  const text = words('Nothing stored, please');
  await shopper.send(text);
  await expect(shopper.said(text)).toBeVisible();
  expect(await keys(shopper.page)).toEqual([]);
  expect(await context.cookies()).toEqual([]);
  await shopper.page.reload();
  await shopper.openChat();
  await expect(shopper.said(text)).toHaveCount(0);
});

test('WID-3, MSG-7 where it was agreed to, a reload goes on with the conversation', async ({
  someone,
  parlour,
}) => {
  const shopper = new CarPage(await someone());
  await shopper.open(parlour.report.demoSite);
  const text = words('Remember me');
  await shopper.start(text, { device: true });
  await expect.poll(() => keys(shopper.page)).not.toEqual([]);
  await expect(shopper.log).toContainText(/sent|delivered|read/);
  await shopper.page.reload();
  await shopper.openChat();
  await expect(shopper.said(text)).toBeVisible();
});

test('MSG-8 two tabs of one shopper show the same conversation, in step', async ({ someone, parlour }) => {
  const first = new CarPage(await someone());
  const context = first.page.context();
  await first.open(parlour.report.demoSite);
  const opening = words('From the first tab');
  await first.start(opening, { device: true });

  const second = new CarPage(await context.newPage());
  await second.open(parlour.report.demoSite, 'red-saloon');
  await second.openChat();
  await expect(second.said(opening)).toBeVisible();
  const reply = words('From the second tab');
  await second.send(reply);
  await expect(first.said(reply)).toBeVisible();
  await expect(first.said(reply)).toHaveCount(1);
});

test('WID-2 with every storage throwing a whole chat works, and says that it lasts as long as the page', async ({
  someone,
  parlour,
}) => {
  const page = await someone();
  const failures: string[] = [];
  page.on('pageerror', (error) => failures.push(error.message));
  await page.addInitScript(() => {
    const refuse = {
      get(): never {
        throw new DOMException('Access is denied for this document.', 'SecurityError');
      },
    };
    for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches']) {
      Object.defineProperty(window, name, refuse);
    }
    Object.defineProperty(document, 'cookie', refuse);
  });
  const shopper = new CarPage(page);
  await shopper.open(parlour.report.demoSite);
  await shopper.openChat();
  await expect(page.getByText('This browser lets us store nothing')).toBeVisible();
  const text = words('Still works');
  await shopper.send(text);
  await expect(shopper.said(text)).toBeVisible();
  expect(failures).toEqual([]);
});
