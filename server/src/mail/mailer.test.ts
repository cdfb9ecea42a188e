import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { hour, minute } from '@parlour/shared/rules/expiry.js';
import { Refusal } from '@parlour/shared/protocol/errors.js';
import type { PostOffice } from '../testing/post-office.js';
import { startServer, type TestServer } from '../testing/start-server.js';
import { startWithMail } from '../testing/start-with-mail.js';
import { purgeTranscripts } from '../retention/purge-transcripts.js';

let office: PostOffice;
let server: TestServer;
beforeAll(async () => {
  ({ office, server } = await startWithMail());
});
afterAll(() => server.stop());
afterEach(() => {
  office.refuseWith = null;
  office.delivered.length = 0;
  office.attempts = 0;
});

const letter = {
  to: 'kim@people.example',
  subject: 'Grüße, “Kim”',
  text: 'Sincerely,\n.\nParlour\n',
  kind: 'test',
};
const waiting = () => server.app.context.models.Mail.find().lean();
const mailer = () => server.app.context.mailer;

describe('mail', () => {
  it('a mail is delivered by SMTP as it was written, and nothing of it stays', async () => {
    await mailer().send(letter);
    const mail = await office.next(letter.to);
    expect(mail).toMatchObject({ to: [letter.to], subject: letter.subject });
    expect(mail.text.replace(/\r\n/g, '\n').trim()).toBe(letter.text.trim());
    expect(mail.headers).toMatch(/^From: Parlour <chat@parlour\.example>/im);
    expect(mail.headers).toMatch(/^Message-ID: <[\w-]{22}@parlour\.example>/im);
    expect(mail.headers).toMatch(/^Auto-Submitted: auto-generated/im);
    await mailer().deliver();
    expect(await waiting()).toEqual([]);
  });

  it('a mail that is refused for now is tried again, later and later, and then delivered once', async () => {
    office.refuseWith = 451;
    await mailer().send({ ...letter, to: 'later@people.example' });
    await mailer().deliver();
    expect(office.attempts).toBe(1);
    expect(await waiting()).toMatchObject([{ attempts: 1 }]);
    server.clock.advance(20_000);
    await mailer().deliver();
    expect(office.attempts).toBe(1);
    server.clock.advance(1 * minute);
    await mailer().deliver();
    expect(office.attempts).toBe(2);
    office.refuseWith = null;
    server.clock.advance(1 * hour);
    await Promise.all([mailer().deliver(), mailer().deliver()]);
    expect(office.delivered).toHaveLength(1);
    expect(await waiting()).toEqual([]);
  });

  it('a mail that is refused for good is given up', async () => {
    office.refuseWith = 550;
    await mailer().send({ ...letter, to: 'never@people.example' });
    await mailer().deliver();
    expect([office.attempts, await waiting()]).toEqual([1, []]);
  });

  it('two nodes deliver a mail once; one that was queued is delivered by the node that lives', async () => {
    office.refuseWith = 421;
    await mailer().send({ ...letter, to: 'nodes@people.example' });
    await mailer().deliver();
    const second = await server.another();
    office.refuseWith = null;
    server.clock.advance(1 * hour);
    await Promise.all([mailer().deliver(), second.app.context.mailer.deliver()]);
    expect(office.delivered).toHaveLength(1);
    await second.stop();
  });

  it('STO-4 what waits is sealed, and what belongs to a conversation only with its key', async () => {
    office.refuseWith = 451;
    const consumer = await server.consumer();
    const { id } = await consumer.start();
    await mailer().send({ ...letter, subject: 'canary', conversation: id });
    await mailer().send({ ...letter, subject: 'canary' });
    await mailer().deliver();
    const mails = await waiting();
    expect(mails).toHaveLength(2);
    for (const { sealed } of mails) {
      const raw = Buffer.from((sealed as never as { buffer: Uint8Array }).buffer).toString('latin1');
      expect(raw).not.toMatch(/canary|people\.example/);
    }
    await server.app.context.models.Mail.deleteMany({});
  });

  it('RET-3 a purge takes the conversation’s waiting mails with it, and counts them', async () => {
    office.refuseWith = 451;
    const consumer = await server.consumer({ merchant: 'harbour' });
    const { id } = await consumer.start();
    await mailer().send({ ...letter, conversation: id });
    await mailer().deliver();
    const { models, vault } = server.app.context;
    await models.Conversation.updateOne({ _id: id }, { $set: { expiresAt: new Date(server.clock.now()) } });
    await purgeTranscripts(server.app.context, [id], null);
    expect(await waiting()).toEqual([]);
    const entry = await models.PurgeLedger.findById(vault.subject(id)).lean();
    expect(entry?.counts).toMatchObject({ mails: 1 });
    office.refuseWith = null;
    server.clock.advance(1 * hour);
    await mailer().deliver();
    expect(office.delivered).toEqual([]);
  });

  it('RET-2 a mail that waits does not leave once its conversation is hidden, whatever keeps the conversation', async () => {
    office.refuseWith = 451;
    const consumer = await server.consumer({ merchant: 'harbour' });
    const { id } = await consumer.start();
    await mailer().send({ ...letter, to: 'hidden@people.example', conversation: id });
    await mailer().deliver();
    expect(await waiting()).toHaveLength(1);
    const { models } = server.app.context;
    // Its date has come; the purge has not, or may not.
    await models.Conversation.updateOne({ _id: id }, { $set: { expiresAt: new Date(server.clock.now()) } });
    office.refuseWith = null;
    server.clock.advance(1 * minute);
    await mailer().deliver();
    expect(office.delivered).toEqual([]);
    expect(await waiting()).toEqual([]);
  });

  it('one address is one address, whatever stands in it', async () => {
    await mailer().send({ ...letter, to: 'a@people.example', subject: 'x\r\nBcc: evil@people.example' });
    const mail = await office.next('a@people.example');
    expect(mail.to).toEqual(['a@people.example']);
    expect(mail.headers).not.toMatch(/^bcc:/im);
  });

  it('without SMTP_URL whoever asks for a mail is told that none is sent', async () => {
    const silent = await startServer();
    expect(silent.app.context.mailer.works).toBe(false);
    await expect(silent.app.context.mailer.send(letter)).rejects.toThrow(Refusal);
    expect(await silent.app.context.models.Mail.find().lean()).toEqual([]);
    await silent.stop();
  });
});
