import type { Locator, Page } from '@playwright/test';
import type { Parlour } from '../fixtures/parlour.js';
import { expect, expectAccessible, test } from '../fixtures/test.js';
import { words } from '../fixtures/words.js';
import { CarPage } from '../pages/car-page.js';
import { Inbox } from '../pages/inbox.js';

/** A shopper and an agent, each in a browser of their own. */
async function meet(
  someone: () => Promise<Page>,
  parlour: Parlour,
): Promise<{ shopper: CarPage; agent: Inbox }> {
  const agent = new Inbox(await someone());
  await agent.signIn(parlour.report.portals.merchant, parlour.account('agent'));
  const shopper = new CarPage(await someone());
  await shopper.open(parlour.report.demoSite);
  return { shopper, agent };
}

/** The day that a promise names, however it is written. */
const dayOf = async (promise: Locator): Promise<number> =>
  Date.parse(/Deleted on ([^.]+)\./.exec((await promise.textContent()) ?? '')?.[1] ?? '');

test('MSG-2, MSG-9, MSG-10 shopper and agent see each other write, speak and read', async ({
  someone,
  parlour,
}) => {
  const { shopper, agent } = await meet(someone, parlour);
  const question = words('Is the blue one still there?');
  await shopper.start(question, { transcript: true });
  await agent.open(question);

  const answer = words('Yes! Come by until six.');
  await agent.send(answer);
  await expect(shopper.said(answer)).toBeVisible();
  await expect(shopper.log).toContainText(/read/);
  await expect(agent.log).toContainText(/· read/);

  await shopper.message.pressSequentially('I will');
  await expect(agent.page.getByText('The consumer is typing…')).toBeVisible();
  await agent.reply.pressSequentially('Good');
  await expect(shopper.page.getByText('Ana is typing…')).toBeVisible();
});

test('MSG-9 typing that is broken off disappears by itself', async ({ someone, parlour }) => {
  const { shopper, agent } = await meet(someone, parlour);
  const question = words('Does it have a tow bar?');
  await shopper.start(question);
  await agent.open(question);
  await agent.reply.pressSequentially('Let me');
  await expect(shopper.page.getByText('Ana is typing…')).toBeVisible();
  // The agent's machine is gone without a word: nothing can take the sign away but time.
  await agent.page.context().close();
  await expect(shopper.page.getByText('Ana is typing…')).toBeHidden({ timeout: 8_000 });
});

test('RET-1, CON-1 both sides read the same date and why; refusing to keep moves it', async ({
  someone,
  parlour,
}) => {
  const { shopper, agent } = await meet(someone, parlour);
  const kept = words('Please keep this');
  await shopper.openChat();
  for (const box of await shopper.choices.getByRole('checkbox').all()) await expect(box).not.toBeChecked();
  await shopper.choices.getByRole('checkbox').first().check();
  await shopper.send(kept);
  await agent.open(kept);
  const seen = await dayOf(shopper.promise);
  expect(seen).not.toBeNaN();
  expect(await dayOf(agent.promise)).toBe(seen);
  await shopper.page.getByRole('button', { name: 'Why?' }).click();
  await expect(shopper.page.getByText('The merchant keeps conversations for 90 days.')).toBeVisible();

  const other = new CarPage(await someone());
  await other.open(parlour.report.demoSite);
  const refused = words('Please forget this');
  await other.start(refused, { transcript: false });
  await expect(other.promise).toHaveText(/Deleted (at|today at) /);
  await agent.open(refused);
  await expect(agent.promise).toHaveText(/Deleted (at|today at) /);
});

test('WID-7 axe finds nothing in a chat on the dealer’s page, nor in the inbox', async ({
  someone,
  parlour,
}) => {
  const { shopper, agent } = await meet(someone, parlour);
  await expectAccessible(shopper.page);
  await shopper.openChat();
  await expectAccessible(shopper.page);
  const question = words('Is it quiet?');
  await shopper.send(question);
  await agent.open(question);
  await agent.send('As a library.');
  await expect(shopper.said('As a library.')).toBeVisible();
  await expectAccessible(shopper.page);
  await expectAccessible(agent.page);
});
