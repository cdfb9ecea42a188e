/** Secrets of an installation without configuration: made on the first start, kept in `DATA_DIR`, mode 0600. */
import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Config } from '../config.js';

export interface Secrets {
  readonly secretKey: Buffer;
  readonly masterKey: Buffer;
}

export async function loadSecrets(
  config: Pick<Config, 'dataDir' | 'secretKey' | 'masterKey'>,
): Promise<Secrets> {
  const folder = path.join(config.dataDir, 'secrets');
  return {
    secretKey: config.secretKey ?? (await keptKey(folder, 'secret.key')),
    masterKey: config.masterKey ?? (await keptKey(folder, 'master.key')),
  };
}

async function keptKey(folder: string, name: string): Promise<Buffer> {
  const file = path.join(folder, name);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  try {
    // `wx` makes the first of several processes win; the others read what it wrote.
    await writeFile(file, randomBytes(32).toString('base64'), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const key = Buffer.from(await readFile(file, 'utf8'), 'base64');
  if (key.length !== 32)
    throw new Error(`${file} does not hold a key of 32 bytes. Restore it from where you keep it.`);
  return key;
}
