import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  confirmSession,
  endSessions,
  listSessions,
  openSession,
  showSession,
} from '@parlour/shared/protocol/account.js';
import {
  addPasskey,
  askPasskey,
  askProof,
  beginPasskey,
  listPasskeys,
  openByPasskey,
  passkeysPerAccount,
  removePasskey,
} from '@parlour/shared/protocol/passkey.js';
import { startPurge } from '@parlour/shared/protocol/retention.js';
import { hour, minute } from '@parlour/shared/rules/expiry.js';
import { Authenticator } from '../testing/authenticator.js';
import { TestConnection } from '../testing/connection.js';
import { HttpClient } from '../testing/http-client.js';
import { refusalOf } from '../testing/refusal-of.js';
import { startServer, type TestServer } from '../testing/start-server.js';
import { nextAdminCode } from '../testing/world.js';

let server: TestServer;
beforeAll(async () => {
  server = await startServer({ trustedProxies: 1 });
});
afterAll(() => server.stop());
beforeEach(async () => {
  server.clock.advance(2 * hour);
  await server.app.context.models.Passkey.deleteMany({});
});

let address = 0;
const client = (): HttpClient =>
  new HttpClient(server.url, { origin: server.url, 'x-forwarded-for': `10.7.0.${(address += 1)}` });
const audienceOf = (name: string) =>
  name === 'ada' ? ('admin' as const) : name === 'pia' ? ('provider' as const) : ('merchant' as const);

async function signedIn(name: string): Promise<HttpClient> {
  const http = client();
  const code = name === 'ada' ? { code: nextAdminCode() } : {};
  const input = { audience: audienceOf(name), email: `${name}@people.example` };
  await http.call(openSession, { ...input, password: server.world.password, ...code });
  return http;
}

async function register(http: HttpClient, authenticator: Authenticator, name = 'This laptop') {
  const { creation } = await http.call(beginPasskey, {});
  return http.call(addPasskey, { name, passkey: authenticator.make(creation) });
}

async function signInBy(authenticator: Authenticator, name: string, http = client()): Promise<HttpClient> {
  const { request } = await http.call(askPasskey, {});
  await http.call(openByPasskey, { audience: audienceOf(name), passkey: authenticator.use(request) });
  return http;
}

async function proveBy(authenticator: Authenticator, http: HttpClient): Promise<void> {
  const { request } = await http.call(askProof, {});
  await http.call(confirmSession, { passkey: authenticator.use(request) });
}

describe('a passkey', () => {
  it.each(['ana', 'mia', 'pia', 'ada'])(
    'ACC-7 signs %s in without password and code, in a session like any other',
    async (name) => {
      const authenticator = new Authenticator(server.url);
      await register(await signedIn(name), authenticator);
      const http = await signInBy(authenticator, name);
      const { account } = await http.call(showSession, {});
      expect(account.email).toBe(`${name}@people.example`);
      // Both factors at once: an admin reaches what takes a second factor and a fresh proof.
      if (name === 'ada') await http.call(startPurge, {});
      const other = await signInBy(authenticator, name);
      const socket = await TestConnection.open({ url: server.url, origin: server.url, cookie: http.cookie });
      const { sessions } = await other.call(listSessions, {});
      expect(sessions.filter(({ current }) => current)).toHaveLength(1);
      await other.call(endSessions, {});
      await socket.closed;
      expect(await refusalOf(http.call(showSession, {}))).toMatchObject({ code: 'not_signed_in' });
    },
  );

  it('ACC-7 has a name, and its owner alone sees when it was made and used', async () => {
    const authenticator = new Authenticator(server.url, false);
    const http = await signedIn('ana');
    const madeAt = server.clock.now();
    await register(http, authenticator, 'My phone');
    expect(await http.call(listPasskeys, {})).toMatchObject({
      passkeys: [{ name: 'My phone', createdAt: madeAt, usedAt: null, synced: true }],
    });
    server.clock.advance(1 * minute);
    await signInBy(authenticator, 'ana');
    const { passkeys } = await http.call(listPasskeys, {});
    expect(passkeys[0]!.usedAt).toBe(madeAt + 1 * minute);
    expect((await (await signedIn('ben')).call(listPasskeys, {})).passkeys).toEqual([]);
    expect(
      await refusalOf((await signedIn('ben')).call(removePasskey, { id: passkeys[0]!.id })),
    ).toMatchObject({ code: 'not_found' });
  });

  it('ACC-7 is made and removed by whoever has just proven who they are, by a passkey too', async () => {
    const authenticator = new Authenticator(server.url);
    const http = await signedIn('ada');
    const { passkey } = await register(http, authenticator);
    server.clock.advance(11 * minute);
    expect(await refusalOf(http.call(beginPasskey, {}))).toMatchObject({ code: 'step_up_needed' });
    expect(await refusalOf(http.call(removePasskey, { id: passkey.id }))).toMatchObject({
      code: 'step_up_needed',
    });
    await proveBy(authenticator, http);
    await http.call(startPurge, {});
    await http.call(removePasskey, { id: passkey.id });
    expect(await refusalOf(signInBy(authenticator, 'ada'))).toMatchObject({ code: 'wrong_passkey' });
    const { request } = await http.call(askProof, {});
    expect(request.allowCredentials).toEqual([]);
  });

  it('ACC-7 is never the last way in: the password opens, and an admin has a second factor before', async () => {
    const { models } = server.app.context;
    const authenticator = new Authenticator(server.url);
    const http = await signedIn('ben');
    const { passkey } = await register(http, authenticator);
    await http.call(removePasskey, { id: passkey.id });
    await signedIn('ben');
    const admin = await signedIn('ada');
    const before = await models.Account.findOne({ name: 'Ada' }).lean();
    await models.Account.updateOne({ name: 'Ada' }, { $set: { secondFactor: null } });
    server.clock.advance(3_000);
    expect(await refusalOf(admin.call(beginPasskey, {}))).toMatchObject({ code: 'second_factor_required' });
    await models.Account.updateOne({ name: 'Ada' }, { $set: { secondFactor: before!.secondFactor } });
  });

  it('ACC-7 is not made twice by one keeper, belongs to one account, and there are so many at most', async () => {
    const authenticator = new Authenticator(server.url);
    const [ana, ben] = [await signedIn('ana'), await signedIn('ben')];
    const { creation } = await ana.call(beginPasskey, {});
    const made = authenticator.make(creation);
    await ana.call(addPasskey, { name: 'One', passkey: made });
    const again = (await ana.call(beginPasskey, {})).creation;
    expect(again.excludeCredentials.map(({ id }) => id)).toEqual([made.id]);
    const theirs = (await ben.call(beginPasskey, {})).creation;
    const clientDataJSON = Buffer.from(
      JSON.stringify({ type: 'webauthn.create', challenge: theirs.challenge, origin: server.url }),
    ).toString('base64url');
    expect(
      await refusalOf(ben.call(addPasskey, { name: 'Hers', passkey: { ...made, clientDataJSON } })),
    ).toMatchObject({ code: 'passkey_exists' });
    for (let count = 1; count < passkeysPerAccount; count += 1) await register(ana, authenticator);
    expect(await refusalOf(ana.call(beginPasskey, {}))).toMatchObject({ code: 'list_full' });
  });

  it('ACC-7 leaves its marks in the audit log: made, used, removed', async () => {
    const { AuditEntry } = server.app.context.models;
    const since = ((await AuditEntry.findOne().sort({ _id: -1 }).lean())?._id ?? 0) as never;
    const authenticator = new Authenticator(server.url);
    const { passkey } = await register(await signedIn('ana'), authenticator);
    const http = await signInBy(authenticator, 'ana');
    await http.call(removePasskey, { id: passkey.id });
    const entries = await AuditEntry.find({ _id: { $gt: since } })
      .sort({ _id: 1 })
      .lean();
    expect(entries.map(({ actor, action }) => [actor, action])).toEqual(
      ['session.open', 'passkey.add', 'session.open', 'passkey.remove'].map((action) => [
        server.world.people.ana._id,
        action,
      ]),
    );
  });
});
