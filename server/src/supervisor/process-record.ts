import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * `processes.json` in the data folder: which process is which, for operators and for tests that end one of them.
 * Information only; nothing is decided by it.
 */
export interface ProcessRecord {
  note(name: 'store' | 'server', pid: number): void;
  stop(): Promise<void>;
}

export function recordProcesses(dataDir: string): ProcessRecord {
  const path = join(dataDir, 'processes.json');
  const processes: Record<string, number> = { supervisor: process.pid };
  let isWritten = false;
  return {
    note(name, pid) {
      isWritten = true;
      processes[name] = pid;
      writeFileSync(`${path}.new`, `${JSON.stringify(processes)}\n`);
      renameSync(`${path}.new`, path);
    },
    async stop() {
      // One that was refused, since another runs on the same data, must not take away what that one wrote.
      if (isWritten) rmSync(path, { force: true });
    },
  };
}
