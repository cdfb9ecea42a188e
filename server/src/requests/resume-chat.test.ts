import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeCode, resumeAccess } from '@parlour/shared/protocol/access-code.js';
import { blockConsumer } from '@parlour/shared/protocol/blocking.js';
import { closeConversation, decideConsent, welcome } from '@parlour/shared/protocol/conversation.js';
import { portalHeader } from '@parlour/shared/protocol/events.js';
import { eraseData, openAccess, readOwnData } from '@parlour/shared/protocol/privacy.js';
import { rateConversation } from '@parlour/shared/protocol/rating.js';
import { day, hour, minute } from '@parlour/shared/rules/expiry.js';
import { Throttle } from '../edge/throttle.js';
import { placementId } from '../sites/directory.js';
import { TestConnection } from '../testing/connection.js';
import { Consumer } from '../testing/consumer.js';
import { download, outcome, photo, upload } from '../testing/files.js';
import { HttpClient } from '../testing/http-client.js';
import { refusalOf } from '../testing/refusal-of.js';
import { startServer, type TestServer } from '../testing/start-server.js';
import { followDates } from './resume-chat.js';

let server: TestServer;
beforeAll(async () => {
  // Codes are typed here all the time; what holds against guessing has a test of its own.
  server = await startServer({ throttle: new Throttle(1_000) });
});
afterAll(() => server.stop());

async function chatting(consent?: { transcript?: boolean; device?: boolean }): Promise<Consumer> {
  const consumer = await server.consumer();
  await consumer.start(consent);
  await consumer.say('A canary sang here');
  return consumer;
}

const codeOf = async (consumer: Consumer): Promise<string> =>
  (await consumer.connection.call(makeCode, {})).code;

/** A widget that nobody has written in yet, at a merchant and site. */
function visitor({ merchant = 'motors', site = server.world.site, url = server.url } = {}) {
  return TestConnection.open({
    url,
    origin: site.origin,
    site: site.key,
    auth: { site: site.key, merchant },
  });
}

/** What a code gives on another device. */
async function tokenFor(code: string): Promise<string> {
  const stranger = await visitor();
  const { token } = await stranger.call(resumeAccess, { code });
  stranger.close();
  return token;
}

/** The same person on another device, who knows nothing but the code. */
async function resumed(consumer: Consumer, token?: string): Promise<Consumer> {
  const given = token ?? (await tokenFor(await codeOf(consumer)));
  const there = await Consumer.arrive({ ...consumer.arrival, token: given });
  there.conversation = (await there.connection.call(welcome, {})).conversation;
  return there;
}

const without = ({ requestId: _, ...error }: Awaited<ReturnType<typeof refusalOf>>) => error;

describe('a chat that goes on by its code', () => {
  it('WID-15 is there on another device, and the two are in step', async () => {
    const first = await chatting();
    const second = await resumed(first);
    expect(second.conversation).toBe(first.conversation);
    const { messages } = await second.sync();
    expect(messages.map((one) => one.kind === 'text' && one.text)).toContain('A canary sang here');
    await first.sync();
    await second.say('and here I go on');
    await first.connection.next(
      'message.posted',
      (one) => one.kind === 'text' && one.text === 'and here I go on',
    );
    await first.say('from home');
    await second.connection.next('message.posted', (one) => one.kind === 'text' && one.text === 'from home');
    const ana = await server.agent();
    await ana.sync(first.conversation!);
    await ana.say(first.conversation!, 'To both of you');
    for (const { connection } of [first, second])
      await connection.next('message.posted', (one) => one.kind === 'text' && one.text === 'To both of you');
  });

  it('WID-15 whoever goes on sends files, ends, rates and makes codes as before', async () => {
    const first = await chatting();
    const second = await resumed(first);
    await second.sync();
    const conversation = second.conversation!;
    expect(await outcome(upload(second.http, await photo(), { conversation }))).toMatchObject({
      conversation,
    });
    const posted = await second.connection.next('message.posted', ({ kind }) => kind === 'file');
    const file = posted.kind === 'file' ? posted.file.id : '';
    expect((await download(second.http, conversation, file)).status).toBe(200);
    await second.connection.call(closeConversation, { conversation });
    const rated = await second.connection.call(rateConversation, { conversation, score: 5 });
    expect(rated.conversation.rating).toMatchObject({ score: 5 });
    expect(await codeOf(second)).toMatch(/^[0-9A-Z-]{23}$/);
  });

  it('WID-15 consent given or withdrawn on one device holds on the other at once', async () => {
    const first = await chatting();
    const second = await resumed(first);
    await first.sync();
    const { notice } = await second.connection.call(welcome, {});
    await second.connection.call(decideConsent, {
      conversation: second.conversation!,
      notice: notice.sha256,
      decisions: [{ purpose: 'device_storage', state: 'refused' }],
      locale: 'en',
    });
    await first.connection.next('conversation.changed', ({ consent }) => !consent.device_storage);
  });

  it('WID-15 a code, and what it has opened, live as long as what they open', async () => {
    // Without storage a conversation has minutes, and every message moves them on.
    const first = await chatting({});
    const code = await codeOf(first);
    const token = await tokenFor(code);
    for (let told = 0; told < 16; told++) {
      server.clock.advance(10 * minute);
      await first.say(`still here ${told}`);
      await followDates(server.app.context);
    }
    const second = await resumed(first, token);
    expect(second.conversation).toBe(first.conversation);
    await resumed(first, await tokenFor(code));
    server.clock.advance(hour);
    expect(await refusalOf(second.sync())).toMatchObject({ code: 'access_ended' });
    expect(without(await refusalOf(tokenFor(code)))).toMatchObject({ code: 'wrong_resume_code' });
  });
});

describe('what it does not open', () => {
  it('WID-15 wrong, replaced, past, deleted, of another merchant and of another site: one answer', async () => {
    const { models, directory } = server.app.context;
    const { other, merchants } = server.world;
    const placed = { site: other._id, merchant: merchants.motors._id };
    await models.Placement.create({ _id: placementId(placed), ...placed });
    directory.forget();

    const replaced = await chatting();
    const old = await codeOf(replaced);
    await codeOf(replaced);
    const deleted = await chatting();
    const gone = await codeOf(deleted);
    await deleted.connection.call(eraseData, {});
    const living = await codeOf(await chatting());
    const past = await codeOf(await chatting());
    const here = await visitor();
    const answers = [];
    for (const code of ['00000-00000-00000-00000', old, gone])
      answers.push(await refusalOf(here.call(resumeAccess, { code })));
    for (const elsewhere of [await visitor({ merchant: 'harbour' }), await visitor({ site: other })])
      answers.push(await refusalOf(elsewhere.call(resumeAccess, { code: living })));
    server.clock.advance(31 * day);
    answers.push(await refusalOf(here.call(resumeAccess, { code: past })));
    for (const answer of answers) expect(without(answer)).toEqual(without(answers[0]!));
    expect(answers[0]).toMatchObject({ code: 'wrong_resume_code' });
  });

  it('WID-15 guessing is ended long before it could find anything, and then the right code waits too', async () => {
    const narrow = await startServer();
    try {
      const { site } = narrow.world;
      const consumer = await narrow.consumer();
      await consumer.start();
      const { code } = await consumer.connection.call(makeCode, {});
      const guesser = await visitor({ url: narrow.url, site });
      const codes: string[] = [];
      for (let guess = 0; guess < 16; guess++)
        codes.push((await refusalOf(guesser.call(resumeAccess, { code: '0'.repeat(20) }))).code);
      expect(codes.filter((one) => one === 'wrong_resume_code')).toHaveLength(15);
      const refused = await refusalOf(guesser.call(resumeAccess, { code }));
      expect(refused).toMatchObject({ code: 'too_many_requests', retryable: true });
      expect(refused.retryAfterMs).toBeGreaterThan(minute);
      // Another connection, and a name of one's own for each guess, are no way around.
      const names: string[] = [];
      for (let name = 0; name < 60; name++) {
        const named = await Consumer.arrive({
          url: narrow.url,
          site: site.key,
          origin: site.origin,
          merchant: 'motors',
        });
        names.push((await refusalOf(named.connection.call(resumeAccess, { code: '0'.repeat(20) }))).code);
        named.stop();
      }
      expect(names.at(-1)).toBe('too_many_requests');
    } finally {
      await narrow.stop();
    }
  });

  it('WID-15 its token opens no other merchant, no other site and no "Your data", and no cookie opens a chat', async () => {
    const first = await chatting();
    const code = await codeOf(first);
    const token = await tokenFor(code);
    for (const elsewhere of [
      { ...first.arrival, merchant: 'harbour', token },
      { ...first.arrival, site: server.world.other.key, origin: server.world.other.origin, token },
    ])
      expect((await refusalOf(Consumer.arrive(elsewhere))).code).toMatch(/access_ended|unknown_site/);
    const portal = new HttpClient(server.url, { origin: server.url, [portalHeader]: 'consumer' });
    portal.cookie = `__Host-parlour-consumer=${token}`;
    expect(await refusalOf(portal.call(readOwnData, {}))).toMatchObject({ code: 'not_signed_in' });
    portal.cookie = '';
    await portal.call(openAccess, { code });
    const cookie = /=([A-Za-z0-9_-]{43})/.exec(portal.cookie)?.[1] ?? '';
    const widget = await Consumer.arrive({ ...first.arrival, token: cookie });
    expect((await widget.connection.call(welcome, {})).conversation).toBeNull();
    expect(await refusalOf(Consumer.arrive({ ...first.arrival, token: `code.${cookie}` }))).toMatchObject({
      code: 'access_ended',
    });
  });

  it('WID-15 somebody else’s conversation stays somebody else’s', async () => {
    const [first, stranger] = [await chatting(), await chatting()];
    const second = await resumed(first);
    second.conversation = stranger.conversation;
    expect(await refusalOf(second.sync())).toMatchObject({ code: 'not_found' });
    expect(await refusalOf(second.say('let me in'))).toMatchObject({ code: 'not_found' });
  });

  it('WID-15 the store holds neither the code nor the token', async () => {
    const first = await chatting();
    const code = await codeOf(first);
    const token = await tokenFor(code);
    const { ConsumerSession, AccessLink, AuditEntry } = server.app.context.models;
    const stored = JSON.stringify([
      await ConsumerSession.find().lean(),
      await AccessLink.find().lean(),
      await AuditEntry.find().lean(),
    ]);
    for (const secret of [code, code.replaceAll('-', ''), token, token.slice(5)])
      expect(stored).not.toContain(secret);
  });
});

describe('what ends it', () => {
  it('WID-15 a newer code closes what the one before has opened, at once, but for whoever made it', async () => {
    const first = await chatting();
    const [maker, other] = [await resumed(first), await resumed(first)];
    // The second code has ended what the first had opened.
    await maker.connection.closed;
    const [again, thief] = await (async () => {
      const code = await codeOf(first);
      return [await resumed(first, await tokenFor(code)), await resumed(first, await tokenFor(code))];
    })();
    await other.connection.closed;
    const newest = await codeOf(again);
    await thief.connection.closed;
    expect(await refusalOf(Consumer.arrive(thief.arrival))).toMatchObject({ code: 'access_ended' });
    expect((await again.sync()).conversation.id).toBe(first.conversation);
    expect((await first.sync()).conversation.id).toBe(first.conversation);
    expect(await tokenFor(newest)).toMatch(/^code\./);
  });

  it('WID-15 a newer code ends "Your data" where the one before had opened it', async () => {
    const first = await chatting();
    const portal = new HttpClient(server.url, { origin: server.url, [portalHeader]: 'consumer' });
    await portal.call(openAccess, { code: await codeOf(first) });
    await portal.call(readOwnData, {});
    await codeOf(first);
    expect(await refusalOf(portal.call(readOwnData, {}))).toMatchObject({ code: 'not_signed_in' });
  });

  it('WID-15 deletion ends code and token for good: what is begun afterwards is not theirs', async () => {
    const first = await chatting();
    const code = await codeOf(first);
    const thief = await resumed(first, await tokenFor(code));
    await thief.sync();
    await first.connection.call(eraseData, {});
    await thief.connection.next('conversation.gone');
    await thief.connection.closed;
    server.clock.advance(1_000);
    await first.start();
    await first.say('a fresh start');
    expect(await refusalOf(Consumer.arrive(thief.arrival))).toMatchObject({ code: 'access_ended' });
    expect(await refusalOf(tokenFor(code))).toMatchObject({ code: 'wrong_resume_code' });
    const http = await refusalOf(thief.http.call(welcome, {}));
    expect(http).toMatchObject({ code: 'access_ended' });
  });

  it('WID-15 where one of two conversations is deleted the other goes on', async () => {
    const first = await chatting();
    await first.connection.call(closeConversation, { conversation: first.conversation! });
    const earlier = first.conversation!;
    await first.start();
    await first.say('the second one');
    const second = await resumed(first);
    await first.connection.call(eraseData, { conversation: earlier });
    expect((await second.sync()).conversation.id).toBe(first.conversation);
  });

  it('WID-15 a date that has come ends it before the sweep does', async () => {
    const first = await chatting({});
    const second = await resumed(first);
    await second.sync();
    server.clock.advance(46 * minute);
    expect(await refusalOf(second.say('too late'))).toMatchObject({ code: 'access_ended' });
    await second.connection.closed;
  });

  it('WID-15 a block holds for whoever goes on by a code too', async () => {
    const first = await chatting();
    const second = await resumed(first);
    await second.sync();
    const ana = await server.agent();
    await ana.connection.call(blockConsumer, {
      conversation: first.conversation!,
      hours: 1,
      reason: 'abuse',
    });
    await second.connection.next('conversation.changed', ({ state }) => state === 'closed');
    expect(await refusalOf(second.say('but'))).toMatchObject({ code: 'conversation_closed' });
    expect(await refusalOf(second.start())).toMatchObject({ code: 'blocked' });
  });

  it('WID-15 it ends at every node, whichever the newer code was made at', async () => {
    const first = await chatting();
    const token = await tokenFor(await codeOf(first));
    const node = await server.another();
    try {
      const there = await Consumer.arrive({ ...first.arrival, url: node.url, token });
      await codeOf(first);
      expect(await refusalOf(there.connection.call(welcome, {}))).toMatchObject({ code: 'access_ended' });
      await there.connection.closed;
    } finally {
      await node.stop();
    }
  });
});
