import { expect, test } from '../fixtures/test.js';
import { repository } from '../fixtures/parlour.js';
import { CarPage } from '../pages/car-page.js';
import { Inbox } from '../pages/inbox.js';
import { YourData } from '../pages/your-data.js';

/** Shoppers who wait, so that the inbox looks like a working day. */
const waiting = [
  ['red-saloon', 'Does the warranty move with the car?'],
  ['silver-estate', 'Could I see the service book before I come?'],
  ['green-van', 'How long is the loading floor?'],
] as const;

test('a shopper and an agent talk, as the README shows it', async ({ someone, parlour }) => {
  const { demoSite, portals } = parlour.report;
  for (const [car, words] of waiting) {
    const shopper = new CarPage(await someone());
    await shopper.open(demoSite, car);
    await shopper.start(words, { transcript: true });
  }
  const agent = new Inbox(await someone());
  await agent.signIn(portals.merchant, parlour.account('agent'));
  const shopper = new CarPage(await someone());
  await shopper.open(demoSite);
  await shopper.start('Is the blue one still there?', { transcript: true });
  await agent.open('Is the blue one still there?');
  await agent.send('Yes! Come by until six.');
  await expect(shopper.said('Yes! Come by until six.')).toBeVisible();
  await shopper.send('Could I take it for a drive?');
  await expect(agent.message('Could I take it for a drive?')).toBeVisible();
  await agent.send('Of course. Bring your licence, I have the keys ready.');
  await expect(shopper.said('Of course. Bring your licence, I have the keys ready.')).toBeVisible();
  await expect(agent.log).toContainText('read');
  await agent.page.getByRole('link', { name: /^All/ }).click();
  await agent.open('Of course. Bring your licence, I have the keys ready.');

  await shopper.page.setViewportSize({ width: 1_440, height: 860 });
  await shopper.page.screenshot({ path: `${repository}.docs/widget.png` });
  await agent.page.screenshot({ path: `${repository}.docs/inbox.png` });

  for (const [name, page] of [
    ['widget', shopper.page],
    ['inbox', agent.page],
  ] as const) {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.screenshot({ path: test.info().outputPath(`${name}-phone-dark.png`) });
  }
});

test('a shopper finds what is kept, until when and why, and deletes it, as the README shows it', async ({
  someone,
  parlour,
}) => {
  const chat = new CarPage(await someone());
  await chat.open(parlour.report.demoSite);
  await chat.start('Is the blue one still there?', { transcript: true });
  const data = await YourData.from(chat, await someone());
  await data.page.setViewportSize({ width: 900, height: 860 });
  await data.explain();
  await data.page.screenshot({ path: `${repository}.docs/your-data.png` });
  await data.page.getByRole('button', { name: 'Delete everything…' }).click();
  await data.page.screenshot({ path: `${repository}.docs/your-data-delete.png` });
  await data.page.getByRole('button', { name: 'Delete for good' }).click();
  await expect(data.page.getByText('1 conversation deleted for good.')).toBeVisible();
  await data.page.screenshot({ path: `${repository}.docs/your-data-gone.png` });
});
