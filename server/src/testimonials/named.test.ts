import { afterEach, beforeEach, expect, it } from 'vitest';
import { askLink, openLink } from '@parlour/shared/protocol/access-link.js';
import { closeConversation, welcome } from '@parlour/shared/protocol/conversation.js';
import { merchantHeader, portalHeader, siteHeader } from '@parlour/shared/protocol/events.js';
import { decideRequest, listRequests, readOwnData } from '@parlour/shared/protocol/privacy.js';
import { rateConversation } from '@parlour/shared/protocol/rating.js';
import {
  publishTestimonial,
  readTestimonial,
  showTestimonials,
} from '@parlour/shared/protocol/testimonial.js';
import { HttpClient } from '../testing/http-client.js';
import type { PostOffice } from '../testing/post-office.js';
import type { TestServer } from '../testing/start-server.js';
import { startWithMail } from '../testing/start-with-mail.js';

let server: TestServer;
let office: PostOffice;
beforeEach(async () => {
  ({ office, server } = await startWithMail());
});
afterEach(() => server.stop());

const pat = 'pat@people.example';

async function published(text: string) {
  const consumer = await server.consumer();
  const { id } = await consumer.start();
  await consumer.say('Hello');
  await consumer.connection.call(closeConversation, { conversation: id });
  await consumer.connection.call(rateConversation, { conversation: id, score: 5, comment: text });
  const { notice } = await consumer.connection.call(welcome, {});
  const common = { conversation: id, notice: notice.sha256, locale: 'en', name: '' };
  const publish = (words: string) => consumer.connection.call(publishTestimonial, { ...common, text: words });
  await publish(text);
  return { consumer, id, publish };
}

const shown = async () => {
  const { key, origin } = server.world.site;
  const page = new HttpClient(server.url, { origin, [siteHeader]: key, [merchantHeader]: 'motors' });
  return (await page.call(showTestimonials, {})).testimonials;
};

const browser = () => new HttpClient(server.url, { origin: server.url, [portalHeader]: 'consumer' });

/** Somebody who never chatted here asks, and opens the link that proves the address. */
let askers = 0;
async function asksFor(about: string, email = `pat${++askers}@people.example`): Promise<HttpClient> {
  const request = {
    kind: 'takedown',
    text: 'It names me',
    jurisdiction: 'gdpr',
    timeZone: 'UTC',
    about,
  } as const;
  await browser().call(askLink, { email, shop: 'motors', locale: 'en', request });
  const { text } = await office.next(email);
  const theirs = browser();
  await theirs.call(openLink, { token: /#link=([\w-]{43})/.exec(text)![1]! });
  return theirs;
}

const max = async () => (await server.agent(server.world.people.max.email)).connection;

it('REQ-9 PUB-1 whoever is named in what another published has it hidden once their address is proven, and the merchant decides', async () => {
  const { consumer, id } = await published('Pat Smith was rude');
  await published('Quick and kind');
  const named = (await shown()).find(({ text }) => text.includes('Pat'))!;
  const request = {
    kind: 'takedown',
    text: 'Me',
    jurisdiction: 'gdpr',
    timeZone: 'UTC',
    about: named.ref,
  } as const;
  await browser().call(askLink, { email: pat, shop: 'motors', locale: 'en', request });
  await office.next(pat);
  expect(await shown()).toHaveLength(2);
  const theirs = await asksFor(named.ref);
  expect((await shown()).map(({ text }) => text)).toEqual(['Quick and kind']);
  // They open nothing of whoever wrote it, and see what is decided by when.
  const own = await theirs.call(readOwnData, {});
  expect(own.conversations).toEqual([]);
  expect(own.requests).toMatchObject([{ kind: 'takedown', state: 'open' }]);
  expect(own.requests[0]?.dueOn).not.toBeNull();
  const desk = await max();
  const [asked] = (await desk.call(listRequests, {})).requests;
  expect(asked).toMatchObject({ text: 'It names me', withheld: [{ text: 'Pat Smith was rude', name: '' }] });
  await desk.call(decideRequest, { request: asked!.id, action: 'start' });
  await desk.call(decideRequest, { request: asked!.id, action: 'fulfil' });
  expect(await shown()).toHaveLength(1);
  expect((await consumer.connection.call(readTestimonial, { conversation: id })).testimonial).toBeNull();
});

it('REQ-9 a refusal brings it back, and then nobody hides the same words by asking again; other words they do', async () => {
  const { publish } = await published('Pat Smith sold me a car');
  const [first] = await shown();
  await asksFor(first!.ref);
  expect(await shown()).toEqual([]);
  const desk = await max();
  const [asked] = (await desk.call(listRequests, {})).requests;
  const answer = 'It says what happened, and nothing private.';
  await desk.call(decideRequest, { request: asked!.id, action: 'deny', reason: 'claim_not_covered', answer });
  expect(await shown()).toEqual([first]);
  server.clock.advance(1_000);
  await asksFor(first!.ref);
  expect(await shown()).toEqual([first]);
  expect((await desk.call(listRequests, {})).requests[0]).toMatchObject({ state: 'open' });
  await publish('Pat Smith lives at 5 High Street');
  const [second] = await shown();
  expect(second!.ref).not.toBe(first!.ref);
  await asksFor(second!.ref);
  expect(await shown()).toEqual([]);
});

it('REQ-9 REQ-8 a name of another merchant’s, or of nothing, hides nothing', async () => {
  await published('Quick and kind');
  const [one] = await shown();
  await asksFor('A'.repeat(22));
  expect(await shown()).toEqual([one]);
  const request = {
    kind: 'takedown',
    text: 'Me',
    jurisdiction: 'gdpr',
    timeZone: 'UTC',
    about: one!.ref,
  } as const;
  await browser().call(askLink, { email: pat, shop: 'harbour', locale: 'en', request });
  const { text } = await office.next(pat);
  await browser().call(openLink, { token: /#link=([\w-]{43})/.exec(text)![1]! });
  expect(await shown()).toEqual([one]);
});
