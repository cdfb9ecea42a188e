import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeCode } from '@parlour/shared/protocol/access-code.js';
import {
  exportTranscript,
  listDisclosures,
  mailTranscript,
  ownDisclosures,
  readTranscript,
  removeProcessor,
  saveProcessor,
} from '@parlour/shared/protocol/disclosure.js';
import { portalHeader } from '@parlour/shared/protocol/events.js';
import {
  downloadLegalPackage,
  fileLegalRequest,
  listLegalRequests,
  releaseLegalRequest,
  withdrawLegalRequest,
} from '@parlour/shared/protocol/legal-request.js';
import {
  announceOwnershipChange,
  cancelOwnershipChange,
  carryOutOwnershipChange,
  planOwnershipChange,
} from '@parlour/shared/protocol/ownership.js';
import { writeNote } from '@parlour/shared/protocol/note.js';
import { downloadExport, eraseData, exportData, openAccess } from '@parlour/shared/protocol/privacy.js';
import { day, minute } from '@parlour/shared/rules/expiry.js';
import { hashCode } from '../accounts/second-factor.js';
import { newId } from '../new-id.js';
import { acceptForSeed } from '../policies/seed-policies.js';
import { sessionCookie } from '../edge/session-cookie.js';
import type { Agent } from '../testing/agent.js';
import { newClientId, type Consumer } from '../testing/consumer.js';
import { HttpClient } from '../testing/http-client.js';
import { dieAt } from '../testing/die-at.js';
import type { PostOffice } from '../testing/post-office.js';
import { refusalOf } from '../testing/refusal-of.js';
import type { TestServer } from '../testing/start-server.js';
import { startWithMail } from '../testing/start-with-mail.js';
import { adminSecret } from '../testing/world.js';

let server: TestServer;
let office: PostOffice;
beforeEach(async () => {
  ({ office, server } = await startWithMail());
});
afterEach(() => server.stop());

const manager = (): Promise<Agent> => server.agent('mia@people.example');

async function chatting(text = 'a canary sang', merchant = 'motors'): Promise<Consumer> {
  const consumer = await server.consumer({ merchant });
  await consumer.start();
  await consumer.say(text);
  return consumer;
}

const ownOf = async (consumer: Consumer) => (await consumer.connection.call(ownDisclosures, {})).disclosures;

/** "Your data" in another browser. */
async function opened(consumer: Consumer): Promise<HttpClient> {
  const { code } = await consumer.connection.call(makeCode, {});
  const browser = new HttpClient(server.url, { origin: server.url, [portalHeader]: 'consumer' });
  await browser.call(openAccess, { code });
  return browser;
}

/** An admin with a fresh proof; by name, so that there can be two. */
async function admin(email = 'ada@people.example'): Promise<HttpClient> {
  const { models, accountSecrets, sessions } = server.app.context;
  if (!(await models.Account.exists({ email }))) {
    const ada = (await models.Account.findOne({ email: 'ada@people.example' }).lean())!;
    const _id = newId('account');
    const second = {
      ...ada,
      _id,
      email,
      name: email.split('@')[0]!,
      secondFactor: accountSecrets.seal(_id, adminSecret),
      recoveryCodes: [hashCode({ accountSecrets }, _id, 'CODE')],
    };
    await models.Account.create(second);
    await acceptForSeed({ models }, [{ _id, audience: 'admin' }] as never, new Date(0));
  }
  const account = (await models.Account.findOne({ email }).lean())!;
  const { token } = await sessions.open(account);
  const http = new HttpClient(server.url, { origin: server.url });
  http.cookie = `${sessionCookie}=${token}`;
  return http;
}

describe('a transcript by mail', () => {
  it('DIS-1 goes to the address given, once, with an entry, and the address is kept nowhere', async () => {
    const consumer = await chatting();
    const input = { conversation: consumer.conversation!, to: 'shopper@mail.example' };
    await consumer.connection.call(mailTranscript, input);
    const mail = await office.next('shopper@mail.example');
    expect(mail.text).toContain('a canary sang');
    expect(mail.subject).toContain('Motors');
    await server.app.context.mailer.deliver();
    expect(await ownOf(consumer)).toMatchObject([
      { kind: 'transcript_mail', category: 'consumer', basis: 'consumer_asked', times: 1 },
    ]);
    const { models } = server.app.context;
    for (const model of Object.values(models)) {
      const stored = JSON.stringify(await (model as typeof models.Mail).find().lean());
      expect(stored).not.toContain('shopper@mail.example');
    }
  });

  it('DIS-1 where the entry cannot be written, no mail goes', async () => {
    const consumer = await chatting();
    const { models } = server.app.context;
    models.Disclosure.updateOne = (() => Promise.reject(new Error('full'))) as never;
    const input = { conversation: consumer.conversation!, to: 'shopper@mail.example' };
    expect(await refusalOf(consumer.connection.call(mailTranscript, input))).toMatchObject({
      code: 'internal',
    });
    await server.app.context.mailer.deliver();
    expect(await models.Mail.countDocuments()).toBe(0);
    expect(office.delivered).toEqual([]);
  });

  it('is sent three times an hour at most, and to one address five times a day, whoever asks', async () => {
    const send = (consumer: Consumer) =>
      consumer.connection.call(mailTranscript, {
        conversation: consumer.conversation!,
        to: 'v@mail.example',
      });
    const first = await chatting();
    for (let count = 0; count < 3; count += 1) await send(first);
    expect(await refusalOf(send(first))).toMatchObject({ code: 'too_many_requests' });
    const second = await chatting();
    for (let count = 0; count < 2; count += 1) await send(second);
    expect(await refusalOf(send(await chatting()))).toMatchObject({ code: 'too_many_requests' });
    server.clock.advance(1 * day);
    await send(await chatting());
  });

  it('MSG-14 is sent ten times in a while from one place at most, under however many names', async () => {
    const { context } = server.app;
    const consumers = await Promise.all(Array.from({ length: 4 }, () => chatting()));
    const asked: Promise<unknown>[] = [];
    for (const [at, consumer] of consumers.entries())
      for (let count = 0; count < 3; count += 1) {
        const to = `stranger${at}-${count}@mail.example`;
        asked.push(consumer.connection.call(mailTranscript, { conversation: consumer.conversation!, to }));
      }
    const results = await Promise.allSettled(asked);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(10);
    await context.mailer.deliver();
    expect(office.delivered).toHaveLength(10);
  });

  it('is the consumer’s own alone, also to save; what is another’s is not there', async () => {
    const [ours, theirs] = [await chatting(), await chatting('another canary')];
    const file = await ours.connection.call(readTranscript, { conversation: ours.conversation! });
    expect(file.text).toContain('a canary sang');
    for (const call of [
      ours.connection.call(readTranscript, { conversation: theirs.conversation! }),
      ours.connection.call(mailTranscript, { conversation: theirs.conversation!, to: 'a@b.example' }),
    ])
      expect(await refusalOf(call)).toMatchObject({ code: 'not_found' });
    server.clock.advance(31 * day);
    expect(
      await refusalOf(ours.connection.call(readTranscript, { conversation: ours.conversation! })),
    ).toMatchObject({ code: 'conversation_expired' });
  });
});

describe('an export by staff', () => {
  it('POL-6 DIS-1 is not made without a purpose, which the consumer reads', async () => {
    const consumer = await chatting('<script>alert(1)</script>');
    const ana = await server.agent();
    const conversation = consumer.conversation!;
    for (const purpose of ['', '    ', undefined])
      expect(
        await refusalOf(ana.connection.callRaw('transcript.export', { conversation, purpose })),
      ).toMatchObject({ code: 'invalid_input' });
    const purpose = 'A dispute about the price';
    const file = await ana.connection.call(exportTranscript, { conversation, purpose });
    expect(file.text).toContain('&#60;script&#62;');
    expect(file.text).not.toContain('<script>');
    expect(await ownOf(consumer)).toMatchObject([
      { kind: 'staff_export', recipient: 'Motors', category: 'staff', reason: purpose },
    ]);
    const stored = JSON.stringify(await server.app.context.models.Disclosure.find().lean());
    expect(stored).not.toContain('dispute');
    const { disclosures } = await (await admin()).call(listDisclosures, {});
    expect(JSON.stringify(disclosures)).not.toContain('dispute');
    expect(disclosures).toMatchObject([{ by: 'Ana', merchant: 'Motors', conversations: 1 }]);
  });

  it('INB-1 DIS-2 holds the notes for the merchant’s own staff, and for nobody else', async () => {
    const consumer = await chatting();
    const [ana, mia] = [await server.agent(), await manager()];
    const conversation = consumer.conversation!;
    const note = { conversation, clientId: newClientId(), text: 'Wants <b>a discount</b>' };
    await ana.connection.call(writeNote, note);
    const purpose = 'A dispute about the price';
    const own = await mia.connection.call(exportTranscript, { conversation, purpose });
    expect(own.text).toContain('Wants &#60;b&#62;a discount');
    const { processor } = await mia.connection.call(saveProcessor, {
      name: 'Valuers',
      category: 'processor',
      purpose: 'To value the car',
      fields: ['reference', 'text'],
    });
    const handed = await mia.connection.call(exportTranscript, {
      conversation,
      purpose,
      processor: processor.id,
    });
    expect(handed.text).not.toContain('discount');
    const noted = { name: 'Nosy', category: 'processor', purpose: 'To know', fields: ['notes'] };
    expect(await refusalOf(mia.connection.callRaw('processor.save', noted))).toMatchObject({
      code: 'invalid_input',
    });
    const { text } = await consumer.connection.call(readTranscript, { conversation });
    expect(text).not.toContain('discount');
  });

  it('DIS-2 DIS-4 what is handed on is shaped by the registry, and a third party needs the consumer’s yes', async () => {
    const consumer = await chatting();
    const mia = await manager();
    const entered = (category: 'processor' | 'third_party') =>
      mia.connection.call(saveProcessor, {
        name: category,
        category,
        purpose: 'To value the car',
        fields: ['reference', 'page'],
      });
    const export_ = (processor: Awaited<ReturnType<typeof entered>>) =>
      mia.connection.call(exportTranscript, {
        conversation: consumer.conversation!,
        purpose: 'A valuation',
        processor: processor.processor.id,
      });
    const file = await export_(await entered('processor'));
    expect(file.text).toContain('Blue hatchback');
    expect(file.text).not.toContain('canary');
    const stranger = await entered('third_party');
    expect(await refusalOf(export_(stranger))).toMatchObject({ code: 'partner_sharing_missing' });
    expect(await ownOf(consumer)).toHaveLength(1);
    await mia.connection.call(removeProcessor, { processor: stranger.processor.id });
    expect(await refusalOf(export_(stranger))).toMatchObject({ code: 'not_found' });
  });
});

describe('the register', () => {
  it('DIS-1 is in the consumer’s copy of everything, and each merchant reads their own alone', async () => {
    const [ours, theirs] = [await chatting(), await chatting('another', 'harbour')];
    const ana = await server.agent();
    await ana.connection.call(exportTranscript, {
      conversation: ours.conversation!,
      purpose: 'A dispute about the price',
    });
    await theirs.connection.call(mailTranscript, { conversation: theirs.conversation!, to: 'a@b.example' });
    const mia = await manager();
    const mine = (await mia.connection.call(listDisclosures, {})).disclosures;
    expect(mine.map(({ kind }) => kind)).toEqual(['staff_export']);
    expect((await (await admin()).call(listDisclosures, {})).disclosures).toHaveLength(2);
    expect(await ownOf(theirs)).toMatchObject([{ kind: 'transcript_mail' }]);
    const browser = await opened(ours);
    const { token } = await browser.call(exportData, {});
    const response = await browser.send(downloadExport, { token });
    const archive = Buffer.from(await response.arrayBuffer()).toString('latin1');
    expect(archive).toContain('disclosures.json');
  });

  it('DIS-1 is read in pages', async () => {
    const consumer = await chatting();
    const { gate } = server.app.context;
    for (let count = 0; count < 55; count += 1)
      await gate.disclose(
        {
          kind: 'staff_export',
          recipient: `R${count}`,
          category: 'staff',
          basis: 'legitimate_interest',
          fields: [],
          purpose: '',
          merchant: server.world.merchants.motors._id,
          conversations: [consumer.conversation!],
          by: 'system',
        },
        () => Promise.resolve(),
      );
    const mia = await manager();
    const first = await mia.connection.call(listDisclosures, {});
    const second = await mia.connection.call(listDisclosures, { before: first.next! });
    expect([first.disclosures.length, second.disclosures.length, second.next]).toEqual([50, 5, null]);
    expect(new Set([...first.disclosures, ...second.disclosures].map(({ id }) => id)).size).toBe(55);
  });

  it('DIS-1 mail of transcripts, webhooks and packages are reached through the gate and nowhere else', () => {
    const root = fileURLToPath(new URL('..', import.meta.url));
    const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !name.includes('.test.'))
      .map((name) => ({
        name: name.split(path.sep).join('/'),
        text: readFileSync(path.join(root, name), 'utf8'),
      }));
    const holding = (pattern: RegExp): string[] =>
      sources.filter(({ text }) => pattern.test(text)).map(({ name }) => name);
    // What makes requests to addresses that others chose is one file, and one asks it to.
    expect(holding(/from 'node:https'/)).toEqual(['net/outside-fetch.ts']);
    expect(holding(/method: 'POST',\n/)).toEqual(['webhooks/post.ts']);
    expect(holding(/\bpost\(pass/)).toEqual(['webhooks/webhooks.ts']);
    expect(holding(/kind: 'transcript'/)).toEqual(['disclosures/mail-transcript.ts']);
    expect(holding(/kind: 'contact_followup'/)).toEqual(['offline/mail-answers.ts']);
    // Whoever puts a transcript together gives it to the consumer themselves, or has a pass.
    for (const name of holding(/shapedTranscript\(/).filter((file) => file !== 'disclosures/transcript.ts'))
      expect(sources.find((source) => source.name === name)!.text).toMatch(/\(pass\)|Pass/);
    // Only the gate makes passes and writes entries.
    expect(holding(/passes\.add|Disclosure\.(updateOne|create|insert)/)).toEqual(['disclosures/gate.ts']);
  });
});

describe('a legal request', () => {
  const filing = (consumer: Consumer, more: { gagUntil?: number; hold?: boolean } = {}) => ({
    authority: 'District Court',
    reference: '12 C 34/26',
    basis: 'Section 95',
    scope: { conversation: consumer.conversation! },
    hold: false,
    ...more,
  });

  it('DIS-3 is filed by one admin and released by another, once, as a sealed package for one download', async () => {
    const consumer = await chatting();
    const [ada, eve] = [await admin(), await admin('eve@people.example')];
    const { request } = await ada.call(fileLegalRequest, filing(consumer));
    expect(request).toMatchObject({ state: 'filed', conversations: 1, own: true });
    expect(await refusalOf(ada.call(releaseLegalRequest, { request: request.id }))).toMatchObject({
      code: 'same_admin',
    });
    expect(await ownOf(consumer)).toEqual([]);
    const released = await eve.call(releaseLegalRequest, { request: request.id });
    expect(released.request).toMatchObject({ state: 'released', filedBy: 'Ada', decidedBy: 'eve' });
    expect(await refusalOf(eve.call(releaseLegalRequest, { request: request.id }))).toMatchObject({
      code: 'decided_already',
    });
    expect(await ownOf(consumer)).toMatchObject([
      { kind: 'legal_request', recipient: 'District Court', basis: 'legal_obligation' },
    ]);
    const stored = JSON.stringify(await server.app.context.models.LegalPackage.find().lean());
    expect(stored).not.toContain(released.token);
    // The one who filed it cannot fetch it; whoever released it can, once.
    expect((await ada.send(downloadLegalPackage, { token: released.token })).status).toBe(404);
    const download = await eve.send(downloadLegalPackage, { token: released.token });
    expect(download.headers.get('content-type')).toBe('application/zip');
    const archive = Buffer.from(await download.arrayBuffer());
    expect(archive.toString('latin1')).toContain(`conversations/${consumer.conversation}.json`);
    expect((await eve.send(downloadLegalPackage, { token: released.token })).status).toBe(404);
  });

  it('DIS-3 asks for a fresh proof, and the package is gone after a day', async () => {
    const consumer = await chatting();
    const [ada, eve] = [await admin(), await admin('eve@people.example')];
    const { request } = await ada.call(fileLegalRequest, filing(consumer));
    server.clock.advance(11 * minute);
    expect(await refusalOf(eve.call(releaseLegalRequest, { request: request.id }))).toMatchObject({
      code: 'step_up_needed',
    });
    const fresh = await admin('eve@people.example');
    const { token } = await fresh.call(releaseLegalRequest, { request: request.id });
    server.clock.advance(1 * day + 1);
    const later = await admin('eve@people.example');
    expect((await later.send(downloadLegalPackage, { token })).status).toBe(404);
  });

  it('DIS-3 whenever the server dies over the package, it can be released again', async () => {
    for (let nth = 1; ; nth += 1) {
      const consumer = await chatting();
      const ada = await admin();
      const { request } = await ada.call(fileLegalRequest, filing(consumer));
      const eve = await admin('eve@people.example');
      const death = dieAt(server.app.context, nth, nth % 2 === 0 ? 'before' : 'after');
      const first = await eve.call(releaseLegalRequest, { request: request.id }).catch(() => null);
      death.restore();
      if (death.at === null) break;
      server.clock.advance(11 * minute);
      const again = await admin('eve@people.example');
      const { token } = first ?? (await again.call(releaseLegalRequest, { request: request.id }));
      expect((await again.send(downloadLegalPackage, { token })).status, death.at).toBe(200);
      expect(await refusalOf(again.call(releaseLegalRequest, { request: request.id }))).toMatchObject({
        code: 'decided_already',
      });
    }
  });

  it('RET-3 DIS-3 a package goes with the purge of what is in it, unless a hold keeps both', async () => {
    const [free, kept] = [await chatting(), await chatting()];
    const ada = await admin();
    const one = await ada.call(fileLegalRequest, filing(free));
    const other = await ada.call(fileLegalRequest, filing(kept, { hold: true }));
    const eve = await admin('eve@people.example');
    const { token } = await eve.call(releaseLegalRequest, { request: one.request.id });
    await eve.call(releaseLegalRequest, { request: other.request.id });
    for (const consumer of [free, kept]) await consumer.connection.call(eraseData, {});
    const { LegalPackage } = server.app.context.models;
    expect(await LegalPackage.find({}, { request: 1 }).lean()).toMatchObject([{ request: other.request.id }]);
    expect((await eve.send(downloadLegalPackage, { token })).status).toBe(404);
    const { requests } = await eve.call(listLegalRequests, {});
    expect(requests.find(({ id }) => id === one.request.id)).toMatchObject({
      state: 'filed',
      conversations: 0,
    });
  });

  it('DIS-3 a gagged one is told to nobody before its date, and to the consumer after it', async () => {
    const consumer = await chatting();
    const gagUntil = server.clock.now() + 10 * day;
    const [ada, eve] = [await admin(), await admin('eve@people.example')];
    const { request } = await ada.call(fileLegalRequest, filing(consumer, { gagUntil, hold: true }));
    await eve.call(releaseLegalRequest, { request: request.id });
    const mia = await manager();
    expect(await ownOf(consumer)).toEqual([]);
    expect((await mia.connection.call(listDisclosures, {})).disclosures).toEqual([]);
    expect((await eve.call(listDisclosures, {})).disclosures).toMatchObject([{ shownFrom: gagUntil }]);
    server.clock.advance(10 * day);
    expect(await ownOf(consumer)).toMatchObject([{ kind: 'legal_request' }]);
    const again = await manager();
    expect((await again.connection.call(listDisclosures, {})).disclosures).toHaveLength(1);
  });

  it('DIS-3 places a hold where it is asked to, so that what is asked for is there when it is released', async () => {
    const consumer = await chatting();
    const ada = await admin();
    const { request } = await ada.call(fileLegalRequest, filing(consumer, { hold: true }));
    expect(request.held).toBe(true);
    server.clock.advance(40 * day);
    await server.app.context.purger.sweep();
    const eve = await admin('eve@people.example');
    const { token } = await eve.call(releaseLegalRequest, { request: request.id });
    const download = await eve.send(downloadLegalPackage, { token });
    expect(download.status).toBe(200);
  });

  it('DIS-3 covers a merchant’s conversations of a range, and nothing where all is gone', async () => {
    const consumer = await chatting();
    await chatting('another', 'harbour');
    const ada = await admin();
    const { request } = await ada.call(fileLegalRequest, {
      ...filing(consumer),
      scope: { merchant: 'motors', from: server.clock.now() - day, to: server.clock.now() + day },
    });
    expect(request.conversations).toBe(1);
    server.clock.advance(40 * day);
    await server.app.context.purger.sweep();
    const eve = await admin('eve@people.example');
    expect(await refusalOf(eve.call(releaseLegalRequest, { request: request.id }))).toMatchObject({
      code: 'nothing_covered',
    });
    expect((await eve.call(listLegalRequests, {})).requests).toMatchObject([{ state: 'filed', own: false }]);
    const { request: ended } = await eve.call(withdrawLegalRequest, { request: request.id });
    expect(ended.state).toBe('withdrawn');
  });

  it('DIS-1 where the entry cannot be written there is no package, and the request waits as before', async () => {
    const consumer = await chatting();
    const [ada, eve] = [await admin(), await admin('eve@people.example')];
    const { request } = await ada.call(fileLegalRequest, filing(consumer));
    const { models } = server.app.context;
    const { updateOne } = models.Disclosure;
    models.Disclosure.updateOne = (() => Promise.reject(new Error('full'))) as never;
    expect(await refusalOf(eve.call(releaseLegalRequest, { request: request.id }))).toMatchObject({
      code: 'internal',
    });
    expect(await models.LegalPackage.countDocuments()).toBe(0);
    models.Disclosure.updateOne = updateOne;
    await eve.call(releaseLegalRequest, { request: request.id });
  });
});

describe('a change of ownership', () => {
  const plan = async (in_: number) =>
    (
      await (
        await admin()
      ).call(planOwnershipChange, {
        merchant: 'motors',
        newOwner: 'Bigger Motors Inc.',
        on: server.clock.now() + in_,
      })
    ).change;

  it('DIS-5 cannot be carried out before its notice is sent, nor before its date', async () => {
    const consumer = await chatting();
    const change = await plan(20 * day);
    const ada = await admin();
    expect(await refusalOf(ada.call(carryOutOwnershipChange, { change: change.id }))).toMatchObject({
      code: 'notice_missing',
    });
    expect((await consumer.connection.call(ownDisclosures, {})).ownership).toBeNull();
    const { mails } = await ada.call(announceOwnershipChange, { change: change.id });
    expect(mails).toBe(4);
    expect((await office.next('mia@people.example')).text).toContain('Bigger Motors Inc.');
    expect((await consumer.connection.call(ownDisclosures, {})).ownership).toEqual({
      newOwner: 'Bigger Motors Inc.',
      on: change.on,
    });
    expect(await refusalOf(ada.call(carryOutOwnershipChange, { change: change.id }))).toMatchObject({
      code: 'not_yet',
    });
    server.clock.advance(20 * day);
    const { change: done } = await (await admin()).call(carryOutOwnershipChange, { change: change.id });
    expect(done.state).toBe('carried_out');
    const merchant = await server.app.context.models.Merchant.findOne({ slug: 'motors' }).lean();
    expect(merchant?.owner).toBe('Bigger Motors Inc.');
    expect(await ownOf(consumer)).toMatchObject([
      { kind: 'ownership_change', recipient: 'Bigger Motors Inc.', category: 'successor' },
    ]);
    // Whoever comes later chats with the new owner: nothing of theirs changed hands.
    expect(await ownOf(await chatting('later'))).toEqual([]);
  });

  it('DIS-5 a notice that comes too late for its date is refused, and a cancelled change stays so', async () => {
    const soon = await plan(13 * day);
    const ada = await admin();
    expect(await refusalOf(ada.call(announceOwnershipChange, { change: soon.id }))).toMatchObject({
      code: 'notice_too_late',
    });
    await ada.call(cancelOwnershipChange, { change: soon.id });
    for (const operation of [announceOwnershipChange, carryOutOwnershipChange, cancelOwnershipChange])
      expect(await refusalOf(ada.call(operation as never, { change: soon.id }))).toMatchObject({
        code: 'decided_already',
      });
  });
});
