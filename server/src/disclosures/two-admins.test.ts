import { afterAll, beforeAll, expect, it } from 'vitest';
import { fileLegalRequest, releaseLegalRequest } from '@parlour/shared/protocol/legal-request.js';
import { acceptInvitation, inviteAccount } from '@parlour/shared/protocol/team.js';
import { vouchForAdmin } from '../accounts/vouch-for-admin.js';
import { sessionCookie } from '../edge/session-cookie.js';
import type { Consumer } from '../testing/consumer.js';
import { HttpClient } from '../testing/http-client.js';
import { refusalOf } from '../testing/refusal-of.js';
import { startServer, type TestServer } from '../testing/start-server.js';
import { adminSecret } from '../testing/world.js';

let server: TestServer;
let consumer: Consumer;
beforeAll(async () => {
  server = await startServer();
  consumer = await server.consumer();
  await consumer.start();
  await consumer.say('The deposit was paid in cash.');
});
afterAll(() => server.stop());

/** An admin, signed in, with a second factor and a fresh proof. */
async function signedIn(email: string): Promise<HttpClient> {
  const { models, sessions, accountSecrets } = server.app.context;
  const account = (await models.Account.findOne({ audience: 'admin', email }).lean())!;
  await models.Account.updateOne(
    { _id: account._id },
    { $set: { secondFactor: accountSecrets.seal(account._id, adminSecret) } },
  );
  const http = new HttpClient(server.url, { origin: server.url });
  http.cookie = `${sessionCookie}=${(await sessions.open(account)).token}`;
  return http;
}

async function join(link: string, email: string): Promise<HttpClient> {
  const http = new HttpClient(server.url, { origin: server.url });
  const token = link.split('#')[1]!;
  await http.call(acceptInvitation, {
    token,
    name: email.split('@')[0]!,
    password: 'harbour lantern quiet seven',
  });
  return signedIn(email);
}

async function invitedBy(admin: HttpClient, email: string): Promise<HttpClient> {
  const { link } = await admin.call(inviteAccount, { email, role: 'admin' });
  return join(link!, email);
}

async function releaseOf(filing: HttpClient, releasing: HttpClient): Promise<string> {
  const { request } = await filing.call(fileLegalRequest, {
    authority: 'District Court',
    reference: '12 C 345/26',
    basis: 'Order',
    scope: { conversation: consumer.conversation! },
    hold: false,
  });
  const released = releasing.call(releaseLegalRequest, { request: request.id });
  return released.then(
    () => 'released',
    async () => (await refusalOf(released)).code,
  );
}

it('DIS-3 an admin and whoever they let in, directly or through others, do not count as two', async () => {
  const ada = await signedIn('ada@people.example');
  const zoe = await invitedBy(ada, 'zoe@people.example');
  const yan = await invitedBy(zoe, 'yan@people.example');
  const xia = await invitedBy(ada, 'xia@people.example');
  for (const [filing, releasing] of [
    [ada, zoe],
    [zoe, ada],
    [ada, yan],
    [yan, ada],
    [zoe, xia],
    [yan, xia],
  ] as const)
    expect(await releaseOf(filing, releasing)).toBe('same_admin');
});

it('DIS-3 whom the operator lets in or vouches for, at the server itself, is another', async () => {
  const ada = await signedIn('ada@people.example');
  const link = await vouchForAdmin(server.app.context, ' Max@people.example ');
  const max = await join(link!, 'max@people.example');
  expect(await releaseOf(ada, max)).toBe('released');
  expect(await releaseOf(max, ada)).toBe('released');
  const uma = await invitedBy(ada, 'uma@people.example');
  expect(await releaseOf(ada, uma)).toBe('same_admin');
  expect(await vouchForAdmin(server.app.context, 'uma@people.example')).toBeNull();
  expect(await releaseOf(ada, uma)).toBe('released');
  const told = await server.app.context.models.AuditEntry.find({ action: 'account.vouch' }).lean();
  expect(told).toHaveLength(1);
});
