import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { consentReceipt } from '@parlour/shared/protocol/consent.js';
import { giveContact, readProfile } from '@parlour/shared/protocol/contact.js';
import { closeConversation, decideConsent, sync, welcome } from '@parlour/shared/protocol/conversation.js';
import { sendNews } from '@parlour/shared/protocol/news.js';
import { day, minute } from '@parlour/shared/rules/expiry.js';
import type { Agent } from '../testing/agent.js';
import { TestConnection } from '../testing/connection.js';
import type { PostOffice, Delivered } from '../testing/post-office.js';
import { refusalOf } from '../testing/refusal-of.js';
import type { TestServer } from '../testing/start-server.js';
import { startWithMail } from '../testing/start-with-mail.js';
import { readReply, takeReply } from './mail-reply.js';

let server: TestServer;
let office: PostOffice;
let agent: Agent;
beforeAll(async () => {
  ({ office, server } = await startWithMail());
  agent = await server.agent();
});
afterAll(() => server.stop());

let people = 0;
async function consumer({
  marketing = true,
  email = `reader${(people += 1)}@home.example`,
  merchant = 'motors',
  confirms = true,
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
  if (marketing && confirms) await press(await confirmationTo(email));
  return { one, id, email, common };
}

/** The link in the mail that asks whoever reads the address (OPT-4). */
async function confirmationTo(email: string): Promise<string> {
  const mail = await office.next(email, ({ text }) => text.includes('/confirm/'));
  office.delivered.splice(office.delivered.indexOf(mail), 1);
  // What stands after it says the mail's language.
  return /(http\S+\/confirm\/[^\s?]+)\?lang=en\s/.exec(mail.text)![1]!;
}
const press = (link: string) => fetch(link, { method: 'POST', redirect: 'manual' });

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
    await press(await confirmationTo(email));
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
    // Without an address nobody can confirm it, so it is no yes (OPT-4).
    expect(await refusalOf(send(id))).toMatchObject({ code: 'purpose_refused' });
    expect(await recorded('purpose.refused', id)).toBe(1);
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
    const again = await consumer({ email: email.toUpperCase(), confirms: false });
    expect(await refusalOf(send(again.id))).toMatchObject({ code: 'purpose_refused' });
    expect(await recorded('purpose.refused', again.id)).toBe(1);
    // They are not even asked whether they want any.
    expect(await models.Mail.countDocuments({ conversation: again.id })).toBe(0);
    expect(office.delivered.filter(({ to }) => to[0]!.toLowerCase() === email)).toEqual([]);
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

describe('a yes to news', () => {
  const marketing = async (id: string) => {
    const { ConsentEvent } = server.app.context.models;
    return ConsentEvent.find({ conversation: id, purpose: 'marketing' }).sort({ number: 1 }).lean();
  };
  const contactIn = async (id: string) =>
    (await server.app.context.models.Conversation.findById(id).lean())!.contact;

  it('OPT-4 permits nothing until whoever reads the address confirms it; the confirmation is the consent', async () => {
    const { id, email, one } = await consumer({ confirms: false });
    expect((await marketing(id)).map(({ state }) => state)).toEqual(['requested']);
    expect(await refusalOf(send(id))).toMatchObject({ code: 'purpose_refused' });
    const { contact } = await agent.connection.call(readProfile, { conversation: id as never });
    expect(contact?.purposes).toEqual(['contact_followup']);
    const link = await confirmationTo(email);
    expect(link.startsWith(`${server.url}/confirm/`)).toBe(true);
    expect(link).not.toContain(email);
    const mailedAt = server.clock.now();

    // A program that opens links to look at them confirms nothing.
    for (const method of ['GET', 'HEAD']) expect((await fetch(link, { method })).status).toBe(200);
    expect(await (await fetch(link)).text()).toMatch(/<form method="post" action="[^"]+"><button>/);
    expect((await marketing(id)).map(({ state }) => state)).toEqual(['requested']);

    server.clock.advance(1 * minute);
    const answer = await press(link);
    expect([answer.status, answer.headers.get('set-cookie')]).toEqual([200, null]);
    const [, given, ...more] = await marketing(id);
    expect(more).toEqual([]);
    const token = link.split('/').at(-1)!;
    expect(given).toMatchObject({
      state: 'given',
      surface: 'mail',
      evidence: {
        confirmed: 'mail',
        link: createHash('sha256').update(token).digest('hex'),
        mailedAt: new Date(mailedAt),
      },
    });
    expect(await recorded('news.confirm', id)).toBe(1);
    const { receipt } = await one.connection.call(consentReceipt, { conversation: id });
    expect(receipt.events.at(-1)).toMatchObject({ event_state: 'given', evidence: { confirmed: 'mail' } });
    await send(id);
    await sent(email);
    // Pressed again, also by many at once, it is one consent.
    const again = await Promise.all(Array.from({ length: 6 }, () => press(link)));
    expect(again.map(({ status }) => status)).toEqual(Array<number>(6).fill(200));
    expect(await marketing(id)).toHaveLength(2);
  });

  it('OPT-4 the mail that asks is the only one: it says no word of what is to be sold, and comes once', async () => {
    const { id, email, common, one } = await consumer({ confirms: false });
    await confirmationTo(email);
    const decisions = [{ purpose: 'marketing', state: 'given' }] as const;
    await one.connection.call(decideConsent, { ...common, decisions });
    await one.connection.call(giveContact, { ...common, email, decisions });
    expect(await refusalOf(send(id))).toMatchObject({ code: 'purpose_refused' });
    await server.app.context.mailer.deliver();
    expect(office.delivered.filter(({ to }) => to.includes(email))).toEqual([]);
  });

  it('OPT-4 what nobody confirms is forgotten after a week, and its link is void', async () => {
    const one = await server.consumer();
    const { id } = await one.start();
    const { notice } = await one.connection.call(welcome, {});
    const email = 'silent@home.example';
    const decisions = [{ purpose: 'marketing', state: 'given' }] as const;
    const common = { conversation: id, notice: notice.sha256, locale: 'en' };
    await one.connection.call(giveContact, { ...common, email, decisions });
    const link = await confirmationTo(email);
    expect(await contactIn(id)).not.toBeNull();
    server.clock.advance(7 * day);
    await server.app.context.jobs.runNow('confirmations');
    expect((await marketing(id)).map(({ state }) => state)).toEqual(['requested', 'expired']);
    expect(await contactIn(id)).toBeNull();
    expect((await press(link)).status).toBe(410);
    expect((await marketing(id)).at(-1)!.state).toBe('expired');
    agent = await server.agent();
  });

  it('OPT-4 whoever did not leave the address takes it out with one button', async () => {
    const { id, email } = await consumer({ confirms: false });
    const link = await confirmationTo(email);
    expect((await fetch(`${link}/not-me`)).status).toBe(405);
    expect((await press(`${link}/not-me`)).status).toBe(200);
    expect(await contactIn(id)).toBeNull();
    expect((await press(link)).status).toBe(410);
    expect((await marketing(id)).map(({ state }) => state)).toEqual(['requested', 'refused']);
  });

  it('OPT-4 a link confirms what it was mailed for: not what was taken back, and no other address', async () => {
    const { id, email, one, common } = await consumer({ confirms: false });
    const link = await confirmationTo(email);
    const decide = (state: 'given' | 'refused') =>
      one.connection.call(decideConsent, { ...common, decisions: [{ purpose: 'marketing', state }] });
    await decide('refused');
    expect((await press(link)).status).toBe(410);
    expect((await marketing(id)).at(-1)!.state).toBe('refused');
    // Another address, also where the one before was confirmed, is asked for itself.
    await decide('given');
    await press(await confirmationTo(email));
    const other = `other-${email}`;
    await one.connection.call(giveContact, {
      ...common,
      email: other,
      decisions: [{ purpose: 'contact_followup', state: 'given' }],
    });
    expect((await marketing(id)).at(-1)!.state).toBe('requested');
    expect(await refusalOf(send(id))).toMatchObject({ code: 'purpose_refused' });
    expect((await press(link)).status).toBe(410);
    await press(await confirmationTo(other));
    await send(id);
    await sent(other);
    expect((await press(`${server.url}/confirm/x`)).status).toBe(404);
  });

  it('CON-6 Global Privacy Control takes back an earlier yes, confirmed or still waiting', async () => {
    for (const confirms of [false, true]) {
      const { id, email, one } = await consumer({ confirms });
      const { url, site, origin, merchant, token } = one.arrival;
      const auth = { site, merchant, token, gpc: true };
      const connection = await TestConnection.open({ url, origin, site, auth });
      await connection.call(sync, { conversation: id, after: 0 });
      connection.close();
      const state = confirms ? 'withdrawn' : 'refused';
      expect((await marketing(id)).at(-1)).toMatchObject({ state, surface: 'gpc' });
      if (!confirms) expect((await press(await confirmationTo(email))).status).toBe(410);
      expect(await refusalOf(send(id))).toMatchObject({ code: 'purpose_refused' });
    }
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

  it('OPT-2 with “stop” or “unsubscribe” opts out, whatever the program that wrote it', async () => {
    const asks = async (over: Parameters<typeof reply>[0]) => (await readReply(reply(over)))?.stops;
    for (const body of ['stop', ' “STOP”! ', 'Unsubscribe.\r\n\r\nregards', '\r\n\r\n> quoted\r\nstop'])
      expect(await asks({ body })).toBe(true);
    const alternative =
      '--b\r\nContent-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\nU3RvcA==\r\n--b\r\nContent-Type: text/html\r\n\r\n<p>x</p>\r\n--b--';
    expect(await asks({ type: 'multipart/alternative; boundary="b"', body: alternative })).toBe(true);
    expect(await asks({ type: 'text/html', body: '<html><body><p>stop</p></body></html>' })).toBe(true);
    expect(await asks({ subject: 'unsubscribe', body: '' })).toBe(true);
    for (const body of ['Please do not stop', 'Stop by at six?', 'Thank you', ''])
      expect(await asks({ body })).toBe(false);
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

  it('OPT-2 is read in whatever letters and wrapping it comes', async () => {
    const asks = async (over: Parameters<typeof reply>[0]) => (await readReply(reply(over)))?.stops;
    const nested =
      '--a\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain; charset=utf-16le\r\nContent-Transfer-Encoding: base64\r\n\r\n' +
      Buffer.from('stop', 'utf16le').toString('base64') +
      '\r\n--b--\r\n--a--';
    expect(await asks({ type: 'multipart/mixed; boundary=a', body: nested })).toBe(true);
    expect(await asks({ subject: '=?utf-8?B?dW5zdWJzY3JpYmU=?=', body: '' })).toBe(true);
    expect(await asks({ type: 'text/plain; charset=no-such-letters', body: 'stop' })).toBe(true);
    // A mail that is only attached is somebody else's words.
    const forwarded = `--c\r\nContent-Type: text/plain\r\n\r\nSee below\r\n--c\r\nContent-Type: message/rfc822\r\n\r\n${reply({}).toString()}\r\n--c--`;
    expect(await asks({ type: 'multipart/mixed; boundary=c', body: forwarded })).toBe(false);
    const senders = ['x@a.example, y@b.example', 'Team: x@a.example;', '"a@evil.example" <x@a.example>'];
    for (const from of senders) expect((await readReply(reply({ from })))?.from).toBe('x@a.example');
    for (const from of ['nobody', '<@>', '']) expect((await readReply(reply({ from })))?.from).toBeNull();
  });

  it('OPT-2 a mail that is made to harm takes little time, and is at worst not read', async () => {
    const many = 100_000;
    const deep = Array.from(
      { length: 400 },
      (_, depth) => `Content-Type: multipart/mixed; boundary=d${depth}\r\n\r\n--d${depth}\r\n`,
    ).join('');
    const hostile: Record<string, string> = {
      'a name of brackets': `From: <${'@'.repeat(many)}\r\n\r\nstop`,
      'a name of signs': `From: ${'@'.repeat(many)}<\r\n\r\nstop`,
      'a name of quotes': `From: ${'"('.repeat(many / 2)}\r\n\r\nstop`,
      'many senders': `From: ${'a@b.example,'.repeat(5_000)}\r\n\r\nstop`,
      'parts within parts': `From: a@b.example\r\n${deep}stop`,
      'parts without end': `Content-Type: multipart/mixed; boundary=x\r\n\r\n${'--x\r\n\r\n'.repeat(40_000)}`,
      'headers without end': `${'X-A: b\r\n'.repeat(30_000)}\r\nstop`,
      'a folded header': `Subject: a${'\r\n b'.repeat(20_000)}\r\n\r\nstop`,
      'encoded words': `Subject: ${'=?utf-8?Q?a?= '.repeat(4_000)}\r\n\r\nstop`,
      'open tags': `Content-Type: text/html\r\n\r\n${'<'.repeat(many)}stop`,
      entities: `Content-Type: text/html\r\n\r\n${'&amp'.repeat(many / 4)}`,
      'quoted-printable': `Content-Transfer-Encoding: quoted-printable\r\n\r\n${'='.repeat(many)}`,
      'base64 that is none': `Content-Transfer-Encoding: base64\r\n\r\n${'*'.repeat(many)}`,
      'signs around nothing': `Subject: ${'"'.repeat(many)}x\r\n\r\n${'*'.repeat(many)}x`,
      'more than is read': `From: a@b.example\r\n\r\n${'x'.repeat(3_000_000)}`,
      'a boundary of signs': `Content-Type: multipart/x; boundary="${'(+'.repeat(30)}"\r\n\r\n--${'(+'.repeat(30)}`,
    };
    for (const [what, mail] of Object.entries(hostile)) {
      // Of processor time, which others on the machine do not use up; what is quadratic takes tens of seconds.
      const before = process.cpuUsage();
      await readReply(Buffer.from(mail));
      const { user, system } = process.cpuUsage(before);
      expect((user + system) / 1_000, what).toBeLessThan(5_000);
    }
    expect(await readReply(Buffer.from(hostile['parts within parts']!))).toBeNull();
    expect(await readReply(Buffer.from(hostile['headers without end']!))).toBeNull();
    expect(await takeReply(server.app.context, Buffer.from(hostile['parts within parts']!))).toBe(0);
  });

  it('OPT-2 whatever comes in as a mail is read without harm', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 2_000 }), fc.string(), async (bytes, text) => {
        await readReply(Buffer.from(bytes));
        await readReply(
          Buffer.from(`Content-Type: multipart/x; boundary=${text}\r\n\r\n--${text}\r\n${text}`),
        );
      }),
      { numRuns: 300 },
    );
  });
});
