import type { FrameLocator, Page } from '@playwright/test';
import { expect, expectAccessible, test } from '../fixtures/test.js';
import { hostPage } from '../fixtures/host-page.js';
import { words } from '../fixtures/words.js';

const chatIn = (page: Page): FrameLocator => page.frameLocator('parlour-frame iframe');

async function start(page: Page, text: string): Promise<void> {
  await page.getByRole('button', { name: 'Open chat' }).click();
  const chat = chatIn(page);
  await chat.getByRole('textbox', { name: 'Message' }).fill(text);
  await chat.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(chat.getByRole('log').getByText(text)).toBeVisible();
  await expect(chat.getByText(/· sent/)).toBeVisible();
}

test('WID-10 in a frame a whole conversation is out of the page’s reach, and looks and works as it does without', async ({
  someone,
  parlour,
}) => {
  const page = await someone();
  const host = await hostPage(page, parlour, { tags: [{ isolation: 'frame' }] });
  const violations: string[] = [];
  page.on('console', (message) => {
    if (/Content Security Policy|TrustedScript|Trusted Type|postMessage/i.test(message.text()))
      violations.push(message.text());
  });
  await page.goto(host);
  await page.evaluate(() => {
    const told: string[] = ((window as unknown as { told: string[] }).told = []);
    window.Parlour = (window.Parlour ?? []) as never;
    for (const name of [
      'ready',
      'opened',
      'closed',
      'conversation:started',
      'message:sent',
      'unread',
    ] as const)
      (window.Parlour as { push: (call: unknown) => void }).push(['on', name, () => told.push(name)]);
  });
  const secret = words('A secret');
  await start(page, secret);
  expect(await page.content()).not.toContain(secret);
  const seen = await page.evaluate(() => {
    const frame = document.querySelector('parlour-frame')?.shadowRoot?.querySelector('iframe');
    return frame?.contentDocument ?? null;
  });
  expect(seen).toBeNull();
  expect(await page.evaluate(() => localStorage.length)).toBe(0);
  await chatIn(page).getByRole('button', { name: 'Minimise' }).click();
  const launcher = page.getByRole('button', { name: 'Open chat' });
  await expect(launcher).toBeFocused();
  await launcher.press('Enter');
  await expect(chatIn(page).getByText(secret)).toBeVisible();
  await expect(chatIn(page).getByRole('textbox', { name: 'Message' })).toBeFocused();
  expect(await page.evaluate(() => (window as unknown as { told: string[] }).told)).toEqual([
    'ready',
    'opened',
    'conversation:started',
    'message:sent',
    'closed',
    'opened',
  ]);
  expect(violations).toEqual([]);
  // Last, since it opens a page of its own and takes the focus along.
  await expectAccessible(page);
});

test('WID-10 the frame answers its site’s pages only, and only what has the right form', async ({
  someone,
  parlour,
}) => {
  const { server, sites } = parlour.report;
  const page = await someone();
  const address = `${server}/widget/frame?site=${sites[0]!.key}&merchant=main-street-motors`;
  const response = await page.request.get(address);
  expect(response.headers()['content-security-policy']).toContain(
    `frame-ancestors ${parlour.report.demoSite}`,
  );
  expect(response.headers()['x-frame-options']).toBeUndefined();
  // A page of another origin cannot show it.
  const body = `<iframe src="${address}"></iframe>`;
  const foreign = await hostPage(page, parlour, { tags: [], body, isForeign: true });
  await page.goto(foreign);
  await expect.poll(() => page.frames()[1]?.url()).toContain('chrome-error');
  // One that can does not get an answer to anything but a greeting of the right form.
  const host = await hostPage(page, parlour, { tags: [], body });
  await page.goto(host);
  await page.waitForLoadState('networkidle');
  const answers = await page.evaluate(async (origin) => {
    const frame = document.querySelector('iframe')!.contentWindow!;
    const heard: unknown[] = [];
    const settings = {
      open: true,
      locale: '',
      language: 'en',
      scheme: '',
      label: '',
      identity: null,
      consent: {},
      page: { title: '', path: '' },
      theme: {},
    };
    const greet = (data: unknown): void => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = (event) => heard.push(event.data);
      frame.postMessage(data, origin, [port2]);
    };
    greet('hello');
    greet({ parlour: 'hello' });
    greet({ parlour: 'hello', settings: { ...settings, server: 'https://evil.example' } });
    greet({ parlour: 'hello', settings: { ...settings, theme: { color: 'red' } } });
    greet({ parlour: 'hello', settings: { ...settings, consent: { marketing: true } } });
    await new Promise((resolve) => setTimeout(resolve, 500));
    const before = heard.length;
    greet({ parlour: 'hello', settings });
    while (heard.length === before) await new Promise((resolve) => setTimeout(resolve, 50));
    return before;
  }, server);
  expect(answers).toBe(0);
});

test('WID-2 with every storage of the frame blocked, as where third-party cookies are off, a chat works', async ({
  someone,
  parlour,
}) => {
  const page = await someone();
  const host = await hostPage(page, parlour, { tags: [{ isolation: 'frame' }] });
  await page.addInitScript(() => {
    if (window === top) return;
    Object.defineProperty(window, 'localStorage', {
      get: () => {
        throw new DOMException('denied', 'SecurityError');
      },
    });
  });
  await page.goto(host);
  await start(page, words('No storage'));
  await chatIn(page).getByRole('button', { name: 'Your data' }).click();
  await expect(chatIn(page).getByText('This browser lets us store nothing.')).toBeVisible();
});

test('WID-9 on a phone the frame fills the screen; at the start side and in the dark it is where the tag says', async ({
  someone,
  parlour,
}) => {
  const page = await someone();
  const host = await hostPage(page, parlour, {
    tags: [{ isolation: 'frame', position: 'start', colorScheme: 'dark' }],
  });
  await page.goto(host);
  await page.getByRole('button', { name: 'Open chat' }).click();
  const frame = page.locator('parlour-frame iframe');
  await expect(chatIn(page).getByRole('textbox', { name: 'Message' })).toBeVisible();
  expect((await frame.boundingBox())!.x).toBe(16);
  await page.setViewportSize({ width: 320, height: 640 });
  await expect.poll(() => frame.boundingBox()).toEqual({ x: 0, y: 0, width: 320, height: 640 });
  const panel = chatIn(page).locator('.panel');
  await expect
    .poll(() => panel.boundingBox())
    .toEqual(expect.objectContaining({ width: 320, height: 640 }) as object);
});
