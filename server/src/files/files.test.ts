import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { MessageView } from '@parlour/shared/model/conversation.js';
import type { FileView } from '@parlour/shared/model/file.js';
import { readFileLimits } from '@parlour/shared/protocol/file.js';
import { usualFileLimit } from '@parlour/shared/protocol/limits.js';
import { day, minute } from '@parlour/shared/rules/expiry.js';
import sharp from 'sharp';
import { clearUploads } from '../retention/clear-uploads.js';
import { newClientId, type Consumer } from '../testing/consumer.js';
import { download, gpsCanary, outcome, pdf, photo, upload } from '../testing/files.js';
import { startServer, type TestServer } from '../testing/start-server.js';

let server: TestServer;
let consumer: Consumer;
let conversation: string;
beforeEach(async () => {
  server = await startServer();
  consumer = await server.consumer();
  conversation = (await consumer.start()).id;
});
afterEach(() => server.stop());

const send = (bytes: Buffer, name?: string, clientId?: string) =>
  outcome(
    upload(consumer.http, bytes, {
      conversation,
      ...(name !== undefined && { name }),
      ...(clientId && { clientId }),
    }),
  );

async function files(): Promise<FileView[]> {
  const { messages } = await consumer.sync();
  return messages.flatMap((message) => (message.kind === 'file' ? [message.file] : []));
}

async function stored() {
  const { File, FileChunk, Message } = server.app.context.models;
  const [file, chunk, message] = await Promise.all([
    File.countDocuments(),
    FileChunk.countDocuments(),
    Message.countDocuments({ kind: 'file' }),
  ]);
  return { file, chunk, message };
}

async function filesContain(text: Buffer | string): Promise<boolean> {
  const names = await readdir(server.folder, { recursive: true, withFileTypes: true });
  const contents = await Promise.all(
    names.filter((entry) => entry.isFile()).map((entry) => readFile(path.join(entry.parentPath, entry.name))),
  );
  return contents.some((content) => content.includes(text));
}

describe('a file', () => {
  it('MSG-12 is a message of both sides, and comes back as it was sent', async () => {
    const agent = await server.agent();
    await agent.sync(conversation as never);
    const text = Buffer.from('What I saw:\n\ta crack, 3 cm – left door 🚗\n');
    await consumer.say('look at this');
    const acknowledged = await send(text, 'notes.txt');
    expect(acknowledged).toMatchObject({ conversation, seq: 2 });
    const heard = await agent.connection.next('message.posted', ({ kind }) => kind === 'file');
    expect(heard).toMatchObject({
      seq: 2,
      sender: { role: 'consumer' },
      file: { name: 'notes.txt', type: 'text/plain', size: text.length, picture: null },
    });
    const { file } = heard as Extract<MessageView, { kind: 'file' }>;
    for (const { http } of [consumer, agent]) {
      const answer = await download(http, conversation, file.id);
      expect(answer.status).toBe(200);
      expect(Buffer.from(await answer.arrayBuffer()).equals(text)).toBe(true);
    }
    const { entries } = await agent.inbox('queue');
    expect(entries[0]).toMatchObject({ unread: 2, preview: { text: 'notes.txt', isFile: true } });
  });

  it('MSG-12 goes the other way too, and takes the conversation as a reply does', async () => {
    const agent = await server.agent();
    const sent = await outcome(upload(agent.http, pdf, { conversation, name: 'Offer.pdf' }));
    expect(sent).toMatchObject({ conversation });
    const [file] = await files();
    expect(file).toMatchObject({ name: 'Offer.pdf', type: 'application/pdf' });
    expect((await download(consumer.http, conversation, file!.id)).status).toBe(200);
    expect((await consumer.sync()).conversation).toMatchObject({ state: 'active', agent: { name: 'Ana' } });
  });

  it('MSG-12 is served so that it can be shown or saved, and do nothing else', async () => {
    await send(await photo(), 'car “red”.jpg');
    await send(pdf, 'a;b="c".pdf');
    const [picture, document] = await files();
    const shown = await download(consumer.http, conversation, picture!.id);
    expect(shown.headers.get('content-type')).toBe('image/jpeg');
    expect(shown.headers.get('content-disposition')).toMatch(/^inline; filename=/);
    const saved = await download(consumer.http, conversation, document!.id);
    expect(saved.headers.get('content-type')).toBe('application/pdf');
    expect(saved.headers.get('content-disposition')).toMatch(/^attachment; filename=/);
    expect(Number(saved.headers.get('content-length'))).toBe(pdf.length);
    for (const { headers } of [shown, saved]) {
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
      expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
    }
  });

  it('MSG-12 has no name, type or byte of its content in the clear anywhere in the store', async () => {
    const canary = randomBytes(64).toString('hex');
    await send(Buffer.from(`${canary}\n`.repeat(8_000)), `zanzibarquokka ${canary.slice(0, 20)}.txt`);
    expect((await stored()).chunk).toBeGreaterThan(3);
    if (process.env['MONGODB_URI']) return;
    expect(await filesContain(canary)).toBe(false);
    expect(await filesContain('zanzibarquokka')).toBe(false);
  });

  it('MSG-12 stays sealed to its place: chunks that are exchanged or gone are an answer that breaks off', async () => {
    await send(Buffer.alloc(600_000, 'one text'), 'one.txt');
    await send(Buffer.alloc(600_000, 'two text'), 'two.txt');
    const [one, two] = await files();
    const { FileChunk } = server.app.context.models;
    const chunk = await FileChunk.findOne({ file: two!.id, n: 1 }).lean();
    await FileChunk.updateOne({ file: one!.id, n: 1 }, { $set: { sealed: chunk!.sealed } });
    await FileChunk.deleteOne({ file: two!.id, n: 2 });
    for (const { id } of [one!, two!]) {
      const answer = await download(consumer.http, conversation, id);
      await expect(answer.arrayBuffer()).rejects.toThrow();
    }
  });

  it('MSG-4 is stored once, however often and by however many attempts at once it is sent', async () => {
    const clientId = newClientId();
    const bytes = await photo();
    const attempts = await Promise.all([1, 2, 3].map(() => send(bytes, 'a.jpg', clientId)));
    const repeated = await send(bytes, 'a.jpg', clientId);
    for (const attempt of attempts) expect(attempt).toEqual(repeated);
    expect(await send(await photo(10, 10), 'a.jpg', clientId)).toBe('conflict');
    expect(
      await consumer.say('a text', clientId).catch((error: { error: { code: string } }) => error.error.code),
    ).toBe('conflict');
    expect(await files()).toHaveLength(1);
    expect(await stored()).toEqual({ file: 1, chunk: 2, message: 1 });
  });

  it('MSG-4 is acknowledged again after the close, and refused where it was not sent before', async () => {
    const clientId = newClientId();
    const first = await send(pdf, 'a.pdf', clientId);
    await consumer.connection.callRaw('conversation.close', { conversation });
    expect(await send(pdf, 'a.pdf', clientId)).toEqual(first);
    expect(await send(pdf, 'b.pdf')).toBe('conversation_closed');
    expect(await stored()).toMatchObject({ file: 1, message: 1 });
  });

  it('POL-6 has its name masked as text is, and both sides see that', async () => {
    await send(pdf, 'card 4111 1111 1111 1111.pdf');
    const { messages } = await consumer.sync();
    const [message] = messages.filter(({ kind }) => kind === 'file');
    expect(message).toMatchObject({ masked: ['card'] });
    expect(JSON.stringify(message)).not.toMatch(/4111/);
  });
});

describe('an image', () => {
  it('MSG-12 loses where and how it was taken, and is turned as it was held', async () => {
    const taken = await photo();
    expect(taken.includes(gpsCanary)).toBe(true);
    await send(taken, 'me.jpg');
    const [file] = await files();
    expect(file).toMatchObject({ type: 'image/jpeg', picture: { width: 480, height: 640 } });
    for (const size of ['whole', 'thumbnail'] as const) {
      const bytes = Buffer.from(
        await (await download(consumer.http, conversation, file!.id, size)).arrayBuffer(),
      );
      expect(bytes.includes(gpsCanary)).toBe(false);
      const { exif, xmp, iptc, icc, orientation, width, height } = await sharp(bytes).metadata();
      expect({ exif, xmp, iptc, icc, orientation }).toEqual({});
      expect(height! > width!).toBe(true);
    }
  });

  it.each(['png', 'webp', 'gif', 'jpeg'] as const)(
    'MSG-12 of type %s is let in with a small thumbnail',
    async (format) => {
      const bytes = await sharp({ create: { width: 1_200, height: 300, channels: 4, background: '#a33' } })
        .toFormat(format)
        .toBuffer();
      expect(await send(bytes, 'wide')).toMatchObject({ conversation });
      const [file] = await files();
      expect(file).toMatchObject({ type: `image/${format}`, picture: { width: 1_200, height: 300 } });
      const answer = await download(consumer.http, conversation, file!.id, 'thumbnail');
      expect(answer.headers.get('content-type')).toBe('image/webp');
      expect(await sharp(Buffer.from(await answer.arrayBuffer())).metadata()).toMatchObject({
        width: 560,
        height: 140,
      });
    },
  );

  it('MSG-12 that moves goes on moving', async () => {
    const frames = Buffer.alloc(60 * 60 * 4 * 3);
    frames.forEach((_none, at) => (frames[at] = Math.floor(at / 5_000) * 7));
    const moving = await sharp(frames, { raw: { width: 60, height: 240, channels: 3, pageHeight: 60 } })
      .gif({ delay: [90, 90, 90, 90] })
      .toBuffer();
    await send(moving, 'wave.gif');
    const [file] = await files();
    expect(file!.picture).toEqual({ width: 60, height: 60 });
    const bytes = Buffer.from(await (await download(consumer.http, conversation, file!.id)).arrayBuffer());
    expect(await sharp(bytes, { animated: true }).metadata()).toMatchObject({ pages: 4, pageHeight: 60 });
  });
});

describe('what is left behind', () => {
  it('MSG-12 an upload whose message never came is gone after an hour, one whose mark was lost stays', async () => {
    await send(pdf, 'said.pdf');
    const { File, FileChunk } = server.app.context.models;
    await File.updateMany({}, { $set: { said: false } });
    const at = new Date(server.clock.now());
    const lost = { conversation, sender: 'consumer', clientId: newClientId(), at, bytes: 1, said: false };
    await File.create({ ...lost, _id: 'fil_lost', about: null });
    await FileChunk.create({ file: 'fil_lost', conversation, size: 'whole', n: 0, sealed: Buffer.from('x') });
    server.clock.advance(59 * minute);
    await clearUploads(server.app.context);
    expect(await stored()).toMatchObject({ file: 2 });
    server.clock.advance(1 * minute);
    await clearUploads(server.app.context);
    expect(await stored()).toEqual({ file: 1, chunk: 1, message: 1 });
    expect(await File.findOne().lean()).toMatchObject({ said: true });
  });

  it('RET-3 at its date a file is hidden at once, and the purge leaves no byte of it', async () => {
    const pixels = randomBytes(300 * 300 * 3);
    await send(
      await sharp(pixels, { raw: { width: 300, height: 300, channels: 3 } })
        .png()
        .toBuffer(),
      'noise.png',
    );
    const [file] = await files();
    const sealed = (await server.app.context.models.FileChunk.findOne({ n: 0, size: 'whole' }).lean())!
      .sealed;
    const canary = Buffer.from((sealed as unknown as { buffer: Uint8Array }).buffer ?? sealed).subarray(
      1_000,
      1_064,
    );
    if (!process.env['MONGODB_URI']) expect(await filesContain(canary)).toBe(true);
    await consumer.connection.callRaw('conversation.close', { conversation });
    server.clock.advance(30 * day);
    const late = await server.agent();
    for (const { http } of [consumer, late])
      expect(await (await download(http, conversation, file!.id)).json()).toMatchObject({
        code: 'conversation_expired',
      });
    await server.app.context.purger.sweep();
    expect(await stored()).toEqual({ file: 0, chunk: 0, message: 0 });
    if (!process.env['MONGODB_URI']) {
      // What was sealed cannot be opened any more; compaction takes its last copy out of the store's free pages too.
      await server.app.context.models.File.db.db!.admin().command({ parlourCompact: 1 });
      expect(await filesContain(canary)).toBe(false);
    }
    const [entry] = await server.app.context.models.PurgeLedger.find().lean();
    expect(entry!.counts).toMatchObject({ files: 1 });
    expect((await download(late.http, conversation, file!.id)).status).toBe(404);
  });

  it('MSG-12 whoever may send is told what is let in', async () => {
    expect(await consumer.connection.call(readFileLimits, {})).toMatchObject({ bytes: usualFileLimit });
  });
});
