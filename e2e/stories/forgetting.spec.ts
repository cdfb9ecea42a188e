import { closeConversation } from '@parlour/shared/protocol/conversation.js';
import { minute } from '@parlour/shared/rules/expiry.js';
import { FakeClock } from '@parlour/server/testing/fake-clock.js';
import { startServer, type TestServer } from '@parlour/server/testing/start-server.js';
import { nextAdminCode } from '@parlour/server/testing/world.js';
import { expect, expectAccessible, test } from '../fixtures/test.js';
import { AdminPortal } from '../pages/admin-portal.js';

const count = 7;

/** Conversations of consumers who did not want them kept, each closed. */
async function closedConversations(server: TestServer): Promise<string[]> {
  const ids: string[] = [];
  for (let index = 0; index < count; index++) {
    const consumer = await server.consumer();
    const { id } = await consumer.start({ transcript: false });
    await consumer.say(`Nobody may keep this ${index}`);
    await consumer.connection.call(closeConversation, { conversation: id });
    ids.push(id);
  }
  return ids;
}

let server: TestServer;
let clock: FakeClock;
test.beforeEach(async () => {
  // A browser's cookies live by the real time.
  clock = new FakeClock(Date.now());
  server = await startServer({ clock });
});
test.afterEach(() => server.stop());

test('RET-8, RET-9, CON-5, ACC-2 an admin sees what is due, purges it, and finds the proof without a word of content', async ({
  page,
}) => {
  const ids = await closedConversations(server);
  // The sweep would be quicker than a person: this is a person's turn.
  await server.app.context.purger.stop();
  const admin = new AdminPortal(page);
  await admin.signIn(server.url, server.world.people.ada.email, server.world.password, nextAdminCode());
  await admin.goTo('Purge');
  await expect(page.getByText('Nothing is due.')).toBeVisible();

  clock.advance(15 * minute);
  await page.getByRole('button', { name: 'Look again' }).click();
  await expect(page.getByText('The consumer refused storage')).toBeVisible();
  await expectAccessible(page);
  await admin.purge(`${count} conversations`);
  // A quarter of an hour after signing in: what cannot be undone asks again who is there (ACC-2).
  await admin.prove(nextAdminCode());
  await expect(page.getByText(new RegExp(`^${count} conversations purged`))).toBeVisible();
  await expect(page.getByText('Nothing is due.')).toBeVisible();

  await admin.goTo('Ledger');
  await expect(admin.rows(/Entries, newest first/)).toHaveCount(count);
  await expect(page.getByText('Nobody may keep this')).toHaveCount(0);
  await expectAccessible(page);
  const [first = ''] = ids;
  await page.getByRole('textbox', { name: 'Find by conversation id' }).fill(first);
  await page.getByRole('button', { name: 'Find' }).click();
  await expect(admin.rows(/Entries/)).toHaveCount(1);
});

test('RET-2 what has reached its date is purged by itself, and the numbers that must be zero are', async ({
  page,
}) => {
  await closedConversations(server);
  const admin = new AdminPortal(page);
  await admin.signIn(server.url, server.world.people.ada.email, server.world.password, nextAdminCode());
  clock.advance(15 * minute);
  await admin.goTo('Ledger');
  await expect
    .poll(
      async () => {
        await page.reload();
        return admin.rows(/Entries/).count();
      },
      { timeout: 30_000 },
    )
    .toBe(count);
  await admin.goTo('Overview');
  await expect(page.getByText('Everything past its date is gone.')).toBeVisible();
  await expectAccessible(page);
});
