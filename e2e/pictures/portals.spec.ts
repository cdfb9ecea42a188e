/** Pictures of every page of every portal, to be looked at: wide and phone, light, dark and right-to-left. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { test, type Page } from '@playwright/test';
import { everyDoor, everyPage, settled } from '../pages/every-page.js';
import { FullHouse, portalsWithSignIn, type Portal } from '../pages/full-house.js';

const folder = process.env['PICTURES_DIR'] ?? 'e2e/test-results/portals';

const looks = {
  wide: { width: 1_280, height: 800, scheme: 'light', direction: 'ltr' },
  dark: { width: 1_280, height: 800, scheme: 'dark', direction: 'ltr' },
  phone: { width: 390, height: 844, scheme: 'light', direction: 'ltr' },
  rtl: { width: 1_280, height: 800, scheme: 'light', direction: 'rtl' },
} as const;

async function take(page: Page, portal: Portal, at: string): Promise<void> {
  const name = at
    .replace(/^\//, '')
    .replaceAll('/', '-')
    .replace(/[a-z]{3}_[\w-]{22}/g, 'one');
  for (const [look, { width, height, scheme, direction }] of Object.entries(looks)) {
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    await page.evaluate((dir) => (document.documentElement.dir = dir), direction);
    await settled(page);
    await page.screenshot({
      path: path.join(folder, look, `${portal}.${name}.png`),
      fullPage: portal === 'consumer',
    });
  }
  await page.evaluate(() => (document.documentElement.dir = 'ltr'));
}

test('every page of every portal', async ({ browser }) => {
  test.setTimeout(600_000);
  for (const look of Object.keys(looks)) mkdirSync(path.join(folder, look), { recursive: true });
  const house = await FullHouse.open();
  try {
    for (const portal of portalsWithSignIn) {
      const page = await browser.newPage();
      for await (const at of everyDoor(page, house.at(portal))) await take(page, portal, `door${at}`);
      await house.enter(page, portal);
      for await (const at of everyPage(page, `/${portal}`)) await take(page, portal, at);
      await page.close();
    }
    const page = await browser.newPage();
    await page.goto(house.at('consumer'));
    await settled(page);
    await take(page, 'consumer', 'door');
    await house.enter(page, 'consumer');
    await take(page, 'consumer', 'open');
  } finally {
    await house.stop();
  }
});
