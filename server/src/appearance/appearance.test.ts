import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readAppearance, setAppearance } from '@parlour/shared/protocol/appearance.js';
import { welcome } from '@parlour/shared/protocol/conversation.js';
import { refusalOf } from '../testing/refusal-of.js';
import { startServer, type TestServer } from '../testing/start-server.js';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

const appearance = {
  accent: '#ffe000',
  corners: 'round',
  greeting: 'Ask us about bread.',
  agentNames: false,
  position: 'start',
  label: 'Ask',
  asksMarketing: true,
} as const;

describe('appearance', () => {
  it('WID-11 is kept for the merchant, and the next opening is told of it, with an accent that can be read', async () => {
    const manager = await server.agent(server.world.people.max.email);
    const before = await manager.connection.call(readAppearance, {});
    expect(before).toMatchObject({ appearance: { accent: null, greeting: 'Good day!' }, colours: null });
    const set = await manager.connection.call(setAppearance, appearance);
    expect(set).toMatchObject({ appearance, colours: { dark: '#ffe000', darkInk: '#000000' } });
    expect(set.colours!.light).not.toBe('#ffe000');
    server.clock.advance(2_500);
    const consumer = await server.consumer();
    const told = await consumer.connection.call(welcome, {});
    expect(told).toMatchObject({
      greeting: appearance.greeting,
      asksMarketing: true,
      appearance: { colours: set.colours, corners: 'round', agentNames: false },
    });
    const elsewhere = await server.consumer({ merchant: server.world.merchants.harbour.slug });
    expect((await elsewhere.connection.call(welcome, {})).appearance).toEqual({
      colours: null,
      corners: 'soft',
      agentNames: true,
    });
  });

  it('WID-11 what is no colour is refused, and so is an agent', async () => {
    const manager = await server.agent(server.world.people.max.email);
    for (const accent of ['red', '#fff', '#ffffff;}', 'url(x)'])
      expect(
        await refusalOf(manager.connection.call(setAppearance, { ...appearance, accent })),
      ).toMatchObject({ code: 'invalid_input' });
    const agent = await server.agent();
    expect(await refusalOf(agent.connection.call(setAppearance, appearance))).toMatchObject({
      code: 'forbidden',
    });
  });
});
