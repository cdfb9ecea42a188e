import { expect, expectAccessible, test } from '../fixtures/test.js';
import { CarPage } from '../pages/car-page.js';
import { YourData } from '../pages/your-data.js';

test('REQ-1, REQ-2, REQ-5 a shopper finds what is kept, until when and why, on another device, and deletes it', async ({
  someone,
  parlour,
}) => {
  const chat = new CarPage(await someone());
  await chat.open(parlour.report.demoSite);
  await chat.start('Is the blue one still there?', { transcript: true });
  const data = await YourData.from(chat, await someone());
  await data.explain();
  await expect(data.page.getByText(/The merchant keeps|merchant/i).first()).toBeVisible();
  await expectAccessible(data.page);
  await data.page.getByRole('button', { name: 'Read it' }).first().click();
  await expect(data.page.getByText('Is the blue one still there?')).toBeVisible();
  await data.deleteEverything();
  await expect(data.page.getByText('1 conversation deleted for good.')).toBeVisible();
  await expect(data.page.getByText(/We keep no conversation between you and/)).toBeVisible();
  // The tab that chatted is told at once.
  await expect(chat.said('Is the blue one still there?')).toHaveCount(0);
});
