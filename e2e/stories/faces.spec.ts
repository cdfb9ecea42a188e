import type { Page } from '@playwright/test';
import { gpsCanary, photo } from '@parlour/server/testing/files.js';
import { hostPage } from '../fixtures/host-page.js';
import type { Parlour } from '../fixtures/parlour.js';
import { expect, expectAccessible, expectContrast, test } from '../fixtures/test.js';
import { words } from '../fixtures/words.js';
import { CarPage } from '../pages/car-page.js';
import { Inbox } from '../pages/inbox.js';

/** A page that lets no image of anybody be shown, and is isolated. */
const strict = (server: string): Record<string, string> => ({
  'content-security-policy': [
    "default-src 'none'",
    `script-src ${server}`,
    `connect-src ${server} ${server.replace('http', 'ws')}`,
    "img-src 'none'",
  ].join('; '),
  'cross-origin-embedder-policy': 'require-corp',
  'cross-origin-opener-policy': 'same-origin',
});

const asked = (page: Page): string[] => {
  const heard: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('/api/v1/pictures/')) heard.push(request.url());
  });
  return heard;
};

const face = (page: Page) => page.locator('parlour-chat .face');
const isDrawn = (page: Page): Promise<boolean> =>
  face(page).evaluate((element) => {
    const canvas = element.querySelector('canvas');
    const pixels = canvas?.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data;
    return pixels?.some((value, at) => at % 4 === 3 && value > 0) ?? false;
  });

/** An agent on the page of their account, with a picture chosen and shown. */
async function pictured(page: Page, parlour: Parlour): Promise<Inbox> {
  const agent = new Inbox(page);
  await agent.signIn(parlour.report.portals.merchant, parlour.account('agent'));
  await page.goto(`${parlour.report.portals.merchant}/account`);
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: /^Choose a/ }).click(),
  ]);
  await chooser.setFiles({ name: 'me.jpg', mimeType: 'image/jpeg', buffer: await photo(900, 600) });
  await expect(page.getByText('This is how others will see it.')).toBeVisible();
  await expectAccessible(page);
  await page.screenshot({ path: test.info().outputPath('account-chosen.png') });
  await page.keyboard.press('Enter');
  await expect(page.getByText('Your picture is shown from now on.')).toBeVisible();
  await expectAccessible(page);
  await page.screenshot({ path: test.info().outputPath('account.png') });
  return agent;
}

test('ACC-8 who answers is seen in the chat, on a page that allows no image, until they take it away', async ({
  someone,
  parlour,
}) => {
  test.slow();
  const agent = await pictured(await someone(), parlour);
  const page = await someone();
  const requests = asked(page);
  await page.goto(await hostPage(page, parlour, { headers: strict(parlour.report.server) }));
  const shopper = new CarPage(page);
  await expect(shopper.launcher).toBeVisible();
  const question = words('Who is there?');
  await shopper.start(question, { transcript: true, device: true });
  expect(requests).toEqual([]);

  await agent.page.goto(parlour.report.portals.merchant);
  await agent.open(question);
  await agent.send(words('It is me.'));
  await expect(face(page)).toBeVisible();
  await expect.poll(() => isDrawn(page)).toBe(true);
  expect(requests).toHaveLength(1);
  const served = await fetch(requests[0]!);
  expect(Buffer.from(await served.arrayBuffer()).includes(gpsCanary)).toBe(false);
  await expectAccessible(page);
  await page.screenshot({ path: test.info().outputPath('widget.png') });
  await page.emulateMedia({ colorScheme: 'dark' });
  await expectContrast(page);
  await page.screenshot({ path: test.info().outputPath('widget-dark.png') });
  await page.emulateMedia({ colorScheme: 'light', forcedColors: 'active' });
  await page.screenshot({ path: test.info().outputPath('widget-forced.png') });
  await page.emulateMedia({ forcedColors: 'none' });
  await page.setViewportSize({ width: 390, height: 760 });
  await page.screenshot({ path: test.info().outputPath('widget-phone.png') });
  await expect(agent.page.locator('.face img')).toBeVisible();
  await agent.page.screenshot({ path: test.info().outputPath('inbox.png') });

  await agent.page.goto(`${parlour.report.portals.merchant}/account`);
  await agent.page.getByRole('button', { name: 'Remove my picture' }).click();
  await expect(agent.page.getByText('Your picture is deleted.')).toBeVisible();
  await expect(face(page)).toHaveCount(0);
  expect((await fetch(requests[0]!)).status).toBe(404);
});

test('ACC-8 the picture is at the side where reading begins, its room is there before it, and a reload shows it again', async ({
  someone,
  parlour,
}) => {
  test.slow();
  const agent = await pictured(await someone(), parlour);
  const page = await someone();
  await page.goto(await hostPage(page, parlour, { tags: [{ locale: 'ar' }] }));
  await page.locator('parlour-chat button').first().click();
  await page.locator('parlour-chat textarea').fill(words('من هناك؟'));
  const question = await page.locator('parlour-chat textarea').inputValue();
  await page.locator('parlour-chat input[type=checkbox]').last().check();
  await page.locator('parlour-chat textarea').press('Enter');
  await agent.page.goto(parlour.report.portals.merchant);
  await agent.open(question);
  await agent.send(words('أنا'));
  await expect.poll(() => isDrawn(page)).toBe(true);
  await page.screenshot({ path: test.info().outputPath('widget-rtl.png') });
  const sides = await page.locator('parlour-chat header').evaluate((header) => {
    const left = (selector: string) => header.querySelector(selector)!.getBoundingClientRect().left;
    return left('.face') > left('.who');
  });
  expect(sides).toBe(true);

  // The bytes are late: nothing may move when they come.
  let answer = (): void => {};
  const late = new Promise<void>((resolve) => (answer = resolve));
  await page.context().route('**/api/v1/pictures/*', async (route) => {
    await late;
    await route.continue();
  });
  await page.reload();
  if (!(await page.locator('parlour-chat header').isVisible()))
    await page.locator('parlour-chat button').first().click();
  await expect(face(page)).toBeVisible();
  expect(await isDrawn(page)).toBe(false);
  const places = () =>
    page.locator('parlour-chat').evaluate((chat) =>
      ['header', '.who', '.face', '.body'].map((selector) => {
        const { left, top, width, height } = chat
          .shadowRoot!.querySelector(selector)!
          .getBoundingClientRect();
        return [left, top, width, height];
      }),
    );
  await page.waitForFunction(() => {
    const panel = document.querySelector('parlour-chat')!.shadowRoot!.querySelector('.panel')!;
    return panel.getAnimations().length === 0;
  });
  const before = await places();
  answer();
  await expect.poll(() => isDrawn(page)).toBe(true);
  expect(await places()).toEqual(before);

  await agent.page.goto(`${parlour.report.portals.merchant}/account`);
  await agent.page.getByRole('button', { name: 'Remove my picture' }).click();
  await expect(agent.page.getByText('Your picture is deleted.')).toBeVisible();
});
