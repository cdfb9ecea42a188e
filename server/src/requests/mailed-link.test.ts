import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessWays, askLink, openLink, type AskLinkInput } from '@parlour/shared/protocol/access-link.js';
import { makeCode } from '@parlour/shared/protocol/access-code.js';
import { giveContact, readProfile } from '@parlour/shared/protocol/contact.js';
import {
  closeConversation,
  decideConsent,
  startConversation,
  sync,
  welcome,
} from '@parlour/shared/protocol/conversation.js';
import { sendMessage } from '@parlour/shared/protocol/message.js';
import { portalHeader } from '@parlour/shared/protocol/events.js';
import {
  downloadExport,
  eraseData,
  exportData,
  listRequests,
  openAccess,
  openRequest,
  readOwnData,
} from '@parlour/shared/protocol/privacy.js';
import { hour, minute } from '@parlour/shared/rules/expiry.js';
import { newClientId, type Consumer } from '../testing/consumer.js';
import { HttpClient } from '../testing/http-client.js';
import type { PostOffice, Delivered } from '../testing/post-office.js';
import { refusalOf } from '../testing/refusal-of.js';
import { startServer, type TestServer } from '../testing/start-server.js';
import { startWithMail } from '../testing/start-with-mail.js';
import { unzip } from '../testing/unzip.js';
import type { OperationCall } from '../use-case.js';
import { askLinkCase } from './mailed-link.js';

let server: TestServer;
let office: PostOffice;
beforeAll(async () => {
  ({ office, server } = await startWithMail({ trustedProxies: 1 }));
});
afterAll(() => server.stop());

let browsers = 0;
/** Each browser has an address of its own, so that limits do not hide what is asked here. */
const portal = (address = `10.1.${(browsers += 1) >> 8}.${browsers & 255}`): HttpClient =>
  new HttpClient(server.url, {
    origin: server.url,
    [portalHeader]: 'consumer',
    'x-forwarded-for': address,
  });

let people = 0;
const newAddress = (): string => `person${(people += 1)}@home.example`;

async function leave(consumer: Consumer, email: string): Promise<void> {
  const { notice } = await consumer.connection.call(welcome, {});
  await consumer.connection.call(giveContact, {
    conversation: consumer.conversation!,
    notice: notice.sha256,
    locale: 'en',
    email,
    decisions: [{ purpose: 'contact_followup', state: 'given' }],
  });
}

async function chatting(email: string | null, merchant = 'motors'): Promise<Consumer> {
  const consumer = await server.consumer({ merchant });
  await consumer.start();
  await consumer.say(`A canary sang of ${merchant}`);
  if (email) await leave(consumer, email);
  return consumer;
}

const ask = (email: string, shop = 'Motors', over: Partial<AskLinkInput> = {}, browser = portal()) =>
  browser.call(askLink, { email, shop, locale: 'en', ...over });

const tokenIn = ({ text }: Delivered): string => /#link=([\w-]{43})/.exec(text)![1]!;

/** The token of the link that is mailed for what was asked. */
async function mailed(email: string): Promise<string> {
  const mail = await office.next(email, ({ text }) => text.includes('#link='));
  office.delivered.splice(office.delivered.indexOf(mail), 1);
  return tokenIn(mail);
}

async function opened(email: string, shop = 'Motors'): Promise<HttpClient> {
  await ask(email, shop);
  const browser = portal();
  await browser.call(openLink, { token: await mailed(email) });
  return browser;
}

const idsIn = async (browser: HttpClient): Promise<string[]> =>
  (await browser.call(readOwnData, {})).conversations.map(({ id }) => id);

describe('a link by mail', () => {
  it('REQ-1 opens "Your data" where its address was left: what was said, why it is kept, a copy, and its end', async () => {
    const email = newAddress();
    const consumer = await chatting(email);
    const id = consumer.conversation!;
    const browser = await opened(email.replace('person', 'Person'), ' MOTORS. ');
    const data = await browser.call(readOwnData, {});
    expect(data).toMatchObject({ merchant: 'Motors', byMail: true, conversations: [{ id }] });
    expect(data.conversations[0]?.expiry.reasons).not.toEqual([]);
    const { messages } = await browser.call(sync, { conversation: id, after: 0 });
    expect(JSON.stringify(messages)).toContain('A canary sang of motors');
    const { token } = await browser.call(exportData, {});
    const copy = await browser.send(downloadExport, { token });
    expect(unzip(Buffer.from(await copy.arrayBuffer())).get(`conversations/${id}.json`)).toContain('canary');
    expect(await browser.call(eraseData, {})).toMatchObject({ deleted: 1 });
    expect(await server.app.context.models.Conversation.exists({ _id: id })).toBeNull();
    expect(await idsIn(browser)).toEqual([]);
  });

  it('REQ-1 is told to be possible where mail can be sent, and refused alike to all where it cannot', async () => {
    expect(await portal().call(accessWays, {})).toEqual({ mail: true });
    const silent = await startServer();
    const browser = new HttpClient(silent.url, { origin: silent.url, [portalHeader]: 'consumer' });
    expect(await browser.call(accessWays, {})).toEqual({ mail: false });
    expect(await refusalOf(ask('a@home.example', 'Motors', {}, browser))).toMatchObject({
      code: 'mail_not_set_up',
    });
    await silent.stop();
  });

  it('REQ-1 nothing tells a stranger whether an address is known: the answers are the same to the letter', async () => {
    const email = newAddress();
    await chatting(email);
    const answerOf = async (to: string) => {
      const answer = await portal().send(askLink, { email: to, shop: 'Motors', locale: 'en' });
      const headers = [...answer.headers].filter(([name]) => !['date', 'x-request-id'].includes(name));
      return { status: answer.status, headers, body: await answer.text() };
    };
    const nobody = newAddress();
    expect(await answerOf(nobody)).toEqual(await answerOf(email));
    await mailed(email);
    expect(office.delivered.filter(({ to }) => to.includes(nobody))).toEqual([]);
    // Not by how often it may be asked either.
    const limitOf = async (to: string) => {
      for (let asked = 1; ; asked += 1) {
        const answer = await portal().send(askLink, { email: to, shop: 'Motors', locale: 'en' });
        if (answer.status !== 200) return { asked, status: answer.status };
      }
    };
    expect(await limitOf(nobody)).toEqual(await limitOf(email));
    office.delivered.length = 0;
  });

  it('REQ-1 the answer comes before it is looked up: it comes though the look-up never ends', async () => {
    const { context } = server.app;
    let lookedUp = 0;
    const never = {
      find: () => ({
        limit: () => ({
          lean: () => {
            lookedUp += 1;
            return new Promise(() => undefined);
          },
        }),
      }),
    };
    const models = { ...context.models, Conversation: never } as unknown as typeof context.models;
    const answer = askLinkCase({ ...context, models });
    const call = { address: '10.98.0.1' } as OperationCall;
    expect(await answer({ email: newAddress(), shop: 'Motors', locale: 'en' }, call)).toEqual({});
    expect(lookedUp).toBe(1);
  });

  it('REQ-1 opens once, also of many who press at once, and not after ten minutes', async () => {
    const email = newAddress();
    await chatting(email);
    await ask(email);
    const token = await mailed(email);
    const second = await server.another();
    const at = (url: string) => new HttpClient(url, { origin: url, [portalHeader]: 'consumer' });
    const presses = await Promise.allSettled(
      Array.from({ length: 8 }, (_, number) =>
        at(number % 2 ? server.url : second.url).call(openLink, { token }),
      ),
    );
    expect(presses.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await refusalOf(portal().call(openLink, { token }))).toMatchObject({ code: 'link_spent' });
    await second.stop();
    await ask(email);
    const late = await mailed(email);
    server.clock.advance(10 * minute);
    expect(await refusalOf(portal().call(openLink, { token: late }))).toMatchObject({ code: 'link_spent' });
    expect(await refusalOf(portal().call(openLink, { token: 'A'.repeat(43) }))).toMatchObject({
      code: 'link_spent',
    });
  });

  it('REQ-1 a program that opens links to look at them uses none up', async () => {
    const email = newAddress();
    const consumer = await chatting(email);
    await ask(email);
    const token = await mailed(email);
    for (const method of ['HEAD', 'GET', 'OPTIONS'])
      await fetch(`${server.url}/consumer?link=${token}#link=${token}`, { method });
    await fetch(`${server.url}/api/v1/access/links/session?token=${token}`);
    // From another page it is not pressed either.
    const elsewhere = new HttpClient(server.url, {
      origin: 'https://evil.example',
      [portalHeader]: 'consumer',
    });
    expect(await refusalOf(elsewhere.call(openLink, { token }))).toMatchObject({ code: 'cross_site' });
    const browser = portal();
    await browser.call(openLink, { token });
    expect(await idsIn(browser)).toEqual([consumer.conversation]);
  });

  it('REQ-1 neither the store nor the link holds the address, and a mail that comes too late is not sent', async () => {
    const email = newAddress();
    await chatting(email);
    office.refuseWith = 451;
    await ask(email);
    const { models, mailer } = server.app.context;
    await expect.poll(() => models.Mail.countDocuments({ kind: 'access_link' })).toBe(1);
    await mailer.deliver();
    const stored = JSON.stringify([
      await models.AccessLink.find({ kind: 'mail' }).lean(),
      await models.Conversation.find({ contactToken: { $exists: true } }, { contactToken: 1 }).lean(),
    ]);
    expect(stored).not.toContain(email);
    office.refuseWith = null;
    server.clock.advance(11 * minute);
    await mailer.deliver();
    expect(office.delivered.filter(({ to }) => to.includes(email))).toEqual([]);
    expect(await models.Mail.countDocuments({ kind: 'access_link' })).toBe(0);
  });

  it('REQ-1 one network writes no letters to strangers, and one letter box is not filled', async () => {
    const one = '10.99.0.1';
    const answers: number[] = [];
    for (let count = 0; count < 12; count += 1) {
      const input = { email: newAddress(), shop: 'Motors', locale: 'en' };
      answers.push((await portal(one).send(askLink, input)).status);
    }
    expect(answers).toEqual([...Array<number>(10).fill(200), 429, 429]);
    const email = newAddress();
    for (let count = 0; count < 5; count += 1) await ask(email);
    expect(await refusalOf(ask(email))).toMatchObject({ code: 'too_many_requests' });
    server.clock.advance(hour);
    await ask(email);
  });

  it('REQ-1 a shop that there is not is told to everybody alike', async () => {
    const email = newAddress();
    await chatting(email);
    for (const shop of ['Nowhere', '…', '{"$ne":null}'])
      expect(await refusalOf(ask(email, shop))).toMatchObject({ code: 'unknown_shop' });
  });
});

describe('what a mailed link opens', () => {
  it('REQ-8 the same address at two merchants is two people: each link opens one', async () => {
    const email = newAddress();
    const [motors, harbour] = [await chatting(email), await chatting(email, 'harbour')];
    expect(await idsIn(await opened(email))).toEqual([motors.conversation]);
    const there = await opened(email, 'Harbour');
    expect(await idsIn(there)).toEqual([harbour.conversation]);
    expect(await refusalOf(there.call(sync, { conversation: motors.conversation!, after: 0 }))).toMatchObject(
      {
        code: 'not_found',
      },
    );
    const { Conversation } = server.app.context.models;
    const [one, other] = await Promise.all(
      [motors, harbour].map((chat) => Conversation.findById(chat.conversation).lean()),
    );
    expect(one!.contactToken).not.toBe(other!.contactToken);
  });

  it('REQ-1 of one device only the conversation in which the address was left, of two devices both', async () => {
    const [email, other] = [newAddress(), newAddress()];
    const first = await chatting(email);
    await first.connection.call(closeConversation, { conversation: first.conversation! });
    const mine = first.conversation!;
    await first.start();
    await leave(first, other);
    const second = await chatting(email);
    const browser = await opened(email);
    expect((await idsIn(browser)).toSorted()).toEqual([mine, second.conversation!].toSorted());
    const foreign = first.conversation!;
    expect(await refusalOf(browser.call(sync, { conversation: foreign, after: 0 }))).toMatchObject({
      code: 'not_found',
    });
    expect(await refusalOf(browser.call(eraseData, { conversation: foreign }))).toMatchObject({
      code: 'not_found',
    });
  });

  it('REQ-1 whoever types another’s address into a chat sees nothing of theirs by it', async () => {
    const email = newAddress();
    const theirs = await chatting(email);
    const stranger = await chatting(email);
    const { code } = await stranger.connection.call(makeCode, {});
    const browser = portal();
    await browser.call(openAccess, { code });
    expect(await idsIn(browser)).toEqual([stranger.conversation]);
    expect(
      await refusalOf(stranger.connection.call(sync, { conversation: theirs.conversation!, after: 0 })),
    ).toMatchObject({ code: 'not_found' });
    // Nor what its owner has asked meanwhile.
    const owner = await opened(email);
    const asking = { jurisdiction: 'gdpr', timeZone: 'UTC' } as const;
    await owner.call(openRequest, { kind: 'objection', text: 'Of mine alone', ...asking });
    expect((await owner.call(readOwnData, {})).requests).toHaveLength(1);
    expect((await browser.call(readOwnData, {})).requests).toEqual([]);
  });

  it('REQ-2 that it was opened so is seen by whoever chatted there', async () => {
    const email = newAddress();
    const consumer = await chatting(email);
    const { code } = await consumer.connection.call(makeCode, {});
    const own = portal();
    await own.call(openAccess, { code });
    expect((await own.call(readOwnData, {})).conversations[0]?.viewers).toEqual([]);
    await opened(email);
    expect((await own.call(readOwnData, {})).conversations[0]?.viewers).toMatchObject([{ byMail: true }]);
  });

  it('CON-4 it ends with the address: taken back, nothing is found by it any more, in an open portal neither', async () => {
    const email = newAddress();
    const consumer = await chatting(email);
    const browser = await opened(email);
    const { notice } = await browser.call(readOwnData, {});
    await browser.call(decideConsent, {
      conversation: consumer.conversation!,
      notice: notice.sha256,
      locale: 'en',
      decisions: [{ purpose: 'contact_followup', state: 'refused' }],
    });
    expect(await idsIn(browser)).toEqual([]);
    await ask(email);
    const known = newAddress();
    await chatting(known);
    await opened(known);
    expect(office.delivered.filter(({ to }) => to.includes(email))).toEqual([]);
    const [last] = await server.app.context.models.ConsentEvent.find({
      conversation: consumer.conversation!,
    })
      .sort({ number: -1 })
      .lean();
    const { consumer: who } = (await server.app.context.models.Conversation.findById(
      consumer.conversation,
    ).lean())!;
    expect(last).toMatchObject({ state: 'withdrawn', surface: 'portal', consumer: who });
  });

  it('REQ-1 it reads and asks, and neither chats nor makes a code that opens again', async () => {
    const email = newAddress();
    const consumer = await chatting(email);
    const browser = await opened(email);
    const conversation = consumer.conversation!;
    expect((await browser.call(readProfile, { conversation })).contact).toMatchObject({ email });
    const { notice } = await browser.call(readOwnData, {});
    const start = {
      notice: notice.sha256,
      locale: 'en',
      page: { title: '', path: '/' },
      decisions: [
        { purpose: 'transcript_storage', state: 'given' },
        { purpose: 'device_storage', state: 'given' },
      ],
    } as const;
    for (const call of [
      () => browser.call(makeCode, {}),
      () => browser.call(sendMessage, { conversation, clientId: newClientId(), text: 'As if I were them' }),
      () => browser.call(startConversation, start),
    ])
      expect(await refusalOf(call())).toMatchObject({ code: 'forbidden' });
    server.clock.advance(hour);
    expect(await refusalOf(browser.call(readOwnData, {}))).toMatchObject({ code: 'not_signed_in' });
  });
});

describe('a request without device or code', () => {
  const request = {
    kind: 'objection',
    text: 'Use nothing of mine',
    jurisdiction: 'gdpr',
    timeZone: 'Europe/Berlin',
  } as const;
  const atMotors = async () => {
    const manager = await server.agent(server.world.people.mia.email);
    const { requests } = await manager.connection.call(listRequests, {});
    return requests.filter(({ text }) => text === request.text);
  };

  it('REQ-6 is filed when its address is proven, and not before; its answer is read there', async () => {
    const email = newAddress();
    await ask(email, 'Motors', { request });
    const token = await mailed(email);
    expect(await atMotors()).toEqual([]);
    const { AccessLink } = server.app.context.models;
    expect(JSON.stringify(await AccessLink.find({ kind: 'mail' }).lean())).not.toContain(request.text);
    const browser = portal();
    expect(await browser.call(openLink, { token })).toEqual({ filed: true });
    expect(await atMotors()).toMatchObject([{ kind: 'objection', state: 'open' }]);
    expect(await browser.call(readOwnData, {})).toMatchObject({
      conversations: [],
      requests: [{ text: request.text }],
    });
    expect(await refusalOf(portal().call(openLink, { token }))).toMatchObject({ code: 'link_spent' });
    expect(await atMotors()).toHaveLength(1);
    // Later, by another link: an address with a request but no conversation is told by asking anew.
    await ask(email, 'Motors', { request: { ...request, text: 'And this' } });
    const again = portal();
    await again.call(openLink, { token: await mailed(email) });
    expect((await again.call(readOwnData, {})).requests).toHaveLength(2);
  });

  it('REQ-1 an address that was left nowhere is written to all the same, so that nobody can tell', async () => {
    const known = newAddress();
    await chatting(known);
    for (const email of [known, newAddress()]) {
      await ask(email, 'Motors', { request });
      await mailed(email);
    }
  });
});
