/** Where two promises meet: what is asked of a consumer's data while something else holds, ends or deletes it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeConversation } from '@parlour/shared/protocol/conversation.js';
import { makeCode } from '@parlour/shared/protocol/access-code.js';
import { portalHeader } from '@parlour/shared/protocol/events.js';
import { placeHold } from '@parlour/shared/protocol/hold.js';
import {
  downloadExport,
  eraseData,
  exportData,
  openAccess,
  readOwnData,
} from '@parlour/shared/protocol/privacy.js';
import { day } from '@parlour/shared/rules/expiry.js';
import type { Consumer } from '../testing/consumer.js';
import { Agent } from '../testing/agent.js';
import { HttpClient } from '../testing/http-client.js';
import { refusalOf } from '../testing/refusal-of.js';
import { startServer, type TestServer } from '../testing/start-server.js';
import { unzip } from '../testing/unzip.js';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

async function opened(consumer: Consumer): Promise<HttpClient> {
  const { code } = await consumer.connection.call(makeCode, {});
  const browser = new HttpClient(server.url, { origin: server.url, [portalHeader]: 'consumer' });
  await browser.call(openAccess, { code });
  return browser;
}

async function chat(consumer: Consumer, text: string) {
  const { id } = await consumer.start();
  await consumer.say(text);
  await consumer.connection.call(closeConversation, { conversation: id });
  return id;
}

const messagesOf = (conversation: string) =>
  server.app.context.models.Message.countDocuments({ conversation, kind: 'text' });

describe('a consumer’s data', () => {
  it('REQ-5 HLD-1 erased while one conversation is held: the others go at once, that one is hidden and waits', async () => {
    const consumer = await server.consumer();
    const [held, free, free2] = [
      await chat(consumer, 'Held'),
      await chat(consumer, 'Free'),
      await chat(consumer, 'Free too'),
    ];
    const { url, world } = server;
    const ada = await Agent.signIn({
      url,
      email: world.people.ada.email,
      password: world.password,
      audience: 'admin',
    });
    await ada.connection.call(placeHold, {
      scope: { conversation: held },
      reason: 'A dispute',
      custodians: [],
      gagged: false,
      reviewAt: server.clock.now() + 30 * day,
    });
    const browser = await opened(consumer);
    expect(await browser.call(eraseData, {})).toMatchObject({ deleted: 2, delayed: 1 });
    expect(await Promise.all([held, free, free2].map(messagesOf))).toEqual([1, 0, 0]);
    const data = await browser.call(readOwnData, {});
    expect([data.conversations, data.delayed.length]).toEqual([[], 1]);
    expect(data.requests[0]).toMatchObject({ kind: 'deletion', state: 'in_progress' });
    ada.stop();
  });

  it('REQ-7 a copy that is open while the purge is due says what was said; the purge goes on beside it', async () => {
    const consumer = await server.consumer();
    const id = await chat(consumer, 'A canary of the last day');
    const { Conversation } = server.app.context.models;
    const { expiresAt } = (await Conversation.findById(id).lean())!;
    server.clock.advance(expiresAt.getTime() - server.clock.now() - 1_000);
    const browser = await opened(consumer);
    const { token } = await browser.call(exportData, {});
    server.clock.advance(60_000);
    await server.app.context.purger.sweep();
    expect(await Conversation.exists({ _id: id })).toBeNull();
    const answer = await browser.send(downloadExport, { token });
    const files = unzip(Buffer.from(await answer.arrayBuffer()));
    expect(files.get(`conversations/${id}.json`)).toContain('A canary of the last day');
    expect((await browser.call(readOwnData, {})).conversations).toEqual([]);
  });

  it('RET-2 a message into a conversation that has expired is refused by its date, before and after the sweep', async () => {
    const consumer = await server.consumer();
    const { id } = await consumer.start();
    await consumer.say('In time');
    const { Conversation } = server.app.context.models;
    const { expiresAt } = (await Conversation.findById(id).lean())!;
    server.clock.advance(expiresAt.getTime() - server.clock.now());
    expect(await refusalOf(consumer.say('Too late'))).toMatchObject({ code: 'conversation_expired' });
    expect(await messagesOf(id)).toBe(1);
    await server.app.context.purger.sweep();
    const { code } = await refusalOf(consumer.say('Much too late'));
    expect(['conversation_expired', 'not_found']).toContain(code);
    expect(await messagesOf(id)).toBe(0);
    server.clock.advance(-40 * day);
    expect(['conversation_expired', 'not_found']).toContain((await refusalOf(consumer.say('Back'))).code);
  });
});
