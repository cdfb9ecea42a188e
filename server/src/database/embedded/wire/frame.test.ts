import fc from 'fast-check';
import { createConnection, type Socket } from 'node:net';
import { expect, test } from 'vitest';
import { socketPath } from '../address.js';
import { withStore } from '../testing/with-store.js';
import { encode } from '../values/encode.js';
import { decode } from '../values/decode.js';
import { deserialize } from 'bson';
import type { RawDocument, Document } from '../values/kinds.js';
import { crc32c } from './crc32c.js';
import { Frames, parseFrame, ProtocolError } from './frame.js';

const store = withStore();

function frame(opCode: number, payload: Buffer): Buffer {
  const header = Buffer.alloc(16);
  header.writeInt32LE(16 + payload.length, 0);
  header.writeInt32LE(7, 4);
  header.writeInt32LE(opCode, 12);
  return Buffer.concat([header, payload]);
}

function section(kind: number, body: Buffer): Buffer {
  return Buffer.concat([Buffer.of(kind), body]);
}

function sequence(name: string, documents: Document[]): Buffer {
  const content = Buffer.concat([Buffer.from(`${name}\0`), ...documents.map(encode)]);
  const size = Buffer.alloc(4);
  size.writeInt32LE(content.length + 4);
  return section(1, Buffer.concat([size, content]));
}

function message(flags: number, ...sections: Buffer[]): Buffer {
  const bits = Buffer.alloc(4);
  bits.writeUInt32LE(flags);
  return frame(2013, Buffer.concat([bits, ...sections]));
}

function withChecksum(...sections: Buffer[]): Buffer {
  const whole = message(1, ...sections, Buffer.alloc(4));
  whole.writeUInt32LE(crc32c(whole.subarray(0, -4)), whole.length - 4);
  return whole;
}

const ping = section(0, encode({ ping: 1, $db: 'admin' }));

function connect(): Socket {
  return createConnection({ path: socketPath(store.served!.store.folder) });
}

/** Sends bytes; resolves with the first answer, or null when the connection is ended without one. */
function exchange(bytes: Buffer): Promise<Document | null> {
  return new Promise((resolve) => {
    const socket = connect();
    const frames = new Frames();
    socket.on('data', (chunk) => {
      const [first] = frames.push(chunk);
      if (!first) return;
      resolve(deserialize(first.subarray(first.readInt32LE(12) === 1 ? 36 : 21)));
      socket.destroy();
    });
    socket.on('error', () => resolve(null));
    socket.on('close', () => resolve(null));
    socket.write(bytes);
  });
}

test('STO-3 CRC-32C is that of RFC 3720', () => {
  expect(crc32c(Buffer.alloc(32))).toBe(0x8a9136aa);
  expect(crc32c(Buffer.alloc(32, 0xff))).toBe(0x62a8ab43);
  expect(crc32c(Buffer.from('123456789'))).toBe(0xe3069283);
});

test('STO-3 frames come out whole, however the stream is cut', () => {
  const all = Buffer.concat([message(0, ping), message(0, ping), withChecksum(ping)]);
  fc.assert(
    fc.property(fc.array(fc.nat({ max: all.length }), { maxLength: 20 }), (cuts) => {
      const frames = new Frames();
      const places = [0, ...cuts.sort((a, b) => a - b), all.length];
      const found = places.slice(1).flatMap((end, i) => frames.push(all.subarray(places[i], end)));
      expect(Buffer.concat(found).equals(all)).toBe(true);
      expect(found.length).toBe(3);
    }),
  );
});

test('STO-3 document sequences become fields; checksums and moreToCome are understood', () => {
  const insert = section(0, encode({ insert: 'c', $db: 'd' }));
  const parsed = parseFrame(message(2, insert, sequence('documents', [{ a: 1 }, { a: 2 }])));
  expect(parsed.silent).toBe(true);
  expect((parsed.body.documents as RawDocument[]).map(({ bytes }) => decode(bytes))).toEqual([
    { a: 1 },
    { a: 2 },
  ]);
  expect(parseFrame(withChecksum(ping)).body).toMatchObject({ ping: 1 });
  const broken = withChecksum(ping);
  broken[broken.length - 1]! ^= 1;
  expect(() => parseFrame(broken)).toThrow(ProtocolError);
});

const malformed: { title: string; bytes: Buffer }[] = [
  { title: 'a length below the header', bytes: Buffer.from([5, 0, 0, 0, 1, 2, 3, 4]) },
  { title: 'a length beyond the limit', bytes: Buffer.from([0xff, 0xff, 0xff, 0x7f]) },
  { title: 'an unknown operation', bytes: frame(9999, Buffer.alloc(10)) },
  { title: 'no body', bytes: message(0) },
  { title: 'two bodies', bytes: message(0, ping, ping) },
  { title: 'an unknown section', bytes: message(0, section(7, encode({}))) },
  { title: 'an unknown required flag', bytes: message(1 << 5, ping) },
  { title: 'a document longer than its section', bytes: message(0, Buffer.from([0, 200, 0, 0, 0, 0])) },
  { title: 'a field twice', bytes: message(0, section(0, encode({ insert: 'c', documents: [] })), sequence('documents', [{}])) },
  { title: 'text', bytes: Buffer.from('GET / HTTP/1.1\r\nHost: x\r\n\r\n') },
  { title: 'a legacy query of documents', bytes: frame(2004, Buffer.concat([Buffer.alloc(4), Buffer.from('db.c\0'), Buffer.alloc(8), encode({})])) },
]; // prettier-ignore

test.runIf(process.env.MONGODB_URI === undefined).each(malformed)(
  'STO-3 a malformed frame ends its connection and nothing else: $title',
  async ({ bytes }) => {
    expect(await exchange(bytes)).toBeNull();
    expect(await exchange(message(0, ping))).toMatchObject({ ok: 1 });
  },
);

test.runIf(process.env.MONGODB_URI === undefined)(
  'STO-3 the handshake is answered in the form in which it came',
  async () => {
    const query = Buffer.concat([
      Buffer.alloc(4),
      Buffer.from('admin.$cmd\0'),
      Buffer.alloc(8),
      encode({ ismaster: 1 }),
    ]);
    expect(await exchange(frame(2004, query))).toMatchObject({ ismaster: true, maxWireVersion: 21 });
    expect(await exchange(withChecksum(section(0, encode({ hello: 1, $db: 'admin' }))))).toMatchObject({
      isWritablePrimary: true,
    });
  },
);

test.runIf(process.env.MONGODB_URI === undefined)('STO-3 arbitrary bytes never end the store', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ minLength: 1, maxLength: 80 }),
      fc.constantFrom(2013, 2004, 0),
      async (bytes, opCode) => {
        const socket = connect();
        socket.on('error', () => {});
        socket.end(opCode === 0 ? Buffer.from(bytes) : frame(opCode, Buffer.from(bytes)));
        await new Promise((resolve) => socket.on('close', resolve));
      },
    ),
    { numRuns: 150 },
  );
  expect(await exchange(message(0, ping))).toMatchObject({ ok: 1 });
});
