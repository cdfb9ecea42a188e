import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { keepRunning, type RunningProcess } from './keep-running.js';

const pauses = { first: 1, longest: 20, settled: 60_000 };

/** A real process that waits to be ended, and the order in which such processes came. */
function sleepers() {
  const pids: number[] = [];
  const waiting: (() => void)[] = [];
  return {
    pids,
    log: [] as string[],
    /** Resolves when so many have served. */
    async served(count: number): Promise<void> {
      while (pids.length < count) await new Promise<void>((resolve) => waiting.push(resolve));
    },
    async start(ended: (reason: string) => void): Promise<RunningProcess> {
      const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
      await once(child, 'spawn');
      child.once('exit', (_code, signal) => ended(String(signal)));
      return {
        pid: child.pid ?? 0,
        async stop() {
          if (child.signalCode !== null) return;
          child.kill('SIGKILL');
          await once(child, 'exit');
        },
      };
    },
    started(this: void, { pid }: RunningProcess): void {
      pids.push(pid);
      waiting.splice(0).forEach((resolve) => resolve());
    },
  };
}

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

describe('keepRunning', () => {
  it('starts a process again each time that it is killed', async () => {
    const { start, started, served, pids, log } = sleepers();
    const ending = new AbortController();
    const kept = await keepRunning({
      name: 'sleeper',
      start,
      started,
      log: (line) => log.push(line),
      signal: ending.signal,
      pauses,
    });
    for (let count = 1; count <= 3; count++) {
      await served(count);
      process.kill(pids[count - 1] ?? 0, 'SIGKILL');
    }
    await served(4);
    expect(new Set(pids).size).toBe(4);
    expect(log[0]).toContain('SIGKILL');
    ending.abort();
    await kept.stop();
    expect(pids.filter(isAlive)).toEqual([]);
  });

  it('waits longer each time that the start fails, up to the longest pause, and goes on trying', async () => {
    const { start, started, served, pids, log } = sleepers();
    const ending = new AbortController();
    let failures = 0;
    const kept = await keepRunning({
      name: 'sleeper',
      start: async (ended) => {
        if (pids.length === 1 && failures++ < 6) throw new Error('not yet');
        return start(ended);
      },
      started,
      log: (line) => log.push(line),
      signal: ending.signal,
      pauses,
    });
    process.kill(kept.current.pid, 'SIGKILL');
    await served(2);
    const waits = log.flatMap((line) => /in (\d+) ms/.exec(line)?.[1] ?? []).map(Number);
    expect(waits).toEqual([1, 2, 4, 8, 16, 20, 20]);
    ending.abort();
    await kept.stop();
  });

  it('leaves the failure of the first start to its caller', async () => {
    const start = async (): Promise<RunningProcess> => {
      throw new Error('bad configuration');
    };
    const { signal } = new AbortController();
    await expect(keepRunning({ name: 'sleeper', start, log: () => undefined, signal })).rejects.toThrow(
      'bad configuration',
    );
  });
});
