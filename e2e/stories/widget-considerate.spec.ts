import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext, type CDPSession, type Page } from '@playwright/test';
import { startStore } from '@parlour/server/database/store-process.js';
import { countRows } from '@parlour/server/testing/count-rows.js';
import { hostPage } from '../fixtures/host-page.js';
import { startParlour } from '../fixtures/parlour.js';
import { expect, test } from '../fixtures/test.js';
import { words } from '../fixtures/words.js';
import { CarPage } from '../pages/car-page.js';

test('WID-1 a visit of a minute with scrolling leaves nothing: no cookie, key, socket, request or row in the database', async ({
  someone,
}) => {
  test.setTimeout(150_000);
  const folder = await mkdtemp(join(tmpdir(), 'parlour-visit-'));
  const store = await startStore({ folder });
  const parlour = await startParlour({ environment: { MONGODB_URI: store.uri } });
  try {
    const { server, demoSite } = parlour.report;
    const before = await countRows(store.uri);
    expect(before).toMatchObject({ merchants: 2, sites: 1 });
    const page = await someone();
    const requests: string[] = [];
    const sockets: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    page.on('websocket', (socket) => sockets.push(socket.url()));
    const shopper = new CarPage(page);
    await shopper.open(demoSite);
    const until = Date.now() + 60_000;
    for (let down = true; Date.now() < until; down = !down) {
      await page.mouse.wheel(0, down ? 900 : -900);
      await page.getByRole('heading', { level: 1 }).click();
      await page.waitForTimeout(3_000);
    }
    expect(requests.filter((url) => !url.startsWith(demoSite ?? ''))).toEqual([`${server}/widget.js`]);
    expect(sockets).toEqual([]);
    expect(await page.context().cookies()).toEqual([]);
    expect(await page.evaluate(() => [localStorage.length, sessionStorage.length])).toEqual([0, 0]);
    expect(await page.evaluate(() => indexedDB.databases())).toEqual([]);
    expect(await page.evaluate(() => caches.keys())).toEqual([]);
    expect(await countRows(store.uri)).toEqual(before);
    // A first message does leave rows, so that what was counted is what would have changed.
    await shopper.start(words('Now there is something'));
    await expect(page.getByText(/· sent/)).toBeVisible();
    expect(await countRows(store.uri)).toMatchObject({ conversations: 1, messages: 1, conversationKeys: 1 });
  } finally {
    await parlour.remove();
    await store.stop();
    await rm(folder, { recursive: true, force: true });
  }
});

test('WID-1 where the visitor prefers reduced data, as the media query says, the chat is fetched by a click and no earlier', async ({
  parlour,
}) => {
  const browser = await chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--enable-features=PrefersReducedData'],
  });
  try {
    const page = await (await browser.newContext({ permissions: ['local-network-access'] })).newPage();
    const session = await page.context().newCDPSession(page);
    await session.send('Emulation.setEmulatedMedia', {
      features: [{ name: 'prefers-reduced-data', value: 'reduce' }],
    });
    const fetched: string[] = [];
    page.on('request', (request) => fetched.push(new URL(request.url()).pathname));
    const chatFiles = (): string[] => fetched.filter((path) => path.startsWith('/widget/'));
    await page.goto(`${parlour.report.demoSite}/cars/blue-hatchback`);
    expect(await page.evaluate(() => matchMedia('(prefers-reduced-data: reduce)').matches)).toBe(true);
    const shopper = new CarPage(page);
    await shopper.launcher.hover();
    await shopper.launcher.focus();
    await page.waitForTimeout(500);
    expect(chatFiles()).toEqual([]);
    await shopper.openChat();
    expect(chatFiles()).not.toEqual([]);
    // The switch off again, a hover is intent enough.
    await session.send('Emulation.setEmulatedMedia', { features: [] });
    await page.reload();
    fetched.length = 0;
    await shopper.launcher.hover();
    await expect.poll(() => chatFiles().length).toBeGreaterThan(0);
  } finally {
    await browser.close();
  }
});

/** A browser in which third parties may or may not set cookies, as its own settings say. */
async function browserWith(
  cookieControls: 'allowed' | 'blocked',
): Promise<{ context: BrowserContext; end(): Promise<void> }> {
  const profile = await mkdtemp(join(tmpdir(), 'parlour-profile-'));
  await mkdir(join(profile, 'Default'));
  // CookieControlsMode of Chromium: 0 is off, 1 blocks third parties.
  const mode = cookieControls === 'blocked' ? 1 : 0;
  const preferences = { profile: { cookie_controls_mode: mode, block_third_party_cookies: mode === 1 } };
  await writeFile(join(profile, 'Default', 'Preferences'), JSON.stringify(preferences));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
    permissions: ['local-network-access'],
    viewport: { width: 1_280, height: 800 },
    locale: 'en-GB',
  });
  return {
    context,
    end: async () => {
      await context.close();
      await rm(profile, { recursive: true, force: true });
    },
  };
}

/** What is left of a cookie that the frame, a third party on the page, sets for itself. */
const cookieInFrame = (page: Page): Promise<string> =>
  page
    .frames()
    .at(-1)!
    .evaluate(() => {
      document.cookie = 'third=party; SameSite=None; Secure; Path=/';
      return document.cookie;
    });

test('WID-2 in a browser that blocks third parties’ cookies a whole chat works in a frame, and says that it lasts as long as the page', async ({
  parlour,
}) => {
  const open = async (context: BrowserContext): Promise<Page> => {
    const page = await context.newPage();
    await page.goto(await hostPage(page, parlour, { tags: [{ isolation: 'frame' }] }));
    await page.getByRole('button', { name: 'Open chat' }).click();
    await expect(
      page.frameLocator('parlour-frame iframe').getByRole('textbox', { name: 'Message' }),
    ).toBeVisible();
    return page;
  };
  const [usual, strict] = [await browserWith('allowed'), await browserWith('blocked')];
  try {
    // The setting is what makes the difference, or the rest would show nothing.
    expect(await cookieInFrame(await open(usual.context))).toBe('third=party');
    const page = await open(strict.context);
    expect(await cookieInFrame(page)).toBe('');
    const chat = page.frameLocator('parlour-frame iframe');
    const said = words('Third parties are blocked');
    await chat.getByRole('checkbox').first().check();
    await chat.getByRole('textbox', { name: 'Message' }).fill(said);
    await chat.getByRole('button', { name: 'Send', exact: true }).click();
    await expect(chat.getByRole('log').getByText(said)).toBeVisible();
    await expect(chat.getByText(/· sent/)).toBeVisible();
    expect(await strict.context.cookies()).toEqual([]);

    await chat.getByRole('button', { name: 'Your data' }).click();
    await expect(chat.getByText('This browser lets us store nothing.')).toBeVisible();
    await page.keyboard.press('Escape');
    const more = words('And goes on');
    await chat.getByRole('textbox', { name: 'Message' }).fill(more);
    await chat.getByRole('button', { name: 'Send', exact: true }).click();
    await expect(chat.getByRole('log').getByText(more)).toBeVisible();
    // It lasts as long as the page, as was said.
    await page.reload();
    await page.getByRole('button', { name: 'Open chat' }).click();
    await expect(chat.getByRole('group', { name: 'What may be kept' })).toBeVisible();
    await expect(chat.getByText(said)).toHaveCount(0);
  } finally {
    await usual.end();
    await strict.end();
  }
});

interface AxNode {
  readonly ignored: boolean;
  readonly role?: { readonly value: string };
  readonly name?: { readonly value: string };
  readonly properties?: readonly { readonly name: string; readonly value: { readonly value?: unknown } }[];
}

/** What a screen reader gets of the page, as `role "name"`, in order; what it does not get is left out. */
async function heardIn(session: CDPSession): Promise<string[]> {
  const { nodes } = (await session.send('Accessibility.getFullAXTree')) as { nodes: AxNode[] };
  return nodes
    .filter(({ ignored, role }) => !ignored && role && !/^(none|generic|InlineTextBox)$/.test(role.value))
    .map(({ role, name }) => `${role!.value} "${name?.value ?? ''}"`);
}

test('WID-7 a whole conversation as the accessibility tree has it: each state says what it is, and what is new is in a live log', async ({
  someone,
  parlour,
}) => {
  const page = await someone();
  await page.goto(await hostPage(page, parlour, {}));
  const session = await page.context().newCDPSession(page);
  await session.send('Accessibility.enable');
  const shopper = new CarPage(page);
  await expect(shopper.launcher).toBeVisible();
  expect(await heardIn(session)).toContain('button "Open chat"');

  await shopper.openChat();
  await expect(shopper.choices).toBeVisible();
  const choosing = await heardIn(session);
  for (const node of [
    'dialog "Chat with Main Street Motors"',
    'heading "Main Street Motors"',
    'button "Minimise"',
    'region "Conversation"',
    'group "What may be kept"',
    'checkbox "Keep this conversation"',
    'checkbox "Remember me on this device"',
    'heading "Privacy notice"',
    'textbox "Message"',
    'button "Send"',
  ])
    expect(choosing).toContain(node);
  expect(choosing).not.toContain('button "Open chat"');

  const said = words('For the ear');
  await shopper.choices.getByRole('checkbox').first().check();
  await shopper.send(said);
  await expect(page.getByText(/· sent/)).toBeVisible();
  const { nodes } = (await session.send('Accessibility.getFullAXTree')) as { nodes: AxNode[] };
  const log = nodes.find(({ role }) => role?.value === 'log');
  const property = (name: string): unknown => log?.properties?.find((one) => one.name === name)?.value.value;
  expect(log?.name?.value).toBe('Conversation');
  expect(property('live')).toBe('polite');
  const talking = await heardIn(session);
  expect(talking).toContain(`StaticText "${said}"`);
  expect(talking).toContain('button "End conversation"');
  expect(talking).toContain('button "Why?"');
  expect(talking.some((node) => /^StaticText "Deleted on/.test(node))).toBe(true);
  // Nothing that can be pressed or filled in is without a name.
  const nameless = talking.filter((node) =>
    /^(button|textbox|checkbox|link|dialog|region|switch) ""/.test(node),
  );
  expect(nameless).toEqual([]);

  await page.getByRole('button', { name: 'Your data' }).click();
  await expect(page.getByRole('region', { name: 'Your data' })).toBeFocused();
  await expect(page.getByRole('switch').first()).toBeVisible();
  const data = await heardIn(session);
  expect(data).toContain('region "Your data"');
  expect(data).toContain('switch "Keep this conversation"');
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'End conversation' }).click();
  await page.getByRole('button', { name: 'End it' }).click();
  await expect(page.getByText('This conversation has ended.')).toBeVisible();
  const ended = await heardIn(session);
  expect(ended).toContain('button "Start a new one"');
  expect(ended).not.toContain('textbox "Message"');
  await page.getByRole('button', { name: 'Minimise' }).click();
  expect(await heardIn(session)).toContain('button "Open chat"');
});

test('WID-10 the page is kept for the way back (back/forward cache) although a chat is open, and the chat goes on', async ({
  parlour,
}) => {
  // Playwright turns the cache off; here it is what is looked at.
  const browser = await chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu'],
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
  });
  try {
    const page = await (await browser.newContext({ permissions: ['local-network-access'] })).newPage();
    const shopper = new CarPage(page);
    await shopper.open(parlour.report.demoSite);
    await page.evaluate(() => {
      const seen = window as unknown as { isKept?: boolean };
      addEventListener('pageshow', ({ persisted }) => (seen.isKept = persisted));
    });
    const before = words('Before leaving');
    await shopper.start(before);
    await expect(page.getByText(/· sent/)).toBeVisible();
    await page.goto(`${parlour.report.demoSite}/try`);
    // A page that comes back whole loads nothing, which Playwright would wait for.
    await page.goBack({ waitUntil: 'commit' });
    await expect
      .poll(() => page.evaluate(() => (window as unknown as { isKept?: boolean }).isKept))
      .toBe(true);
    // Nothing was stored on the device, so that it is this very page that still has it.
    await expect(shopper.said(before)).toBeVisible();
    const after = words('After coming back');
    await shopper.send(after);
    await expect(shopper.said(after)).toBeVisible();
    await expect(page.getByText(/· sent/).last()).toBeVisible();
    await expect(page.getByText(/· waiting|No connection/)).toHaveCount(0);
  } finally {
    await browser.close();
  }
});
