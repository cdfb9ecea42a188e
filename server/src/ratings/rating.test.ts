import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ConversationId } from '@parlour/shared/model/ids.js';
import { closeConversation } from '@parlour/shared/protocol/conversation.js';
import { readOwnData } from '@parlour/shared/protocol/privacy.js';
import { rateConversation } from '@parlour/shared/protocol/rating.js';
import { day } from '@parlour/shared/rules/expiry.js';
import { ratingLasts } from '@parlour/shared/rules/rating.js';
import { seal } from '../vault/seal.js';
import { bytesOf } from '../vault/vault.js';
import type { Consumer } from '../testing/consumer.js';
import { refusalOf } from '../testing/refusal-of.js';
import { startServer, type TestServer } from '../testing/start-server.js';

const words = 'quokkas were mentioned twice';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

async function closed(): Promise<{ consumer: Consumer; conversation: ConversationId }> {
  const consumer = await server.consumer();
  const { id: conversation } = await consumer.start();
  await consumer.say('Is it still there?');
  await consumer.connection.call(closeConversation, { conversation });
  return { consumer, conversation };
}

describe('rating', () => {
  it('CNV-5 a closed conversation is rated, and both sides see it at once', async () => {
    const { consumer, conversation } = await closed();
    const agent = await server.agent();
    await agent.sync(conversation);
    const told: object[] = [];
    server.app.context.bus.listen('conversation.rated', (rated) => told.push(rated));
    const rated = await consumer.connection.call(rateConversation, {
      conversation,
      score: 4,
      comment: words,
    });
    expect(rated.conversation.rating).toEqual({ score: 4, comment: words, at: server.clock.now() });
    const seen = await agent.connection.next('conversation.changed', ({ rating }) => rating !== undefined);
    expect(seen.rating).toMatchObject({ score: 4, comment: words });
    expect((await agent.sync(conversation)).conversation.rating).toMatchObject({ comment: words });
    expect(told).toEqual([
      { conversation, merchant: server.world.merchants.motors._id, score: 4, isFirst: true },
    ]);
    const { conversations } = await consumer.connection.call(readOwnData, {});
    expect(conversations[0]!.rating).toMatchObject({ score: 4, comment: words });
  });

  it('CNV-5 the same rating again is answered the same; another takes its place', async () => {
    const { consumer, conversation } = await closed();
    const rate = (score: 1 | 5, comment?: string) =>
      consumer.connection.call(rateConversation, { conversation, score, comment });
    const first = await rate(5);
    server.clock.advance(60_000);
    expect((await rate(5)).conversation).toEqual(first.conversation);
    const changed = await rate(1, 'On second thoughts');
    expect(changed.conversation.rating).toMatchObject({ score: 1, comment: 'On second thoughts' });
    expect(changed.conversation.revision).toBeGreaterThan(first.conversation.revision);
  });

  it('CNV-5 it is possible for 24 hours from the close, and not before it', async () => {
    const consumer = await server.consumer();
    const { id: conversation } = await consumer.start();
    const rate = () => consumer.connection.call(rateConversation, { conversation, score: 3 });
    expect(await refusalOf(rate())).toMatchObject({ code: 'rating_closed' });
    await consumer.connection.call(closeConversation, { conversation });
    server.clock.advance(ratingLasts - 1);
    await rate();
    server.clock.advance(1);
    expect(await refusalOf(rate())).toMatchObject({ code: 'rating_closed' });
  });

  it('CNV-5 it does not move the clock by which the conversation goes', async () => {
    const { consumer, conversation } = await closed();
    const before = (await consumer.sync()).conversation.expiry;
    server.clock.advance(60 * 60_000);
    const { conversation: after } = await consumer.connection.call(rateConversation, {
      conversation,
      score: 2,
    });
    expect(after.expiry).toEqual(before);
  });

  it('CNV-5 a neighbour cannot rate it, and 0, 6 and half a star are no ratings', async () => {
    const { consumer, conversation } = await closed();
    const neighbour = await server.consumer();
    expect(
      await refusalOf(neighbour.connection.call(rateConversation, { conversation, score: 5 })),
    ).toMatchObject({ code: 'not_found' });
    for (const score of [0, 6, 4.5, '5', null]) {
      expect(
        await refusalOf(consumer.connection.callRaw('conversation.rate', { conversation, score })),
      ).toMatchObject({ code: 'invalid_input' });
    }
    const comment = 'x'.repeat(1_001);
    expect(
      await refusalOf(consumer.connection.call(rateConversation, { conversation, score: 5, comment })),
    ).toMatchObject({ code: 'invalid_input' });
  });

  it('POL-6 STO-4 the comment is masked, and sealed with the conversation’s key', async () => {
    const { consumer, conversation } = await closed();
    const comment = `${words}, my card is 4111 1111 1111 1111`;
    const rated = await consumer.connection.call(rateConversation, { conversation, score: 1, comment });
    expect(rated.conversation.rating!.comment).toContain(words);
    expect(rated.conversation.rating!.comment).not.toContain('4111 1111');
    const stored = await server.app.context.models.Conversation.findById(conversation).lean();
    const bytes = bytesOf(stored!.rating!.comment!);
    expect(Buffer.from(bytes).includes(words)).toBe(false);
    expect(bytes.length).toBeGreaterThan(seal(Buffer.alloc(32), '', words).length);
  });

  it('RET-9 it goes with the transcript, and the ledger counts it', async () => {
    const { consumer, conversation } = await closed();
    await consumer.connection.call(rateConversation, { conversation, score: 5, comment: words });
    const { models, purger, vault } = server.app.context;
    const subject = vault.subject(conversation);
    server.clock.advance(31 * day);
    await purger.sweep();
    expect(await models.Conversation.findById(conversation).lean()).toBeNull();
    expect(await models.PurgeLedger.findById(subject).lean()).toMatchObject({
      counts: expect.objectContaining({ ratings: 1 }) as unknown,
      keyDestroyed: true,
    });
  });
});
