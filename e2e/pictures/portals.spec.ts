/**
 * Pictures of every page of every portal, to be looked at: wide and phone, light, dark and right-to-left; and empty,
 * while it loads, where it fails, and with very many rows.
 */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { test, type Page } from '@playwright/test';
import { everyDoor, everyPage, settled } from '../pages/every-page.js';
import { FullHouse, portalsWithSignIn, type Portal } from '../pages/full-house.js';
import { crowd, fail, holdBack } from '../pages/weather.js';

const folder = process.env['PICTURES_DIR'] ?? 'e2e/test-results/portals';

interface Look {
  readonly width: number;
  readonly height: number;
  readonly scheme: 'light' | 'dark';
  readonly direction: 'ltr' | 'rtl';
}

const wide: Look = { width: 1_280, height: 800, scheme: 'light', direction: 'ltr' };
/** Two screens of one, as whoever scrolls sees it. */
const phone: Look = { ...wide, width: 390, height: 1_688 };

const looks = {
  wide,
  phone,
  dark: { ...wide, scheme: 'dark' },
  rtl: { ...wide, direction: 'rtl' },
  'phone-rtl': { ...phone, scheme: 'dark', direction: 'rtl' },
} as const satisfies Record<string, Look>;

const weathers = { loading: holdBack, failing: fail, many: crowd } as const;

async function take(page: Page, name: string, look: string, how: Look): Promise<void> {
  await page.setViewportSize({ width: how.width, height: how.height });
  await page.emulateMedia({ colorScheme: how.scheme, reducedMotion: 'reduce' });
  await page.evaluate((dir) => (document.documentElement.dir = dir), how.direction);
  await page.evaluate(
    () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
  );
  mkdirSync(path.join(folder, look), { recursive: true });
  // This portal scrolls as a page, and would be very long where there is very much.
  const fullPage = name.startsWith('consumer') && !look.startsWith('many');
  await page.screenshot({ path: path.join(folder, look, `${name}.png`), fullPage });
}

async function takeAll(page: Page, name: string): Promise<void> {
  for (const [look, how] of Object.entries(looks)) {
    await take(page, name, look, how);
  }
  await page.evaluate(() => (document.documentElement.dir = 'ltr'));
}

const nameOf = (portal: Portal, at: string): string =>
  `${portal}.${at
    .replace(/^\//, '')
    .replaceAll('/', '-')
    .replace(/[a-z]{3}_[\w-]{22}/g, 'one')}`;

/** The same pages, where the server does not simply answer: each weather in a page of its own, signed in already. */
async function takeInWeathers(signedIn: Page, portal: Portal, places: readonly string[]): Promise<void> {
  const { origin } = new URL(signedIn.url());
  for (const [weather, make] of Object.entries(weathers)) {
    const page = await signedIn.context().newPage();
    await make(page);
    for (const at of places) {
      await page.goto(origin + at);
      await page.locator('nav[aria-label=Portal], main, .card').first().waitFor();
      // Nothing is to come in two of these: what is there after half a second stays.
      await page.waitForTimeout(weather === 'many' ? 1_200 : 500);
      await take(page, nameOf(portal, at), weather, wide);
      await take(page, nameOf(portal, at), `${weather}-phone`, phone);
    }
    await page.close();
  }
}

for (const portal of portalsWithSignIn)
  test(`every page of the ${portal} portal`, async ({ browser }) => {
    test.setTimeout(600_000);
    const house = await FullHouse.open();
    try {
      const page = await (await browser.newContext()).newPage();
      for await (const at of everyDoor(page, house.at(portal)))
        await takeAll(page, nameOf(portal, `door${at}`));
      await house.enter(page, portal);
      const places: string[] = [];
      for await (const at of everyPage(page, `/${portal}`)) {
        places.push(at);
        await takeAll(page, nameOf(portal, at));
      }
      await takeInWeathers(page, portal, places);
    } finally {
      await house.stop();
    }
  });

test('every page where nothing has happened yet', async ({ browser }) => {
  test.setTimeout(600_000);
  const house = await FullHouse.empty();
  try {
    for (const portal of portalsWithSignIn) {
      const page = await (await browser.newContext()).newPage();
      await house.enter(page, portal);
      for await (const at of everyPage(page, `/${portal}`)) {
        await take(page, nameOf(portal, at), 'empty', wide);
        await take(page, nameOf(portal, at), 'empty-phone', phone);
      }
      await page.close();
    }
  } finally {
    await house.stop();
  }
});

test('the consumer portal', async ({ browser }) => {
  test.setTimeout(300_000);
  const house = await FullHouse.open();
  try {
    const page = await (await browser.newContext()).newPage();
    await page.goto(house.at('consumer'));
    await settled(page);
    await takeAll(page, 'consumer.door');
    await house.enter(page, 'consumer');
    await settled(page);
    await takeAll(page, 'consumer.open');
    await takeInWeathers(page, 'consumer', ['/consumer']);
  } finally {
    await house.stop();
  }
});
