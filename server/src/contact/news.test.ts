import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { giveContact } from '@parlour/shared/protocol/contact.js';
import { closeConversation, decideConsent, welcome } from '@parlour/shared/protocol/conversation.js';
import { sendNews } from '@parlour/shared/protocol/news.js';
import { day, minute } from '@parlour/shared/rules/expiry.js';
import type { Agent } from '../testing/agent.js';
import { PostOffice, type Delivered } from '../testing/post-office.js';
import { refusalOf } from '../testing/refusal-of.js';
import { startServer, type TestServer } from '../testing/start-server.js';
import { readReply, takeReply } from './mail-reply.js';

let server: TestServer;
let office: PostOffice;
let agent: Agent;
beforeAll(async () => {
  office = await PostOffice.open();
  server = await startServer({ smtpUrl: office.url });
  agent = await server.agent();
});
afterAll(async () => {
  await server.stop();
  await office.close();
});

let people = 0;
async function consumer({
  marketing = true,
  email = `reader${(people += 1)}@home.example`,
  merchant = 'motors',
} = {}) {
  const one = await server.consumer({ merchant });
  const { id } = await one.start();
  const { notice } = await one.connection.call(welcome, {});
  const decisions = [
    { purpose: 'contact_followup', state: 'given' },
    { purpose: 'marketing', state: marketing ? 'given' : 'refused' },
  ] as const;
  const common = { conversation: id, notice: notice.sha256, locale: 'en' };
  await one.connection.call(giveContact, { ...common, email, decisions });
  return { one, id, email, common };
}

const news = { subject: 'Winter tyres', text: 'They are here.' };
const send = (id: string, by: Agent = agent) =>
  by.connection.call(sendNews, { conversation: id as never, ...news });

async function sent(email: string): Promise<Delivered> {
  const mail = await office.next(email, ({ subject }) => subject === news.subject);
  office.delivered.splice(office.delivered.indexOf(mail), 1);
  return mail;
}
const linkIn = ({ headers }: Delivered): string => /^List-Unsubscribe: <([^>]+)>$/im.exec(headers)![1]!;
const oneClick = (link: string) =>
  fetch(link, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'List-Unsubscribe=One-Click',
  });
const recorded = (action: string, target: string) => {
  const { models, vault } = server.app.context;
  return models.AuditEntry.countDocuments({ action, targetHmac: vault.subject(target) });
};

describe('news', () => {
  it('OPT-1 go to whoever agreed and left an address', async () => {
    const { id, email } = await consumer();
    await send(id);
    const mail = await sent(email);
    expect(mail.text).toContain('They are here.');
    expect(mail.text).toContain(linkIn(mail));
    expect(await recorded('news.send', id)).toBe(1);
  });

  it('OPT-1 without a yes they are refused and recorded, at once after it is taken back too', async () => {
    const { one, id, email, common } = await consumer({ marketing: false });
    expect(await refusalOf(send(id))).toMatchObject({ code: 'purpose_refused' });
    expect(await recorded('purpose.refused', id)).toBe(1);
    const decide = (state: 'given' | 'refused') =>
      one.connection.call(decideConsent, { ...common, decisions: [{ purpose: 'marketing', state }] });
    await decide('given');
    await send(id);
    await sent(email);
    await decide('refused');
    expect(await refusalOf(send(id))).toMatchObject({ code: 'purpose_refused' });
    expect(office.delivered.filter(({ to }) => to.includes(email))).toEqual([]);
  });

  it('OPT-1 a yes without an address is not enough, and another merchant’s conversation is nobody’s', async () => {
    const one = await server.consumer();
    const { id } = await one.start();
    const { notice } = await one.connection.call(welcome, {});
    const decisions = [{ purpose: 'marketing', state: 'given' }] as const;
    await one.connection.call(decideConsent, {
      conversation: id,
      notice: notice.sha256,
      locale: 'en',
      decisions,
    });
    expect(await refusalOf(send(id))).toMatchObject({ code: 'no_address' });
    expect(await recorded('news.refused', id)).toBe(1);
    const elsewhere = await consumer({ merchant: 'harbour' });
    expect(await refusalOf(send(elsewhere.id))).toMatchObject({ code: 'not_found' });
  });

  it('OPT-2 each carries List-Unsubscribe and its one-click POST, which needs no cookie and redirects nowhere', async () => {
    const { one, id, email } = await consumer();
    await send(id);
    const mail = await sent(email);
    expect(mail.headers).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click$/im);
    const link = linkIn(mail);
    expect(link.startsWith(`${server.url}/unsubscribe/`)).toBe(true);
    expect(link).not.toContain(email);

    const looked = await fetch(link);
    expect(looked.status).toBe(200);
    expect(await looked.text()).toMatch(/<form method="post"><button>/);
    expect(looked.headers.get('cache-control')).toBe('no-store');
    await send(id);
    await sent(email);

    const answer = await oneClick(link);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('set-cookie')).toBeNull();
    expect(await refusalOf(send(id))).toMatchObject({ code: 'purpose_refused' });
    const events = await server.app.context.models.ConsentEvent.find({ conversation: id })
      .sort({ number: -1 })
      .lean();
    expect(events[0]).toMatchObject({ purpose: 'marketing', state: 'withdrawn', surface: 'mail' });
    expect((await oneClick(link)).status).toBe(200);
    expect((await one.sync()).messages.filter(({ kind }) => kind === 'event')).not.toEqual([]);
  });

  it('OPT-2 a link that was not made here, and one with a letter changed, opt nobody out', async () => {
    const { id, email } = await consumer();
    await send(id);
    const link = linkIn(await sent(email));
    const other = link.slice(0, -1) + (link.endsWith('A') ? 'B' : 'A');
    for (const wrong of [
      other,
      `${server.url}/unsubscribe/x`,
      `${server.url}/unsubscribe/${'A'.repeat(700)}`,
    ])
      expect((await oneClick(wrong)).status).toBe(404);
    await send(id);
    await sent(email);
    // Whichever letter stands last, also one that differs in bits alone that say nothing.
    const token = link.split('/').at(-1)!;
    const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'];
    const good = letters.filter((last) => server.app.context.suppressions.read(token.slice(0, -1) + last));
    expect(good).toEqual([token.at(-1)]);
  });

  it('OPT-3 an opt-out outlives the deletion of everything, as a keyed hash, and a new yes does not lift it', async () => {
    const { one, id, email } = await consumer();
    await send(id);
    const link = linkIn(await sent(email));
    await one.connection.call(closeConversation, { conversation: id });
    server.clock.advance(400 * day);
    await server.app.context.purger.sweep();
    const { models, suppressions } = server.app.context;
    expect(await models.Conversation.exists({ _id: id })).toBeNull();
    expect((await oneClick(link)).status).toBe(200);
    server.clock.advance(400 * day);
    await server.app.context.purger.sweep();
    const stored = await models.Suppression.find().lean();
    expect(JSON.stringify(stored)).not.toContain(email);
    expect(stored.map(({ _id }) => _id)).toContain(
      suppressions.idOf(server.world.merchants.motors._id, email),
    );
    agent = await server.agent();
    const again = await consumer({ email: ` ${email.toUpperCase()}`.trim() });
    expect(await refusalOf(send(again.id))).toMatchObject({ code: 'opted_out' });
    expect(await recorded('news.refused', again.id)).toBe(1);
    const elsewhere = await consumer({ email, merchant: 'harbour' });
    const hana = await server.agent(server.world.people.hana.email);
    await send(elsewhere.id, hana);
    await sent(email);
  });

  it('CON-4 news that wait to be delivered go with the yes', async () => {
    const { id, email, one, common } = await consumer();
    office.refuseWith = 451;
    await send(id);
    await server.app.context.mailer.deliver();
    const { Mail } = server.app.context.models;
    expect(await Mail.countDocuments({ conversation: id })).toBe(1);
    const decisions = [{ purpose: 'marketing', state: 'refused' }] as const;
    await one.connection.call(decideConsent, { ...common, decisions });
    expect(await Mail.countDocuments({ conversation: id })).toBe(0);
    office.refuseWith = null;
    expect(office.delivered.filter(({ to }) => to.includes(email))).toEqual([]);
  });
});

describe('news that wait', () => {
  it('OPT-2 do not leave after an opt-out that came by another conversation, nor after one by a reply', async () => {
    const { context } = server.app;
    const waiting = (id: string) => context.models.Mail.countDocuments({ conversation: id });
    const byLink = async (email: string) => {
      const other = await consumer({ email });
      await send(other.id);
      const link = linkIn(await sent(email));
      return () => oneClick(link);
    };
    const byReply = (email: string) =>
      Promise.resolve(() => takeReply(context, Buffer.from(`From: ${email}\r\n\r\nstop\r\n`)));
    for (const prepare of [byLink, byReply]) {
      const { id, email } = await consumer();
      const optOut = await prepare(email);
      office.refuseWith = 451;
      await send(id);
      await context.mailer.deliver();
      expect(await waiting(id)).toBe(1);
      await optOut();
      office.refuseWith = null;
      server.clock.advance(1 * minute);
      await context.mailer.deliver();
      expect(office.delivered.filter(({ to }) => to.includes(email))).toEqual([]);
      expect(await waiting(id)).toBe(0);
    }
  });

  it('OPT-2 an opt-out by a link is recorded once, however often it is pressed', async () => {
    const { id, email } = await consumer();
    await send(id);
    const link = linkIn(await sent(email));
    const { AuditEntry } = server.app.context.models;
    const before = await AuditEntry.countDocuments({ action: 'news.opt_out' });
    for (let count = 0; count < 3; count += 1) await oneClick(link);
    expect(await AuditEntry.countDocuments({ action: 'news.opt_out' })).toBe(before + 1);
  });
});

describe('a reply to news', () => {
  const reply = (over: {
    from?: string;
    subject?: string;
    references?: string;
    body?: string;
    type?: string;
  }): Buffer =>
    Buffer.from(
      [
        `From: ${over.from ?? '"A Reader" <reader@home.example>'}`,
        `Subject: ${over.subject ?? 'Re: Winter tyres'}`,
        ...(over.references ? [`References: <x@y>\r\n ${over.references}`] : []),
        `Content-Type: ${over.type ?? 'text/plain; charset=utf-8'}`,
        '',
        over.body ?? 'Stop\r\n\r\n> They are here.',
      ].join('\r\n'),
    );

  it('OPT-2 with “stop” or “unsubscribe” opts out, whatever the program that wrote it', () => {
    const asks = (over: Parameters<typeof reply>[0]) => readReply(reply(over)).stops;
    for (const body of ['stop', ' “STOP”! ', 'Unsubscribe.\r\n\r\nregards', '\r\n\r\n> quoted\r\nstop'])
      expect(asks({ body })).toBe(true);
    const alternative =
      '--b\r\nContent-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\nU3RvcA==\r\n--b\r\nContent-Type: text/html\r\n\r\n<p>x</p>\r\n--b--';
    expect(asks({ type: 'multipart/alternative; boundary="b"', body: alternative })).toBe(true);
    expect(asks({ type: 'text/html', body: '<html><body><p>stop</p></body></html>' })).toBe(true);
    expect(asks({ subject: 'unsubscribe', body: '' })).toBe(true);
    for (const body of ['Please do not stop', 'Stop by at six?', 'Thank you', ''])
      expect(asks({ body })).toBe(false);
  });

  it('OPT-2 is of the sender and of the merchant whose news it answers, and of every one where that is not said', async () => {
    const { id, email } = await consumer();
    await send(id);
    const mail = await sent(email);
    const references = /^References: (.*)$/im.exec(mail.headers)![1]!;
    const { context } = server.app;
    const { motors, harbour } = server.world.merchants;
    const isOut = (merchant: string) => context.suppressions.has(context.suppressions.idOf(merchant, email));
    expect(await takeReply(context, reply({ from: email, references, body: 'Thank you' }))).toBe(0);
    expect(await takeReply(context, reply({ from: `Me <${email}>`, references }))).toBe(1);
    expect([await isOut(motors._id), await isOut(harbour._id)]).toEqual([true, false]);
    expect(await refusalOf(send(id))).toMatchObject({ code: 'opted_out' });
    expect(await takeReply(context, reply({ from: email }))).toBe(2);
    expect(await isOut(harbour._id)).toBe(true);
  });

  it('OPT-2 a sender’s name that never ends takes no time', () => {
    const began = performance.now();
    const ats = '@'.repeat(100_000);
    for (const from of [`<${ats}`, `${ats}<`]) readReply(Buffer.from(`From: ${from}\r\n\r\nstop`));
    expect(performance.now() - began).toBeLessThan(1_000);
  });

  it('OPT-2 whatever comes in as a mail is read without harm', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2_000 }), fc.string(), (bytes, text) => {
        readReply(Buffer.from(bytes));
        readReply(Buffer.from(`Content-Type: multipart/x; boundary=${text}\r\n\r\n--${text}\r\n${text}`));
      }),
      { numRuns: 300 },
    );
  });
});
