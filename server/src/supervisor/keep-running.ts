/** Keeps one process running: when it dies it is started again, soon at first and more patiently if it keeps dying. */

/** A process that runs. It is told to end by `stop`, which resolves when it has ended. */
export interface RunningProcess {
  readonly pid: number;
  stop(): Promise<void>;
}

/**
 * Starts the process and resolves when it serves; calls `ended` with the reason if it dies after that. An abort
 * ends a start that is under way.
 */
export type Start<P extends RunningProcess> = (
  ended: (reason: string) => void,
  signal: AbortSignal,
) => Promise<P>;

export interface KeepRunningOptions<P extends RunningProcess> {
  /** As it is called in what is logged. */
  readonly name: string;
  readonly start: Start<P>;
  readonly log: (line: string) => void;
  /** Aborted when nothing shall be started any more; `stop` then ends what runs. */
  readonly signal: AbortSignal;
  /** Called with every process that serves, the first one included. */
  readonly started?: (process: P) => void;
  readonly pauses?: Pauses;
}

/** Milliseconds: the first pause, doubled with each failure in a row, up to the longest. */
export interface Pauses {
  readonly first: number;
  readonly longest: number;
  /** Having served for so long counts as a success: the next pause is the first again. */
  readonly settled: number;
}

const usualPauses: Pauses = { first: 50, longest: 5_000, settled: 10_000 };

export interface Kept<P extends RunningProcess> {
  /** The process that served last; while it is being replaced, the one that died. */
  readonly current: P;
  /** Ends it, after `signal` was aborted. Safe to call at any moment, also between two starts. */
  stop(): Promise<void>;
}

/** Resolves when the process serves for the first time. That first start is not repeated: its failure is the caller's to tell. */
export async function keepRunning<P extends RunningProcess>(
  options: KeepRunningOptions<P>,
): Promise<Kept<P>> {
  const { name, start, log, signal, started, pauses = usualPauses } = options;
  let failures = 0;
  let timer: NodeJS.Timeout | undefined;
  let launching: Promise<void> | undefined;

  const launch = async (): Promise<P> => {
    const begun = Date.now();
    const process = await start((reason) => {
      if (signal.aborted) return;
      if (Date.now() - begun > pauses.settled) failures = 0;
      restart(reason);
    }, signal);
    started?.(process);
    return process;
  };

  const relaunch = async (): Promise<void> => {
    try {
      current = await launch();
      log(`The ${name} serves again.`);
    } catch (error) {
      if (!signal.aborted) restart(error instanceof Error ? error.message : String(error));
    }
  };

  const restart = (reason: string): void => {
    const pause = Math.min(pauses.first * 2 ** failures++, pauses.longest);
    log(`The ${name} has ended (${reason}); starting it again in ${pause} ms.`);
    timer = setTimeout(() => {
      launching = relaunch();
    }, pause);
  };

  let current = await launch();
  return {
    get current() {
      return current;
    },
    async stop() {
      clearTimeout(timer);
      await launching;
      await current.stop();
    },
  };
}
