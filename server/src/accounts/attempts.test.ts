import { hour } from '@parlour/shared/rules/expiry.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServer, type TestServer } from '../testing/start-server.js';
import { takeAllowance } from './attempts.js';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

describe('what may happen so often', () => {
  const allowance = { most: 10, within: 1 * hour };
  const granted = async (what: string): Promise<number> => {
    const asked = Array.from({ length: 40 }, () => takeAllowance(server.app.context, what, allowance));
    return (await Promise.allSettled(asked)).filter(({ status }) => status === 'fulfilled').length;
  };

  it('ACC-4 happens so often also where all ask at the same moment, the first time and after its hour', async () => {
    expect(await granted('guessing')).toBe(10);
    expect(await granted('guessing')).toBe(0);
    server.clock.advance(1 * hour);
    expect(await granted('guessing')).toBe(10);
  });
});
