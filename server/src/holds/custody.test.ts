import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  acknowledgeCustody,
  listCustody,
  listHolds,
  placeHold,
  readHeld,
  releaseHold,
} from '@parlour/shared/protocol/hold.js';
import type { Call } from '@parlour/shared/protocol/define.js';
import { writeNote } from '@parlour/shared/protocol/note.js';
import { day } from '@parlour/shared/rules/expiry.js';
import { Agent } from '../testing/agent.js';
import { newClientId } from '../testing/consumer.js';
import type { PostOffice } from '../testing/post-office.js';
import { refusalOf } from '../testing/refusal-of.js';
import type { TestServer } from '../testing/start-server.js';
import { startWithMail } from '../testing/start-with-mail.js';

let server: TestServer;
let office: PostOffice;
beforeEach(async () => {
  ({ office, server } = await startWithMail());
});
afterEach(() => server.stop());

const asAdmin: Call = async (operation, input) => {
  const { people, password } = server.world;
  const email = people.ada.email;
  const admin = await Agent.signIn({ url: server.url, email, password, audience: 'admin' });
  return admin.connection.call(operation as never, input);
};

it('HLD-5 custodians are told, reminded until they answer, read notes too, and are told of the release', async () => {
  const { max, ana } = server.world.people;
  const consumer = await server.consumer();
  const { id } = await consumer.start();
  await consumer.say('what was said');
  const agent = await server.agent(ana.email);
  await agent.connection.call(writeNote, {
    conversation: id,
    clientId: newClientId(),
    text: 'Looks like fraud',
  });
  const { hold } = await asAdmin(placeHold, {
    scope: { conversation: id },
    reason: 'Case 12/26 against somebody',
    custodians: [max.email],
    gagged: false,
    reviewAt: server.clock.now() + 90 * day,
  });
  expect(hold.custodians).toMatchObject([{ name: 'Max', acknowledgedAt: null }]);
  const notice = await office.next(max.email, ({ subject }) => subject.includes('custodian'));
  expect(notice.text).toContain('/merchant/custody');
  expect(notice.text).not.toContain('Case 12/26');

  const job = () => server.app.context.jobs.runNow('hold_reviews');
  const reminders = () => office.delivered.filter(({ subject }) => subject.includes('waits for your word'));
  await job();
  expect(reminders()).toEqual([]);
  server.clock.advance(3 * day);
  await job();
  await job();
  await office.next(max.email, ({ subject }) => subject.includes('waits for your word'));
  expect(reminders()).toHaveLength(1);

  const { connection } = await server.agent(max.email);
  expect((await connection.call(listCustody, {})).holds).toMatchObject([
    { id: hold.id, acknowledgedAt: null },
  ]);
  const { acknowledgedAt } = await connection.call(acknowledgeCustody, { hold: hold.id });
  expect(acknowledgedAt).toBe(server.clock.now());
  server.clock.advance(10_000);
  expect((await connection.call(acknowledgeCustody, { hold: hold.id })).acknowledgedAt).toBe(acknowledgedAt);
  const other = await server.agent(server.world.people.mia.email);
  expect(await refusalOf(other.connection.call(acknowledgeCustody, { hold: hold.id }))).toMatchObject({
    code: 'not_found',
  });
  expect((await asAdmin(listHolds, {})).holds[0]?.custodians).toMatchObject([{ acknowledgedAt }]);
  const { AuditEntry } = server.app.context.models;
  expect(await AuditEntry.countDocuments({ action: 'hold.acknowledge' })).toBe(1);
  const read = await connection.call(readHeld, { hold: hold.id, conversation: id, reason: 'for the court' });
  expect(read.notes).toMatchObject([{ text: 'Looks like fraud', author: { name: 'Ana' } }]);
  server.clock.advance(3 * day);
  await job();
  expect(reminders()).toHaveLength(1);
  await asAdmin(releaseHold, { hold: hold.id, reason: 'settled' });
  await office.next(max.email, ({ subject }) => subject.includes('lifted'));
});
