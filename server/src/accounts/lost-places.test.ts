/** ACC-5: links that were sent before something changed: whoever has lost their place does not come back by one. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { changePassword, forgetPassword, resetPassword } from '@parlour/shared/protocol/account.js';
import {
  acceptInvitation,
  changeAccount,
  inviteAccount,
  readInvitation,
} from '@parlour/shared/protocol/team.js';
import type { AccountId } from '@parlour/shared/model/ids.js';
import { hour } from '@parlour/shared/rules/expiry.js';
import { Agent } from '../testing/agent.js';
import { HttpClient } from '../testing/http-client.js';
import type { PostOffice } from '../testing/post-office.js';
import { signInAdmin } from '../testing/provider.js';
import { refusalOf } from '../testing/refusal-of.js';
import { startServer, type TestServer } from '../testing/start-server.js';
import { startWithMail } from '../testing/start-with-mail.js';
import { setUpLink } from './first-account.js';
import { makeLink } from './links.js';

let office: PostOffice;
let server: TestServer;
beforeAll(async () => {
  ({ office, server } = await startWithMail({ trustedProxies: 1 }));
});
afterAll(() => server.stop());
afterEach(() => {
  office.delivered.length = 0;
  server.clock.advance(2 * hour);
});

let address = 0;
const client = (): HttpClient =>
  new HttpClient(server.url, { origin: server.url, 'x-forwarded-for': `10.71.0.${(address += 1)}` });

const passphrase = 'quite a long passphrase';
const tokenIn = (text: string): string => /#([\w-]{43})/.exec(text)![1]!;
const sign = (email: string, password = server.world.password) =>
  Agent.signIn({ url: server.url, email, password });

async function resetFor(email: string): Promise<string> {
  await client().call(forgetPassword, { audience: 'merchant', email });
  return tokenIn((await office.next(email, ({ text }) => text.includes('/password#'))).text);
}

async function invitedBy(
  inviter: Agent,
  email: string,
  role: 'agent' | 'manager' = 'agent',
): Promise<string> {
  await inviter.connection.call(inviteAccount, { email, role });
  return tokenIn((await office.next(email)).text);
}

const resetWith = (token: string) => refusalOf(client().call(resetPassword, { token, password: passphrase }));
const readWith = (token: string) => refusalOf(client().call(readInvitation, { token }));
const acceptWith = (token: string) =>
  refusalOf(client().call(acceptInvitation, { token, name: 'Back', password: passphrase }));
const spent = { code: 'link_spent' };

describe('a link for a new password', () => {
  it('ACC-5 is void once the password was changed otherwise, and once another link has changed it', async () => {
    const token = await resetFor('ana@people.example');
    const ana = await sign('ana@people.example');
    const { password } = server.world;
    await ana.http.call(changePassword, { password, next: passphrase });
    expect(await resetWith(token)).toMatchObject(spent);
    await ana.http.call(changePassword, { password: passphrase, next: password });
    (await sign('ana@people.example')).stop();
    ana.stop();
  });

  it('ACC-5 AUT-3 is void once the account is disabled, also when it is enabled again, and after another role', async () => {
    const [mia, { ben }] = [await sign('mia@people.example'), server.world.people];
    const account = ben._id as AccountId;
    const change = (input: object) => mia.connection.call(changeAccount, { account, ...input });
    const token = await resetFor(ben.email);
    await change({ disabled: true });
    expect(await resetWith(token)).toMatchObject(spent);
    // While it is disabled nothing is mailed, and the answer is the same.
    office.delivered.length = 0;
    expect(await client().call(forgetPassword, { audience: 'merchant', email: ben.email })).toEqual({});
    await change({ disabled: false });
    expect(await resetWith(token)).toMatchObject(spent);
    expect(office.delivered).toEqual([]);
    const another = await resetFor(ben.email);
    await change({ role: 'manager' });
    expect(await resetWith(another)).toMatchObject(spent);
    await change({ role: 'agent' });
    mia.stop();
  });
});

describe('an invitation', () => {
  it.each([
    ['disabled', { disabled: true }, { disabled: false }],
    ['no manager any more', { role: 'agent' as const }, { role: 'manager' as const }],
  ])('ACC-5 AUT-3 is void once whoever sent it is %s', async (_what, lost, back) => {
    const [mia, max] = [await sign('mia@people.example'), await sign('max@people.example')];
    const account = server.world.people.max._id as AccountId;
    const own = await invitedBy(max, 'max-himself@home.example', 'manager');
    const others = await invitedBy(mia, `friend${(address += 1)}@people.example`);
    await mia.connection.call(changeAccount, { account, ...lost });
    expect(await readWith(own)).toMatchObject(spent);
    expect(await acceptWith(own)).toMatchObject(spent);
    await client().call(readInvitation, { token: others });
    await mia.connection.call(changeAccount, { account, ...back });
    expect(await acceptWith(own)).toMatchObject(spent);
    mia.stop();
    max.stop();
  });

  it('ACC-5 is none while its merchant is disabled, and tells nobody who that is', async () => {
    const mia = await sign('mia@people.example');
    const token = await invitedBy(mia, 'waiting@people.example');
    const { models, directory } = server.app.context;
    const { _id } = server.world.merchants.motors;
    await models.Merchant.updateOne({ _id }, { $set: { disabledAt: new Date(server.clock.now()) } });
    directory.forget();
    expect(await readWith(token)).toMatchObject(spent);
    expect(await acceptWith(token)).toMatchObject(spent);
    await models.Merchant.updateOne({ _id }, { $set: { disabledAt: null } });
    directory.forget();
    await client().call(readInvitation, { token });
    mia.stop();
  });

  it('ACC-5 of two to one address, accepted at once, one makes the account, and the other is told that there is one', async () => {
    const admin = await signInAdmin(server);
    const email = 'wanted@people.example';
    const tokens: string[] = [];
    for (const organization of ['motors', 'harbour']) {
      office.delivered.length = 0;
      await admin.connection.call(inviteAccount, { email, role: 'agent', organization });
      tokens.push(tokenIn((await office.next(email)).text));
    }
    const accept = (token: string) =>
      client().send(acceptInvitation, { token, name: 'Wanted', password: passphrase });
    const answers = await Promise.all(tokens.map(accept));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const refused = answers.find(({ ok }) => !ok)!;
    expect(await refused.json()).toMatchObject({ code: 'account_exists' });
    admin.stop();
  });
});

describe('a set-up link', () => {
  it('ACC-6 is none once there is an admin, however it was made, as when two nodes start at once', async () => {
    const empty = await startServer();
    const { context } = empty.app;
    await context.models.Account.deleteMany({});
    const first = tokenIn((await setUpLink(context))!);
    const second = tokenIn((await makeLink(context, 'setup', 'admin', { role: 'admin' })).link);
    const http = () => new HttpClient(empty.url, { origin: empty.url });
    const accept = (token: string, email: string) =>
      http().call(acceptInvitation, { token, name: 'First', password: passphrase, email });
    await accept(first, 'first@people.example');
    expect(await refusalOf(http().call(readInvitation, { token: second }))).toMatchObject(spent);
    expect(await refusalOf(accept(second, 'second@people.example'))).toMatchObject(spent);
    expect(await context.models.Account.countDocuments({ role: 'admin' })).toBe(1);
    await empty.stop();
  });
});
