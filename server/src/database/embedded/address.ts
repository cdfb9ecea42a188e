import { join, relative } from 'node:path';

/** What a socket's address may be long, its end included: 108 bytes on Linux, 104 on macOS. */
const MAX_PATH = process.platform === 'darwin' ? 103 : 107;
const NAME = 'store.sock';

/**
 * Where the store of a folder listens. A path that is too long for a socket is taken from the working directory.
 *
 * @throws when neither form is short enough.
 */
export function socketPath(folder: string): string {
  const direct = join(folder, NAME);
  if (Buffer.byteLength(direct) <= MAX_PATH) return direct;
  const fromHere = relative(process.cwd(), direct);
  if (Buffer.byteLength(fromHere) <= MAX_PATH) return fromHere;
  throw new Error(
    `The folder ${folder} is too deep for a socket (${Buffer.byteLength(direct)} bytes, at most ${MAX_PATH}): choose a shorter DATA_DIR`,
  );
}

const OPTIONS = 'directConnection=true&w=majority&journal=true';

export const socketUri = (path: string): string => `mongodb://${encodeURIComponent(path)}/parlour?${OPTIONS}`;

export const portUri = (port: number): string => `mongodb://127.0.0.1:${port}/parlour?${OPTIONS}`;
