import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { listDisclosures } from '@parlour/shared/protocol/disclosure.js';
import {
  downloadLegalPackage,
  fileLegalRequest,
  releaseLegalRequest,
} from '@parlour/shared/protocol/legal-request.js';
import { day } from '@parlour/shared/rules/expiry.js';
import { newId } from '../new-id.js';
import { sessionCookie } from '../edge/session-cookie.js';
import { HttpClient } from '../testing/http-client.js';
import type { PostOffice } from '../testing/post-office.js';
import { refusalOf } from '../testing/refusal-of.js';
import type { TestServer } from '../testing/start-server.js';
import { startWithMail } from '../testing/start-with-mail.js';

let server: TestServer;
let office: PostOffice;
beforeAll(async () => {
  ({ office, server } = await startWithMail());
});
afterAll(() => server.stop());
afterEach(() => {
  office.delivered.length = 0;
});

const tell = () => server.app.context.jobs.runNow('merchants_told');
const managers = ['max@people.example', 'mia@people.example'];

async function admin(name?: string): Promise<HttpClient> {
  const { models, sessions } = server.app.context;
  const ada = (await models.Account.findOne({ email: 'ada@people.example' }).lean())!;
  const account = name ? { ...ada, _id: newId('account'), email: `${name}@people.example`, name } : ada;
  if (name) await models.Account.create(account);
  const { token } = await sessions.open(account);
  const http = new HttpClient(server.url, { origin: server.url });
  http.cookie = `${sessionCookie}=${token}`;
  return http;
}

/** Files it by one admin and releases it by another. */
async function release(more: { gagUntil?: number } = {}) {
  const consumer = await server.consumer();
  await consumer.start();
  await consumer.say('a canary sang');
  const [ada, eve] = [await admin(), await admin(`eve${newId('account').slice(4, 10)}`)];
  const { request } = await ada.call(fileLegalRequest, {
    authority: 'District Court',
    reference: '12 C 34/26',
    basis: 'Section 95',
    scope: { conversation: consumer.conversation! },
    hold: false,
    ...more,
  });
  const before = await refusalOf(ada.call(releaseLegalRequest, { request: request.id }));
  const { token } = await eve.call(releaseLegalRequest, { request: request.id });
  return { id: consumer.conversation!, request: request.id, token, eve, before };
}

describe('a merchant whose conversations an authority is given', () => {
  it('DIS-3 AUT-4 is told in the register and by mail, with the reason and no word of what was said; the audit has each step', async () => {
    const { id, request, token, eve, before } = await release();
    expect(before).toMatchObject({ code: 'same_admin' });
    await eve.send(downloadLegalPackage, { token });
    await tell();
    await tell();
    await expect.poll(() => office.delivered.flatMap(({ to }) => to).sort()).toEqual(managers);
    for (const { subject, text } of office.delivered) {
      expect(subject).toBe('Conversations of Motors were released to an authority');
      expect(text).toContain('one conversation of Motors to an authority: District Court');
      expect(text).toContain('12 C 34/26, Section 95');
      expect(text).toContain(`${server.url}/merchant/disclosures`);
      expect(text).not.toMatch(/canary|cnv_|con_/);
      expect(text).not.toContain(id);
    }
    const mia = await server.agent('mia@people.example');
    const { disclosures } = await mia.connection.call(listDisclosures, {});
    expect(disclosures).toMatchObject([{ kind: 'legal_request', recipient: 'District Court' }]);
    const { models, vault } = server.app.context;
    for (const action of ['legal.file', 'legal.release', 'legal.download'])
      expect(await models.AuditEntry.countDocuments({ action, targetHmac: vault.subject(request) })).toBe(1);
  });

  it('DIS-3 is told of what may not be told yet when its day comes, and not before', async () => {
    await release({ gagUntil: server.clock.now() + 10 * day });
    await tell();
    expect(await server.app.context.models.Mail.countDocuments({})).toBe(0);
    expect(office.delivered).toEqual([]);
    server.clock.advance(10 * day);
    await tell();
    await expect.poll(() => office.delivered.flatMap(({ to }) => to).sort()).toEqual(managers);
  });
});
