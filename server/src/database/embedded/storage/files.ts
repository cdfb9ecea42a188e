import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';

const CURRENT = 'CURRENT';
const pattern = /^data-(\d+)\.mdb(-lock)?$/;

/** The name of the data file in use; files that a compaction left behind are removed. */
export function currentFile(folder: string): string {
  const pointer = join(folder, CURRENT);
  let name = 'data-1.mdb';
  if (existsSync(pointer)) name = readFileSync(pointer, 'utf8').trim();
  else setCurrentFile(folder, name);
  for (const file of readdirSync(folder)) {
    if (pattern.test(file) && !file.startsWith(name)) rmSync(join(folder, file));
  }
  return name;
}

/** The name of the file that a compaction writes. */
export function nextFile(name: string): string {
  return `data-${Number(pattern.exec(name)![1]) + 1}.mdb`;
}

/** Makes a data file the one in use, for good: the pointer is replaced in one step and is on disk afterwards. */
export function setCurrentFile(folder: string, name: string): void {
  const temporary = join(folder, `${CURRENT}.new`);
  const file = openSync(temporary, 'w', 0o600);
  writeSync(file, `${name}\n`);
  fsyncSync(file);
  closeSync(file);
  renameSync(temporary, join(folder, CURRENT));
  syncFolder(folder);
}

export function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
