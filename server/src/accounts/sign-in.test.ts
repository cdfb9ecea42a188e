import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { generateSync } from 'otplib';
import {
  beginSecondFactor,
  changePassword,
  confirmSecondFactor,
  confirmSession,
  endSecondFactor,
  endSessions,
  listSessions,
  openSession,
  showSession,
} from '@parlour/shared/protocol/account.js';
import { previewPurge, startPurge } from '@parlour/shared/protocol/retention.js';
import { day, hour, minute } from '@parlour/shared/rules/expiry.js';
import { TestConnection } from '../testing/connection.js';
import { HttpClient } from '../testing/http-client.js';
import { refusalOf } from '../testing/refusal-of.js';
import { startServer, type TestServer } from '../testing/start-server.js';
import { adminSecret, nextAdminCode } from '../testing/world.js';

let server: TestServer;
beforeAll(async () => {
  server = await startServer({ trustedProxies: 1 });
});
afterAll(() => server.stop());
beforeEach(() => server.clock.advance(1 * hour));

let address = 0;
const client = (from = `10.9.0.${(address += 1)}`): HttpClient =>
  new HttpClient(server.url, { origin: server.url, 'x-forwarded-for': from });

const codeNow = (secret: string): string =>
  generateSync({ secret, epoch: Math.floor(server.clock.now() / 1_000) });

const { ana, ben, ada } = { ana: 'ana', ben: 'ben', ada: 'ada' };
const input = (name: string, change: object = {}) => ({
  audience: name === ada ? ('admin' as const) : ('merchant' as const),
  email: `${name}@people.example`,
  password: server.world.password,
  ...change,
});

async function signedIn(name: string, code?: string): Promise<HttpClient> {
  const http = client();
  await http.call(openSession, input(name, code ? { code } : {}));
  return http;
}

describe('the second factor', () => {
  it('ACC-2 is asked for after the right password only, and each code works once', async () => {
    const http = client();
    expect(
      await refusalOf(http.call(openSession, input(ada, { password: 'wrong', code: '000000' }))),
    ).toMatchObject({
      code: 'wrong_credentials',
    });
    expect(await refusalOf(http.call(openSession, input(ada)))).toMatchObject({
      code: 'second_factor_needed',
    });
    expect(http.cookie).toBeUndefined();
    const wrong = codeNow(adminSecret) === '000000' ? '000001' : '000000';
    expect(await refusalOf(http.call(openSession, input(ada, { code: wrong })))).toMatchObject({
      code: 'wrong_code',
    });
    const code = codeNow(adminSecret);
    expect(await http.call(openSession, input(ada, { code }))).toMatchObject({
      account: { role: 'admin', secondFactor: true },
    });
    expect(await refusalOf(client().call(openSession, input(ada, { code })))).toMatchObject({
      code: 'wrong_code',
    });
    server.clock.advance(31_000);
    await client().call(openSession, input(ada, { code: codeNow(adminSecret) }));
  });

  it('ACC-2 of two who use one code at the same time one gets in', async () => {
    const code = codeNow(adminSecret);
    const tries = await Promise.allSettled(
      [1, 2, 3].map(() => client().call(openSession, input(ada, { code }))),
    );
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('ACC-2 can be set up by anybody, with recovery codes that work once', async () => {
    const http = await signedIn(ben);
    const elsewhere = await signedIn(ben);
    const { secret, uri } = await http.call(beginSecondFactor, {});
    expect(uri).toMatch(/^otpauth:\/\/totp\/Parlour/);
    expect(await refusalOf(http.call(confirmSecondFactor, { code: '12345678' }))).toMatchObject({
      code: 'wrong_code',
    });
    const { recoveryCodes } = await http.call(confirmSecondFactor, { code: codeNow(secret) });
    expect(new Set(recoveryCodes).size).toBe(10);
    expect(await refusalOf(elsewhere.call(showSession, {}))).toMatchObject({ code: 'not_signed_in' });
    expect(await http.call(showSession, {})).toMatchObject({ account: { secondFactor: true } });
    expect(await refusalOf(client().call(openSession, input(ben)))).toMatchObject({
      code: 'second_factor_needed',
    });
    const code = recoveryCodes[0]!.toLowerCase().replace('-', ' ');
    await client().call(openSession, input(ben, { code }));
    expect(await refusalOf(client().call(openSession, input(ben, { code })))).toMatchObject({
      code: 'wrong_code',
    });
    const stored = JSON.stringify(await server.app.context.models.Account.find({ name: 'Ben' }).lean());
    expect(stored).not.toContain(secret);
    for (const one of recoveryCodes) expect(stored).not.toContain(one);
    await http.call(endSecondFactor, { password: server.world.password });
    await client().call(openSession, input(ben));
  });

  it('ACC-2 an admin cannot be without: nothing is open before it is set up, and it cannot be turned off', async () => {
    const { models } = server.app.context;
    const admin = await signedIn(ada, nextAdminCode());
    expect(await refusalOf(admin.call(endSecondFactor, { password: server.world.password }))).toMatchObject({
      code: 'second_factor_required',
    });
    const before = await models.Account.findOne({ name: 'Ada' }).lean();
    await models.Account.updateOne({ name: 'Ada' }, { $set: { secondFactor: null } });
    const bare = await signedIn(ada);
    expect(await refusalOf(bare.call(previewPurge, {}))).toMatchObject({ code: 'second_factor_required' });
    expect(await bare.call(showSession, {})).toMatchObject({ account: { secondFactor: false } });
    await models.Account.updateOne({ name: 'Ada' }, { $set: { secondFactor: before!.secondFactor } });
  });

  it('ACC-2 what is dangerous asks for a proof that is younger than ten minutes', async () => {
    const admin = await signedIn(ada, nextAdminCode());
    await admin.call(startPurge, {});
    server.clock.advance(11 * minute);
    expect(await refusalOf(admin.call(startPurge, {}))).toMatchObject({ code: 'step_up_needed' });
    await admin.call(previewPurge, {});
    expect(await refusalOf(admin.call(confirmSession, { password: server.world.password }))).toMatchObject({
      code: 'second_factor_needed',
    });
    expect(await refusalOf(admin.call(confirmSession, { code: '999999 9' }))).toMatchObject({
      code: 'wrong_code',
    });
    await admin.call(confirmSession, { code: codeNow(adminSecret) });
    await admin.call(startPurge, {});
    server.clock.advance(-2 * hour);
    expect(await refusalOf(admin.call(startPurge, {}))).toMatchObject({ code: 'step_up_needed' });
    server.clock.advance(2 * hour);
  });
});

describe('sessions', () => {
  it('ACC-3 are listed to their owner and revocable; sockets close within five seconds', async () => {
    const [here, there] = [await signedIn(ana), await signedIn(ana)];
    const socket = await TestConnection.open({ url: server.url, origin: server.url, cookie: there.cookie });
    const { sessions } = await here.call(listSessions, {});
    expect(sessions.filter(({ current }) => current)).toHaveLength(1);
    expect(JSON.stringify(sessions)).not.toContain(here.cookie!.split('=')[1]!);
    const stored = await server.app.context.models.Session.find().lean();
    for (const { _id } of stored) expect(JSON.stringify(sessions)).not.toContain(_id);
    await here.call(endSessions, { session: sessions.find(({ current }) => !current)!.id });
    await socket.next('session.ended');
    await socket.closed;
    expect(await refusalOf(there.call(showSession, {}))).toMatchObject({ code: 'not_signed_in' });
    await here.call(showSession, {});
  });

  it('ACC-3 a session of somebody else cannot be named', async () => {
    const [mine, theirs] = [await signedIn(ana), await signedIn(ben)];
    const { sessions } = await theirs.call(listSessions, {});
    expect(await refusalOf(mine.call(endSessions, { session: sessions[0]!.id }))).toMatchObject({
      code: 'not_found',
    });
    await theirs.call(showSession, {});
  });

  it('ACC-3 ending one acts at another node too', async () => {
    const second = await server.another();
    const [here, there] = [await signedIn(ana), await signedIn(ana)];
    const socket = await TestConnection.open({ url: second.url, origin: second.url, cookie: there.cookie });
    await here.call(endSessions, {});
    server.clock.advance(5_000);
    const far = new HttpClient(second.url, { origin: second.url });
    far.cookie = there.cookie;
    expect(await refusalOf(far.call(showSession, {}))).toMatchObject({ code: 'not_signed_in' });
    await socket.closed;
    await second.stop();
  });

  it('ACC-3 ends when it is idle for too long, and at its limit however busy', async () => {
    const http = await signedIn(ana);
    for (let hours = 0; hours < 30; hours += 10) {
      server.clock.advance(10 * hour);
      await http.call(showSession, {});
    }
    server.clock.advance(13 * hour);
    expect(await refusalOf(http.call(showSession, {}))).toMatchObject({ code: 'not_signed_in' });
    const busy = await signedIn(ana);
    for (let hours = 0; hours < 160; hours += 10) {
      server.clock.advance(10 * hour);
      await busy.call(showSession, {});
    }
    server.clock.advance(9 * hour);
    expect(await refusalOf(busy.call(showSession, {}))).toMatchObject({ code: 'not_signed_in' });
    const admin = await signedIn(ada, nextAdminCode());
    server.clock.advance(61 * minute);
    expect(await refusalOf(admin.call(showSession, {}))).toMatchObject({ code: 'not_signed_in' });
  });

  it('ACC-3 a session that came along is ended by signing in', async () => {
    const http = await signedIn(ana);
    const planted = http.cookie!;
    await http.call(openSession, input(ana));
    expect(http.cookie).not.toBe(planted);
    const old = client();
    old.cookie = planted;
    expect(await refusalOf(old.call(showSession, {}))).toMatchObject({ code: 'not_signed_in' });
  });

  it('ACC-1 another password ends the other sessions, and must be a good one', async () => {
    const [http, other] = [await signedIn(ben), await signedIn(ben)];
    const change = (next: string, password = server.world.password) =>
      http.call(changePassword, { password, next });
    expect(await refusalOf(change('a whole new passphrase', 'wrong'))).toMatchObject({
      code: 'wrong_credentials',
    });
    for (const next of ['short', 'passwordpassword1', 'ben@people.example'])
      expect(await refusalOf(change(next))).toMatchObject({ code: 'weak_password' });
    await change('a whole new passphrase');
    expect(await refusalOf(other.call(showSession, {}))).toMatchObject({ code: 'not_signed_in' });
    await http.call(showSession, {});
    await change(server.world.password, 'a whole new passphrase');
  });
});

describe('guessing', () => {
  it('ACC-4 is stopped for an account that exists and for one that does not alike, at every node', async () => {
    const second = await server.another();
    const outcomes = new Map<string, string[]>();
    for (const name of ['hana', 'nobody']) {
      const codes: string[] = [];
      for (let attempt = 0; attempt < 12; attempt += 1) {
        const url = attempt % 2 ? second.url : server.url;
        const http = new HttpClient(url, { origin: url, 'x-forwarded-for': `10.8.0.${name.length}` });
        codes.push((await refusalOf(http.call(openSession, input(name, { password: 'guess' })))).code);
      }
      outcomes.set(name, codes);
    }
    expect(outcomes.get('hana')).toEqual(outcomes.get('nobody'));
    expect(outcomes.get('hana')!.slice(10)).toEqual(['too_many_requests', 'too_many_requests']);
    // From elsewhere the owner still gets in, and after the time they do from here.
    await client().call(openSession, input('hana'));
    server.clock.advance(16 * minute);
    await client('10.8.0.4').call(openSession, input('hana'));
    await second.stop();
    const kept = JSON.stringify(await server.app.context.models.Attempt.find().lean());
    expect(kept).not.toMatch(/people\.example|10\.8\./);
  });

  it('ACC-4 the time of an answer does not tell whether an account exists', async () => {
    const took = async (name: string): Promise<number> => {
      const times: number[] = [];
      for (let attempt = 0; attempt < 7; attempt += 1) {
        const since = performance.now();
        await refusalOf(client().call(openSession, input(name, { password: 'guess' })));
        times.push(performance.now() - since);
      }
      return times.toSorted((a, b) => a - b)[3]!;
    };
    await took('ana');
    const [known, unknown] = [await took('ana'), await took('nobody-at-all')];
    expect(Math.max(known, unknown) / Math.min(known, unknown)).toBeLessThan(2);
    server.clock.advance(1 * day);
  });
});
