import { hostPage } from '../fixtures/host-page.js';
import { expect, expectAccessible, test } from '../fixtures/test.js';
import { words } from '../fixtures/words.js';
import { CarPage } from '../pages/car-page.js';
import { tabTo } from '../pages/tab-to.js';

test('WID-7 a whole conversation with the keyboard alone, and with what a screen reader is told', async ({
  someone,
  parlour,
}) => {
  const page = await someone();
  await page.goto(await hostPage(page, parlour, {}));
  await expect(page.getByRole('button', { name: 'Open chat' })).toBeVisible();
  await tabTo(page, /^Open chat$/);
  await page.keyboard.press('Enter');
  const message = page.getByRole('textbox', { name: 'Message' });
  await expect(message).toBeFocused();
  await expect(page.getByRole('group', { name: 'What may be kept' })).toBeVisible();
  await page.keyboard.press('Shift+Tab');
  await tabTo(page, /^Minimise$/);
  await tabTo(page, /^Keep this conversation/);
  await page.keyboard.press('Space');
  await expect(page.getByRole('checkbox', { name: 'Keep this conversation' })).toBeChecked();
  await tabTo(page, /^Message$/);
  const said = words('By keyboard');
  await page.keyboard.type(said);
  await page.keyboard.press('Enter');
  await expect(page.getByText(/· sent/)).toBeVisible();
  await expect(page.getByRole('dialog')).toMatchAriaSnapshot(`
    - dialog "Chat with Main Street Motors":
      - banner:
        - heading "Main Street Motors" [level=2]
        - button "End conversation"
        - button "Minimise"
      - region "Conversation":
        - log "Conversation":
          - paragraph: Today
          - paragraph: ${said}
          - paragraph:
            - time
            - text: /sent/
        - status
      - paragraph:
        - text: /^Deleted on/
        - button "Why?"
      - button "Your data"
      - button "Send a file"
      - textbox "Message"
      - button "Send" [disabled]
  `);
  await tabTo(page, /^Your data$/);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'Your data' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Your data' })).toBeFocused();
  await tabTo(page, /^End conversation$/);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'End it' })).toBeVisible();
  await tabTo(page, /^End it$/);
  await page.keyboard.press('Enter');
  await expect(page.getByText('This conversation has ended.')).toBeVisible();
  await tabTo(page, /^Minimise$/);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Open chat' })).toBeFocused();
});

test('WID-7 whoever has tabbed to the launcher is on it still when the chat’s own takes its place', async ({
  someone,
  parlour,
}) => {
  const page = await someone();
  await page.goto(await hostPage(page, parlour, {}));
  const launcher = page.getByRole('button', { name: 'Open chat' });
  await launcher.focus();
  await expect(page.locator('parlour-chat [data-loader]')).toHaveCount(0);
  await expect(launcher).toBeFocused();
});

for (const [which, width, height] of [
  ['at 320 pixels', 320, 640],
  ['at 400 %', 320, 256],
] as const) {
  test(`WID-7 ${which} all of it can be reached, nothing is cut off to the side, and axe finds nothing`, async ({
    someone,
    parlour,
  }) => {
    const page = await someone();
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' });
    const shopper = new CarPage(page);
    await page.goto(await hostPage(page, parlour, {}));
    await shopper.start(words('Small'), { transcript: true });
    const wide = await page.locator('parlour-chat').evaluate((chat) =>
      [...chat.shadowRoot!.querySelectorAll('*')]
        .filter((one) => {
          const { left, right, width: own } = one.getBoundingClientRect();
          return own > 0 && (left < -1 || right > innerWidth + 1);
        })
        .map((one) => `${one.localName}.${one.className}`),
    );
    expect(wide).toEqual([]);
    const box = (await shopper.message.boundingBox())!;
    expect(box.y + box.height).toBeLessThanOrEqual(height);
    expect(box.y).toBeGreaterThanOrEqual(0);
    await expectAccessible(page);
    const moving = await page
      .locator('parlour-chat .panel')
      .evaluate((panel) => panel.getAnimations().length);
    expect(moving).toBe(0);
  });
}

test('WID-11 the playground shows each state by its address, and tells what the chat tells', async ({
  someone,
  parlour,
}) => {
  const page = await someone();
  const violations: string[] = [];
  page.on('console', (message) => {
    if (/Content Security Policy|Trusted Type/i.test(message.text())) violations.push(message.text());
  });
  for (const isolation of ['page', 'frame']) {
    await page.goto(`${parlour.report.demoSite}/playground?locale=he&theme=violet&isolation=${isolation}`);
    await page.getByRole('button', { name: 'open', exact: true }).click();
    const chat = isolation === 'frame' ? page.frameLocator('parlour-frame iframe') : page;
    await expect(chat.getByRole('textbox', { name: 'הודעה' })).toBeVisible();
    await expect(page.locator('#told')).toContainText('opened');
    await page.getByRole('button', { name: 'Deutsch' }).click();
    await expect(chat.getByRole('textbox', { name: 'Nachricht' })).toBeVisible();
  }
  await expectAccessible(page);
  expect(violations).toEqual([]);
});

test('WID-11 the playground shows every state of the chat by a switch, under the page’s own policy', async ({
  someone,
  parlour,
}) => {
  const page = await someone();
  const violations: string[] = [];
  page.on('console', (message) => {
    if (/Content Security Policy|Trusted Type/i.test(message.text())) violations.push(message.text());
  });
  const address = `${parlour.report.demoSite}/playground/states`;
  await page.goto(address);
  const names = await page.locator('select[name=state] option').allTextContents();
  expect(names.length).toBeGreaterThan(20);
  for (const name of names) {
    await page.goto(`${address}?state=${encodeURIComponent(name)}&locale=ja&scheme=dark`);
    await expect(page.locator('body'), name).toHaveAttribute('data-state', 'shown');
    await expect(page.locator('parlour-chat [lang=ja]').first()).toBeVisible();
  }
  expect(violations).toEqual([]);
});
