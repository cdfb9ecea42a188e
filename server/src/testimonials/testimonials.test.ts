import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeConversation, decideConsent, welcome } from '@parlour/shared/protocol/conversation.js';
import { decideRequest, eraseData, openRequest } from '@parlour/shared/protocol/privacy.js';
import { rateConversation } from '@parlour/shared/protocol/rating.js';
import {
  listTestimonials,
  publishTestimonial,
  readTestimonial,
  removeTestimonial,
  showTestimonials,
} from '@parlour/shared/protocol/testimonial.js';
import { day } from '@parlour/shared/rules/expiry.js';
import { merchantHeader, siteHeader } from '@parlour/shared/protocol/events.js';
import { HttpClient } from '../testing/http-client.js';
import { refusalOf } from '../testing/refusal-of.js';
import { startServer, type TestServer } from '../testing/start-server.js';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

async function rated() {
  const consumer = await server.consumer();
  const { id } = await consumer.start();
  await consumer.say('Hello');
  await consumer.connection.call(closeConversation, { conversation: id });
  await consumer.connection.call(rateConversation, {
    conversation: id,
    score: 5,
    comment: 'Quick and kind, says Zoë',
  });
  const { notice } = await consumer.connection.call(welcome, {});
  const common = { conversation: id, notice: notice.sha256, locale: 'en' };
  const publish = (text: string, name = '') =>
    consumer.connection.call(publishTestimonial, { ...common, text, name });
  const withdraw = () =>
    consumer.connection.call(decideConsent, {
      ...common,
      decisions: [{ purpose: 'publication', state: 'refused' }],
    });
  return { consumer, id, publish, withdraw, common };
}

/** A visitor of a page that carries them. */
function visitor(merchant = 'motors', { url } = server): HttpClient {
  const { key, origin } = server.world.site;
  return new HttpClient(url, { origin, [siteHeader]: key, [merchantHeader]: merchant });
}
const shown = async (by = visitor()) =>
  (await by.call(showTestimonials, {})).testimonials.map(({ text }) => text);

describe('testimonials', () => {
  it('PUB-1 a comment is not public by itself; it becomes so as the consumer edits and approves it, masked', async () => {
    const { consumer, id, publish } = await rated();
    expect(await shown()).toEqual([]);
    const { testimonial } = await publish('Quick and kind. 4111 1111 1111 1111', ' Zoë ');
    expect(testimonial).toMatchObject({ score: 5, text: 'Quick and kind. •••• •••• •••• ••••', name: 'Zoë' });
    const answer = await visitor().call(showTestimonials, {});
    const ref = expect.stringMatching(/^[\w-]{22}$/) as string;
    expect(answer).toEqual({ merchant: 'Motors', testimonials: [{ ...testimonial, ref }] });
    expect(JSON.stringify(answer)).not.toMatch(/cnv_|con_|says Zoë/);
    expect(await shown(visitor('harbour'))).toEqual([]);
    const events = await server.app.context.models.ConsentEvent.find({ conversation: id })
      .sort({ number: -1 })
      .lean();
    expect(events[0]).toMatchObject({ purpose: 'publication', state: 'given' });
    expect(await consumer.connection.call(readTestimonial, { conversation: id })).toEqual({ testimonial });
    await consumer.connection.call(eraseData, { conversation: id });
    expect(await shown()).toEqual([]);
  });

  it('PUB-1 an edit and a withdrawal act with the next answer, on every node, and no cache may keep it', async () => {
    const { publish, withdraw } = await rated();
    const second = await server.another();
    await publish('First');
    const elsewhere = visitor('motors', second);
    expect(await shown(elsewhere)).toEqual(['First']);
    await publish('Second');
    expect(await shown(elsewhere)).toEqual(['Second']);
    await withdraw();
    expect(await shown(elsewhere)).toEqual([]);
    const answer = await visitor().fetch('/api/v1/testimonials');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    await second.stop();
  });

  it('PUB-1 ends with the conversation, and lies in no file that can be read', async () => {
    const { publish, id } = await rated();
    await publish('canary testimonial 3311');
    if (server.folder)
      for (const file of await readdir(server.folder, { recursive: true, withFileTypes: true })) {
        if (!file.isFile()) continue;
        const bytes = await readFile(path.join(file.parentPath, file.name));
        expect(bytes.includes('canary testimonial')).toBe(false);
      }
    server.clock.advance(40 * day);
    expect(await shown()).toEqual([]);
    await server.app.context.purger.sweep();
    expect(await server.app.context.models.Conversation.exists({ _id: id })).toBeNull();
  });

  it('REQ-9 a manager takes one down, and it is recorded; an agent and another merchant cannot', async () => {
    const { publish, id } = await rated();
    await publish('To be taken down');
    const [manager, agent] = [await server.agent(server.world.people.max.email), await server.agent()];
    const { testimonials, merchant } = await manager.connection.call(listTestimonials, {});
    expect({ merchant, first: testimonials[0] }).toMatchObject({
      merchant: 'motors',
      first: { conversation: id },
    });
    expect(await refusalOf(agent.connection.call(removeTestimonial, { conversation: id }))).toMatchObject({
      code: 'forbidden',
    });
    await manager.connection.call(removeTestimonial, { conversation: id });
    expect(await shown()).toEqual([]);
    const { models, vault } = server.app.context;
    const recorded = { action: 'testimonial.remove', targetHmac: vault.subject(id) };
    expect(await models.AuditEntry.countDocuments(recorded)).toBe(1);
  });

  it('PUB-1 of what is not rated, of an old notice, and of somebody else’s nothing is published', async () => {
    const { publish, common, consumer } = await rated();
    const unrated = await server.consumer();
    await unrated.start();
    const call = (over: object, by = unrated) =>
      refusalOf(
        by.connection.call(publishTestimonial, {
          ...common,
          conversation: by.conversation!,
          text: 'x',
          name: '',
          ...over,
        } as never),
      );
    expect(await call({})).toMatchObject({ code: 'rating_closed' });
    expect(await call({ conversation: consumer.conversation! })).toMatchObject({ code: 'not_found' });
    expect(await call({ notice: 'f'.repeat(64) }, consumer)).toMatchObject({ code: 'stale_notice' });
    expect(await call({ text: '  ' }, consumer)).toMatchObject({ code: 'invalid_input' });
    expect(await shown()).toEqual([]);
    expect(await refusalOf(publish(''))).toMatchObject({ code: 'invalid_input' });
  });

  it('REQ-9 a takedown that is asked for acts at once, and stays or is undone as it is decided', async () => {
    const manager = await server.agent(server.world.people.max.email);
    const asking = { kind: 'takedown', jurisdiction: 'gdpr', timeZone: 'UTC' } as const;
    const asked = async (text: string) => {
      const { publish, withdraw, consumer, id } = await rated();
      await publish(text);
      expect(await shown()).toContain(text);
      const { request } = await consumer.connection.call(openRequest, { ...asking, text: 'Take it down' });
      expect(await shown()).not.toContain(text);
      const decide = (action: 'fulfil' | 'deny') =>
        manager.connection.call(decideRequest, {
          request,
          action,
          reason: 'claim_not_covered',
          answer: 'It is your own word.',
        });
      const stored = async () => {
        const found = await server.app.context.models.Conversation.findById(id).lean();
        return found!.testimonial ?? null;
      };
      return { decide, withdraw, publish, stored };
    };
    const denied = await asked('Denied');
    await denied.decide('deny');
    expect(await shown()).toContain('Denied');
    const fulfilled = await asked('Fulfilled');
    await fulfilled.decide('fulfil');
    expect(await shown()).not.toContain('Fulfilled');
    expect(await fulfilled.stored()).toBeNull();
    // What was taken back meanwhile does not come back with a refusal.
    const withdrawn = await asked('Taken back');
    await withdrawn.withdraw();
    expect(await withdrawn.stored()).toBeNull();
    await withdrawn.decide('deny');
    expect(await shown()).not.toContain('Taken back');
    // A new word while it is looked at is a new word.
    const anew = await asked('Old word');
    server.clock.advance(1);
    await anew.publish('New word');
    await anew.decide('fulfil');
    expect(await shown()).toContain('New word');
  });
});
