/** Whether a build is older than its sources, by their content: a checkout that changes only times costs nothing. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './run.mjs';

const stamps = join(root, '.cache/build');
const skipped = new Set(['node_modules', 'dist', '.cache']);

function* filesIn(path) {
  if (!existsSync(path)) return;
  if (statSync(path).isFile()) return void (yield path);
  for (const entry of readdirSync(path).sort()) {
    if (!skipped.has(entry)) yield* filesIn(join(path, entry));
  }
}

function digest(paths) {
  const hash = createHash('sha256');
  for (const path of paths) {
    for (const file of filesIn(join(root, path))) hash.update(file).update('\0').update(readFileSync(file));
  }
  return hash.digest('hex');
}

/** A target is `{ name, sources, output }`; `output` is a file that exists when it has been built. */
export function isStale({ name, sources, output }) {
  const stamp = join(stamps, name);
  if (!existsSync(join(root, output)) || !existsSync(stamp)) return true;
  return readFileSync(stamp, 'utf8') !== digest(sources);
}

/** Builds what is stale. The sources are read before, so that a change made during the build is not missed. */
export async function whenStale(target, build) {
  if (!isStale(target)) return false;
  const before = digest(target.sources);
  await build();
  mkdirSync(stamps, { recursive: true });
  writeFileSync(join(stamps, target.name), before);
  return true;
}
