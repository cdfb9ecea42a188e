import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { isInside } from './inside.js';
import { OutsideError, outsideFetch, type OutsideFailure, type OutsideRules } from './outside-fetch.js';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function serve(listener: RequestListener): Promise<URL> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
}

const limits = { timeout: 3_000, mostBytes: 1_000 };
const allowed: OutsideRules = { allowInside: () => true };

async function failureOf(work: Promise<unknown>): Promise<OutsideFailure> {
  try {
    await work;
  } catch (error) {
    if (error instanceof OutsideError) return error.failure;
    throw error;
  }
  throw new Error('it was not refused');
}

describe('addresses inside the network', () => {
  it.each([
    '127.0.0.1',
    '127.255.255.254',
    '0.0.0.0',
    '10.1.2.3',
    '100.64.0.1',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::1',
    '::',
    '::ffff:127.0.0.1',
    '::ffff:8.8.8.8',
    '::7f00:1',
    '64:ff9b::7f00:1',
    'fe80::1',
    'fe80::1%eth0',
    'fc00::1',
    'fd12:3456::1',
    'ff02::1',
    '2002:7f00:1::',
    '2001:0:7f00:1::',
    '[::1]',
    'localhost',
    '',
    '127.1',
  ])('%j is inside, or no address at all', (address) => {
    expect(isInside(address)).toBe(true);
  });

  it.each(['8.8.8.8', '1.1.1.1', '172.32.0.1', '192.169.0.1', '2606:4700:4700::1111', '2a00:1450:4001::1'])(
    '%s is outside',
    (address) => {
      expect(isInside(address)).toBe(false);
    },
  );
});

describe('fetching what somebody else has named', () => {
  it.each([
    'http://127.0.0.1/',
    'http://2130706433/',
    'http://0x7f000001/',
    'http://0177.0.0.1/',
    'http://127.1/',
    'http://[::1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://169.254.169.254/latest/meta-data/',
    'http://localhost/',
    'http://user:secret@example.com/',
    'file:///etc/passwd',
    'ftp://example.com/',
  ])('refuses %s before a single byte is sent', async (address) => {
    expect(await failureOf(outsideFetch({ url: new URL(address), ...limits }))).toBe('refused');
  });

  it('refuses a name one of whose addresses is inside, whatever comes first', async () => {
    let asked = 0;
    const url = await serve((_request, response) => {
      asked += 1;
      response.end();
    });
    url.hostname = 'rebound.example';
    const resolve = () =>
      Promise.resolve([
        { address: '93.184.215.14', family: 4 },
        { address: '127.0.0.1', family: 4 },
      ]);
    expect(await failureOf(outsideFetch({ url, ...limits }, { resolve }))).toBe('refused');
    expect(asked).toBe(0);
  });

  it('looks at a name once, at the connect itself, so that there is no second look to rebind', async () => {
    const url = await serve((_request, response) => response.end());
    url.hostname = 'rebound.example';
    let looks = 0;
    const resolve = () =>
      Promise.resolve([{ address: looks++ === 0 ? '127.0.0.1' : '93.184.215.14', family: 4 }]);
    expect(await failureOf(outsideFetch({ url, ...limits }, { resolve }))).toBe('refused');
    expect(looks).toBe(1);
  });

  it('does not follow a redirect, and hands it on as the answer', async () => {
    const asked: string[] = [];
    const url = await serve((request, response) => {
      asked.push(request.url!);
      response.writeHead(302, { location: '/elsewhere' }).end();
    });
    const answer = await outsideFetch({ url, ...limits }, allowed);
    expect([answer.status, answer.headers.location, asked]).toEqual([302, '/elsewhere', ['/']]);
  });

  it('reads as much as allowed and no more', async () => {
    const url = await serve((_request, response) => {
      const more = (): void => {
        while (response.write('x'.repeat(16_384)));
        response.once('drain', more);
      };
      more();
    });
    const answer = await outsideFetch({ url, ...limits }, allowed);
    expect([answer.body.length, answer.cut]).toEqual([1_000, true]);
  });

  it('gives up on whoever trickles, however often a byte comes', async () => {
    const url = await serve((_request, response) => {
      const timer = setInterval(() => response.write('.'), 20);
      response.on('close', () => clearInterval(timer));
    });
    expect(await failureOf(outsideFetch({ url, ...limits, timeout: 300 }, allowed))).toBe('timeout');
  });

  it('sends what it is given and nothing of its own beside its name', async () => {
    let seen: unknown;
    const url = await serve((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        seen = [request.method, Buffer.concat(chunks).toString(), Object.keys(request.headers).sort()];
        response.end('thanks');
      });
    });
    const headers = { 'content-type': 'application/json' };
    const answer = await outsideFetch({ url, method: 'POST', headers, body: '{"é":1}', ...limits }, allowed);
    expect(answer.body.toString()).toBe('thanks');
    expect(seen).toEqual([
      'POST',
      '{"é":1}',
      ['accept-encoding', 'connection', 'content-length', 'content-type', 'host', 'user-agent'],
    ]);
  });

  it('says that there is nobody', async () => {
    const url = await serve((_request, response) => response.end());
    servers.splice(0).forEach((server) => server.close());
    expect(await failureOf(outsideFetch({ url, ...limits }, allowed))).toBe('unreachable');
  });
});
