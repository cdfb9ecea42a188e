import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decideConsent, sync, welcome } from '@parlour/shared/protocol/conversation.js';
import { Refusal } from '@parlour/shared/protocol/errors.js';
import type { Purpose } from '@parlour/shared/model/purpose.js';
import type { AnyOperation } from '@parlour/shared/protocol/registry.js';
import type { Consumer } from '../testing/consumer.js';
import { startServer, type TestServer } from '../testing/start-server.js';
import { createUseCases } from '../use-cases.js';
import { identifyWidget } from './identify.js';
import { Pipeline } from './pipeline.js';
import { Throttle } from './throttle.js';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

/** An operation that reads, as it is, but for a purpose beyond the service. */
async function readFor(purpose: Purpose, { arrival, conversation }: Consumer): Promise<string> {
  const { context } = server.app;
  const { models, clock, policies, log } = context;
  const useCases = createUseCases(context);
  const pipeline = new Pipeline({ models, clock, policies, log, throttle: new Throttle(), useCases });
  const { site, merchant, token, origin } = arrival;
  try {
    await pipeline.run({ ...sync, purpose } as unknown as AnyOperation, { conversation, after: 0 }, {
      address: '127.0.0.1',
      requestId: 'test',
      identify: () => identifyWidget(context, { site, merchant, token }, origin),
      gpc: false,
      surface: 'widget',
      connection: null,
      follow: () => Promise.resolve(),
    } as never);
    return 'ran';
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}

async function answer(consumer: Consumer, state: 'given' | 'refused'): Promise<void> {
  const { notice } = await consumer.connection.call(welcome, {});
  const decisions = [{ purpose: 'partner_sharing' as const, state }];
  const input = { conversation: consumer.conversation!, notice: notice.sha256, decisions, locale: 'en' };
  await consumer.connection.call(decideConsent, input);
}

describe('the purpose of an operation', () => {
  it('CON-8 is checked in the pipeline, at every call: nothing runs before a yes, nor after it is taken back', async () => {
    const consumer = await server.consumer();
    await consumer.start();
    expect(await readFor('service', consumer)).toBe('ran');
    expect(await readFor('partner_sharing', consumer)).toBe('purpose_refused');
    await answer(consumer, 'given');
    expect(await readFor('partner_sharing', consumer)).toBe('ran');
    expect(await readFor('marketing', consumer)).toBe('purpose_refused');
    server.clock.advance(1);
    await answer(consumer, 'refused');
    expect(await readFor('partner_sharing', consumer)).toBe('purpose_refused');
  });

  it('CON-8 the yes of one consumer is nobody else’s', async () => {
    const [one, other] = await Promise.all([server.consumer(), server.consumer()]);
    await Promise.all([one.start(), other.start()]);
    await answer(one, 'given');
    expect(await readFor('partner_sharing', one)).toBe('ran');
    expect(await readFor('partner_sharing', other)).toBe('purpose_refused');
  });
});
