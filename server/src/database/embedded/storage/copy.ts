import { setImmediate as nextTurn } from 'node:timers/promises';
import type { RootDatabase } from 'lmdb';
import { openEnvironment, openTable, transaction, type Engine, type Table } from './engine.js';

/** How far a long piece of work has come; shown by `parlour store`. */
export interface Progress {
  task: string;
  done: number;
  total: number;
}

const PIECE_ROWS = 1000;
const PIECE_BYTES = 512 * 1024;
/** When so few rows have changed meanwhile, writes are stopped for the rest. */
const FEW = 500;
const ROUNDS = 8;

/**
 * Copies every row to a new file while reads and writes go on: first all rows in order, then again those that were
 * written meanwhile, and the last of them while no write runs. `finish` runs then, when copy and original are equal
 * and the copy is on disk.
 *
 * Rows are written anew, one by one: LMDB's own compaction copies pages as they are, with what deleted documents
 * left in the gaps of pages that are still in use.
 */
export async function copyOnline(
  engine: Engine,
  path: string,
  progress: Progress,
  finish: (copy: RootDatabase<Buffer, Buffer>) => Promise<void>,
): Promise<void> {
  if (engine.observer) throw new Error('the store is being copied already');
  let touched = new Map<string, [Table, Buffer]>();
  engine.observer = (table, key) => {
    touched.set(`${table.name}/${key.toString('latin1')}`, [table, Buffer.from(key)]);
  };
  const copy = openEnvironment(path, { noSync: true });
  try {
    await engine.commit(() => {}); // what began before anybody followed it is on disk, and will be read
    const targets = new Map(engine.tables.map((table) => [table, openTable(copy, table.name)] as const));
    progress.total = engine.tables.reduce((sum, table) => sum + table.size, 0);
    for (const [table, target] of targets) {
      let from = Buffer.of(0);
      for (;;) {
        const rows = table.range({ from, to: Buffer.alloc(8, 0xff), limit: PIECE_ROWS, bytes: PIECE_BYTES });
        if (rows.length === 0) break;
        await transaction(copy, () => {
          for (const { key, value } of rows) void target.put(key, value);
        });
        from = Buffer.concat([rows[rows.length - 1]!.key, Buffer.of(0)]);
        progress.done += rows.length;
        await nextTurn();
      }
    }
    const follow = async () => {
      const rows = [...touched.values()];
      touched = new Map();
      for (let at = 0; at < rows.length; at += PIECE_ROWS) {
        await transaction(copy, () => {
          for (const [table, key] of rows.slice(at, at + PIECE_ROWS)) {
            const value = table.get(key);
            if (value === undefined) void targets.get(table)!.remove(key);
            else void targets.get(table)!.put(key, value);
          }
        });
      }
    };
    for (let round = 0; round < ROUNDS && touched.size > FEW; round++) await follow();
    await engine.exclusively(async () => {
      await follow();
      await flush(copy);
      await finish(copy);
    });
  } catch (error) {
    await copy.close().catch(() => {});
    throw error;
  } finally {
    engine.observer = null;
  }
}

/** Everything on disk, whatever the environment's flags. */
function flush(copy: RootDatabase<Buffer, Buffer>): Promise<void> {
  const { env } = copy as unknown as { env: { sync(done: (error: Error | null) => void): void } };
  return new Promise((resolve, reject) => env.sync((error) => (error ? reject(error) : resolve())));
}
