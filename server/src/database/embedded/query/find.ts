import { setImmediate as nextTurn } from 'node:timers/promises';
import { performance } from 'node:perf_hooks';
import { StoreError } from '../errors.js';
import type { Collection } from '../storage/catalog.js';
import type { Engine } from '../storage/engine.js';
import { decode } from '../values/decode.js';
import type { Document, Value } from '../values/kinds.js';
import type { Filter } from './filter.js';
import { coveredCount } from './covered-count.js';
import { plan, type Plan } from './plan.js';
import { Scan } from './scan.js';
import { Sorter, type SortKey } from './sort.js';

/** A document that was found: decoded because its filter looked at it, and as it is stored. */
export interface Match {
  readonly record: number;
  readonly document: Document;
  readonly bytes: Buffer;
}

export interface Query {
  readonly filter: Filter;
  readonly sort?: readonly SortKey[];
  readonly hint?: Value;
  readonly skip?: number;
  readonly limit?: number;
}

const SLICE_MS = 3;

/** Lets others run when a command has had its share of time, and ends it when its own time is up. */
export class Pace {
  private started = performance.now();
  private deadline: number;
  private idleSince: number | null = null;

  constructor(
    maxTimeMs = 0,
    private readonly sliceMs = SLICE_MS,
  ) {
    this.deadline = maxTimeMs > 0 ? this.started + maxTimeMs : Infinity;
  }

  get due(): boolean {
    return performance.now() - this.started > this.sliceMs;
  }

  /** The client takes its time: until it asks again, no time is counted. */
  pause(): void {
    this.idleSince = performance.now();
  }

  resume(): void {
    if (this.idleSince === null) return;
    this.started = performance.now();
    this.deadline += this.started - this.idleSince;
    this.idleSince = null;
  }

  async rest(): Promise<void> {
    this.check();
    await nextTurn();
    this.started = performance.now();
  }

  check(): void {
    if (performance.now() > this.deadline) throw new StoreError(50, 'operation exceeded time limit');
  }
}

/** Finds documents one at a time; `tryNext` runs within the calling turn, `advance` rests between pieces. */
export class Finder {
  readonly plan: Plan;
  readonly scan: Scan;
  private sorted: Match[] | null = null;
  private at = 0;
  private left: number;
  private toSkip: number;
  private readonly sort: readonly SortKey[];

  constructor(
    private readonly engine: Engine,
    collection: Collection,
    private readonly query: Query,
  ) {
    this.sort = query.sort ?? [];
    this.plan = plan(collection, query.filter, this.sort, query.hint);
    this.scan = new Scan(engine, collection, this.plan);
    this.left = query.limit && query.limit > 0 ? query.limit : Infinity;
    this.toSkip = query.skip ?? 0;
  }

  get sortsInMemory(): boolean {
    return (
      this.sort.length > 0 &&
      !(this.plan.type === 'index' && this.plan.sorted) &&
      this.plan.type !== 'nothing'
    );
  }

  /** The next match, null at the end; undefined once more than `budget` documents or keys have been looked at. */
  tryNext(budget: number): Match | null | undefined {
    if (this.sortsInMemory) {
      if (!this.sorted) {
        const sorter = this.sorter();
        for (let match = this.step(); match !== null; match = this.step()) {
          if (match) sorter.add(match.document, match, match.bytes.length);
          if (this.examined > budget) return undefined;
        }
        this.sorted = sorter.result().slice(this.toSkip);
      }
      return this.sorted[this.at++] ?? null;
    }
    for (;;) {
      const match = this.limited();
      if (match !== undefined) return match;
      if (this.examined > budget) return undefined;
    }
  }

  /** The limit is reached. */
  get ended(): boolean {
    return this.sortsInMemory ? this.sorted !== null && this.at >= this.sorted.length : this.left <= 0;
  }

  private get examined(): number {
    return Math.max(this.scan.examinedDocuments, this.scan.examinedKeys);
  }

  /** The same, resting when others should run. */
  async advance(pace: Pace): Promise<Match | null> {
    if (this.sortsInMemory) {
      if (!this.sorted) {
        const sorter = this.sorter();
        for (let match = this.step(); match !== null; match = this.step()) {
          if (match) sorter.add(match.document, match, match.bytes.length);
          if (pace.due) await pace.rest();
        }
        this.sorted = sorter.result().slice(this.toSkip);
      }
      return this.sorted[this.at++] ?? null;
    }
    for (;;) {
      const match = this.limited();
      if (match !== undefined) return match;
      if (pace.due) await pace.rest();
    }
  }

  /** How many match, within skip and limit: from the keys of an index where they can tell, else one by one. */
  async count(pace: Pace): Promise<number> {
    const covered = coveredCount(this.engine, this.plan, this.query.filter);
    if (covered !== null) return Math.min(this.left, Math.max(0, covered - this.toSkip));
    let n = 0;
    while (await this.advance(pace)) n++;
    return n;
  }

  private sorter(): Sorter<Match> {
    return new Sorter(this.sort, this.left + this.toSkip);
  }

  /** A match within skip and limit, null at the end, undefined to go on. */
  private limited(): Match | null | undefined {
    if (this.left <= 0) return null;
    const match = this.step();
    if (!match) return match;
    if (this.toSkip > 0) {
      this.toSkip--;
      return undefined;
    }
    this.left--;
    return match;
  }

  /** Looks at one document: a match, undefined for none, null at the end. */
  private step(): Match | null | undefined {
    const found = this.scan.next();
    if (!found) return null;
    const document = decode(found.bytes);
    if (!this.query.filter.test(document)) return undefined;
    return { record: found.record, document, bytes: found.bytes };
  }
}
