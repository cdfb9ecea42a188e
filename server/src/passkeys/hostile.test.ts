import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { confirmSession, openSession, showSession } from '@parlour/shared/protocol/account.js';
import {
  addPasskey,
  askPasskey,
  askProof,
  beginPasskey,
  listPasskeys,
  openByPasskey,
  removePasskey,
  type UsedPasskey,
} from '@parlour/shared/protocol/passkey.js';
import { changeAccount } from '@parlour/shared/protocol/team.js';
import { hour, minute } from '@parlour/shared/rules/expiry.js';
import { Authenticator, type Deviation } from '../testing/authenticator.js';
import { HttpClient } from '../testing/http-client.js';
import { refusalOf } from '../testing/refusal-of.js';
import { startServer, type TestServer } from '../testing/start-server.js';
import { nextAdminCode } from '../testing/world.js';

let server: TestServer;
let keeper: Authenticator;
let ana: HttpClient;
beforeAll(async () => {
  server = await startServer({ trustedProxies: 1 });
});
afterAll(() => server.stop());
beforeEach(async () => {
  server.clock.advance(2 * hour);
  await server.app.context.models.Passkey.deleteMany({});
  keeper = new Authenticator(server.url);
  ana = await signedIn('ana');
  await register(ana, keeper);
});

let address = 0;
const client = (from = `10.6.0.${(address += 1)}`, url = server.url): HttpClient =>
  new HttpClient(url, { origin: url, 'x-forwarded-for': from });

async function signedIn(name: string): Promise<HttpClient> {
  const http = client();
  const input = { audience: 'merchant' as const, email: `${name}@people.example` };
  await http.call(openSession, { ...input, password: server.world.password });
  return http;
}

async function register(http: HttpClient, authenticator: Authenticator, deviation: Deviation = {}) {
  const { creation } = await http.call(beginPasskey, {});
  return http.call(addPasskey, { name: 'One', passkey: authenticator.make(creation, deviation) });
}

const open = (http: HttpClient, passkey: UsedPasskey, audience: 'merchant' | 'admin' = 'merchant') =>
  http.call(openByPasskey, { audience, passkey });

async function signInBy(authenticator: Authenticator, deviation: Deviation = {}, http = client()) {
  const { request } = await http.call(askPasskey, {});
  await open(http, authenticator.use(request, deviation));
  return http;
}

const refused = async (call: Promise<unknown>): Promise<string> => (await refusalOf(call)).code;

const deviations: [string, Deviation][] = [
  ['from another origin', { origin: 'https://parlour.example' }],
  ['for another host', { host: 'parlour.example' }],
  ['from a page inside another page', { crossOrigin: true }],
  ['without its owner having unlocked it', { verified: false }],
  ['without anybody there', { present: false }],
  ['for something else', { type: 'payment.get' }],
];

describe('what was not made or signed as it should be', () => {
  it.each(deviations)('ACC-7 %s signs nobody in, proves nothing, and is not kept', async (_about, wrong) => {
    expect(await refused(signInBy(keeper, wrong))).toBe('wrong_passkey');
    const { request } = await ana.call(askProof, {});
    expect(await refused(ana.call(confirmSession, { passkey: keeper.use(request, wrong) }))).toBe(
      'wrong_passkey',
    );
    expect(await refused(register(ana, new Authenticator(server.url), wrong))).toBe('wrong_passkey');
    expect((await ana.call(listPasskeys, {})).passkeys).toHaveLength(1);
    await signInBy(keeper.copy());
  });

  it('ACC-7 by another key, or changed since, signs nobody in', async () => {
    const other = new Authenticator(server.url);
    await register(await signedIn('ben'), other);
    const { models } = server.app.context;
    const hers = (await models.Passkey.findOne({ account: server.world.people.ana._id }).lean())!;
    const userHandle = Buffer.from(hers.account).toString('base64url');
    for (const wrong of [
      { named: hers.credential, userHandle },
      { userHandle },
      { tampered: true },
      { named: 'AAAA' },
    ])
      expect(await refused(signInBy(other, wrong))).toBe('wrong_passkey');
    const { request } = await ana.call(askProof, {});
    const anybodys = { ...request, allowCredentials: [] };
    expect(await refused(ana.call(confirmSession, { passkey: other.use(anybodys) }))).toBe('wrong_passkey');
  });

  it('ACC-7 with a maker’s certificate is not kept: this server looks nothing up for a stranger', async () => {
    expect(await refused(register(ana, keeper, { certificate: true }))).toBe('wrong_passkey');
    const { creation } = await ana.call(beginPasskey, {});
    const made = new Authenticator(server.url).make(creation);
    const garbage = { ...made, attestationObject: randomBytes(200).toString('base64url') };
    expect(await refused(ana.call(addPasskey, { name: 'No', passkey: garbage }))).toBe('wrong_passkey');
  });

  it('ACC-7 by a copy is refused once the counter tells it, and its owner reads of it in the log', async () => {
    const copy = keeper.copy();
    await signInBy(keeper);
    await signInBy(keeper);
    expect(await refused(signInBy(copy))).toBe('wrong_passkey');
    expect(await server.app.context.models.AuditEntry.countDocuments({ action: 'passkey.copied' })).toBe(1);
    await signInBy(keeper);
    const uncounted = new Authenticator(server.url, false);
    await register(ana, uncounted);
    for (const again of [uncounted, uncounted.copy(), uncounted]) await signInBy(again);
  });
});

describe('a challenge', () => {
  it('ACC-7 is answered once, at every node, also by many at the same time', async () => {
    const http = client();
    const { request } = await http.call(askPasskey, {});
    const used = keeper.use(request);
    await open(http, used);
    expect(await refused(open(http, used))).toBe('challenge_spent');
    const second = await server.another();
    const far = client(undefined, second.url);
    far.challengeCookie = http.challengeCookie;
    expect(await refused(open(far, used))).toBe('challenge_spent');
    await second.stop();
    const { request: next } = await http.call(askPasskey, {});
    const once = keeper.use(next);
    const tries = await Promise.allSettled([1, 2, 3].map(() => open(http, once)));
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('ACC-7 is spent by a wrong answer too, and ends after five minutes', async () => {
    const http = client();
    const { request } = await http.call(askPasskey, {});
    expect(await refused(open(http, keeper.use(request, { verified: false })))).toBe('wrong_passkey');
    expect(await refused(open(http, keeper.use(request)))).toBe('challenge_spent');
    const late = (await http.call(askPasskey, {})).request;
    server.clock.advance(5 * minute);
    expect(await refused(open(http, keeper.use(late)))).toBe('challenge_spent');
    const early = (await http.call(askPasskey, {})).request;
    server.clock.advance(-1 * minute);
    expect(await refused(open(http, keeper.use(early)))).toBe('challenge_spent');
    server.clock.advance(1 * minute);
  });

  it('ACC-7 belongs to the browser that asked, the session that asked, and to one use', async () => {
    const [http, stranger] = [client(), client()];
    const { request } = await http.call(askPasskey, {});
    expect(await refused(open(stranger, keeper.use(request)))).toBe('challenge_spent');
    await stranger.call(askPasskey, {});
    expect(await refused(open(stranger, keeper.use(request)))).toBe('challenge_spent');
    // Two pages of one browser do not take it from each other.
    await http.call(askPasskey, {});
    await open(http, keeper.use(request));

    const there = await signedIn('ana');
    const { request: proof } = await ana.call(askProof, {});
    const used = keeper.use(proof);
    expect(await refused(there.call(confirmSession, { passkey: used }))).toBe('challenge_spent');
    expect(await refused(open(http, used))).toBe('challenge_spent');
    const { request: door } = await ana.call(askPasskey, {});
    expect(await refused(ana.call(confirmSession, { passkey: keeper.use(door) }))).toBe('challenge_spent');
    const { creation } = await ana.call(beginPasskey, {});
    const made = new Authenticator(server.url).make(creation);
    expect(await refused(there.call(addPasskey, { name: 'Planted', passkey: made }))).toBe('challenge_spent');
    await ana.call(addPasskey, { name: 'Mine', passkey: made });
    expect(await refused(ana.call(addPasskey, { name: 'Twice', passkey: made }))).toBe('challenge_spent');
  });

  it('ACC-7 is ours: what is made up, cut, prolonged or no client data at all is none', async () => {
    const http = client();
    const { request } = await http.call(askPasskey, {});
    const { challenge } = request;
    const later = Buffer.from(challenge, 'base64url');
    later.writeUIntBE(server.clock.now() + 4 * minute, 16, 6);
    const forged = [
      randomBytes(32).toString('base64url'),
      challenge.slice(0, -1),
      later.toString('base64url'),
      '',
    ];
    for (const one of forged)
      expect(await refused(open(http, keeper.use(request, { challenge: one })))).toBe('challenge_spent');
    for (const said of ['null', '[]', '{', '"x"', '{"challenge":{"$ne":null}}'])
      expect(
        await refused(
          open(http, { ...keeper.use(request), clientDataJSON: Buffer.from(said).toString('base64url') }),
        ),
      ).toBe('wrong_passkey');
    await open(http, keeper.use(request));
  });
});

describe('who may come in', () => {
  it('ACC-7 ACC-4 a disabled account, a removed passkey, another portal: all are refused alike', async () => {
    const admin = client();
    await admin.call(openSession, {
      audience: 'admin',
      email: 'ada@people.example',
      password: server.world.password,
      code: nextAdminCode(),
    });
    const { _id: account } = server.world.people.ana;
    const http = client();
    const { request } = await http.call(askPasskey, {});
    expect(await refused(open(http, keeper.use(request), 'admin'))).toBe('wrong_passkey');
    await admin.call(changeAccount, { account: account as never, disabled: true });
    expect(await refused(signInBy(keeper))).toBe('wrong_passkey');
    await admin.call(changeAccount, { account: account as never, disabled: false });
    const again = await signInBy(keeper);
    const { passkeys } = await again.call(listPasskeys, {});
    await again.call(removePasskey, { id: passkeys[0]!.id });
    expect(await refused(signInBy(keeper))).toBe('wrong_passkey');
    expect(await again.call(showSession, {})).toMatchObject({ account: { name: 'Ana' } });
  });

  it('ACC-4 guessing is stopped for a passkey that exists and one that does not, and counts with passwords', async () => {
    const outcomes: string[][] = [];
    for (const named of [undefined, randomBytes(32).toString('base64url')]) {
      const http = client();
      const codes: string[] = [];
      for (let attempt = 0; attempt < 12; attempt += 1)
        codes.push(await refused(signInBy(keeper, { tampered: true, ...(named && { named }) }, http)));
      outcomes.push(codes);
    }
    expect(outcomes[0]).toEqual(outcomes[1]);
    expect(outcomes[0]!.slice(9)).toEqual(['wrong_passkey', 'too_many_requests', 'too_many_requests']);

    const from = '10.6.9.9';
    const input = { audience: 'merchant' as const, email: 'ana@people.example' };
    for (let attempt = 0; attempt < 10; attempt += 1)
      await refused(client(from).call(openSession, { ...input, password: 'guess' }));
    expect(await refused(signInBy(keeper.copy(), {}, client(from)))).toBe('too_many_requests');
    // From elsewhere the owner gets in.
    await signInBy(keeper);
  });

  it('ACC-4 what the door asks of a browser is alike for everybody, and stores nothing', async () => {
    const { SpentChallenge } = server.app.context.models;
    const before = await SpentChallenge.countDocuments({});
    const [one, other] = await Promise.all([client().call(askPasskey, {}), ana.call(askPasskey, {})]);
    expect({ ...one.request, challenge: '' }).toEqual({ ...other.request, challenge: '' });
    expect(one.request).toMatchObject({ allowCredentials: [], userVerification: 'required' });
    expect(await SpentChallenge.countDocuments({})).toBe(before);
  });
});
