import { expect, expectAccessible, test } from '../fixtures/test.js';
import { words } from '../fixtures/words.js';
import { CarPage } from '../pages/car-page.js';
import { Inbox } from '../pages/inbox.js';

test('CNV-2, CNV-3, CNV-5 a shopper is offered to one agent, handed to another, and says how it was', async ({
  someone,
  parlour,
}) => {
  const { portals, demoSite } = parlour.report;
  const [ana, max] = [new Inbox(await someone()), new Inbox(await someone())];
  await ana.signIn(portals.merchant, parlour.account('agent'));
  await max.signIn(portals.merchant, parlour.account('manager'));

  // The manager divides the work: Ana is asked, the manager is not.
  await max.page.goto(`${portals.merchant}/settings/assignment`);
  await max.page.getByLabel('At once, Ana').fill('50');
  await max.page.getByLabel('At once, Max').fill('0');
  await expectAccessible(max.page);
  await max.page.getByRole('button', { name: 'Save' }).click();
  await expect(max.page.getByText('Saved.')).toBeVisible();

  const shopper = new CarPage(await someone());
  await shopper.open(demoSite);
  const question = words('Is it in the showroom?');
  await shopper.start(question, { transcript: true });
  await expect(shopper.page.getByText(/You are number \d+ in the queue/)).toBeVisible();

  const offers = ana.page.getByRole('region', { name: 'Offered to you' });
  const offer = offers.getByRole('article').filter({ hasText: question });
  await expect(offer.getByText(/seconds? left/)).toBeVisible();
  // Others may wait too; this one is offered to one person.
  const toMax = max.page.getByRole('region', { name: 'Offered to you' }).getByRole('article');
  await expect(toMax.filter({ hasText: question })).toBeHidden();
  await expectAccessible(ana.page);
  await offer.getByRole('button', { name: 'Take it' }).click();
  await expect(ana.message(question)).toBeVisible();
  await expect(shopper.log).toContainText('Ana is answering you.');

  await ana.page.getByRole('button', { name: 'More that can be done with this conversation' }).click();
  await ana.page.getByRole('button', { name: 'Hand over…' }).click();
  const dialog = ana.page.getByRole('dialog');
  await dialog.getByRole('radio', { name: /^Max: online/ }).check();
  const reason = words('Wants a test drive');
  await dialog.getByLabel('Reason, for colleagues only').fill(reason);
  await dialog.getByRole('button', { name: 'Hand over' }).click();
  await expect(dialog).toBeHidden();
  await expect(ana.page.getByText('Max has it')).toBeVisible();
  await expect(shopper.log).toContainText('Max is answering you now.');

  await max.page.goto(`${portals.merchant}/mine`);
  await max.open(question);
  await expect(max.page.getByText(reason)).toBeVisible();
  await expect(shopper.page.getByText(reason)).toBeHidden();
  await max.send('Come by, it is here.');
  await expect(shopper.said('Come by, it is here.')).toBeVisible();
  await max.page.getByRole('button', { name: 'Close', exact: true }).click();

  await expect(shopper.page.getByText('How was it?')).toBeVisible();
  await shopper.page.getByRole('radio', { name: '4 of 5' }).check({ force: true });
  const comment = words('Quick and kind');
  await shopper.page.getByLabel('Anything to add? You need not.').fill(comment);
  await expectAccessible(shopper.page);
  await shopper.page.getByRole('button', { name: 'Send rating' }).click();
  await expect(shopper.page.getByText('Thank you. You gave 4 of 5.')).toBeVisible();
  await expect(max.page.getByText('The consumer gave 4 of 5.')).toBeVisible();
  await expect(max.page.getByText(comment)).toBeVisible();
});
