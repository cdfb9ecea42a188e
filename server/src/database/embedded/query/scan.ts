import { numberKey, type Collection } from '../storage/catalog.js';
import { recordKey } from '../storage/documents.js';
import type { Engine, Entry } from '../storage/engine.js';
import type { Plan } from './plan.js';

export interface Found {
  readonly record: number;
  readonly bytes: Buffer;
}

const FIRST_PIECE = 16;
const LARGEST_PIECE = 256;
const PIECE_BYTES = 1024 * 1024;

/**
 * Reads what a plan leads to, a piece at a time. Between pieces it holds nothing but its place, so that others can
 * write; inside a transaction it sees what that transaction has written.
 */
export class Scan {
  examinedKeys = 0;
  examinedDocuments = 0;
  private readonly source: { next(): Found | null };

  constructor(engine: Engine, collection: Collection, plan: Plan) {
    this.source = sourceOf(this, engine, collection, plan);
  }

  next(): Found | null {
    return this.source.next();
  }
}

function sourceOf(scan: Scan, engine: Engine, collection: Collection, plan: Plan): { next(): Found | null } {
  switch (plan.type) {
    case 'collection':
      return new CollectionSource(scan, engine, collection, plan.reverse);
    case 'index':
      return new IndexSource(scan, engine, collection, plan);
    case 'or':
      return new UnionSource(plan.branches.map((branch) => sourceOf(scan, engine, collection, branch)));
    case 'nothing':
      return { next: () => null };
  }
}

class CollectionSource {
  private entries: Entry[] = [];
  private at = 0;
  private size = FIRST_PIECE;
  private from: Buffer;
  private to: Buffer;
  private ended = false;

  constructor(
    private readonly scan: Scan,
    private readonly engine: Engine,
    private readonly collection: Collection,
    private readonly reverse: boolean,
  ) {
    this.from = numberKey(collection.id);
    this.to = numberKey(collection.id + 1);
  }

  next(): Found | null {
    if (this.at >= this.entries.length && !this.load()) return null;
    const { key, value } = this.entries[this.at++]!;
    this.scan.examinedDocuments++;
    return { record: key.readUIntBE(4, 6), bytes: value };
  }

  private load(): boolean {
    if (this.ended) return false;
    const { from, to, reverse, size } = this;
    this.entries = this.engine.records.range({ from, to, reverse, limit: size });
    this.at = 0;
    if (this.entries.length < size) this.ended = true;
    const last = this.entries[this.entries.length - 1];
    if (!last) return false;
    const record = last.key.readUIntBE(4, 6);
    if (reverse) this.to = last.key;
    else this.from = recordKey(this.collection.id, record + 1);
    const bytes = this.entries.reduce((sum, entry) => sum + entry.value.length, 0);
    const average = Math.max(1, bytes / this.entries.length);
    this.size = Math.max(1, Math.min(LARGEST_PIECE, this.size * 4, Math.floor(PIECE_BYTES / average)));
    return true;
  }
}

type IndexPlan = Extract<Plan, { type: 'index' }>;

class IndexSource {
  private entries: Entry[] = [];
  private at = 0;
  private range = 0;
  private size = FIRST_PIECE;
  private from: Buffer | null = null;
  private to: Buffer | null = null;
  private readonly seen: Set<number> | null;
  private readonly ranges: IndexPlan['ranges'];

  constructor(
    private readonly scan: Scan,
    private readonly engine: Engine,
    private readonly collection: Collection,
    private readonly plan: IndexPlan,
  ) {
    this.seen = plan.index.isMultikey ? new Set() : null;
    this.ranges = plan.reverse ? [...plan.ranges].reverse() : plan.ranges;
  }

  next(): Found | null {
    for (;;) {
      if (this.at >= this.entries.length && !this.load()) return null;
      const record = this.entries[this.at++]!.value.readUIntBE(0, 6);
      this.scan.examinedKeys++;
      if (this.seen) {
        if (this.seen.has(record)) continue;
        this.seen.add(record);
      }
      const bytes = this.engine.records.get(recordKey(this.collection.id, record));
      if (!bytes) continue; // removed since the key was read
      this.scan.examinedDocuments++;
      return { record, bytes };
    }
  }

  private load(): boolean {
    while (this.range < this.ranges.length) {
      const current = this.ranges[this.range]!;
      if (current.exact) {
        this.range++;
        const value = this.engine.entries.get(current.from);
        if (!value) continue;
        this.entries = [{ key: current.from, value }];
        this.at = 0;
        return true;
      }
      const from = this.from ?? current.from;
      const to = this.to ?? current.to;
      const { size } = this;
      this.entries = this.engine.entries.range({ from, to, reverse: this.plan.reverse, limit: size });
      this.at = 0;
      if (this.entries.length < size) {
        this.range++;
        this.from = this.to = null;
      } else {
        const last = this.entries[this.entries.length - 1]!.key;
        if (this.plan.reverse) this.to = last;
        else this.from = Buffer.concat([last, Buffer.of(0)]);
      }
      this.size = Math.min(LARGEST_PIECE, size * 4);
      if (this.entries.length > 0) return true;
    }
    return false;
  }
}

class UnionSource {
  private branch = 0;
  private readonly seen = new Set<number>();

  constructor(private readonly branches: readonly { next(): Found | null }[]) {}

  next(): Found | null {
    while (this.branch < this.branches.length) {
      const found = this.branches[this.branch]!.next();
      if (!found) this.branch++;
      else if (!this.seen.has(found.record)) {
        this.seen.add(found.record);
        return found;
      }
    }
    return null;
  }
}
