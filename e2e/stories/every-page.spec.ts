/** Every page of every portal, as whoever sees most of it: found by its links, so that none is forgotten. */
import type { Page } from '@playwright/test';
import { expect, expectAccessible, expectContrast, test } from '../fixtures/test.js';
import { everyDoor, everyPage, settled } from '../pages/every-page.js';
import { FullHouse, portalsWithSignIn } from '../pages/full-house.js';
import { sideways } from '../pages/sideways.js';
import { unreachable } from '../pages/tab-through.js';

let house: FullHouse;
test.beforeAll(async () => {
  house = await FullHouse.open();
});
test.afterAll(() => house.stop());

/** In both schemes, and with what can be pressed reached by the keyboard alone. */
async function expectUsable(page: Page): Promise<void> {
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await expectAccessible(page);
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  await expectContrast(page);
  expect(await unreachable(page), 'cannot be reached by the Tab key').toEqual([]);
  expect(await sideways(page), 'is wider than a phone').toEqual([]);
  expect(await page.title()).toMatch(/ · Parlour$/);
}

for (const portal of portalsWithSignIn)
  test(`POR-1 the ${portal} portal: axe finds nothing on any page, light or dark, and each can be used by keyboard alone`, async ({
    page,
  }) => {
    test.setTimeout(240_000);
    for await (const at of everyDoor(page, house.at(portal)))
      await test.step(`${at}, without being signed in`, () => expectUsable(page));
    await house.enter(page, portal);
    let pages = 0;
    for await (const at of everyPage(page, `/${portal}`)) {
      pages += 1;
      await test.step(at, () => expectUsable(page));
    }
    expect(pages).toBeGreaterThan(4);
  });

test('POR-1 the consumer portal, closed and open, in a language from left and one from right', async ({
  page,
}) => {
  await page.goto(house.at('consumer'));
  await settled(page);
  await expectUsable(page);
  await house.enter(page, 'consumer');
  await page.getByRole('button', { name: 'Read it' }).click();
  await expect(page.getByText('Yes! Come by until six.')).toBeVisible();
  await expectUsable(page);
  await page.getByLabel('Language').selectOption('ar');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('بياناتك');
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  await settled(page);
  await expectUsable(page);
});
