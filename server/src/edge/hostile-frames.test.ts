/** Sockets and bodies that no honest program sends: the process lives, its memory stays bounded, and others chat on. */
import { request } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { apiBase, socketPath } from '@parlour/shared/protocol/define.js';
import { frameLimit } from '@parlour/shared/protocol/limits.js';
import { WebSocket } from 'ws';
import type { Agent } from '../testing/agent.js';
import type { Consumer } from '../testing/consumer.js';
import { newToken } from '../testing/consumer.js';
import { startServer, type TestServer } from '../testing/start-server.js';

let server: TestServer;
let consumer: Consumer;
let agent: Agent;
let errors = '';
beforeAll(async () => {
  // What would bring a process down is told to it first.
  process.on('uncaughtExceptionMonitor', (error) => (errors += String(error)));
  const logTo = {
    write: (line: string) => {
      if ((JSON.parse(line) as { level: number }).level >= 50) errors += line;
    },
  };
  server = await startServer({ logTo });
  [consumer, agent] = [await server.consumer(), await server.agent()];
  await consumer.start();
  await agent.sync(consumer.conversation!);
});
afterAll(() => server.stop());

let said = 0;
/** Nothing has happened to anybody else, and nothing that an operator would have to look at. */
afterEach(async () => {
  const text = `still here ${(said += 1)}`;
  await consumer.say(text);
  await agent.connection.next('message.posted', (told) => told.kind === 'text' && told.text === text);
  expect(errors).toBe('');
});

/** A widget's connection, as bare as it can be: what was sent back, and whether the server has closed it. */
class Bare {
  readonly got: string[] = [];
  readonly closed: Promise<void>;

  private constructor(readonly line: WebSocket) {
    line.on('message', (data: Buffer) => this.got.push(data.toString()));
    line.on('error', () => undefined);
    this.closed = new Promise((resolve) => line.once('close', () => resolve()));
  }

  static open(path = ''): Promise<Bare> {
    const { site } = server.world;
    const url = `${server.url.replace('http', 'ws')}${socketPath}/?EIO=4&transport=websocket&site=${site.key}${path}`;
    return new Promise((resolve, reject) => {
      const bare = new Bare(new WebSocket(url, { origin: site.origin }));
      bare.line.once('open', () => resolve(bare));
      bare.line.once('error', reject);
    });
  }

  /** As somebody with a token, whose frames are looked at in earnest. */
  static async arrived(): Promise<Bare> {
    const bare = await Bare.open();
    bare.line.send(`40${JSON.stringify({ site: 'site_cars', merchant: 'motors', token: newToken() })}`);
    await bare.next(/^40/);
    return bare;
  }

  async next(pattern: RegExp): Promise<string> {
    await expect.poll(() => this.got.some((one) => pattern.test(one))).toBe(true);
    return this.got.find((one) => pattern.test(one))!;
  }
}

const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);
const call = (input: string): string => `421["message.send",${input}]`;

const frames: [string, (string | Buffer)[]][] = [
  ['nothing', ['']],
  ['a packet of no type', ['9', 'x', '\u0000', '4', '49', '4x', '4-1']],
  ['an event that is no JSON', ['42["message.send",{', '42{', '42', '42"x"', '42[]', '42[{}]', '42[null]']],
  [
    'an event by a name that is none',
    ['421["constructor",{}]', '421["__proto__",{}]', '421["disconnect",{}]'],
  ],
  ['an answer to what was never asked', ['431[]', '43999999999999999999["x"]', '431[{"ok":true}]']],
  ['an id that is no number', ['42-1["message.send",{}]', '421e9["message.send",{}]']],
  ['what is nested ten thousand deep', [call(`{"text":${nested(10_000)}}`)]],
  ['a prototype', [call('{"__proto__":{"ok":true},"constructor":{"prototype":{"ok":1}}}')]],
  ['bytes where there are none', [Buffer.from([0, 1, 2, 255]), Buffer.alloc(1_000)]],
  ['a place for bytes that never come', ['451-["message.send",{"text":{"_placeholder":true,"num":0}}]', '2']],
  [
    'a place for bytes with another number',
    ['451-["message.send",{"_placeholder":true,"num":"x"}]', Buffer.from('a')],
  ],
  ['places for a million attachments', ['451000000-["message.send",{}]', Buffer.from('a')]],
  [
    'fewer bytes than places',
    [
      '452-["a",{"_placeholder":true,"num":5},{"_placeholder":true,"num":-1}]',
      Buffer.from('a'),
      Buffer.from('b'),
    ],
  ],
  ['another name space', ['40/admin,', '42/admin,["inbox.list",{"view":"all"}]', '40/__proto__,']],
  ['a second greeting', ['40{}', `40{"site":"site_cars","merchant":{"$ne":null}}`]],
  ['a frame of one byte more than is taken', [`42["message.send",${' '.repeat(frameLimit)}{}]`]],
  ['a frame of ten megabytes', [Buffer.alloc(10_000_000, 'a').toString()]],
];

describe('a socket', () => {
  it.each(frames)(
    'STO-4 MSG-14 that sends %s is refused or closed, before and after it has said who it is',
    async (_what, sent) => {
      for (const open of [() => Bare.open(), () => Bare.arrived()]) {
        const bare = await open();
        for (const frame of sent) bare.line.send(frame);
        // It is closed, or lives and answers what is right.
        bare.line.send(`427["message.send",{"conversation":"x"}]`);
        const answered = bare.next(/^437/).catch(() => '');
        const what = await Promise.race([answered, bare.closed]);
        if (typeof what === 'string' && what !== '') expect(what).toContain('invalid_input');
        expect(bare.got.join()).not.toMatch(/"ok":true/);
        bare.line.terminate();
      }
    },
  );

  it('MSG-14 that says nothing is closed before long, and half a thousand of them keep nobody out', async () => {
    const before = process.memoryUsage().rss;
    const idle = await Promise.all(Array.from({ length: 500 }, () => Bare.open()));
    const text = 'through the crowd';
    await consumer.say(text);
    await agent.connection.next('message.posted', (told) => told.kind === 'text' && told.text === text);
    expect(process.memoryUsage().rss - before).toBeLessThan(200_000_000);
    // Whoever has not said who they are within ten seconds is let go (`connectTimeout`).
    await Promise.all(idle.map(({ closed }) => closed));
  });

  it('WID-14 STO-4 is not opened by operators, lists or a second site in its address', async () => {
    for (const path of ['&site[$ne]=x', '&site=site_other', '&site=', '&EIO[]=4']) {
      const bare = await Bare.open(path).catch(() => null);
      if (!bare) continue;
      const hello = JSON.stringify({ site: 'site_other', merchant: 'motors', token: newToken() });
      bare.line.send(`40${hello}`);
      await Promise.race([bare.next(/^44/), bare.closed]);
      expect(bare.got.join()).not.toMatch(/^40/m);
      bare.line.terminate();
    }
  });
});

/** Sends bytes as they are; resolves with the status, or null where the connection was closed on them. */
function send(headers: Record<string, string>, body: Buffer | string): Promise<number | null> {
  const { hostname, port } = new URL(server.url);
  const path = `${apiBase}/conversations/${consumer.conversation}/messages`;
  return new Promise((resolve) => {
    const asked = request(
      { hostname, port, path, method: 'POST', headers: { ...consumer.http.headers, ...headers } },
      (answer) => {
        answer.resume();
        answer.once('end', () => resolve(answer.statusCode!));
      },
    );
    asked.once('error', () => resolve(null));
    asked.end(body);
  });
}

describe('a body', () => {
  const json = { 'content-type': 'application/json' };

  it('MSG-14 that becomes a hundred megabytes when it is unpacked is refused without being unpacked whole', async () => {
    const bomb = gzipSync(Buffer.alloc(100_000_000, ' '));
    const before = process.memoryUsage().rss;
    const since = performance.now();
    for (let nth = 0; nth < 5; nth += 1)
      expect([413, 415, 400]).toContain(await send({ ...json, 'content-encoding': 'gzip' }, bomb));
    expect(performance.now() - since).toBeLessThan(5_000);
    expect(process.memoryUsage().rss - before).toBeLessThan(150_000_000);
  });

  it.each([
    ['nested ten thousand deep', `{"text":${nested(10_000)}}`, {}],
    ['of a packing that nobody knows', '{}', { 'content-encoding': 'x-parlour' }],
    ['that says that it is packed and is not', '{}', { 'content-encoding': 'gzip' }],
    ['in letters that nobody knows', '{}', { 'content-type': 'application/json; charset=x-parlour' }],
    ['that is longer than it says', 'a'.repeat(200), { 'content-length': '20' }],
    ['with a key twice', '{"text":"a","text":{"$ne":null}}', {}],
    ['with a thousand keys', `{${Array.from({ length: 1_000 }, (_, at) => `"k${at}":1`).join()}}`, {}],
  ])('STO-4 %s is refused', async (_what, body, headers) => {
    const status = await send({ ...json, ...(headers as Record<string, string>) }, body);
    expect([400, 413, 415, null]).toContain(status);
  });
});
