import { Long } from 'bson';
import { randomInt } from 'node:crypto';
import type { Pace } from '../query/find.js';
import { StoreError } from '../errors.js';
import { RawDocument, type Document } from '../values/kinds.js';
import { encode } from '../values/encode.js';

/** Where the documents of a cursor come from, one at a time; null at the end. */
export interface Source {
  next(): Promise<Document | RawDocument | null>;
  /** It is known already that nothing follows (a limit is reached). */
  readonly ended?: boolean;
  /** Keeps the time that it has. */
  readonly pace?: Pace;
}

interface Cursor {
  readonly id: Long;
  readonly namespace: string;
  readonly source: Source;
  held: RawDocument | null;
  usedAt: number;
  busy: boolean;
}

const DEFAULT_BATCH = 101;
const MAX_BATCH_BYTES = 16 * 1024 * 1024;
const IDLE_MS = 10 * 60_000;

export interface Batch {
  readonly documents: RawDocument[];
  readonly id: Long;
}

/** Open cursors, by number. */
export class Cursors {
  private readonly open = new Map<string, Cursor>();

  get size(): number {
    return this.open.size;
  }

  /** The first batch of a new cursor, which stays open unless everything fitted. */
  async start(namespace: string, source: Source, batchSize = DEFAULT_BATCH, single = false): Promise<Batch> {
    const cursor: Cursor = { id: newId(), namespace, source, held: null, usedAt: Date.now(), busy: false };
    const { documents, ended } = await fill(cursor, batchSize);
    if (ended || single) return { documents, id: Long.ZERO };
    this.open.set(cursor.id.toString(), cursor);
    return { documents, id: cursor.id };
  }

  /** @throws StoreError 43 (CursorNotFound). */
  async more(namespace: string, id: Long, batchSize = Infinity): Promise<Batch> {
    const cursor = this.open.get(id.toString());
    if (!cursor) throw new StoreError(43, `cursor id ${id.toString()} not found`);
    if (cursor.namespace !== namespace) {
      throw new StoreError(
        13,
        `Requested getMore on namespace '${namespace}', but cursor belongs to a different namespace ${cursor.namespace}`,
      );
    }
    if (cursor.busy) throw new StoreError(12051, `cursor id ${id.toString()} is already in use`);
    cursor.busy = true;
    try {
      const { documents, ended } = await fill(cursor, batchSize);
      cursor.usedAt = Date.now();
      if (!ended) return { documents, id };
      this.open.delete(id.toString());
      return { documents, id: Long.ZERO };
    } catch (error) {
      this.open.delete(id.toString());
      throw error;
    } finally {
      cursor.busy = false;
    }
  }

  kill(id: Long): boolean {
    return this.open.delete(id.toString());
  }

  /** Ends the cursors of a dropped collection. */
  killNamespace(namespace: string): void {
    for (const [id, cursor] of this.open) if (cursor.namespace === namespace) this.open.delete(id);
  }

  expire(now = Date.now()): void {
    for (const [id, cursor] of this.open)
      if (!cursor.busy && now - cursor.usedAt > IDLE_MS) this.open.delete(id);
  }
}

async function fill(
  cursor: Cursor,
  batchSize: number,
): Promise<{ documents: RawDocument[]; ended: boolean }> {
  const documents: RawDocument[] = [];
  let bytes = 0;
  cursor.source.pace?.resume();
  while (documents.length < batchSize) {
    const next = cursor.held ?? (await cursor.source.next());
    cursor.held = null;
    if (next === null) return { documents, ended: true };
    const raw = next instanceof RawDocument ? next : new RawDocument(encode(next));
    if (documents.length > 0 && bytes + raw.bytes.length > MAX_BATCH_BYTES) {
      cursor.held = raw;
      break;
    }
    documents.push(raw);
    bytes += raw.bytes.length;
  }
  cursor.source.pace?.pause();
  return { documents, ended: cursor.held === null && cursor.source.ended === true };
}

function newId(): Long {
  return new Long(randomInt(1, 0x7fffffff), randomInt(1, 0x7fffffff));
}
