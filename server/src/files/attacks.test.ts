/** MSG-12 against whoever wants more of it than to send a file: each class of attack of the security page. */
import { request } from 'node:http';
import { deflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiBase } from '@parlour/shared/protocol/define.js';
import { fileNameHeader } from '@parlour/shared/protocol/events.js';
import { filesPerConversation, limits, usualFileLimit } from '@parlour/shared/protocol/limits.js';
import type { FileView } from '@parlour/shared/model/file.js';
import { Agent } from '../testing/agent.js';
import { newClientId, type Consumer } from '../testing/consumer.js';
import { download, outcome, pdf, photo, upload } from '../testing/files.js';
import { startServer, type TestServer } from '../testing/start-server.js';
import { uploadsAtOnce } from './upload-places.js';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

async function chatting(merchant = 'motors'): Promise<Consumer & { conversation: string }> {
  const consumer = await server.consumer({ merchant });
  await consumer.start();
  return consumer as Consumer & { conversation: string };
}

const send = ({ http, conversation }: Consumer, bytes: Buffer, name?: string) =>
  outcome(upload(http, bytes, { conversation: conversation!, ...(name !== undefined && { name }) }));

async function filesOf(consumer: Consumer): Promise<FileView[]> {
  const { messages } = await consumer.sync();
  return messages.flatMap((message) => (message.kind === 'file' ? [message.file] : []));
}

async function leftOf(conversation: string): Promise<number[]> {
  const { File, FileChunk } = server.app.context.models;
  return Promise.all([File.countDocuments({ conversation }), FileChunk.countDocuments({ conversation })]);
}

const chunk = (type: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc(body));
  return Buffer.concat([length, body, sum]);
};
function crc(bytes: Buffer): number {
  let value = ~0;
  for (const byte of bytes) {
    value ^= byte;
    for (let bit = 0; bit < 8; bit += 1) value = (value >>> 1) ^ (value & 1 ? 0xedb88320 : 0);
  }
  return ~value >>> 0;
}
/** A few hundred kilobytes that want to be gigabytes. */
function bomb(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const rows = deflateSync(Buffer.alloc(20_000_000), { level: 9 });
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', rows),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

const html = '<!doctype html><script>alert(document.domain)</script>';
const svg = '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>';

describe('content that is not what it is called', () => {
  it.each([
    ['a page', Buffer.from(html)],
    ['a page after space', Buffer.from(`\n\t  ${html}`)],
    ['a page after a byte order mark', Buffer.from(`\uFEFF${html}`)],
    ['an SVG', Buffer.from(svg)],
    ['an SVG after its declaration', Buffer.from(`<?xml version="1.0"?>${svg}`)],
    ['a comment that begins a page', Buffer.from(`<!-- a -->${html}`)],
    ['a program', Buffer.from('\x7fELF\x02\x01\x01\x00\x00', 'latin1')],
    ['another program', Buffer.from('MZ\x90\x00\x03\x00\x00\x00', 'latin1')],
    ['an archive', Buffer.from('PK\x03\x04\x14\x00\x00\x00\x08\x00', 'latin1')],
    ['a page in UTF-16', Buffer.from(`\uFEFF${html}`, 'utf16le')],
    ['text that is no UTF-8', Buffer.from([0x68, 0xe9, 0x6c, 0x6c, 0x6f])],
    ['text that ends within a character', Buffer.from('voilà 🚗').subarray(0, -2)],
    ['text that becomes binary late', Buffer.concat([Buffer.alloc(300_000, 'a'), Buffer.from([0])])],
    ['a PDF that begins late', Buffer.concat([Buffer.from('<script>1</script>'), pdf])],
    ['nothing', Buffer.alloc(0)],
  ])('MSG-12 %s is refused, whatever its name, and nothing of it is stored', async (_what, bytes) => {
    const consumer = await chatting();
    expect(await send(consumer, bytes, 'photo.png')).toBe('file_type_refused');
    expect(await leftOf(consumer.conversation)).toEqual([0, 0]);
  });

  it('MSG-12 a picture that is a script as well is a picture alone afterwards', async () => {
    const consumer = await chatting();
    const appended = Buffer.concat([await photo(), Buffer.from(html), Buffer.from('PK\x03\x04')]);
    expect(await send(consumer, appended, 'polyglot.html')).toMatchObject({ seq: 1 });
    // Valid as a GIF's beginning and as JavaScript.
    expect(await send(consumer, Buffer.from('GIF89a/*\x00\x00*/=1;alert(1)//'), 'a.gif')).toBe(
      'file_unreadable',
    );
    const [file] = await filesOf(consumer);
    expect(file).toMatchObject({ name: 'polyglot.html.jpg', type: 'image/jpeg' });
    const bytes = Buffer.from(
      await (await download(consumer.http, consumer.conversation, file!.id)).arrayBuffer(),
    );
    expect(bytes.includes('script')).toBe(false);
    expect(bytes.includes('PK\x03\x04')).toBe(false);
  });

  it('MSG-12 markup that hides in a text or a PDF is served as what it is, and saved under that ending', async () => {
    const consumer = await chatting();
    expect(await send(consumer, Buffer.from(`Dear all,\n${html}`), 'index.html')).toMatchObject({ seq: 1 });
    expect(await send(consumer, Buffer.concat([pdf, Buffer.from(html)]), 'index.html')).toMatchObject({
      seq: 2,
    });
    const [text, document] = await filesOf(consumer);
    for (const [file, type, name] of [
      [text, 'text/plain; charset=utf-8', 'index.html.txt'],
      [document, 'application/pdf', 'index.html.pdf'],
    ] as const) {
      const { headers } = await download(consumer.http, consumer.conversation, file!.id);
      expect(headers.get('content-type')).toBe(type);
      expect(headers.get('content-disposition')).toBe(`attachment; filename="${name}"`);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('content-security-policy')).toContain('sandbox');
    }
  });

  it('MSG-12 what only begins like a picture, and what wants too many pixels, is refused in no time', async () => {
    const consumer = await chatting();
    const whole = await photo();
    const since = performance.now();
    for (const bytes of [
      whole.subarray(0, whole.length / 3),
      Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
      Buffer.from('RIFF\x00\x00\x00\x00WEBPVP8 ', 'latin1'),
      bomb(60_000, 60_000),
      bomb(0x7fffffff, 1),
    ])
      expect(await send(consumer, bytes, 'a.png')).toBe('file_unreadable');
    expect(performance.now() - since).toBeLessThan(5_000);
    expect(await leftOf(consumer.conversation)).toEqual([0, 0]);
  });
});

describe('names', () => {
  it('MSG-12 no name becomes a path, a header or another ending', async () => {
    const consumer = await chatting();
    for (const name of [
      '../../../etc/cron.d/x',
      '..\\..\\boot.ini',
      'a\r\nSet-Cookie: a=b',
      'x\u202Egpj.exe',
      '',
    ])
      expect(await send(consumer, pdf, name)).toMatchObject({ conversation: consumer.conversation });
    for (const { id, name } of await filesOf(consumer)) {
      expect(name).toMatch(/^[^/\\\p{C}]+\.pdf$/u);
      const { headers } = await download(consumer.http, consumer.conversation, id);
      expect(headers.get('set-cookie')).toBeNull();
      expect(headers.get('content-disposition')).not.toMatch(/[/\\]|\.\./);
    }
  });

  it('MSG-12 a name that is no name is refused, and so is a body that is no file', async () => {
    const consumer = await chatting();
    const { conversation } = consumer;
    const broken = { [fileNameHeader]: '%E0%A4%A' };
    expect(await outcome(upload(consumer.http, pdf, { conversation, headers: broken }))).toBe(
      'invalid_input',
    );
    const long = { [fileNameHeader]: 'a'.repeat(1_001) };
    expect(await outcome(upload(consumer.http, pdf, { conversation, headers: long }))).toBe('invalid_input');
    for (const type of ['application/json', 'multipart/form-data; boundary=x', 'text/plain', 'text/html']) {
      const headers = { 'content-type': type };
      expect(await outcome(upload(consumer.http, Buffer.from('{}'), { conversation, headers }))).toBe(
        'unsupported_media_type',
      );
    }
  });
});

describe('too much', () => {
  it('MSG-12 what says that it is too large is refused before it is taken, what does not, while it comes', async () => {
    const consumer = await chatting();
    const { conversation, http } = consumer;
    expect(await send(consumer, Buffer.alloc(usualFileLimit + 1, 'a'))).toBe('too_large');
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 1;
        if (sent > 400) controller.close();
        else controller.enqueue(Buffer.alloc(64 * 1_024, 'a'));
      },
    });
    const answer = await upload(http, endless, { conversation }).catch(() => null);
    if (answer) expect(await answer.json()).toMatchObject({ code: 'too_large' });
    expect(await leftOf(conversation)).toEqual([0, 0]);
    expect(await send(consumer, Buffer.alloc(usualFileLimit, 'a'), 'just fits.txt')).toMatchObject({
      seq: 1,
    });
  });

  it('MSG-12 a body that ends too early leaves nothing', async () => {
    const consumer = await chatting();
    const { http, conversation } = consumer;
    const path = `${server.url}${apiBase}/conversations/${conversation}/uploads/${newClientId()}`;
    const headers = {
      ...http.headers,
      'content-type': 'application/octet-stream',
      'content-length': 2_000_000,
    };
    await new Promise<void>((resolve) => {
      const sending = request(path, { method: 'PUT', headers: { ...headers, [fileNameHeader]: 'a' } });
      sending.on('error', () => resolve());
      sending.write(Buffer.alloc(900_000, 'a'), () => setImmediate(() => sending.destroy()));
    });
    await expect.poll(() => leftOf(conversation)).toEqual([0, 0]);
    expect(await filesOf(consumer)).toEqual([]);
  });

  it('MSG-14 of many uploads at once a few are taken, and the others are told when to try again', async () => {
    const consumer = await chatting();
    const { http, conversation } = consumer;
    const held: (() => void)[] = [];
    const slow = (): ReadableStream<Uint8Array> =>
      new ReadableStream({
        async start(controller) {
          controller.enqueue(Buffer.from('slow'));
          await new Promise<void>((resolve) => held.push(resolve));
          controller.enqueue(Buffer.from('ly'));
          controller.close();
        },
      });
    const first = Array.from({ length: uploadsAtOnce.sender }, () =>
      outcome(upload(http, slow(), { conversation })),
    );
    const { File } = server.app.context.models;
    await expect.poll(() => File.countDocuments({ conversation })).toBe(uploadsAtOnce.sender);
    const refused = await upload(http, pdf, { conversation });
    expect(refused.headers.get('retry-after')).toBe('2');
    expect(await refused.json()).toMatchObject({ code: 'too_many_requests', retryAfterMs: 2_000 });
    for (const release of held) release();
    expect(await Promise.all(first)).toHaveLength(uploadsAtOnce.sender);
    expect(await filesOf(consumer)).toHaveLength(uploadsAtOnce.sender);
    // One after the other they are limited as well.
    const codes: unknown[] = [];
    for (let sent = 0; sent < limits.upload.points; sent += 1) codes.push(await send(consumer, pdf));
    expect(codes.at(-1)).toBe('too_many_requests');
  });

  it('MSG-12 a conversation does not fill the store', async () => {
    const consumer = await chatting();
    await send(consumer, pdf);
    const { File } = server.app.context.models;
    const { conversation } = consumer;
    await File.updateOne({ conversation }, { $set: { bytes: usualFileLimit * filesPerConversation - 10 } });
    expect(await send(consumer, pdf)).toBe('files_full');
  });
});

describe('somebody else’s', () => {
  it('MSG-12 nobody but the two sides sends or reads, by no combination of ids', async () => {
    const [ours, neighbour, theirs] = [await chatting(), await chatting(), await chatting('harbour')];
    for (const one of [ours, neighbour, theirs]) await send(one, await photo(), 'a.jpg');
    const [own] = await filesOf(ours);
    const [next] = await filesOf(neighbour);
    const [foreign] = await filesOf(theirs);
    const { people, password } = server.world;
    const staff = async (email: string, audience: 'merchant' | 'provider' | 'admin') =>
      Agent.signIn({ url: server.url, email, password, audience });
    const hana = await staff(people.hana.email, 'merchant');
    const ana = await staff(people.ana.email, 'merchant');
    const code = async (http: Consumer['http'], conversation: string, file: string) => {
      const answer = await download(http, conversation, file, 'thumbnail');
      return answer.ok ? 'ok' : ((await answer.json()) as { code: string }).code;
    };
    expect(await code(ours.http, ours.conversation, own!.id)).toBe('ok');
    expect(await code(ana.http, ours.conversation, own!.id)).toBe('ok');
    expect(await code(ana.http, neighbour.conversation, next!.id)).toBe('ok');
    for (const [http, conversation, file] of [
      [ours.http, neighbour.conversation, next!.id],
      [ours.http, ours.conversation, next!.id],
      [ours.http, theirs.conversation, foreign!.id],
      [ours.http, ours.conversation, foreign!.id],
      [ana.http, theirs.conversation, foreign!.id],
      [ana.http, ours.conversation, foreign!.id],
      [ana.http, ours.conversation, next!.id],
      [hana.http, ours.conversation, own!.id],
      [hana.http, theirs.conversation, own!.id],
    ] as const)
      expect(await code(http, conversation, file)).toBe('not_found');
    expect(await outcome(upload(hana.http, pdf, { conversation: ours.conversation }))).toBe('not_found');
    expect(await outcome(upload(neighbour.http, pdf, { conversation: ours.conversation }))).toBe('not_found');
    for (const audience of ['provider', 'admin'] as const) {
      const { http } = await staff(audience === 'admin' ? people.ada.email : people.pia.email, audience);
      expect(await code(http, ours.conversation, own!.id)).toBe('forbidden');
      expect(await outcome(upload(http, pdf, { conversation: ours.conversation }))).toBe('forbidden');
    }
    const nobody = await fetch(
      `${server.url}${apiBase}/conversations/${ours.conversation}/files/${own!.id}/whole`,
    );
    expect(nobody.status).toBe(401);
  });

  it('MSG-12 a session’s cookie from another page uploads nothing', async () => {
    const ours = await chatting();
    const ana = await server.agent();
    const { conversation } = ours;
    const headers = { origin: server.world.site.origin };
    expect(await outcome(upload(ana.http, pdf, { conversation, headers }))).toBe('cross_site');
    expect(await leftOf(conversation)).toEqual([0, 0]);
  });
});
