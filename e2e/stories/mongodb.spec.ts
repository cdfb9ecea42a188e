import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startStore } from '@parlour/server/database/store-process.js';
import { startParlour } from '../fixtures/parlour.js';
import { expect, test } from '../fixtures/test.js';
import { words } from '../fixtures/words.js';
import { CarPage } from '../pages/car-page.js';
import { Inbox } from '../pages/inbox.js';

test('STO-1 with MONGODB_URI no store is started, and everything is kept at that address', async ({
  someone,
}) => {
  const folder = await mkdtemp(join(tmpdir(), 'parlour-uri-'));
  const elsewhere = await startStore({ folder });
  const environment = { MONGODB_URI: process.env['MONGODB_URI'] ?? elsewhere.uri };
  const parlour = await startParlour({ environment });
  try {
    expect(await parlour.pid('store')).toBeUndefined();
    const shopper = new CarPage(await someone());
    await shopper.open(parlour.report.demoSite);
    const question = words('Where is this kept?');
    await shopper.start(question);
    const agent = new Inbox(await someone());
    await agent.signIn(parlour.report.portals.merchant, parlour.account('agent'));
    await agent.open(question);
  } finally {
    await parlour.remove();
    await elsewhere.stop();
    await rm(folder, { recursive: true, force: true });
  }
});
