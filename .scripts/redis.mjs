/** The Redis for the tests of several nodes: the system's, installed where it can be. */
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { isMain, run, say } from './run.mjs';

const find = () =>
  [
    process.env.REDIS_SERVER,
    ...(process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, 'redis-server')),
  ].find((path) => path && existsSync(path)) ?? null;

const isRootOnDebian = () => process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');

/** Resolves with the path of a `redis-server`. */
export async function ensureRedis() {
  const found = find();
  if (found) return found;
  const missing = 'The tests need redis-server: install it, or set REDIS_SERVER to its path.';
  if (!isRootOnDebian()) throw new Error(missing);
  say('Installing Redis for the tests …');
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update', '-qq'], { env, quiet: true });
  const { output } = await run(
    'apt-get',
    ['install', '-y', '-qq', '--no-install-recommends', 'redis-server'],
    {
      env,
      quiet: true,
    },
  );
  const installed = find();
  if (installed) return installed;
  say(output);
  throw new Error(missing);
}

if (isMain(import.meta.url)) process.stdout.write(`${await ensureRedis()}\n`);
