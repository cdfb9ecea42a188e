/**
 * AUT-3, ACC-3: whoever loses a right while they are connected loses it within five seconds: what is told over their
 * socket, what they say and ask, the file they are fetching and the one they are sending. Done at one node, felt at that
 * one and at another that hears of it by the store alone.
 */
import { request } from 'node:http';
import type { Socket } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  beginSecondFactor,
  changePassword,
  closeSession,
  confirmSecondFactor,
  endSessions,
  listSessions,
} from '@parlour/shared/protocol/account.js';
import { sync } from '@parlour/shared/protocol/conversation.js';
import { apiBase } from '@parlour/shared/protocol/define.js';
import { sendMessage } from '@parlour/shared/protocol/message.js';
import { changeOrganization } from '@parlour/shared/protocol/organization.js';
import {
  addPasskey,
  askPasskey,
  beginPasskey,
  openByPasskey,
  removePasskey,
} from '@parlour/shared/protocol/passkey.js';
import { endPlacement } from '@parlour/shared/protocol/placement.js';
import { changeSite, endKey, rotateKey } from '@parlour/shared/protocol/site.js';
import { changeAccount, createToken, revokeToken } from '@parlour/shared/protocol/team.js';
import { closeAccess, openAccess } from '@parlour/shared/protocol/privacy.js';
import { makeCode } from '@parlour/shared/protocol/access-code.js';
import { portalHeader } from '@parlour/shared/protocol/events.js';
import type { AccountId, MerchantId, SiteId } from '@parlour/shared/model/ids.js';
import { day } from '@parlour/shared/rules/expiry.js';
import { generateSync } from 'otplib';
import { Agent } from '../testing/agent.js';
import { Authenticator } from '../testing/authenticator.js';
import { Consumer, newClientId } from '../testing/consumer.js';
import type { TestConnection } from '../testing/connection.js';
import { outcome, upload } from '../testing/files.js';
import { HttpClient } from '../testing/http-client.js';
import { signInAdmin, signInProvider } from '../testing/provider.js';
import { refusalOf } from '../testing/refusal-of.js';
import { startServer, type TestServer } from '../testing/start-server.js';
import { Throttle } from './throttle.js';

const within = 5_000;
const large = 10 * 1_024 * 1_024 - 64;

let here: TestServer;
let there: TestServer;
let mia: Agent;
let ada: Agent;
let pia: Agent;
let hana: Agent;
/** What the servers have open, by the port at the other end. */
const connections = new Map<number, Socket>();
let known: { sites: object[]; accounts: object[] };
beforeAll(async () => {
  here = await startServer({ throttle: new Throttle(1_000) });
  there = await here.another();
  for (const { app } of [here, there])
    app.http.on('connection', (socket: Socket) => connections.set(socket.remotePort!, socket));
  const { Account, Site } = here.app.context.models;
  known = { sites: await Site.find().lean(), accounts: await Account.find().lean() };
});
afterAll(async () => {
  await there.stop();
  await here.stop();
});

/** Everything stands as at the beginning, at both nodes. */
beforeEach(async () => {
  const { Account, Merchant, Placement, Site } = here.app.context.models;
  await Placement.updateMany({}, { $set: { state: 'active' } });
  await Merchant.updateMany({}, { $set: { disabledAt: null } });
  for (const [model, rows] of [
    [Site, known.sites],
    [Account, known.accounts],
  ] as const)
    for (const row of rows)
      await model.collection.replaceOne({ _id: (row as { _id: string })._id as never }, row);
  here.clock.advance(1 * day);
  for (const { app } of [here, there]) app.context.directory.forget();
  mia = await here.agent('mia@people.example');
  hana = await here.agent('hana@people.example');
  [ada, pia] = await Promise.all([signInAdmin(here), signInProvider(here)]);
});

interface Victim {
  readonly connection: TestConnection;
  readonly http: HttpClient;
}

interface Fetching {
  /** Resolves when the server has closed this connection. */
  readonly cut: Promise<void>;
  /** Takes whatever is there still; tells how many bytes it was in all. */
  hurry(): Promise<number>;
}

/** Begins to fetch, and takes nothing until it is told to, as at the end of a bad line. */
function fetchSlowly({ http }: Victim, path: string): Promise<Fetching> {
  const { hostname, port } = new URL(http.url);
  const headers = { ...http.headers, ...(http.cookie && { cookie: http.cookie }) };
  return new Promise((resolve, reject) => {
    const asked = request({ hostname, port, path: `${apiBase}${path}`, headers, agent: false }, (answer) => {
      if (answer.statusCode !== 200) return reject(new Error(`answered ${answer.statusCode}`));
      const theirs = connections.get(asked.socket!.localPort!)!;
      let seen = 0;
      const ended = new Promise<number>((done) => answer.once('close', () => done(seen)));
      answer.on('error', () => undefined);
      answer.pause();
      resolve({
        cut: new Promise((done) => theirs.once('close', () => done())),
        hurry: () => {
          answer.on('data', (some: Buffer) => (seen += some.length));
          answer.resume();
          return ended;
        },
      });
    });
    asked.once('error', reject);
    asked.end();
  });
}

/** A file that never comes to its end by itself. */
function sendSlowly({ http }: Victim, conversation: string): Promise<unknown> {
  let timer: NodeJS.Timeout;
  const body = new ReadableStream<Uint8Array>({
    start: (to) => {
      timer = setInterval(() => to.enqueue(new TextEncoder().encode('and more ')), 100);
    },
    cancel: () => clearInterval(timer),
  });
  return outcome(upload(http, body, { conversation, name: 'endless.txt' }))
    .then(
      (what) => ({ what }),
      () => ({ what: 'cut' }),
    )
    .finally(() => clearInterval(timer));
}

/**
 * Lets `act` happen while the victim follows a conversation, fetches a file and sends another; afterwards somebody who
 * still may says something there.
 */
async function expectEnd(
  victim: Victim,
  id: string,
  after: (text: string) => Promise<unknown>,
  act: () => Promise<unknown>,
) {
  const conversation = id as never;
  await victim.connection.call(sync, { conversation, after: 0 });
  const file = await upload(victim.http, Buffer.alloc(large, 'words '), {
    conversation: id,
    name: 'large.txt',
  });
  expect(file.status).toBe(200);
  const { messages } = (await victim.connection.call(sync, { conversation, after: 0 })) as {
    messages: readonly { kind: string; file?: { id: string } }[];
  };
  const sent = messages.find(({ kind }) => kind === 'file')!.file!.id;
  const fetching = await fetchSlowly(victim, `/conversations/${id}/files/${sent}/whole`);
  const sending = sendSlowly(victim, id);
  const since = performance.now();
  await act();
  // What a node remembers, it remembers by this clock, which stands still.
  here.clock.advance(2_000);
  await victim.connection.closed;
  const said = `after ${id}`;
  await after(said).catch(() => undefined);
  const input = { conversation, clientId: newClientId(), text: 'from beyond' };
  const answer = await victim.http.send(sendMessage, input);
  expect([401, 403, 404]).toContain(answer.status);
  expect((await victim.http.send(sync, { conversation, after: 0 })).ok).toBe(false);
  expect(await sending).not.toHaveProperty('what.seq');
  await fetching.cut;
  expect(performance.now() - since).toBeLessThan(within);
  expect(await fetching.hurry()).toBeLessThan(large);
  expect(JSON.stringify(victim.connection.all('message.posted'))).not.toContain(said);
  const { Message } = here.app.context.models;
  expect(await Message.countDocuments({ conversation: id, kind: 'file' })).toBe(1);
}

const nodes = [
  ['the node where it is done', () => here],
  ['another node', () => there],
] as const;

const anas = () => here.world.people.ana._id as AccountId;
const change = (what: object) => mia.http.call(changeAccount, { account: anas(), ...what });
const besides = async (): Promise<HttpClient> => (await here.agent()).http;

const endsOfAgents: [string, (victim: Agent) => Promise<unknown>][] = [
  ['is disabled', () => change({ disabled: true })],
  ['has another role', () => change({ role: 'manager' })],
  [
    'has this session ended from another',
    async () => {
      const other = await besides();
      const { sessions } = await other.call(listSessions, {});
      for (const { id, current } of sessions) if (!current) await other.call(endSessions, { session: id });
    },
  ],
  [
    'has signed out elsewhere with the same session',
    (victim) => {
      const http = new HttpClient(here.url, { origin: here.url });
      http.cookie = victim.http.cookie;
      return http.call(closeSession, {});
    },
  ],
  [
    'has changed the password elsewhere',
    async () => {
      const { password } = here.world;
      await (await besides()).call(changePassword, { password, next: 'a whole new passphrase' });
    },
  ],
  [
    'has set up a second factor elsewhere',
    async () => {
      const other = await besides();
      const { secret } = await other.call(beginSecondFactor, {});
      const code = generateSync({ secret, epoch: Math.floor(here.clock.now() / 1_000) });
      await other.call(confirmSecondFactor, { code });
    },
  ],
  [
    'works for a merchant that is disabled',
    () =>
      ada.http.call(changeOrganization, {
        organization: here.world.merchants.motors._id as MerchantId,
        disabled: true,
      }),
  ],
];

const site = () => here.world.site._id as SiteId;
const endsOfPlaces: [string, () => Promise<unknown>][] = [
  [
    'the placement is ended',
    () =>
      pia.http.call(endPlacement, { site: site(), merchant: here.world.merchants.motors._id as MerchantId }),
  ],
  ['the site is disabled', () => pia.http.call(changeSite, { site: site(), disabled: true })],
  [
    'the page’s origin is taken away',
    () => pia.http.call(changeSite, { site: site(), origins: ['https://elsewhere.example'] }),
  ],
  [
    'the page’s key is ended',
    async () => {
      const { key } = here.world.site;
      await pia.http.call(rotateKey, { site: site(), until: here.clock.now() + 7 * day });
      await pia.http.call(endKey, { site: site(), key });
    },
  ],
];

describe.each(nodes)('at %s', (_where, at) => {
  it.each(endsOfAgents)(
    'AUT-3 ACC-3 an agent who %s hears, says, fetches and sends nothing more',
    async (_why, act) => {
      const { url, world } = at();
      const consumer = await here.consumer();
      const { id } = await consumer.start();
      const victim = await Agent.signIn({ url, email: world.people.ana.email, password: world.password });
      await victim.http.fetch(`${apiBase}/conversations/${id}/accept`, { method: 'POST' });
      await expectEnd(
        victim,
        id,
        (text) => Promise.race([consumer.say(text), consumer.connection.closed]),
        () => act(victim),
      );
      consumer.stop();
    },
  );

  it.each(endsOfPlaces)(
    'AUT-3 a consumer whose place goes, since %s, hears, says, fetches and sends nothing more',
    async (_why, act) => {
      const { url, world } = at();
      const consumer = await Consumer.arrive({
        url,
        site: world.site.key,
        origin: world.site.origin,
        merchant: 'motors',
      });
      const { id } = await consumer.start();
      await expectEnd(consumer, id, (text) => mia.say(id, text), act);
    },
  );

  it('ACC-3 AUT-3 a program whose token is revoked reads nothing more, and one whose maker is disabled neither', async () => {
    const { url } = at();
    for (const end of ['revoked', 'disabled'] as const) {
      const max = await here.agent('max@people.example');
      const { token, view } = await max.http.call(createToken, { name: 'x', scopes: ['conversations:read'] });
      const program = new HttpClient(url, { authorization: `Bearer ${token}` });
      const read = async () => (await program.fetch(`${apiBase}/conversations?view=all`)).status;
      expect(await read()).toBe(200);
      const account = here.world.people.max._id as AccountId;
      if (end === 'revoked') await max.http.call(revokeToken, { id: view.id });
      else await mia.http.call(changeAccount, { account, disabled: true });
      here.clock.advance(2_000);
      expect(await read(), end).toBe(401);
    }
  });

  it('ACC-7 a passkey that is removed signs nobody in', async () => {
    const { url } = at();
    const ben = await here.agent('ben@people.example');
    const keeper = new Authenticator(here.url);
    const { creation } = await ben.http.call(beginPasskey, {});
    const { passkey } = await ben.http.call(addPasskey, { name: 'One', passkey: keeper.make(creation) });
    const browser = new HttpClient(url, { origin: url });
    const { request: asked } = await browser.call(askPasskey, {});
    const used = keeper.use(asked, { origin: url });
    await ben.http.call(removePasskey, { id: passkey.id });
    expect((await refusalOf(browser.call(openByPasskey, { audience: 'merchant', passkey: used }))).code).toBe(
      'wrong_passkey',
    );
    ben.stop();
  });

  it('REQ-1 "Your data" that is closed in a browser is closed for whoever has kept its session', async () => {
    const { url } = at();
    const consumer = await here.consumer();
    await consumer.start();
    const { code } = await consumer.connection.call(makeCode, {});
    const browser = new HttpClient(here.url, { origin: here.url, [portalHeader]: 'consumer' });
    await browser.call(openAccess, { code });
    const kept = new HttpClient(url, { origin: url, [portalHeader]: 'consumer' });
    kept.cookie = browser.cookie;
    expect((await kept.fetch(`${apiBase}/data`)).status).toBe(200);
    await browser.call(closeAccess, {});
    here.clock.advance(2_000);
    expect((await kept.fetch(`${apiBase}/data`)).status).toBe(401);
    consumer.stop();
  });
});

it('AUT-3 whoever keeps their right fetches a file to its end, however slowly', async () => {
  const consumer = await here.consumer({ merchant: 'harbour' });
  const { id } = await consumer.start();
  await upload(consumer.http, Buffer.alloc(large, 'words '), { conversation: id, name: 'large.txt' });
  const { messages } = await hana.sync(id);
  const file = messages.find(({ kind }) => kind === 'file') as unknown as { file: { id: string } };
  const fetching = await fetchSlowly(hana, `/conversations/${id}/files/${file.file.id}/whole`);
  let cut = false;
  void fetching.cut.then(() => (cut = true));
  // Who fetches is asked of the sessions at each look.
  const looks = vi.spyOn(here.app.context.sessions, 'find');
  await expect.poll(() => looks.mock.calls.length, { timeout: 15_000 }).toBeGreaterThanOrEqual(2);
  expect(cut).toBe(false);
  expect(await fetching.hurry()).toBe(large);
});
