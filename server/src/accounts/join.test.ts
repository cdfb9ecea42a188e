import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { forgetPassword, openSession, resetPassword, showSession } from '@parlour/shared/protocol/account.js';
import { listInbox } from '@parlour/shared/protocol/conversation.js';
import {
  acceptInvitation,
  changeAccount,
  createToken,
  inviteAccount,
  listAccounts,
  listTokens,
  readInvitation,
  revokeToken,
} from '@parlour/shared/protocol/team.js';
import { day, hour, minute } from '@parlour/shared/rules/expiry.js';
import type { AccountId } from '@parlour/shared/model/ids.js';
import { Agent } from '../testing/agent.js';
import { HttpClient } from '../testing/http-client.js';
import type { PostOffice } from '../testing/post-office.js';
import { refusalOf } from '../testing/refusal-of.js';
import { startServer, type TestServer } from '../testing/start-server.js';
import { startWithMail } from '../testing/start-with-mail.js';
import { setUpLink } from './first-account.js';

let office: PostOffice;
let server: TestServer;
beforeAll(async () => {
  ({ office, server } = await startWithMail({ trustedProxies: 1 }));
});
afterAll(() => server.stop());
afterEach(() => {
  office.delivered.length = 0;
});

let address = 0;
const client = (): HttpClient =>
  new HttpClient(server.url, { origin: server.url, 'x-forwarded-for': `10.7.0.${(address += 1)}` });

const sign = (email: string, audience: 'merchant' | 'admin' = 'merchant') =>
  Agent.signIn({ url: server.url, email, password: server.world.password, audience });

const linkIn = (text: string): string => /https?:\/\/\S+#\S+/.exec(text)![0];
const tokenIn = (text: string): string => /#([\w-]{43})/.exec(text)![1]!;
const passphrase = 'quite a long passphrase';

describe('invitations', () => {
  it('ACC-5 a manager invites by mail; the link works once and makes an account of their merchant', async () => {
    const manager = await sign('mia@people.example');
    const invited = await manager.connection.call(inviteAccount, {
      email: 'New@People.example',
      role: 'agent',
    });
    expect(invited).toMatchObject({ sent: true, link: null });
    const { text } = await office.next('new@people.example');
    expect(linkIn(text).startsWith(`${server.url}/merchant/join#`)).toBe(true);
    const token = tokenIn(text);
    expect(JSON.stringify(await server.app.context.models.Link.find().lean())).not.toContain(token);
    const http = client();
    expect(await http.call(readInvitation, { token })).toEqual({
      kind: 'invitation',
      audience: 'merchant',
      role: 'agent',
      organization: 'Motors',
      email: 'new@people.example',
    });
    const accept = (password: string) => http.call(acceptInvitation, { token, name: 'Newt', password });
    expect(await refusalOf(accept('too short'))).toMatchObject({ code: 'weak_password' });
    expect(await accept(passphrase)).toMatchObject({
      account: { name: 'Newt', role: 'agent', merchant: { slug: 'motors' }, secondFactor: false },
    });
    expect(
      await refusalOf(client().call(acceptInvitation, { token, name: 'Again', password: passphrase })),
    ).toMatchObject({ code: 'link_spent' });
    await http.call(showSession, {});
    manager.stop();
  });

  it('ACC-5 of two who accept at once one has it; a link that is three days old is none', async () => {
    const manager = await sign('mia@people.example');
    await manager.connection.call(inviteAccount, { email: 'twice@people.example', role: 'manager' });
    const token = tokenIn((await office.next('twice@people.example')).text);
    const both = await Promise.allSettled(
      ['A', 'B'].map((name) => client().call(acceptInvitation, { token, name, password: passphrase })),
    );
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await manager.connection.call(inviteAccount, { email: 'late@people.example', role: 'agent' });
    const late = tokenIn((await office.next('late@people.example')).text);
    server.clock.advance(3 * day + 1);
    expect(await refusalOf(client().call(readInvitation, { token: late }))).toMatchObject({
      code: 'link_spent',
    });
    manager.stop();
  });

  it('ACC-5 a second invitation ends the first; a mail’s link ignores the Host header', async () => {
    const manager = new HttpClient(server.url, { origin: server.url, 'x-forwarded-for': '10.7.1.1' });
    await manager.call(openSession, {
      audience: 'merchant',
      email: 'mia@people.example',
      password: server.world.password,
    });
    manager.headers['x-forwarded-host'] = 'evil.example';
    await manager.call(inviteAccount, { email: 'host@people.example', role: 'agent' });
    const first = (await office.next('host@people.example')).text;
    expect(first).not.toContain('evil.example');
    office.delivered.length = 0;
    await manager.call(inviteAccount, { email: 'host@people.example', role: 'agent' });
    const second = (await office.next('host@people.example')).text;
    expect(await refusalOf(client().call(readInvitation, { token: tokenIn(first) }))).toMatchObject({
      code: 'link_spent',
    });
    await client().call(readInvitation, { token: tokenIn(second) });
  });

  it('AUT-1 a manager invites to their own merchant only, and to no other audience', async () => {
    const manager = await sign('mia@people.example');
    for (const role of ['admin', 'provider'] as const)
      expect(
        await refusalOf(manager.connection.call(inviteAccount, { email: 'x@people.example', role })),
      ).toMatchObject({ code: 'forbidden' });
    await manager.connection.call(inviteAccount, {
      email: 'else@people.example',
      role: 'agent',
      organization: 'harbour',
    });
    const token = tokenIn((await office.next('else@people.example')).text);
    expect(await client().call(readInvitation, { token })).toMatchObject({ organization: 'Motors' });
    manager.stop();
  });

  it('without mail the link is shown to whoever invites, once', async () => {
    const silent = await startServer();
    const manager = await silent.agent('mia@people.example');
    const { sent, link } = await manager.connection.call(inviteAccount, {
      email: 'hand@people.example',
      role: 'agent',
    });
    expect(sent).toBe(false);
    expect(link).toMatch(new RegExp(`^${silent.url}/merchant/join#[\\w-]{43}$`));
    const http = new HttpClient(silent.url, { origin: silent.url });
    const forgot = http.call(forgetPassword, { audience: 'merchant', email: 'mia@people.example' });
    expect(await refusalOf(forgot)).toMatchObject({ code: 'mail_not_set_up' });
    await silent.stop();
  });
});

describe('a new password', () => {
  it('ACC-4 is asked for with the same answer whether there is an account or not', async () => {
    for (const email of ['ben@people.example', 'nobody@people.example'])
      expect(await client().call(forgetPassword, { audience: 'merchant', email })).toEqual({});
    await office.next('ben@people.example');
    expect(office.delivered).toHaveLength(1);
  });

  it('ACC-5 its link works once, within an hour, and ends every session', async () => {
    const signedIn = await sign('ben@people.example');
    await client().call(forgetPassword, { audience: 'merchant', email: 'Ben@people.example' });
    const token = tokenIn((await office.next('ben@people.example')).text);
    const reset = (password: string) => client().call(resetPassword, { token, password });
    expect(await refusalOf(reset('password1234567'))).toMatchObject({ code: 'weak_password' });
    await reset(passphrase);
    await signedIn.connection.next('session.ended');
    expect(await refusalOf(reset('and another passphrase'))).toMatchObject({ code: 'link_spent' });
    const { password } = server.world;
    expect(await refusalOf(sign('ben@people.example'))).toMatchObject({ code: 'wrong_credentials' });
    await Agent.signIn({ url: server.url, email: 'ben@people.example', password: passphrase }).then((agent) =>
      agent.stop(),
    );
    await client().call(forgetPassword, { audience: 'merchant', email: 'ben@people.example' });
    office.delivered.length = 0;
    await client().call(forgetPassword, { audience: 'merchant', email: 'ben@people.example' });
    const late = tokenIn((await office.next('ben@people.example')).text);
    server.clock.advance(1 * hour + 1);
    expect(await refusalOf(client().call(resetPassword, { token: late, password }))).toMatchObject({
      code: 'link_spent',
    });
  });

  it('ACC-4 links cannot be asked for without end', async () => {
    const http = client();
    const codes: (string | null)[] = [];
    for (let count = 0; count < 11; count += 1) {
      http.headers['x-forwarded-for'] = '10.6.0.1';
      const asked = http.call(forgetPassword, { audience: 'merchant', email: 'flood@people.example' });
      codes.push(
        await asked.then(
          () => null,
          (error: { error: { code: string } }) => error.error.code,
        ),
      );
    }
    expect(codes.at(-1)).toBe('too_many_requests');
  });
});

describe('the team', () => {
  it('AUT-3 disabling an agent and changing a role close their open sockets, and let in again what is enabled', async () => {
    const manager = await sign('mia@people.example');
    const agent = await sign('ana@people.example');
    const ana = server.world.people.ana._id as AccountId;
    const change = (input: object) => manager.connection.call(changeAccount, { account: ana, ...input });
    await change({ disabled: true });
    await agent.connection.next('session.ended');
    await agent.connection.closed;
    expect(await refusalOf(sign('ana@people.example'))).toMatchObject({ code: 'wrong_credentials' });
    await change({ disabled: false });
    const again = await sign('ana@people.example');
    expect(await refusalOf(again.connection.call(listAccounts, {}))).toMatchObject({ code: 'forbidden' });
    await change({ role: 'manager' });
    await again.connection.next('session.ended');
    const promoted = await sign('ana@people.example');
    const { accounts } = await promoted.connection.call(listAccounts, {});
    expect(accounts.every(({ organization }) => organization === 'Motors')).toBe(true);
    await change({ role: 'agent' });
    expect(await refusalOf(change({ role: 'admin' }))).toMatchObject({ code: 'forbidden' });
    manager.stop();
  });

  it('the last manager can neither be disabled nor demoted', async () => {
    const admin = await sign('ada@people.example', 'admin');
    const { accounts } = await admin.connection.call(listAccounts, {});
    const managers = accounts.filter(({ role, disabledAt }) => role === 'manager' && disabledAt === null);
    for (const { id } of managers.slice(1))
      await admin.connection.call(changeAccount, { account: id, role: 'agent' });
    for (const input of [{ role: 'agent' as const }, { disabled: true }])
      expect(
        await refusalOf(admin.connection.call(changeAccount, { account: managers[0]!.id, ...input })),
      ).toMatchObject({ code: 'last_of_role' });
    for (const { id } of managers.slice(1))
      await admin.connection.call(changeAccount, { account: id, role: 'manager' });
    const ada = server.world.people.ada._id as AccountId;
    expect(
      await refusalOf(admin.connection.call(changeAccount, { account: ada, disabled: true })),
    ).toMatchObject({ code: 'last_of_role' });
    admin.stop();
  });
});

describe('API tokens', () => {
  it('ACC-3 are scoped, hashed, shown once, and end at once', async () => {
    server.clock.advance(20 * minute);
    const manager = await sign('mia@people.example');
    const { token, view } = await manager.connection.call(createToken, {
      name: 'Reports',
      scopes: ['conversations:read'],
    });
    expect(JSON.stringify(await server.app.context.models.ApiToken.find().lean())).not.toContain(
      token.slice(8),
    );
    expect(JSON.stringify(await manager.connection.call(listTokens, {}))).not.toContain(token.slice(8));
    const program = new HttpClient(server.url, { authorization: `Bearer ${token}` });
    await program.call(listInbox, { view: 'all' });
    expect(await refusalOf(program.call(showSession, {}))).toMatchObject({ code: 'forbidden' });
    expect(
      await refusalOf(program.call(createToken, { name: 'x', scopes: ['conversations:write'] })),
    ).toMatchObject({
      code: 'forbidden',
    });
    const consumer = await server.consumer({ merchant: 'motors' });
    const { id } = await consumer.start();
    expect((await program.fetch(`/api/v1/conversations/${id}/messages?after=0`)).status).toBe(200);
    expect((await program.fetch(`/api/v1/conversations/${id}/accept`, { method: 'POST' })).status).toBe(403);
    expect(await refusalOf(manager.connection.call(revokeToken, { id: 'A'.repeat(22) }))).toMatchObject({
      code: 'not_found',
    });
    await manager.connection.call(revokeToken, { id: view.id });
    expect(await refusalOf(program.call(listInbox, { view: 'all' }))).toMatchObject({
      code: 'not_signed_in',
    });
    manager.stop();
  });

  it('ACC-3 die with the right of whoever made them', async () => {
    const manager = await sign('mia@people.example');
    const { token } = await manager.connection.call(createToken, {
      name: 'x',
      scopes: ['conversations:read'],
    });
    const program = new HttpClient(server.url, { authorization: `Bearer ${token}` });
    await program.call(listInbox, { view: 'all' });
    const { Account } = server.app.context.models;
    await Account.updateOne({ name: 'Mia' }, { $set: { role: 'agent' } });
    expect(await refusalOf(program.call(listInbox, { view: 'all' }))).toMatchObject({
      code: 'not_signed_in',
    });
    await Account.updateOne({ name: 'Mia' }, { $set: { role: 'manager' } });
    manager.stop();
  });
});

describe('the first account', () => {
  it('ACC-6 an empty installation has no account and no password: a link, once, makes the first admin', async () => {
    const empty = await startServer();
    const { models } = empty.app.context;
    expect(await setUpLink(empty.app.context)).toBeNull();
    await models.Account.deleteMany({});
    const before = (await setUpLink(empty.app.context))!;
    const link = (await setUpLink(empty.app.context))!;
    expect(link).toMatch(new RegExp(`^${empty.url}/admin/join#[\\w-]{43}$`));
    const http = new HttpClient(empty.url, { origin: empty.url });
    expect(await refusalOf(http.call(readInvitation, { token: tokenIn(before) }))).toMatchObject({
      code: 'link_spent',
    });
    const made = { token: tokenIn(link), name: 'First', password: passphrase, email: 'first@people.example' };
    expect(await http.call(acceptInvitation, made)).toMatchObject({ account: { role: 'admin' } });
    expect(await refusalOf(http.call(acceptInvitation, made))).toMatchObject({ code: 'link_spent' });
    expect(await refusalOf(http.call(listAccounts, {}))).toMatchObject({ code: 'second_factor_required' });
    expect(await setUpLink(empty.app.context)).toBeNull();
    await empty.stop();
  });
});
