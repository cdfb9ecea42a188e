import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { documentsOf, policyNames } from '@parlour/shared/model/policy.js';
import { showSession } from '@parlour/shared/protocol/account.js';
import { listInbox, startConversation, welcome } from '@parlour/shared/protocol/conversation.js';
import {
  acceptPolicies,
  announcePolicy,
  listPolicies,
  ownPolicies,
  preparePolicy,
  publishPolicy,
  type PrepareInput,
} from '@parlour/shared/protocol/policy.js';
import { day } from '@parlour/shared/rules/expiry.js';
import { lintPolicy } from '@parlour/shared/rules/policy-lint.js';
import { Agent } from '../testing/agent.js';
import { refusalOf } from '../testing/refusal-of.js';
import { startServer, type TestServer } from '../testing/start-server.js';
import { hashText, readTexts } from './first-texts.js';

let server: TestServer;
let ada: Agent;
beforeAll(async () => {
  server = await startServer();
  ada = await signIn('ada', 'admin');
});
afterAll(() => server.stop());

const signIn = (who: 'ada' | 'pia' | 'ben', audience: 'admin' | 'provider' | 'merchant') =>
  Agent.signIn({
    url: server.url,
    email: server.world.people[who].email,
    password: server.world.password,
    audience,
  });

const text = (extra: string): string =>
  `## What\n\n${extra}\n\n## Contact\n\nWrite to [us](/policies/contact).`;
const change = (given: Partial<PrepareInput>): PrepareInput => ({
  document: 'merchant/privacy-agreement',
  version: '1.1.0',
  text: text('We keep it shorter.'),
  summary: 'It is kept shorter.',
  material: true,
  effectiveAt: server.clock.now() + 20 * day,
  ...given,
});

describe('the ten documents', () => {
  it('POL-1 come with the product, in plain words that the linter passes', async () => {
    const texts = await readTexts();
    expect(new Set(texts.map(({ document }) => document))).toEqual(new Set(policyNames));
    expect(policyNames).toHaveLength(10);
    for (const { document, text: said } of texts) {
      expect(lintPolicy(said, '2026-11-22'), document).toEqual([]);
      expect(said.split(/\s+/).length, document).toBeGreaterThan(150);
    }
  });

  it('POL-1 are posted at stable addresses, without script and printable', async () => {
    for (const name of policyNames) {
      for (const address of [`/policies/${name}`, `/policies/${name}/1.0.0`]) {
        const answer = await fetch(`${server.url}${address}`);
        expect(answer.status).toBe(200);
        const page = await answer.text();
        expect(page).toContain('SHA-256');
        expect(page).not.toContain('<script');
      }
    }
    expect(await (await fetch(`${server.url}/policies`)).text()).toContain('For merchants');
    expect(await (await fetch(`${server.url}/policies/style.css`)).text()).toContain('@media print');
    for (const nowhere of [
      'admin/privacy-agreement',
      'consumer/nothing',
      'consumer/privacy-agreement/9.9.9',
      '__proto__/x',
    ])
      expect((await fetch(`${server.url}/policies/${nowhere}`)).status).toBe(404);
  });
});

describe('a new version', () => {
  it('POL-5 with a placeholder, without contact or with a lapsed certification is refused', async () => {
    for (const bad of [
      text('Ask [your company].'),
      '## What\n\nWe keep it.',
      text('We comply with Safe Harbor.'),
    ]) {
      const refused = await refusalOf(ada.connection.call(preparePolicy, change({ text: bad })));
      expect(refused).toMatchObject({ code: 'invalid_input' });
      expect(refused.issues?.[0]?.path).toBe('text');
    }
  });

  it('POL-2 POL-4 is announced 14 days before, banners tell of it, and it holds from its moment on', async () => {
    const document = 'provider/acceptable-use-policy' as const;
    const input = change({ document, text: text('Do not do <b> things.').replace('<b> ', '') });
    const { version } = await ada.connection.call(preparePolicy, input);
    expect(version.sha256).toBe(hashText(version.text));
    const one = { document, version: '1.1.0' };
    expect(await refusalOf(ada.connection.call(publishPolicy, one))).toMatchObject({
      code: 'notice_missing',
    });
    server.clock.advance(7 * day);
    ada = await signIn('ada', 'admin');
    await ada.connection.call(announcePolicy, one);
    expect(await refusalOf(ada.connection.call(publishPolicy, one))).toMatchObject({
      code: 'notice_too_late',
    });

    const later = { document, version: '1.2.0' };
    await ada.connection.call(preparePolicy, {
      ...input,
      ...later,
      effectiveAt: server.clock.now() + 14 * day,
    });
    await ada.connection.call(announcePolicy, later);
    await ada.connection.call(publishPolicy, later);
    const pia = await signIn('pia', 'provider');
    const { account } = await pia.http.call(showSession, {});
    expect(account.policies).toMatchObject({ due: false });
    expect(account.policies?.coming.map(({ version: number }) => number)).toContain('1.2.0');
    const changes = await (
      await fetch(`${server.url}${account.policies!.coming.at(-1)!.address}/changes`)
    ).text();
    expect(changes).toContain('<ins>');
    expect(changes).toContain('<del>');

    server.clock.advance(14 * day - 1);
    expect((await server.app.context.policies.current(document))?.version).toBe('1.0.0');
    server.clock.advance(1);
    server.app.context.policies.forget();
    expect((await server.app.context.policies.current(document))?.version).toBe('1.2.0');
    const again = await signIn('pia', 'provider');
    expect((await again.http.call(showSession, {})).account.policies).toMatchObject({ due: true });
  });

  it('POL-2 cannot take an older number, nor one that is taken, nor change what is published', async () => {
    ada = await signIn('ada', 'admin');
    const document = 'consumer/acceptable-use-policy' as const;
    expect(
      await refusalOf(ada.connection.call(preparePolicy, change({ document, version: '1.0.0' }))),
    ).toMatchObject({ code: 'invalid_input' });
    expect(
      await refusalOf(ada.connection.call(preparePolicy, change({ document, effectiveAt: 5 }))),
    ).toMatchObject({ code: 'invalid_input' });
    const { models } = server.app.context;
    const _id = 'consumer/acceptable-use-policy/1.0.0';
    await models.PolicyVersion.updateOne({ _id }, { $set: { text: 'changed' } });
    expect((await models.PolicyVersion.findById(_id).lean())?.text).not.toBe('changed');
  });

  it('POL-2 that matters to nobody needs no notice', async () => {
    const document = 'visitor/privacy-policy' as const;
    await ada.connection.call(
      preparePolicy,
      change({ document, material: false, effectiveAt: server.clock.now() }),
    );
    const { version } = await ada.connection.call(publishPolicy, { document, version: '1.1.0' });
    expect(version.publishedAt).toBe(server.clock.now());
    expect((await server.app.context.policies.current(document))?.version).toBe('1.1.0');
  });

  it('CON-3 of the consumers’ agreement makes a decision on the old one stale', async () => {
    const document = 'consumer/privacy-agreement' as const;
    const consumer = await server.consumer();
    const { notice } = await consumer.connection.call(welcome, {});
    expect(notice.version).toBe('1.0.0');
    const short = `## In short\n\nShorter.\n\n${text('More.')}`;
    await ada.connection.call(
      preparePolicy,
      change({ document, text: short, material: false, effectiveAt: server.clock.now() }),
    );
    await ada.connection.call(publishPolicy, { document, version: '1.1.0' });
    const input = { notice: notice.sha256, decisions: [], locale: 'en' };
    expect(await refusalOf(consumer.connection.call(startConversation, input))).toMatchObject({
      code: 'stale_notice',
    });
    const now = await consumer.connection.call(welcome, {});
    expect(now.notice).toMatchObject({ version: '1.1.0', text: 'Shorter.', sha256: hashText(short) });
  });
});

describe('the gate', () => {
  it('POL-3 shows an agent who has not accepted nothing but the documents, and opens when they accept', async () => {
    const { models } = server.app.context;
    const { hana } = server.world.people;
    // Hana's acceptances are taken from the store, as if she had been invited and never been here.
    await models.Acceptance.collection.deleteMany({ account: hana._id });
    const consumer = await server.consumer({ merchant: 'harbour' });
    const stranger = await server.agent(hana.email);
    expect(await refusalOf(stranger.inbox('queue'))).toMatchObject({ code: 'policies_not_accepted' });
    expect(await refusalOf(stranger.http.call(listInbox, { view: 'queue' }))).toMatchObject({
      code: 'policies_not_accepted',
    });
    await consumer.start();
    await consumer.say('Are you there?');
    expect(stranger.connection.all('inbox.changed')).toEqual([]);

    const { policies } = await stranger.connection.call(ownPolicies, {});
    expect(policies.map(({ current }) => current.document)).toEqual(documentsOf('merchant'));
    expect(policies.every(({ acceptedAt }) => acceptedAt === null)).toBe(true);
    const hashes = policies.map(({ current }) => current.sha256);
    await stranger.connection.call(acceptPolicies, { sha256: hashes.slice(0, 2) });
    expect(await refusalOf(stranger.inbox('queue'))).toMatchObject({ code: 'policies_not_accepted' });
    await stranger.connection.call(acceptPolicies, { sha256: hashes });
    await stranger.inbox('queue');
    expect(await models.Acceptance.countDocuments({ account: hana._id, method: 'portal' })).toBe(3);
  });

  it("POL-3 refuses another audience's documents, and versions that are past", async () => {
    const agent = await server.agent();
    const { versions } = await ada.connection.call(listPolicies, {});
    const others = versions.filter(
      ({ document, publishedAt }) => !document.startsWith('merchant/') && publishedAt !== null,
    );
    for (const { sha256 } of others.slice(0, 4))
      expect(await refusalOf(agent.connection.call(acceptPolicies, { sha256: [sha256] }))).toMatchObject({
        code: 'not_your_policy',
      });
    expect(
      await refusalOf(agent.connection.call(acceptPolicies, { sha256: ['a'.repeat(64)] })),
    ).toMatchObject({ code: 'not_your_policy' });
  });

  it('POL-3 closes again when a new version takes effect, for open sockets too', async () => {
    const document = 'merchant/acceptable-use-policy' as const;
    const agent = await signIn('ben', 'merchant');
    await agent.inbox('mine');
    await ada.connection.call(
      preparePolicy,
      change({ document, material: false, effectiveAt: server.clock.now() }),
    );
    await ada.connection.call(publishPolicy, { document, version: '1.1.0' });
    server.clock.advance(2_000);
    expect(await refusalOf(agent.inbox('mine'))).toMatchObject({ code: 'policies_not_accepted' });
    const { policies } = await agent.connection.call(ownPolicies, {});
    const due = policies.filter(({ acceptedAt }) => acceptedAt === null);
    expect(due.map(({ current }) => current.document)).toEqual([document]);
    await agent.connection.call(acceptPolicies, { sha256: due.map(({ current }) => current.sha256) });
    await agent.inbox('mine');
  });
});

describe('the notice by mail', () => {
  it('POL-4 reaches every account of the audience, and nobody else', async () => {
    const received: string[] = [];
    const smtp = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onData: (stream, session, done) => {
        stream.resume();
        stream.on('end', () => {
          received.push(...session.envelope.rcptTo.map(({ address }) => address));
          done();
        });
      },
    });
    const port = await new Promise<number>((resolve) => {
      const listening = smtp.listen(0, '127.0.0.1', () =>
        resolve((listening.address() as { port: number }).port),
      );
    });
    const mailing = await startServer({ smtpUrl: new URL(`smtp://127.0.0.1:${port}`) });
    try {
      const { url, world } = mailing;
      const admin = await Agent.signIn({
        url,
        email: world.people.ada.email,
        password: world.password,
        audience: 'admin',
      });
      // Whoever signs in by a recovery code, as admins do in tests, is told so (ACC-9).
      await expect.poll(() => received).toEqual([world.people.ada.email]);
      received.length = 0;
      await admin.connection.call(preparePolicy, change({ effectiveAt: mailing.clock.now() + 15 * day }));
      const { mails } = await admin.connection.call(announcePolicy, {
        document: 'merchant/privacy-agreement',
        version: '1.1.0',
      });
      await mailing.app.context.mailer.deliver();
      const staff = Object.values(world.people).filter(({ audience }) => audience === 'merchant');
      expect(mails).toBe(staff.length);
      expect(received.toSorted()).toEqual(staff.map(({ email }) => email).toSorted());
      admin.stop();
    } finally {
      await mailing.stop();
      await new Promise<void>((resolve) => smtp.close(() => resolve()));
    }
  });
});
