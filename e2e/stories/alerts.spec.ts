import type { BrowserContext, Page } from '@playwright/test';
import { expect, expectAccessible, test } from '../fixtures/test.js';
import { words } from '../fixtures/words.js';
import { CarPage } from '../pages/car-page.js';
import { Inbox } from '../pages/inbox.js';

/** What the tabs of an agent made heard and shown: the browser's own means, counted; nobody looks at any tab. */
async function countAlerts(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const told = { sounds: 0, shown: [] as string[] };
    Object.assign(window, { told });
    document.hasFocus = () => false;
    const { start } = OscillatorNode.prototype;
    OscillatorNode.prototype.start = function (...when) {
      told.sounds++;
      start.apply(this, when);
    };
    window.Notification = class extends EventTarget {
      static readonly permission = 'granted';
      constructor(title: string) {
        super();
        told.shown.push(title);
      }
      close(): void {}
    } as unknown as typeof Notification;
  });
}

interface Told {
  readonly sounds: number;
  readonly shown: readonly string[];
}

const toldBy = (page: Page): Promise<Told> => page.evaluate(() => (window as unknown as { told: Told }).told);

async function toldByAll(tabs: readonly Page[]): Promise<string[]> {
  return (await Promise.all(tabs.map(toldBy))).flatMap(({ shown }) => shown);
}

test('INB-5, INB-8 an agent is told on every page, by one of their tabs, and of what is theirs alone', async ({
  someone,
  parlour,
}) => {
  const { portals, demoSite } = parlour.report;
  const max = new Inbox(await someone());
  await max.signIn(portals.merchant, parlour.account('manager'));
  await max.page.goto(`${portals.merchant}/settings/assignment`);
  await max.page.getByLabel('At once, Ana').fill('50');
  await max.page.getByLabel('At once, Max').fill('0');
  await max.page.getByRole('button', { name: 'Save' }).click();
  await expect(max.page.getByText('Saved.')).toBeVisible();

  const first = await someone();
  const context = first.context();
  await countAlerts(context);
  const ana = new Inbox(first);
  await ana.signIn(portals.merchant, parlour.account('agent'));
  await first.getByRole('button', { name: 'Alerts' }).click();
  await expectAccessible(first);
  await first.getByRole('checkbox', { name: 'Desktop notifications' }).check();
  await first.getByRole('button', { name: 'Close' }).click();
  // Neither tab shows the inbox.
  const tabs = [first, await context.newPage()];
  for (const tab of tabs) {
    await tab.goto(`${portals.merchant}/account`);
    await tab.getByRole('heading', { level: 1 }).click();
  }

  const shopper = new CarPage(await someone());
  await shopper.open(demoSite);
  const question = words('Does it have a tow bar?');
  await shopper.start(question, { transcript: true });
  for (const tab of tabs) {
    const offers = tab.getByRole('region', { name: 'Offered to you' }).getByRole('article');
    await expect(offers.filter({ hasText: question })).toBeVisible();
    await expect(tab).toHaveTitle(/^\(\d+\) /);
  }
  await expect.poll(async () => (await toldByAll(tabs)).length).toBeGreaterThan(0);
  expect((await toldByAll(tabs)).join()).not.toContain(question);
  const byTab = await Promise.all(tabs.map(toldBy));
  expect(byTab.filter(({ shown }) => shown.length > 0)).toHaveLength(1);
  expect(byTab.filter(({ sounds }) => sounds > 0)).toHaveLength(1);

  // Taken, and handed on: it is Max whom it concerns now.
  const offer = first.getByRole('region', { name: 'Offered to you' }).getByRole('article');
  await offer.filter({ hasText: question }).getByRole('button', { name: 'Take it' }).click();
  await expect(ana.message(question)).toBeVisible();
  await first.getByRole('button', { name: 'More that can be done with this conversation' }).click();
  await first.getByRole('button', { name: 'Hand over…' }).click();
  await first
    .getByRole('dialog')
    .getByRole('radio', { name: /^Max: online/ })
    .check();
  await first.getByRole('dialog').getByRole('button', { name: 'Hand over' }).click();
  await expect(first.getByText('Max has it')).toBeVisible();
  await first.getByRole('link', { name: /^Mine/ }).click();
  await expect(ana.row(question)).toBeHidden();
  const more = words('And a roof rack?');
  await shopper.send(more);
  await max.page.goto(`${portals.merchant}/mine`);
  await expect(max.row(more)).toBeVisible();
  await first.getByRole('link', { name: /^All/ }).click();
  await expect(ana.row(more)).toBeVisible();
  expect((await toldByAll(tabs)).filter((title) => title.includes('a new message'))).toEqual([]);
});
