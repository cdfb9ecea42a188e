import { hostPage } from '../fixtures/host-page.js';
import { expect, expectAccessible, test } from '../fixtures/test.js';
import { words } from '../fixtures/words.js';
import { CarPage } from '../pages/car-page.js';
import { tabTo } from '../pages/tab-to.js';

test('WID-15, WID-2 a chat goes on in another browser by its code, with the keyboard alone and every storage refused', async ({
  someone,
  parlour,
}) => {
  const first = new CarPage(await someone());
  await first.open(parlour.report.demoSite);
  const said = words('Is it still there?');
  await first.start(said, { transcript: true });
  await first.page.getByRole('button', { name: 'Your data' }).click();
  await first.page.getByRole('button', { name: 'Make a code' }).click();
  const code = (await first.page.locator('parlour-chat .code').textContent())!.trim();

  const page = await someone();
  await page.addInitScript(() => {
    for (const name of ['localStorage', 'sessionStorage', 'indexedDB'])
      Object.defineProperty(window, name, {
        get: () => {
          throw new DOMException('refused', 'SecurityError');
        },
      });
  });
  const second = new CarPage(page);
  await page.goto(await hostPage(page, parlour, {}));
  await expect(second.launcher).toBeVisible();
  await tabTo(page, /^Open chat$/);
  await page.keyboard.press('Enter');
  await expect(second.message).toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await tabTo(page, /^I have a code$/);
  await page.keyboard.press('Enter');
  const sheet = page.getByRole('region', { name: 'I have a code' });
  await expect(sheet).toBeFocused();
  // Nothing can be kept here, so it is not asked whether it may be.
  await expect(sheet.getByRole('checkbox')).toHaveCount(0);
  await tabTo(page, /^Your code$/);
  await page.keyboard.type('AAAAA-AAAAA-AAAAA-AAAAA');
  await page.keyboard.press('Enter');
  await expect(sheet.getByRole('alert')).toContainText('This code opens nothing here.');
  await expectAccessible(page);
  await expect(sheet.getByRole('textbox', { name: 'Your code' })).toBeFocused();
  await page.keyboard.press('Control+A');
  await page.keyboard.type(code.toLowerCase().replaceAll('-', ' '));
  await page.keyboard.press('Enter');
  await expect(second.said(said)).toBeVisible();
  await expect(second.message).toBeFocused();

  const answer = words('Here I go on');
  await page.keyboard.type(answer);
  await page.keyboard.press('Enter');
  await expect(first.said(answer)).toBeVisible();
  await first.page.keyboard.press('Escape');
  const third = words('And from the first');
  await first.send(third);
  await expect(second.said(third)).toBeVisible();
  await expectAccessible(page);

  // A file goes the other way, with what the code has given.
  await page.locator('parlour-chat input[type=file]').setInputFiles({
    name: 'list.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from('a list of questions'),
  });
  await expect(first.page.getByText('list.txt').first()).toBeVisible();
});

test('WID-15 a newer code closes at once what the one before had opened, and says why', async ({
  someone,
  parlour,
}) => {
  const first = new CarPage(await someone());
  await first.open(parlour.report.demoSite);
  const said = words('Mine');
  await first.start(said, { transcript: true, device: true });
  const makeCode = async (): Promise<string> => {
    await first.page.getByRole('button', { name: 'Your data' }).click();
    await first.page.getByRole('button', { name: 'Make a code' }).click();
    return (await first.page.locator('parlour-chat .code').textContent())!.trim();
  };
  const code = await makeCode();
  const second = new CarPage(await someone());
  await second.open(parlour.report.demoSite);
  await second.openChat();
  await second.page.getByRole('button', { name: 'I have a code' }).click();
  await second.page.getByRole('textbox', { name: 'Your code' }).fill(code);
  await second.page.getByRole('button', { name: 'Go on with it' }).click();
  await expect(second.said(said)).toBeVisible();
  expect(await second.page.evaluate(() => Object.keys(localStorage))).toEqual([]);

  await first.page.reload();
  await expect(first.page.getByRole('button', { name: /open chat/i })).toBeVisible();
  await first.openChat();
  await expect(first.said(said)).toBeVisible();
  await makeCode();
  await expect(second.page.getByRole('alert')).toContainText('not open here any more');
  await expect(second.said(said)).toHaveCount(0);
  await expectAccessible(second.page);
});
