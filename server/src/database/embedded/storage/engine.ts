import { open, type Database, type RootDatabase } from 'lmdb';
import { statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import { performance } from 'node:perf_hooks';
import { StoreError } from '../errors.js';

/** How long the writes that share one flush may keep the process from answering reads. */
const SLICE_MS = 12;
const ADDRESS_SPACE = 256 * 2 ** 30;

export interface Entry {
  readonly key: Buffer;
  readonly value: Buffer;
}

export interface Range {
  readonly from: Buffer;
  /** Not included. */
  readonly to: Buffer;
  readonly limit?: number;
  readonly reverse?: boolean;
  /** Ends after the entry with which the values are more than this. */
  readonly bytes?: number;
}

interface Job {
  work: () => unknown;
  resolve: (value: never) => void;
  reject: (error: unknown) => void;
  result?: unknown;
  error?: unknown;
}

/** One ordered map of bytes to bytes. */
export class Table {
  constructor(
    public database: Database<Buffer, Buffer>,
    readonly name: string,
    private readonly engine: Engine,
  ) {}

  /** How many rows there are. */
  get size(): number {
    return (this.database.getStats() as { entryCount: number }).entryCount;
  }

  get(key: Buffer): Buffer | undefined {
    return this.database.getBinary(key);
  }

  put(key: Buffer, value: Buffer): void {
    this.engine.wrote(this, key);
    void this.database.put(key, value);
  }

  remove(key: Buffer): void {
    this.engine.wrote(this, key);
    void this.database.remove(key);
  }

  /** Entries in order, as they are at this moment (or in the running write). */
  range({ from, to, limit, reverse, bytes = Infinity }: Range): Entry[] {
    const options = reverse
      ? { start: to, end: from, reverse: true, exclusiveStart: true, inclusiveEnd: true }
      : { start: from, end: to };
    const entries: Entry[] = [];
    let size = 0;
    for (const { key, value } of this.database.getRange(
      limit === undefined ? options : { ...options, limit },
    )) {
      entries.push({ key, value });
      size += value.length;
      if (size > bytes) break;
    }
    return entries;
  }

  /** How many keys lie from `from` to before `to`: LMDB counts about 40 a microsecond. */
  count(from: Buffer, to: Buffer): number {
    return this.database.getKeysCount({ start: from, end: to });
  }

  keys({ from, to, limit }: Range): Buffer[] {
    const options = { start: from, end: to, values: false as const };
    return [...this.database.getKeys(limit === undefined ? options : { ...options, limit })];
  }
}

/**
 * The LMDB environment and its group commit. Writes wait in one queue; whatever is there when a transaction begins
 * shares it, and its promise resolves when that transaction is on disk. LMDB without `overlappingSync` commits in
 * `mdb_txn_commit`: it writes the pages, calls `fdatasync`, and then writes the meta page through a descriptor
 * opened with `O_DSYNC`; lmdb-js resolves the transaction's promise after that call, on a thread of its own, so
 * reads are answered meanwhile.
 */
export class Engine {
  root: RootDatabase<Buffer, Buffer>;
  readonly meta: Table;
  readonly records: Table;
  readonly entries: Table;
  /**
   * Told of every key that was written, once what was written can be read (online compaction follows the writes with
   * it): told earlier, it might read the row as it was before.
   */
  observer: ((table: Table, key: Buffer) => void) | null = null;
  /** Runs inside each transaction, after its writes. */
  beforeCommit: () => void = () => {};
  /** A transaction failed: what memory knows must be read again. */
  onRollback: () => void = () => {};

  /** How many rows have been written since the start. */
  writes = 0;

  private toTell: [Table, Buffer][] = [];
  private queue: Job[] = [];
  private running: Promise<void> | null = null;
  private paused: Promise<void> | null = null;

  constructor(public path: string) {
    this.root = openEnvironment(path);
    this.meta = new Table(openTable(this.root, 'meta'), 'meta', this);
    this.records = new Table(openTable(this.root, 'records'), 'records', this);
    this.entries = new Table(openTable(this.root, 'entries'), 'entries', this);
  }

  get tables(): readonly Table[] {
    return [this.meta, this.records, this.entries];
  }

  wrote(table: Table, key: Buffer): void {
    this.writes++;
    if (this.observer) this.toTell.push([table, key]);
  }

  /** Goes on with another file that holds the same; no write may run. */
  async reopen(path: string): Promise<void> {
    const old = this.root;
    this.root = openEnvironment(path);
    for (const table of this.tables) table.database = openTable(this.root, table.name);
    this.path = path;
    await old.close();
  }

  /** Runs `work` in a transaction shared with others; resolves with its result once that is on disk. */
  commit<T>(work: () => T): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.queue.push({ work, resolve, reject });
      this.begin();
    });
  }

  /** Lets no write begin until `work` is done; the one that is running is waited for. */
  async exclusively<T>(work: () => Promise<T>): Promise<T> {
    while (this.paused) await this.paused;
    let resume = () => {};
    this.paused = new Promise((resolve) => (resume = resolve));
    try {
      await this.running;
      return await work();
    } finally {
      this.paused = null;
      resume();
      this.begin();
    }
  }

  private begin(): void {
    if (this.running || this.paused || this.queue.length === 0) return;
    this.running = this.drain();
  }

  private async drain(): Promise<void> {
    do await this.transaction();
    while (this.queue.length > 0 && !this.paused);
    this.running = null;
  }

  private async transaction(): Promise<void> {
    const jobs: Job[] = [];
    this.toTell = [];
    try {
      await transaction(this.root, () => {
        const until = performance.now() + SLICE_MS;
        do {
          const job = this.queue.shift();
          if (!job) break;
          jobs.push(job);
          try {
            job.result = job.work();
          } catch (error) {
            job.error = error ?? new Error('a write failed');
          }
        } while (performance.now() < until);
        this.beforeCommit();
      });
    } catch (error) {
      this.onRollback();
      const failure = await writeFailure(error, this.path);
      for (const job of jobs) job.reject(failure);
      return;
    }
    for (const [table, key] of this.toTell) this.observer?.(table, key);
    for (const job of jobs) {
      if (job.error === undefined) job.resolve(job.result as never);
      else job.reject(job.error);
    }
  }

  async close(): Promise<void> {
    await this.exclusively(() => this.root.close());
  }
}

export function openEnvironment(
  path: string,
  options: { noSync?: boolean } = {},
): RootDatabase<Buffer, Buffer> {
  return open<Buffer, Buffer>({
    ...options,
    path,
    noSubdir: true,
    overlappingSync: false,
    // Its batches begin with an instruction whose promise nobody can wait for: when a commit fails, its rejection
    // would end the process.
    eventTurnBatching: false,
    mapSize: ADDRESS_SPACE,
    maxDbs: 4,
    maxReaders: 64,
    keyEncoding: 'binary',
    encoding: 'binary',
  });
}

/** lmdb-js's types forget that this is a promise; it resolves once the transaction is committed. */
export const transaction = (root: RootDatabase<Buffer, Buffer>, work: () => void): Promise<void> =>
  root.transactionAsync(work) as unknown as Promise<void>;

export function openTable(root: RootDatabase<Buffer, Buffer>, name: string): Database<Buffer, Buffer> {
  return root.openDB<Buffer, Buffer>(name, { keyEncoding: 'binary', encoding: 'binary' });
}

const NO_SPACE = new Set([28, 27, 122]); // ENOSPC, EFBIG, EDQUOT
const EIO = 5; // LMDB's name for a write that was cut short
const LITTLE = 2 ** 20;

/** Why a transaction failed; lmdb-js keeps the reason in a promise of its own. */
async function writeFailure(error: unknown, path: string): Promise<StoreError> {
  const { commitError } = error as { commitError?: Promise<never> };
  const reason = commitError ? await commitError.catch((cause: unknown) => cause) : error;
  const { code, message } = reason as { code?: number; message?: string };
  const { bavail, bsize } = statfsSync(dirname(path));
  if ((code !== undefined && NO_SPACE.has(code)) || (code === EIO && bavail * bsize < LITTLE)) {
    return new StoreError(14031, `The disk is full: nothing was written (${message ?? String(code)})`);
  }
  return new StoreError(1, `The write failed: ${message ?? String(reason)}`);
}
