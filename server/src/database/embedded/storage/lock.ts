import { open } from 'lmdb';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

export interface Lock {
  release(): Promise<void>;
}

/**
 * Makes this process the only one on a folder. LMDB's table of readers is the lock: each process that reads holds a
 * slot in it under its number, kept by a lock on the file that the system releases with the process, however it ends.
 *
 * @throws when another process has it.
 */
export async function lockFolder(folder: string): Promise<Lock> {
  const environment = open({
    path: join(folder, 'lock.mdb'),
    noSubdir: true,
    overlappingSync: false,
    maxReaders: 64,
  });
  environment.readerCheck(); // slots of the dead
  environment.get('owner');
  const slot = environment.useReadTransaction();
  const release = async () => {
    slot.done();
    await environment.close();
  };
  for (let attempt = 0; ; attempt++) {
    environment.readerCheck();
    const others = readers(environment.readerList()).filter((pid) => pid !== process.pid);
    if (others.length === 0) return { release };
    const first = Math.min(...others);
    // Of two that start at once, the lower number wins; the other sees it go or gives up.
    if (first < process.pid || attempt >= 20) {
      await release();
      throw new Error(
        `The store in ${folder} is already served by process ${first}: only one process may open it`,
      );
    }
    await wait(50);
  }
}

function readers(list: string): number[] {
  return list
    .split('\n')
    .map((line) => /^\s*(\d+)\s/.exec(line))
    .flatMap((match) => (match ? [Number(match[1])] : []));
}
