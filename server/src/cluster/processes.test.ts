/** What several nodes promise, shown by processes of their own over one store and one Redis. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sync, decideConsent, welcome } from '@parlour/shared/protocol/conversation.js';
import { newClientId } from '../testing/consumer.js';
import { sendMessage } from '@parlour/shared/protocol/message.js';
import { minute } from '@parlour/shared/rules/expiry.js';
import { Cluster, publicUrl } from '../testing/cluster.js';
import { TestConnection } from '../testing/connection.js';
import { Consumer } from '../testing/consumer.js';

let cluster: Cluster;
beforeAll(async () => {
  cluster = await Cluster.start({ nodes: 2, source: true });
}, 120_000);
afterAll(() => cluster?.stop());

it('CON-4 OPS-3 consent withdrawn in mid-chat at one process holds at the other from its very next operation on', async () => {
  const { world, ports, models, nodes } = cluster;
  const [here, there] = ports.map((port) => `http://127.0.0.1:${port}`) as [string, string];
  const pids = await Promise.all(nodes.map(async (node) => (await node.process).pid));
  expect(new Set([...pids, process.pid]).size).toBe(3);
  const { key: site, origin } = world.site;
  const consumer = await Consumer.arrive({ url: here, site, origin, merchant: world.merchants.motors.slug });
  const { id } = await consumer.start();
  await consumer.say('Is the blue one still there?');
  const tab = await consumer.anotherTab(there);
  await tab.sync();
  const { cookie } = await cluster.newAgent('nia', world.merchants.motors._id);
  const agent = await TestConnection.open({ url: there, origin: publicUrl, cookie });
  await agent.call(sync, { conversation: id, after: 0 });

  const { notice } = await consumer.connection.call(welcome, {});
  await consumer.connection.call(decideConsent, {
    conversation: id,
    notice: notice.sha256,
    decisions: [{ purpose: 'transcript_storage', state: 'refused' }],
    locale: 'en',
  });
  // What the agent says next, at the other process, cites the withdrawal; both sides there see the new date.
  await agent.call(sendMessage, { conversation: id, clientId: newClientId(), text: 'Yes, it is.' });
  const stored = await models.Message.findOne({ conversation: id, kind: 'text' }).sort({ seq: -1 }).lean();
  const withdrawn = await models.ConsentEvent.findOne({ conversation: id }).sort({ number: -1 }).lean();
  expect(withdrawn).toMatchObject({ purpose: 'transcript_storage', state: 'withdrawn' });
  expect(stored).toMatchObject({ consentEvent: withdrawn!.number });
  for (const side of [tab.connection, agent]) {
    await side.next('conversation.changed', ({ consent }) => !consent.transcript_storage);
    const { conversation } = await side.call(sync, { conversation: id, after: 0 });
    expect(conversation.consent.transcript_storage).toBe(false);
    expect(conversation.expiry.at - Date.now()).toBeLessThan(46 * minute + minute);
  }
  tab.stop();
  consumer.stop();
  agent.close();
}, 60_000);
