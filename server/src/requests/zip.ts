/** ZIP archives as they are made, with bounded memory, and with the SHA-256 of every entry in the last one. */
import { createHash } from 'node:crypto';
import { PassThrough, Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';

export interface ZipEntry {
  readonly name: string;
  /** What is long is opened when its turn has come. */
  readonly content: string | (() => Readable);
}

interface Listed {
  readonly name: string;
  readonly sha256: string;
  readonly bytes: number;
}

/** The archive, chunk by chunk; `manifest` makes the text of the last entry, named `manifest.json`. */
export function zipStream(
  entries: readonly ZipEntry[],
  mtime: Date,
  manifest: (files: readonly Listed[]) => string,
): AsyncIterable<Buffer> {
  const archive = new ZipFile();
  const listed: Listed[] = [];
  for (const { name, content } of entries) {
    if (typeof content === 'string') {
      const bytes = Buffer.from(content);
      listed.push({ name, sha256: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.length });
      archive.addBuffer(bytes, name, { mtime });
    } else {
      // Pictures and the like are compressed already.
      const options = { mtime, compress: false };
      archive.addReadStreamLazy(name, options, (opened) => opened(null, listing(name, content(), listed)));
    }
  }
  archive.addReadStreamLazy('manifest.json', { mtime }, (opened) =>
    opened(null, Readable.from([Buffer.from(manifest(listed))])),
  );
  archive.end();
  // Without this an entry that cannot be read would end the process instead of the archive.
  archive.on('error', (error: Error) => (archive.outputStream as PassThrough).destroy(error));
  return archive.outputStream as AsyncIterable<never>;
}

/** Notes what passes. */
function listing(name: string, source: Readable, listed: Listed[]): Readable {
  const hash = createHash('sha256');
  let bytes = 0;
  const passed = new PassThrough();
  const counted = async function* (chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of chunks) {
      hash.update(chunk);
      bytes += chunk.length;
      yield chunk;
    }
    listed.push({ name, sha256: hash.digest('hex'), bytes });
  };
  pipeline(source, counted, passed).catch((error: Error) => passed.destroy(error));
  return passed;
}
