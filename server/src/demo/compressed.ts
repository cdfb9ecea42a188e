import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Context } from 'koa';

/** What is worth it: a packet holds less than this anyway. */
const worthwhile = 1_000;
const most = 200;

const codings = {
  br: (body: string) =>
    brotliCompressSync(body, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: 9,
        [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      },
    }),
  gzip: (body: string) => gzipSync(body),
} as const;

/** Bodies that were sent before, by how they were; the demo has about fifty. */
const compressed = new Map<string, Buffer>();

/** Sends text as a careful site does: compressed where the browser takes it. */
export function sendText(context: Context, body: string): void {
  context.vary('accept-encoding');
  const coding = context.acceptsEncodings('br', 'gzip', 'identity');
  if (body.length < worthwhile || (coding !== 'br' && coding !== 'gzip')) {
    context.body = body;
    return;
  }
  context.set('content-encoding', coding);
  const key = `${coding} ${body}`;
  const known = compressed.get(key) ?? codings[coding](body);
  if (compressed.size >= most) compressed.clear();
  compressed.set(key, known);
  context.body = known;
}
