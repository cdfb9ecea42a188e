import { expect, test } from '../fixtures/test.js';
import { startParlour, type Parlour } from '../fixtures/parlour.js';
import { words } from '../fixtures/words.js';
import { CarPage } from '../pages/car-page.js';
import { Inbox } from '../pages/inbox.js';

let parlour: Parlour;
test.beforeEach(async () => {
  parlour = await startParlour();
});
test.afterEach(() => parlour.remove());

for (const victim of ['server', 'store'] as const) {
  test(`MSG-2, MSG-4, MSG-6, STO-2 kill -9 of the ${victim} in mid-chat loses nothing and doubles nothing`, async ({
    someone,
  }) => {
    const agent = new Inbox(await someone());
    await agent.signIn(parlour.report.portals.merchant, parlour.account('agent'));
    const shopper = new CarPage(await someone());
    await shopper.open(parlour.report.demoSite);
    const first = words('First');
    await shopper.start(first, { transcript: true });
    await agent.open(first);
    const said = [first];
    const say = async (who: 'shopper' | 'agent', text: string): Promise<void> => {
      await (who === 'shopper' ? shopper : agent).send(text);
      said.push(text);
    };
    await say('agent', 'Answer before');
    await say('shopper', 'Question before');

    const pid = await parlour.pid(victim);
    process.kill(pid, 'SIGKILL');
    // Both go on writing while nothing answers.
    await say('shopper', 'Written while it was down');
    await say('agent', 'Answered while it was down');
    await expect.poll(() => parlour.pid(victim), { timeout: 15_000 }).not.toBe(pid);

    await expect(agent.message('Written while it was down')).toBeVisible({ timeout: 20_000 });
    await expect(shopper.said('Answered while it was down')).toBeVisible({ timeout: 20_000 });
    await say('agent', 'Answer after');
    await say('shopper', 'Question after');
    await expect(shopper.said('Answer after')).toBeVisible();
    await expect(agent.message('Question after')).toBeVisible();
    for (const text of said) {
      await expect(shopper.said(text), text).toHaveCount(1);
      await expect(agent.message(text), text).toHaveCount(1);
    }

    // What is stored is what was seen: a reload of the inbox shows the same, in the same order.
    await agent.page.reload();
    for (const text of said) await expect(agent.message(text), text).toHaveCount(1);
  });
}
