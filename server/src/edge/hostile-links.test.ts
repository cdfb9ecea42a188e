/** Links as a way in for somebody else: whatever is tried on one of them is tried on all. */
import { request } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { askLink } from '@parlour/shared/protocol/access-link.js';
import { forgetPassword, openSession, resetPassword } from '@parlour/shared/protocol/account.js';
import { apiBase } from '@parlour/shared/protocol/define.js';
import { merchantHeader, portalHeader, siteHeader } from '@parlour/shared/protocol/events.js';
import { inviteAccount, readInvitation } from '@parlour/shared/protocol/team.js';
import { day, hour } from '@parlour/shared/rules/expiry.js';
import { linkKinds, LinkMaker, opensOnce, type Held, type LinkKind } from '../testing/hostile-links.js';
import { HttpClient } from '../testing/http-client.js';
import { PostOffice } from '../testing/post-office.js';
import { startServer, type TestServer } from '../testing/start-server.js';
import { consumerCookie, sessionCookie } from './session-cookie.js';
import { Throttle } from './throttle.js';

let office: PostOffice;
let server: TestServer;
let links: LinkMaker;
let logged = '';
const handedOut: Held[] = [];
beforeAll(async () => {
  office = await PostOffice.open();
  const logTo = { write: (line: string) => void (logged += line) };
  // Limits have a test of their own below, with the usual ones.
  server = await startServer({
    smtpUrl: office.url,
    trustedProxies: 1,
    logTo,
    throttle: new Throttle(1_000),
  });
  links = await LinkMaker.over(server, office);
});
afterAll(async () => {
  await server.stop();
  await office.close();
});
beforeEach(async () => {
  server.clock.advance(2 * hour);
  links = await LinkMaker.over(server, office);
});

/** A set-up link is one only where there is no admin yet. */
async function withoutAdmins<Result>(kind: LinkKind, run: () => Promise<Result>): Promise<Result> {
  if (kind !== 'setup') return run();
  const { Account } = server.app.context.models;
  await Account.collection.updateMany({ role: 'admin' }, { $set: { role: 'retired' } });
  try {
    return await run();
  } finally {
    await Account.collection.deleteMany({ role: 'admin' });
    await Account.collection.updateMany({ role: 'retired' }, { $set: { role: 'admin' } });
  }
}

async function make(kind: LinkKind): Promise<Held> {
  const held = await links.make(kind);
  handedOut.push(held);
  return held;
}

const use = (held: Held, token = held.token): Promise<Response> => links.use(held, token);

/** What a refusal says, without what is new in each answer. */
async function wordsOf(answer: Response): Promise<unknown> {
  const text = await answer.text();
  const body = text.startsWith('{') ? { ...(JSON.parse(text) as object), requestId: null } : text;
  return { status: answer.status, body };
}

const otherLetter = (letter: string): string => (letter === 'A' ? 'B' : 'A');
const changed = (token: string, at: number): string =>
  token.slice(0, at) + otherLetter(token[at]!) + token.slice(at + 1);

describe.each(linkKinds)('the %s link', (kind) => {
  it('ACC-5 REQ-1 OPT-2 opens nothing with one letter changed, wherever, and works afterwards', async () => {
    await withoutAdmins(kind, async () => {
      const held = await make(kind);
      const { token } = held;
      const places = [0, 1, token.length >> 1, token.length - 2, token.length - 1].filter(
        (at) => token[at] !== '-',
      );
      for (const at of places) expect((await use(held, changed(token, at))).ok, `letter ${at}`).toBe(false);
      const cut = token.slice(0, kind === 'resume code' ? -2 : -1);
      for (const one of [cut, `${token}A`, '', '%00', '../x'])
        expect((await use(held, one)).ok, one).toBe(false);
      expect((await use(held)).ok).toBe(true);
    });
  });

  it('ACC-5 REQ-1 OPT-2 is not followed by a program that only looks', async () => {
    await withoutAdmins(kind, async () => {
      const held = await make(kind);
      const path = held.href.slice(server.url.length);
      const optedOut = () => server.app.context.models.Suppression.countDocuments({});
      const before = await optedOut();
      const withToken = path.replace('#', '?token=');
      for (const method of ['GET', 'HEAD', 'OPTIONS'])
        for (const purpose of [{}, { purpose: 'prefetch', 'sec-purpose': 'prefetch;prerender' }])
          for (const one of [path, withToken]) {
            const looked = await links.browser({ ...purpose }).fetch(one, { method });
            expect(looked.headers.getSetCookie()).toEqual([]);
            expect(looked.headers.get('referrer-policy')).toBe('no-referrer');
          }
      expect(await optedOut()).toBe(before);
      expect((await use(held)).ok).toBe(true);
    });
  });

  it('ACC-5 REQ-1 opens once, also of many who follow it at once', async () => {
    await withoutAdmins(kind, async () => {
      const held = await make(kind);
      const tries = await Promise.all(Array.from({ length: 6 }, () => use(held)));
      const opened = tries.filter(({ ok }) => ok).length;
      if (opensOnce.has(kind)) {
        expect(opened).toBe(1);
        expect((await use(held)).ok).toBe(false);
      } else expect(opened).toBe(6);
    });
  });

  it('ACC-5 REQ-1 says the same of a token that was, that is too old and that never was', async () => {
    await withoutAdmins(kind, async () => {
      const [used, late] = [await make(kind), await make(kind === 'reset' ? 'invitation' : kind)];
      await use(used);
      // An opt-out works for good (OPT-3), and a code as long as what it opens.
      if (!opensOnce.has(kind)) return;
      server.clock.advance(4 * day);
      const holder = kind === 'export' ? await freshHolder() : undefined;
      const as = (token: string) => links.use({ kind, ...(holder && { holder }) }, token).then(wordsOf);
      const never = await as('A'.repeat(43));
      expect(await as(used.token)).toEqual(never);
      if (late.kind === kind) expect(await as(late.token)).toEqual(never);
    });
  });

  it('ACC-5 REQ-1 opens nothing in the place of another, nor as a session, a token or a key', async () => {
    await withoutAdmins(kind, async () => {
      const held = await make(kind);
      const { token } = held;
      for (const other of linkKinds) {
        // An invitation and the first account are accepted on one page, each as what it is.
        if (other === kind || [kind, other].every((one) => one === 'invitation' || one === 'setup')) continue;
        const answer = await links.use({ kind: other }, token);
        expect(answer.ok, other).toBe(false);
        expect(answer.status, other).toBeLessThan(500);
      }
      await expectNoKey(token);
      expect((await use(held)).ok).toBe(true);
    });
  });
});

async function freshHolder(): Promise<HttpClient> {
  return (await make('export')).holder!;
}

async function expectNoKey(token: string): Promise<void> {
  const { site } = server.world;
  const as = (headers: Record<string, string>, cookie?: string): HttpClient => {
    const http = links.browser(headers);
    http.cookie = cookie;
    return http;
  };
  const tries: [HttpClient, string][] = [
    [as({}, `${sessionCookie}=${token}`), '/session'],
    [as({ [portalHeader]: 'consumer' }, `${consumerCookie}=${token}`), '/data'],
    [as({ authorization: `Bearer ${token}` }), '/session'],
    [as({ authorization: `Bearer parlour_${token}` }), '/conversations?view=all'],
  ];
  for (const [http, path] of tries) expect((await http.fetch(`${apiBase}${path}`)).status, path).toBe(401);
  const page = as({
    origin: site.origin,
    [siteHeader]: site.key,
    [merchantHeader]: 'motors',
    authorization: `Bearer ${token}`,
  });
  const own = await page.fetch(`${apiBase}/data`);
  // Whatever looks like a device's token is one: of somebody who has never chatted.
  if (own.ok) expect(await own.json()).toMatchObject({ conversations: [] });
}

describe('where links lead', () => {
  it('ACC-5 to the configured address, whatever Host, Origin or Forwarded say', async () => {
    const { hostname, port } = new URL(server.url);
    const manager = links.browser();
    const { password } = server.world;
    await manager.call(openSession, { audience: 'merchant', email: 'mia@people.example', password });
    const ask = (path: string, body: object, more: Record<string, string> = {}) =>
      new Promise<number>((resolve, reject) => {
        const sent = request(
          {
            host: hostname,
            port,
            path: `${apiBase}${path}`,
            method: 'POST',
            headers: {
              host: 'evil.example',
              'x-forwarded-host': 'evil.example',
              'x-forwarded-proto': 'gopher',
              'x-forwarded-for': `10.45.0.${(asked += 1)}`,
              forwarded: 'host=evil.example;proto=gopher',
              'x-original-host': 'evil.example',
              referer: 'https://evil.example/',
              origin: server.url,
              'content-type': 'application/json',
              ...more,
            },
          },
          (answer) => {
            answer.resume();
            answer.once('end', () => resolve(answer.statusCode!));
          },
        );
        sent.once('error', reject);
        sent.end(JSON.stringify(body));
      });
    let asked = 0;
    const email = 'ana@people.example';
    const known = await links.make('access');
    expect(known.href.startsWith(`${server.url}/`)).toBe(true);
    expect(await ask(forgetPassword.http![1], { audience: 'merchant', email })).toBe(200);
    const invited = { email: 'poisoned@people.example', role: 'agent' };
    expect(await ask(inviteAccount.http![1], invited, { cookie: manager.cookie! })).toBe(200);
    const left = { email: 'poisoned@home.example', shop: 'Motors', locale: 'en' };
    const asking = {
      ...left,
      request: {
        kind: 'objection',
        text: 'Use nothing of mine',
        jurisdiction: 'gdpr',
        timeZone: 'Europe/Berlin',
      },
    };
    expect(await ask(askLink.http![1], asking, { [portalHeader]: 'consumer' })).toBe(200);
    for (const to of [email, invited.email, left.email]) {
      const { text, headers } = await office.next(to, (mail) => /https?:\/\//.test(mail.text));
      for (const [address] of `${text}\n${headers}`.matchAll(/\b[a-z]+:\/\/[\w.:-]*\w/g))
        expect(address).toBe(server.url);
      expect(`${text}${headers}`).not.toMatch(/evil|gopher/);
    }
  });

  it('ACC-5 to pages that name nobody else: no script, picture or style from elsewhere, and no address kept', async () => {
    for (const kind of ['unsubscribe', 'confirm'] as const) {
      const { href } = await make(kind);
      const page = await fetch(href);
      const text = await page.text();
      expect(text).not.toMatch(/<script|<img|<iframe|https?:\/\//);
      expect(page.headers.get('cache-control')).toBe('no-store');
      expect(page.headers.get('referrer-policy')).toBe('no-referrer');
      expect(page.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
      expect(text).toContain('noindex');
    }
  });
});

describe('guessing links', () => {
  it('ACC-4 is stopped by the usual limits, in every place where one is followed', async () => {
    const usual = await startServer({ trustedProxies: 1 });
    const places: [string, (http: HttpClient, token: string) => Promise<Response>][] = [
      ['an invitation', (http, token) => http.send(readInvitation, { token })],
      ['a new password', (http, token) => http.send(resetPassword, { token, password: 'a long passphrase' })],
      [
        'a mailed link',
        (http, token) =>
          http.fetch(`${apiBase}/access/links/session`, {
            method: 'POST',
            headers: { 'content-type': 'application/json', [portalHeader]: 'consumer' },
            body: JSON.stringify({ token }),
          }),
      ],
    ];
    for (const [nth, [what, follow]] of places.entries()) {
      const http = new HttpClient(usual.url, {
        origin: usual.url,
        'x-forwarded-for': `10.46.0.${nth}`,
      });
      let guesses = 0;
      for (; guesses < 80; guesses += 1) {
        const answer = await follow(http, `${String(guesses).padStart(3, '0')}${'A'.repeat(40)}`);
        if (answer.status === 429) break;
        expect(answer.status, what).toBeLessThan(500);
      }
      expect(guesses, what).toBeLessThan(80);
    }
    await usual.stop();
  });
});

describe('what is left of links', () => {
  it('ACC-5 REQ-1 no token is in a log, in the audit or anywhere in the store', async () => {
    const stored = await Promise.all(
      Object.values(server.app.context.models).map((model) =>
        (model as { collection: { find(): { toArray(): Promise<unknown[]> } } }).collection.find().toArray(),
      ),
    );
    const whole = JSON.stringify(stored);
    expect(handedOut.length).toBeGreaterThan(30);
    expect(whole.length).toBeGreaterThan(10_000);
    expect(logged.length).toBeGreaterThan(100);
    for (const { kind, token } of handedOut) {
      expect(whole.includes(token), `${kind} in the store`).toBe(false);
      expect(logged.includes(token), `${kind} in a log`).toBe(false);
    }
  });
});
