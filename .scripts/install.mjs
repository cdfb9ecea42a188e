/** Installs the dependencies when what is installed is not what the lock file says. */
import { existsSync, readFileSync } from 'node:fs';
import { isMain, root, run, say, seconds } from './run.mjs';

const readLock = (path) => JSON.parse(readFileSync(new URL(path, `file://${root}`), 'utf8')).packages;

/** npm's own record of what it installed is compared with the lock file, so that any way of installing counts. */
export function isInstalled() {
  if (!existsSync(`${root}node_modules/.package-lock.json`)) return false;
  const installed = readLock('node_modules/.package-lock.json');
  return Object.entries(readLock('package-lock.json')).every(([path, wanted]) => {
    if (!path.includes('node_modules/') || wanted.link) return true;
    // What is optional (mostly for another platform) may be missing, but not be there in another version.
    if (!installed[path]) return wanted.optional === true || wanted.peer === true;
    return installed[path].version === wanted.version;
  });
}

export async function ensureInstalled() {
  if (isInstalled()) return;
  const since = performance.now();
  say('Installing …');
  const { code } = await run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
  if (code !== 0) throw new Error('npm ci failed. See its message above; the network may be needed.');
  say(`Installed in ${seconds(since)}.`);
}

if (isMain(import.meta.url)) await ensureInstalled();
