import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listEarlier } from '@parlour/shared/protocol/conversation.js';
import { day } from '@parlour/shared/rules/expiry.js';
import { refusalOf } from '../testing/refusal-of.js';
import { startServer, type TestServer } from '../testing/start-server.js';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

describe('earlier conversations', () => {
  it('AUT-2 RET-2 an agent sees those of the same consumer, of the merchant only, and none that has reached its date', async () => {
    const consumer = await server.consumer();
    const { id: first } = await consumer.start();
    await consumer.connection.callRaw('conversation.close', { conversation: first });
    const { id: second } = await consumer.start();
    await (await server.consumer()).start();
    const [agent, hana] = await Promise.all([server.agent(), server.agent(server.world.people.hana.email)]);
    const { earlier } = await agent.connection.call(listEarlier, { conversation: second });
    expect(earlier).toMatchObject([{ id: first, state: 'closed', page: 'Blue hatchback' }]);
    expect(await refusalOf(hana.connection.call(listEarlier, { conversation: second }))).toMatchObject({
      code: 'not_found',
    });
    server.clock.advance(29 * day);
    await consumer.say('Still there?');
    server.clock.advance(day);
    const later = await server.agent();
    expect(await later.connection.call(listEarlier, { conversation: second })).toEqual({ earlier: [] });
  });
});
