import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startConversation } from '@parlour/shared/protocol/conversation.js';
import { day, minute } from '@parlour/shared/rules/expiry.js';
import { loggedError } from '../log.js';
import { refusalOf } from '../testing/refusal-of.js';
import { startServer, type TestServer } from '../testing/start-server.js';

const canary = 'zanzibarquokka';

let server: TestServer;
let logged = '';
beforeEach(async () => {
  logged = '';
  server = await startServer({ logTo: { write: (line) => void (logged += line) } });
});
afterEach(() => server.stop());

const read = async (): Promise<string> => (await fetch(server.metricsUrl)).text();
const figure = (text: string, name: string): number =>
  Number(
    text
      .split('\n')
      .find((line) => line.startsWith(`${name} `))
      ?.slice(name.length),
  );

async function chat() {
  const [consumer, agent] = await Promise.all([server.consumer(), server.agent()]);
  const { id } = await consumer.start();
  await consumer.say(`is the ${canary} there? ${canary}@shopper.example`);
  await agent.say(id, `the ${canary} is here`);
  return { consumer, id };
}

describe('what an operator reads', () => {
  it('OPS-5 operations are counted by what came of them, and what is overdue is seen', async () => {
    const { consumer } = await chat();
    await refusalOf(consumer.connection.call(startConversation, { locale: 7 } as never));
    const text = await read();
    expect(figure(text, 'parlour_operations_total{operation="message.send",outcome="ok"}')).toBe(2);
    expect(
      figure(text, 'parlour_operations_total{operation="conversation.start",outcome="invalid_input"}'),
    ).toBe(1);
    expect(figure(text, 'parlour_sockets')).toBe(2);
    expect(figure(text, 'parlour_conversations')).toBe(1);
    expect(figure(text, 'parlour_overdue_conversations')).toBe(0);
    await server.app.context.purger.stop();
    server.clock.advance(40 * day + minute);
    expect(figure(await read(), 'parlour_overdue_conversations')).toBe(1);
    await server.app.context.purger.sweep();
    expect(figure(await read(), 'parlour_purged_conversations_total')).toBe(1);
    expect((await fetch(new URL('/', server.metricsUrl))).status).toBe(404);
    // Nothing of it on the address that everybody reaches.
    expect(await (await fetch(`${server.url}/metrics`)).text()).not.toContain('parlour_');
  });

  it('OPS-5 neither figures nor the most talkative log hold a word, a name, a token, an address or a mail address', async () => {
    const { consumer, id } = await chat();
    // Something fails in the middle, with the message in its hands.
    const { masking } = server.app.context;
    const mask = masking.mask.bind(masking);
    masking.mask = (_merchant, text) =>
      Promise.reject(new Error(`E11000 duplicate key error dup key: { text: "${text}" }`));
    const refused = await refusalOf(consumer.say(`again: ${canary}`));
    expect(refused.code).toBe('internal');
    masking.mask = mask;
    expect(logged).toContain('an operation failed');
    expect(logged).toContain('requestId');
    const said = `${logged}\n${await read()}`;
    const { ana } = server.world.people;
    for (const secret of [canary, ana.email, ana.name, id, '127.0.0.1', server.world.password])
      expect(said).not.toContain(secret);
  });

  it('OPS-5 an error is logged by its kind and cause, without what it quotes', () => {
    const cause = Object.assign(
      new Error('Cast to string failed for value "secret" (type Object) at path "x"'),
      {
        keyValue: { email: 'secret' },
      },
    );
    const text = JSON.stringify(loggedError(new Error('it failed', { cause })));
    expect(text).toContain('it failed');
    expect(text).toContain('Cast to string failed');
    expect(text).not.toContain('secret');
  });
});
