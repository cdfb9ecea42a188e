import { setTimeout as pause } from 'node:timers/promises';
import { attachStore, startStore } from '../database/store-process.js';
import type { RunningProcess } from './keep-running.js';

export interface StoreProcess extends RunningProcess {
  readonly uri: string;
}

/** Another Parlour already serves the data folder. */
export class FolderInUse extends Error {
  override readonly name = 'FolderInUse';
  constructor(folder: string) {
    super(
      `Another Parlour already runs on the data in ${folder}. End it, or set DATA_DIR to another folder.`,
    );
  }
}

/** A store whose supervisor was killed needs a moment to notice and end. */
const leftover = { tries: 30, every: 100 };

/** Starts the embedded store on `folder`; calls `ended` if it dies afterwards. */
export async function startStoreFor(folder: string, ended: (reason: string) => void): Promise<StoreProcess> {
  for (let tries = 0; (await attachStore(folder)) !== null; tries++) {
    if (tries === leftover.tries) throw new FolderInUse(folder);
    await pause(leftover.every);
  }
  return startStore({ folder, onExit: () => ended('exit') });
}
