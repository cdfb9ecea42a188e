import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { StoreError } from '../errors.js';
import type { Store } from '../store.js';
import { copyOnline, type Progress } from './copy.js';
import { currentFile, nextFile, setCurrentFile, syncFolder } from './files.js';

/**
 * Writes all live rows to a new file, makes that the store's, and removes the old one: its space is returned, and
 * the bytes of what was deleted before are gone from the folder. Reads and writes go on meanwhile.
 */
export async function compact(store: Store, progress: Progress): Promise<{ before: number; after: number }> {
  await store.swept();
  const { engine, folder } = store;
  const old = engine.path;
  const before = statSync(old).size;
  const name = nextFile(basename(old));
  const path = join(folder, name);
  removeFile(path);
  await copyOnline(engine, path, progress, async (copy) => {
    await copy.close();
    syncFolder(folder);
    setCurrentFile(folder, name);
    await engine.reopen(path);
  });
  removeFile(old);
  syncFolder(folder);
  return { before, after: statSync(path).size };
}

/**
 * Writes a copy of the store, as it is at the end of the copying, to an empty folder; that folder can be served.
 *
 * @throws StoreError 2 when the folder holds something.
 */
export async function backup(store: Store, to: string, progress: Progress): Promise<{ bytes: number }> {
  mkdirSync(to, { recursive: true, mode: 0o700 });
  if (readdirSync(to).length > 0) throw new StoreError(2, `The folder ${to} is not empty`);
  await store.swept();
  const name = currentFile(to);
  const path = join(to, name);
  await copyOnline(store.engine, path, progress, (copy) => copy.close());
  removeFile(path, '-lock');
  syncFolder(to);
  return { bytes: statSync(path).size };
}

function removeFile(path: string, only?: string): void {
  if (!only) rmSync(path, { force: true });
  rmSync(`${path}-lock`, { force: true });
}
