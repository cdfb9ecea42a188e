import type { Page } from '@playwright/test';
import { expect, expectAccessible, test } from '../fixtures/test.js';
import { words } from '../fixtures/words.js';
import { CarPage } from '../pages/car-page.js';

/** What the page's policy or Trusted Types refuse, and what its scripts throw. */
function troubles(page: Page): string[] {
  const heard: string[] = [];
  page.on('pageerror', ({ message }) => heard.push(message));
  page.on('console', (message) => {
    if (/Content Security Policy|Trusted/i.test(message.text())) heard.push(message.text());
  });
  return heard;
}

// Each has a shopper of its own: what one has said is there for them on every page where they sign in.
for (const [framework, me, other] of [
  ['React', 'Ben', 'Zoe'],
  ['Vue', 'Zoe', 'Ben'],
] as const) {
  const address = `/examples/${framework.toLowerCase()}`;

  test(`WID-10 in an application in ${framework} a change of route keeps the conversation, and signing out leaves a stranger’s chat`, async ({
    someone,
    parlour,
  }) => {
    const page = await someone();
    const heard = troubles(page);
    await page.goto(`${parlour.report.demoSite}/`);
    await page
      .getByRole('main')
      .getByRole('link', { name: `in ${framework}` })
      .click();
    await expect(page).toHaveURL(new RegExp(`${address}$`));
    const shopper = new CarPage(page);
    await expect(shopper.launcher).toBeVisible();

    await page.getByRole('button', { name: `Sign in as ${me}` }).click();
    await expect(page.getByText(`Signed in as ${me}.`)).toBeVisible();
    const said = words(`${me} in ${framework}`);
    await shopper.openChat();
    // Whether the device remembers is no question where somebody is known without.
    await expect(shopper.choices.getByRole('checkbox')).toHaveCount(1);
    await shopper.choices.getByRole('checkbox').check();
    await shopper.send(said);
    await expect(shopper.said(said)).toBeVisible();
    await expect(page.getByText(/· sent/)).toBeVisible();

    const chat = await page.locator('parlour-chat').elementHandle();
    await page.getByRole('main').getByRole('link', { name: 'Lindgren Vale 1.2' }).click();
    await expect(page).toHaveURL(new RegExp(`${address}/cars/blue-hatchback$`));
    await expect(page.getByRole('heading', { level: 2, name: 'Lindgren Vale 1.2' })).toBeVisible();
    await page.goBack();
    await expect(page.getByRole('heading', { level: 2, name: 'All cars' })).toBeVisible();
    expect(await chat!.evaluate((one) => one.isConnected)).toBe(true);
    await expect(shopper.said(said)).toBeVisible();
    const after = words('After the routes');
    await shopper.send(after);
    await expect(shopper.said(after)).toBeVisible();

    await page.getByRole('button', { name: 'Sign out' }).click();
    await expect(shopper.said(said)).toHaveCount(0);
    await expect(shopper.choices).toBeVisible();
    await expect(shopper.choices.getByRole('checkbox')).toHaveCount(2);
    // Whoever signs in next finds their own, and nothing of the one before.
    await page.getByRole('button', { name: `Sign in as ${other}` }).click();
    await expect(page.getByText(`Signed in as ${other}.`)).toBeVisible();
    await expect(shopper.message).toBeVisible();
    await expect(page.locator('parlour-chat').getByText(framework)).toHaveCount(0);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('button', { name: `Sign in as ${me}` }).click();
    await expect(shopper.said(said)).toBeVisible();
    await expect(shopper.said(after)).toBeVisible();
    expect(await page.evaluate(() => localStorage.length)).toBe(0);
    expect(heard).toEqual([]);
  });
}

test('WID-10 the pages of the examples show the source to copy, and axe finds nothing on them', async ({
  someone,
  parlour,
}) => {
  const page = await someone();
  for (const [path, source] of [
    ['/examples/react/cars/blue-hatchback', 'react/parlour.tsx'],
    ['/examples/vue', 'vue/parlour.ts'],
  ] as const) {
    await page.goto(`${parlour.report.demoSite}${path}`);
    await expect(page.getByRole('button', { name: 'Sign in as Ben' })).toBeVisible();
    const shown = await page.locator('pre').last().textContent();
    expect(shown).toContain('window.Parlour.push([');
    const link = page.getByRole('link', { name: source });
    const copied = await page.request.get(new URL((await link.getAttribute('href'))!, page.url()).href);
    expect((await copied.text()).trim()).toBe(shown!.trim());
    await expectAccessible(page);
  }
});
