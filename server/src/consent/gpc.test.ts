import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { consentReceipt } from '@parlour/shared/protocol/consent.js';
import { decideConsent, startConversation, sync, welcome } from '@parlour/shared/protocol/conversation.js';
import type { ConversationId } from '@parlour/shared/model/ids.js';
import { TestConnection } from '../testing/connection.js';
import type { Consumer } from '../testing/consumer.js';
import { startServer, type TestServer } from '../testing/start-server.js';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

/** The same consumer, whose browser sends the signal from now on. */
function withGpc({ arrival }: Consumer): Promise<TestConnection> {
  const { url, origin, site, merchant, token } = arrival;
  return TestConnection.open({ url, origin, site, auth: { site, merchant, token, gpc: true } });
}

const statesOf = async (conversation: ConversationId) => {
  const events = await server.app.context.models.ConsentEvent.find({ conversation })
    .sort({ number: 1 })
    .lean();
  return events.map(({ purpose, state, surface }) => [purpose, state, surface]);
};
const refusedByGpc = (state: string) => (purpose: string) => [purpose, state, 'gpc'];
const three = ['analytics', 'marketing', 'partner_sharing'];

async function agree(consumer: Consumer, connection: TestConnection, state: 'given' | 'refused') {
  const { notice } = await connection.call(welcome, {});
  const decisions = [{ purpose: 'partner_sharing' as const, state }];
  await connection.call(decideConsent, {
    conversation: consumer.conversation!,
    notice: notice.sha256,
    decisions,
    locale: 'en',
  });
}

describe('Global Privacy Control', () => {
  it('CON-6 at a start refuses three purposes, on record; the chat works as before', async () => {
    const consumer = await server.consumer();
    const connection = await withGpc(consumer);
    const { notice } = await connection.call(welcome, {});
    const { conversation } = await connection.call(startConversation, {
      notice: notice.sha256,
      decisions: [{ purpose: 'transcript_storage', state: 'given' }],
      locale: 'en',
    });
    expect(await statesOf(conversation.id)).toEqual([
      ['transcript_storage', 'given', 'widget'],
      ...three.map(refusedByGpc('refused')),
    ]);
    consumer.conversation = conversation.id;
    await consumer.say('hi');
    expect((await consumer.sync()).messages.at(-1)).toMatchObject({ text: 'hi', consentEvent: 4 });
    connection.close();
  });

  it('CON-6 wins over an earlier yes, once; a later explicit yes stays; its absence lifts nothing', async () => {
    const consumer = await server.consumer();
    const { id } = await consumer.start();
    await agree(consumer, consumer.connection, 'given');
    const connection = await withGpc(consumer);
    await connection.call(sync, { conversation: id, after: 0 });
    await connection.call(sync, { conversation: id, after: 0 });
    const states = await statesOf(id);
    expect(states.slice(3)).toEqual([
      ['analytics', 'refused', 'gpc'],
      ['marketing', 'refused', 'gpc'],
      ['partner_sharing', 'withdrawn', 'gpc'],
    ]);
    await agree(consumer, connection, 'given');
    await connection.call(sync, { conversation: id, after: 0 });
    await consumer.sync();
    expect((await statesOf(id)).slice(6)).toEqual([['partner_sharing', 'given', 'widget']]);
    connection.close();
  });

  it('CON-6 counts in a header of HTTP too, and is announced at its well-known address', async () => {
    const consumer = await server.consumer();
    const { id } = await consumer.start();
    await consumer.http.fetch(`/api/v1/conversations/${id}/messages?after=0`, {
      headers: { 'sec-gpc': '1' },
    });
    expect(await statesOf(id)).toHaveLength(5);
    const answer = await fetch(`${server.url}/.well-known/gpc.json`);
    expect(await answer.json()).toEqual({
      gpc: true,
      lastUpdate: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) as string,
    });
  });

  it('CON-4 a withdrawal at one node counts at the other with the next message', async () => {
    const other = await server.another();
    try {
      const consumer = await server.consumer();
      const { id } = await consumer.start();
      const { notice } = await consumer.connection.call(welcome, {});
      const { site, merchant, origin, token } = consumer.arrival;
      const there = await TestConnection.open({
        url: other.url,
        origin,
        site,
        auth: { site, merchant, token },
      });
      await consumer.connection.call(decideConsent, {
        conversation: id,
        notice: notice.sha256,
        locale: 'en',
        decisions: [{ purpose: 'transcript_storage', state: 'refused' }],
      });
      const { conversation } = await there.call(sync, { conversation: id, after: 0 });
      expect(conversation.consent.transcript_storage).toBe(false);
      there.close();
    } finally {
      await other.stop();
    }
  });

  it('CON-7 the receipt has the fields of ISO/IEC TS 27560 and neither address nor user agent', async () => {
    const consumer = await server.consumer();
    const { id } = await consumer.start();
    const { receipt } = await consumer.http.call(consentReceipt, { conversation: id });
    expect(receipt['dct:conformsTo']).toBe('https://w3id.org/dpv/schema/dpv-27560');
    expect(
      receipt.events.map(({ event_type, event_state, event_number }) => [
        event_type,
        event_state,
        event_number,
      ]),
    ).toEqual([
      ['transcript_storage', 'given', 1],
      ['device_storage', 'given', 2],
    ]);
    expect(receipt.purposes.every(({ pii_information }) => pii_information.length > 0)).toBe(true);
    expect(receipt.privacy_notice.url).toContain('/policies/consumer/privacy-agreement/1.0.0');
    expect(JSON.stringify(receipt)).not.toMatch(/127\.0\.0\.1|user.?agent|mozilla/i);
    await consumer.say('still here');
    const renewed = await consumer.connection.call(welcome, {});
    await consumer.connection.call(decideConsent, {
      conversation: id,
      notice: renewed.notice.sha256,
      locale: 'en',
      decisions: [{ purpose: 'device_storage', state: 'given' }],
    });
    expect((await statesOf(id)).at(-1)).toEqual(['device_storage', 'renewed', 'widget']);
  });
});
