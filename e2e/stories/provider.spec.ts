import type { Page } from '@playwright/test';
import { expect, expectAccessible, test } from '../fixtures/test.js';
import { CarPage } from '../pages/car-page.js';
import { signIn } from '../pages/sign-in.js';

/** Nothing listens there: the browser is answered in its place. */
const boats = 'http://127.0.0.1:4999';

/** What stands in the box with this button, to be copied. */
const codeOf = async (page: Page, label: string): Promise<string> =>
  (await page.getByRole('region', { name: label, exact: true }).textContent()) ?? '';

/** A page of the provider's, with exactly what the portal told them to paste, and no more allowed than it says. */
async function paste(page: Page, tag: string, csp: string): Promise<void> {
  await page.route(`${boats}/`, (route) =>
    route.fulfill({
      contentType: 'text/html; charset=utf-8',
      headers: { 'content-security-policy': `default-src 'none'; ${csp}` },
      body: `<!doctype html><html lang="en"><head><title>Boats</title>${tag}</head><body><h1>Boats</h1></body></html>`,
    }),
  );
  await page.goto(`${boats}/`);
}

test('WID-4 WID-14 a provider adds a site, a merchant accepts, the pasted tag works, and an ended key shows nothing', async ({
  someone,
  parlour,
}) => {
  // Eight browsers take their turns.
  test.slow();
  const [pia, max] = [await someone(), await someone()];
  const { server } = parlour.report;

  await signIn(pia, `${server}/provider`, parlour.account('provider'));
  await pia.getByRole('textbox', { name: 'Name' }).fill('Boats');
  await pia.getByRole('textbox', { name: 'Addresses of its pages' }).fill(boats);
  await pia.getByRole('button', { name: 'Add the site' }).click();
  await expect(pia.getByRole('heading', { name: 'Boats', level: 1 })).toBeVisible();
  await expect(pia.getByText('No merchant is reachable on this site yet.')).toBeVisible();
  await expectAccessible(pia);

  await pia.getByRole('link', { name: 'Placements' }).click();
  await pia.getByRole('combobox', { name: 'Site' }).selectOption({ label: 'Boats' });
  await pia.getByRole('textbox', { name: /short name/ }).fill('main-street-motors');
  await pia.getByRole('button', { name: 'Invite', exact: true }).click();
  await expect(pia.getByText('Asked: main-street-motors.')).toBeVisible();

  await signIn(max, `${server}/merchant/placements`, parlour.account('manager'));
  await expect(max.getByText(`${boats}, by Carfinder`)).toBeVisible();
  await expectAccessible(max);
  await max.getByRole('button', { name: 'Accept' }).click();
  await expect(max.getByRole('heading', { name: 'Waiting for your answer' })).toHaveCount(0);

  await pia.getByRole('link', { name: 'Sites' }).click();
  await pia.getByRole('link', { name: 'Boats' }).click();
  await expect(pia.getByRole('combobox', { name: 'Whose chat' })).toBeVisible();
  const csp = await codeOf(pia, 'If your pages have a content security policy, add');
  const pinned = await codeOf(pia, 'This version only, checked by the browser');
  const tag = await codeOf(pia, 'Always the newest version');

  for (const pasted of [tag, pinned]) {
    const page = await someone();
    await paste(page, pasted, csp);
    const shopper = new CarPage(page);
    await shopper.launcher.click();
    await expect(shopper.message).toBeVisible();
  }

  // WID-10: out of the page's reach, with the line of the policy that a frame needs.
  const policyBox = 'If your pages have a content security policy, add';
  await pia.getByRole('checkbox', { name: 'Keep the chat out of the page’s reach' }).check();
  await expect(pia.getByRole('region', { name: policyBox, exact: true })).toContainText('frame-src');
  const framed = await someone();
  await paste(framed, await codeOf(pia, 'Always the newest version'), await codeOf(pia, policyBox));
  await framed.getByRole('button', { name: 'Open chat' }).click();
  const inFrame = framed.frameLocator('parlour-frame iframe');
  await expect(inFrame.getByRole('textbox', { name: 'Message' })).toBeVisible();
  await expectAccessible(pia);

  // The browser runs the pinned file only if it is the one that the hash names.
  const tampered = await someone();
  const wrong = pinned.replace(/sha384-[^"]+/, `sha384-${'A'.repeat(64)}`);
  await paste(tampered, wrong, csp);
  await expect(tampered.getByRole('heading', { name: 'Boats' })).toBeVisible();
  await expect(new CarPage(tampered).launcher).toHaveCount(0);

  await pia.getByRole('button', { name: 'Make a new key' }).click();
  await expect(pia.getByText('The new key works now.')).toBeVisible();
  const during = await someone();
  await paste(during, tag, csp);
  const early = new CarPage(during);
  await early.launcher.click();
  await expect(early.message).toBeVisible();

  await pia.getByRole('button', { name: 'End it now…' }).click();
  await pia.getByRole('button', { name: 'End the key' }).click();
  await expect(pia.getByRole('heading', { name: 'Old keys that still work' })).toHaveCount(0);
  const late = await someone();
  const said: string[] = [];
  late.on('console', (message) => {
    if (message.text().startsWith('Parlour')) said.push(message.text());
  });
  await paste(late, tag, csp);
  const shopper = new CarPage(late);
  await shopper.launcher.click();
  await expect.poll(() => said.length).toBe(1);
  await expect(shopper.launcher).toHaveCount(0);
  await expect(shopper.message).toHaveCount(0);
});
