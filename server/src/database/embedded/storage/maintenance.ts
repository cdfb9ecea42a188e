import { compileFilter } from '../query/filter.js';
import { Finder, Pace } from '../query/find.js';
import type { Store } from '../store.js';
import { decode } from '../values/decode.js';

const EVERY_MS = 60_000;
const PIECE = 500;

/** What the store does by itself once a minute, as MongoDB does: TTL indexes, idle cursors, ended sessions. */
export class Maintenance {
  private timer: NodeJS.Timeout | null = null;
  private running = false;

  constructor(private readonly store: Store) {}

  start(): void {
    if (this.store.catalog.hasGarbage) this.store.sweepSoon();
    this.timer = setInterval(() => void this.run(), EVERY_MS);
    this.timer.unref();
  }

  stop(): void {
    if (this.timer) clearInterval(this.timer);
  }

  async run(now = Date.now()): Promise<void> {
    if (this.running) return;
    this.running = true;
    try {
      this.store.cursors.expire(now);
      for (const collection of this.store.catalog.all()) {
        for (const index of collection.indexes) {
          if (index.expireAfterSeconds === null || index.building) continue;
          await this.expire(
            collection.namespace,
            index.fields[0]!,
            now - index.expireAfterSeconds * 1000,
            index.name,
          );
        }
      }
      await this.store.engine.commit(() => this.store.retries.forget('expired'));
    } catch (error) {
      process.stderr.write(`store: maintenance: ${error instanceof Error ? error.message : String(error)}\n`);
    } finally {
      this.running = false;
    }
  }

  /** Removes the documents whose date in `field` lies before `before`. */
  private async expire(namespace: string, field: string, before: number, index: string): Promise<void> {
    const filter = compileFilter({ [field]: { $lt: new Date(before) } });
    const { engine, catalog, documents } = this.store;
    for (;;) {
      const collection = catalog.get(namespace);
      if (!collection) return;
      const finder = new Finder(engine, collection, { filter, hint: index, limit: PIECE });
      const records: number[] = [];
      const pace = new Pace();
      for (let match = await finder.advance(pace); match; match = await finder.advance(pace))
        records.push(match.record);
      if (records.length === 0) return;
      await engine.commit(() => {
        for (const record of records) {
          const bytes = documents.get(collection, record);
          if (!bytes) continue;
          const document = decode(bytes);
          if (filter.test(document)) documents.remove(collection, record, document);
        }
      });
    }
  }
}
