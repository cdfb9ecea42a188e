/** Bodies that are files, on their way in and out. */
import { publicFor, type Operation } from '@parlour/shared/protocol/define.js';
import type { AnyOperation } from '@parlour/shared/protocol/registry.js';
import { Refusal } from '@parlour/shared/protocol/errors.js';
import { fileNameHeader } from '@parlour/shared/protocol/events.js';
import type { Context as KoaContext } from 'koa';
import type { Effects, Upload } from '../use-case.js';

/** Milliseconds without a byte after which whoever uploads is taken to be gone. */
export const uploadStall = 20_000;

type Described = AnyOperation & Pick<Operation, 'body' | 'public'>;

export const takesFile = ({ body }: Described): boolean => body !== undefined;

export const isPublic = (operation: Described): boolean => operation.public === true;

/** The input of an operation whose body is a file: from the path, and the name from its header. */
export function uploadInputOf(
  koa: KoaContext & { params: Record<string, string> },
  { body }: Described,
): unknown {
  if (koa.request.type !== 'application/octet-stream') throw new Refusal('unsupported_media_type');
  return { ...koa.params, ...(body === 'bytes' && { name: decoded(koa.get(fileNameHeader)) }) };
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    throw new Refusal('invalid_input', {
      issues: [{ path: 'name', message: `takes a name in ${fileNameHeader}, percent-encoded` }],
    });
  }
}

export const uploadOf = (koa: KoaContext): Upload => ({
  bytes: arriving(koa),
  length: koa.request.length ?? null,
});

/** What is broken off, or stands still, is refused; nobody is there to read that, but what was begun is cleared away. */
async function* arriving({ req }: KoaContext): AsyncGenerator<Buffer> {
  const { socket } = req;
  const giveUp = (): void => void req.destroy(new Error('the upload stands still'));
  socket.setTimeout(uploadStall, giveUp);
  try {
    for await (const bytes of req) yield bytes as Buffer;
  } catch {
    throw new Refusal('invalid_input', { issues: [{ path: 'body', message: 'ended before its end' }] });
  } finally {
    socket.setTimeout(0);
    socket.off('timeout', giveUp);
  }
}

/** Shown or saved, and never carried out: in a sandbox of its own, and by no other type than its own. */
export function sendFile(
  koa: KoaContext,
  { name, type, bytes, length, inline = false }: NonNullable<Effects['file']>,
): void {
  koa.attachment(name, { type: inline ? 'inline' : 'attachment' });
  koa.type = type;
  koa.set('Content-Security-Policy', "default-src 'none'; sandbox");
  koa.body = bytes;
  if (length !== undefined) koa.length = length;
}

/** What is the same for everybody: any page may show it, and whatever is on the way may keep it for a while. */
export function servePublicly(koa: KoaContext): void {
  koa.set('Cache-Control', `public, max-age=${publicFor}, immutable`);
  koa.set('Access-Control-Allow-Origin', '*');
  koa.set('Cross-Origin-Resource-Policy', 'cross-origin');
  koa.remove('Vary');
}
