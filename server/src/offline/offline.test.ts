import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { giveContact, readProfile } from '@parlour/shared/protocol/contact.js';
import { closeConversation, decideConsent, welcome } from '@parlour/shared/protocol/conversation.js';
import { acknowledge } from '@parlour/shared/protocol/message.js';
import { day } from '@parlour/shared/rules/expiry.js';
import type { Agent } from '../testing/agent.js';
import type { Consumer } from '../testing/consumer.js';
import type { PostOffice } from '../testing/post-office.js';
import { refusalOf } from '../testing/refusal-of.js';
import { startServer, type TestServer } from '../testing/start-server.js';
import { startWithMail } from '../testing/start-with-mail.js';
import { answerWordsFor } from './answer-words.js';
import { collected } from './mail-answers.js';

let server: TestServer;
let office: PostOffice;
let agent: Agent;
beforeAll(async () => {
  ({ office, server } = await startWithMail());
  agent = await server.agent();
});
afterAll(() => server.stop());

let people = 0;
const given = [{ purpose: 'contact_followup', state: 'given' }] as const;

async function leaves(locale = 'en') {
  const consumer = await server.consumer();
  const { id } = await consumer.start();
  await consumer.say('Is the blue one still there?');
  const email = `shopper${(people += 1)}@home.example`;
  const { notice } = await consumer.connection.call(welcome, {});
  const input = { conversation: id, notice: notice.sha256, locale, email, decisions: given };
  await consumer.connection.call(giveContact, input);
  return { consumer, id, email, notice: notice.sha256, input };
}

/** What has become due is mailed, and delivered. */
async function wait(milliseconds: number): Promise<void> {
  server.clock.advance(milliseconds);
  await server.app.context.jobs.runNow('answers');
  await server.app.context.mailer.deliver();
}
const mailsTo = (email: string) => office.delivered.filter(({ to }) => to.includes(email));

describe('an offline message', () => {
  it('CNV-4 waits in the queue, and its answers come in one mail that holds them and says that replies are not read', async () => {
    const { consumer, id, email } = await leaves();
    expect((await consumer.sync()).conversation.state).toBe('queued');
    await agent.say(id, 'Yes, it is.');
    await wait(collected / 2);
    await agent.say(id, 'Come by until six.');
    expect(mailsTo(email)).toEqual([]);
    await wait(collected / 2);
    const [mail, ...more] = mailsTo(email);
    expect(more).toEqual([]);
    const words = answerWordsFor('en');
    expect(mail).toMatchObject({ to: [email], subject: words.subject('Motors') });
    for (const said of ['Yes, it is.', 'Come by until six.', words.noReply, words.why])
      expect(mail!.text).toContain(said);
    expect(mail!.text).not.toContain('blue one');
    await wait(10 * collected);
    expect(mailsTo(email)).toHaveLength(1);
    await agent.say(id, 'It is sold now.');
    await wait(collected);
    expect(mailsTo(email)).toHaveLength(2);
    expect(mailsTo(email)[1]!.text).not.toContain('Come by');
    const texts = (await consumer.sync()).messages.flatMap((one) => (one.kind === 'text' ? [one.text] : []));
    expect(texts).toContain('It is sold now.');
  });

  it('CNV-4 an answer that was read in the chat is not mailed', async () => {
    const { consumer, id, email } = await leaves();
    await agent.say(id, 'Yes, it is.');
    const { conversation } = await consumer.sync();
    await consumer.connection.call(acknowledge, { conversation: id, read: conversation.head });
    await agent.say(id, 'Come by until six.');
    await wait(collected);
    expect(mailsTo(email)[0]!.text).not.toContain('Yes, it is.');
    expect(mailsTo(email)[0]!.text).toContain('Come by until six.');
  });

  it('CNV-4 the mail speaks the consumer’s language', async () => {
    const { id, email } = await leaves('de-AT');
    await agent.say(id, 'Ja, schöner denn je.');
    await wait(collected);
    expect(mailsTo(email)[0]).toMatchObject({ subject: 'Motors hat Ihnen geantwortet' });
    expect(mailsTo(email)[0]!.text).toContain('Ja, schöner denn je.');
  });

  it('CNV-4 a close after the answer does not swallow it', async () => {
    const { id, email } = await leaves();
    await agent.say(id, 'Yes, it is.');
    await agent.connection.call(closeConversation, { conversation: id });
    await wait(collected);
    expect(mailsTo(email)).toHaveLength(1);
  });

  it('CON-4 with the consent go the address and the mail that waits', async () => {
    const { consumer, id, email, notice } = await leaves();
    expect(await agent.connection.call(readProfile, { conversation: id })).toMatchObject({
      contact: { email, purposes: ['contact_followup'] },
    });
    await agent.say(id, 'Yes, it is.');
    office.refuseWith = 451;
    await wait(collected);
    const { Mail, Conversation } = server.app.context.models;
    expect(await Mail.countDocuments({ conversation: id })).toBe(1);
    const decisions = [{ purpose: 'contact_followup', state: 'refused' }] as const;
    await consumer.connection.call(decideConsent, { conversation: id, notice, locale: 'en', decisions });
    office.refuseWith = null;
    expect(await Mail.countDocuments({ conversation: id })).toBe(0);
    expect((await Conversation.findById(id).lean())!.contact).toBeNull();
    expect(await agent.connection.call(readProfile, { conversation: id })).toMatchObject({ contact: null });
    await agent.say(id, 'Are you there?');
    await wait(10 * collected);
    expect(mailsTo(email)).toEqual([]);
  });

  it.skipIf(Boolean(process.env['MONGODB_URI']))(
    'STO-4 the files of the store hold neither the address nor the answer',
    async () => {
      const { id, email } = await leaves();
      await agent.say(id, 'canary-answer-2041');
      office.refuseWith = 451;
      await wait(collected);
      office.refuseWith = null;
      for (const file of await readdir(server.folder, { recursive: true, withFileTypes: true })) {
        if (!file.isFile()) continue;
        const bytes = await readFile(path.join(file.parentPath, file.name));
        for (const canary of [email, 'canary-answer']) expect(bytes.includes(canary)).toBe(false);
      }
    },
  );

  it('CON-1 an address without a yes, or with what is none, is refused and not kept', async () => {
    const { consumer, id, input } = await leaves();
    const other = await server.consumer();
    await other.start();
    const own = { ...input, conversation: other.conversation! };
    const refused = [{ purpose: 'contact_followup', state: 'refused' }] as const;
    const call = (over: object) =>
      refusalOf(other.connection.call(giveContact, { ...own, ...over } as never));
    expect(await call({ decisions: refused })).toMatchObject({ code: 'purpose_refused' });
    for (const email of ['a', 'a@b.example\nBcc: c@d.example', 'A <a@b.example>', { $ne: null }])
      expect(await call({ email })).toMatchObject({ code: 'invalid_input' });
    expect(await call({ conversation: id })).toMatchObject({ code: 'not_found' });
    expect(
      (await other.connection.call(readProfile, { conversation: other.conversation! })).contact,
    ).toBeNull();
    await consumer.connection.call(closeConversation, { conversation: id });
    expect(await refusalOf(consumer.connection.call(giveContact, input))).toMatchObject({
      code: 'conversation_closed',
    });
  });

  it('CNV-4 where no mail can be sent no address is asked for, and none is taken', async () => {
    const without = await startServer();
    const consumer: Consumer = await without.consumer();
    const { id } = await consumer.start();
    const { mail, notice } = await consumer.connection.call(welcome, {});
    expect(mail).toBe(false);
    const input = {
      conversation: id,
      notice: notice.sha256,
      locale: 'en',
      email: 'a@b.example',
      decisions: given,
    };
    expect(await refusalOf(consumer.connection.call(giveContact, input))).toMatchObject({
      code: 'mail_not_set_up',
    });
    await without.stop();
  });

  it('RET-3 with the conversation go the address and the mail that waits, wherever they lay', async () => {
    const { consumer, id } = await leaves();
    await agent.say(id, 'canary-answer-1987');
    office.refuseWith = 451;
    await wait(collected);
    const { models, purger } = server.app.context;
    expect(await models.Mail.countDocuments({ conversation: id })).toBe(1);
    await consumer.connection.call(closeConversation, { conversation: id });
    server.clock.advance(400 * day);
    await purger.sweep();
    office.refuseWith = null;
    expect(await models.Conversation.exists({ _id: id })).toBeNull();
    expect(await models.Mail.countDocuments({ conversation: id })).toBe(0);
  });
});
