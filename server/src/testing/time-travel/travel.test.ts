import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startServer, type TestServer } from '../start-server.js';
import { Traveller } from './travel.js';

let server: TestServer;
beforeEach(async () => {
  server = await startServer();
});
afterEach(() => server.stop());

describe('time travel', () => {
  it('RET-1 RET-2 RET-4 RET-6 HLD-1 HLD-3 CON-5 REQ-5 AUD-2 four months of chats, rules, holds, requests and crashes keep every promise', async () => {
    const counts = await new Traveller(server, { seed: 20, years: 1 / 3, conversations: 400 }).run();
    expect(counts).toMatchObject({ conversations: 400, purged: 400 });
    for (const happened of ['crashes', 'holdsPlaced', 'holdsReleased', 'deletions', 'withdrawals'] as const)
      expect(counts[happened]).toBeGreaterThan(0);
  });
});
