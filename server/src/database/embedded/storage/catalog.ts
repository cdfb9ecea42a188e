import { randomUUID } from 'node:crypto';
import { type Binary, UUID } from 'bson';
import { StoreError } from '../errors.js';
import { decode } from '../values/decode.js';
import { encode } from '../values/encode.js';
import type { Document } from '../values/kinds.js';
import { toDouble } from '../values/numbers.js';
import { Index } from './index.js';
import type { Engine } from './engine.js';

/** A collection: its number, its indexes, how many documents it has. */
export class Collection {
  count = 0;
  nextRecord = 1;
  /** Counts what has been inserted, updated or removed: a plan that took a while sees whether it must look again. */
  constructor(
    readonly id: number,
    readonly database: string,
    readonly name: string,
    readonly uuid: Binary,
    readonly indexes: Index[],
  ) {}

  get namespace(): string {
    return `${this.database}.${this.name}`;
  }

  get primary(): Index {
    return this.indexes[0]!;
  }

  private indexed: { indexes: readonly Index[]; fields: ReadonlySet<string> | null } | null = null;

  /** The top-level fields on which the keys of a document depend, in all indexes; null where that cannot be told. */
  get indexedFields(): ReadonlySet<string> | null {
    const { indexes, indexed } = this;
    if (indexed?.indexes.length === indexes.length && indexes.every((one, i) => one === indexed.indexes[i]))
      return indexed.fields;
    const known = indexes.every(({ dependsOn }) => dependsOn);
    const fields = known ? new Set(indexes.flatMap(({ dependsOn }) => [...dependsOn!])) : null;
    this.indexed = { indexes: [...indexes], fields };
    return fields;
  }
}

const COLLECTION = 'c';
const COUNT = 'n';
const GARBAGE = 'g';
const metaKey = (prefix: string, rest: string) => Buffer.from(prefix + rest);

export const numberKey = (id: number): Buffer => {
  const key = Buffer.allocUnsafe(4);
  key.writeUInt32BE(id);
  return key;
};

/**
 * What the store holds: collections and indexes, read from disk at the start and kept in memory. Changes are made
 * inside a transaction, together with what they describe.
 */
export class Catalog {
  private collections = new Map<string, Collection>();
  private nextId = 1;
  private readonly dirty = new Set<Collection>();
  /** Numbers of dropped collections and indexes whose entries are still to be removed. */
  private garbage = new Map<number, 'records' | 'entries'>();

  constructor(private readonly engine: Engine) {
    engine.beforeCommit = () => this.saveCounts();
    engine.onRollback = () => this.load();
    this.load();
  }

  /** Reads everything again from disk. */
  load(): void {
    const { meta, records } = this.engine;
    this.collections = new Map();
    this.garbage = new Map();
    this.dirty.clear();
    this.nextId = 1;
    for (const { key, value } of meta.range({ from: Buffer.of(0), to: Buffer.of(0xff) })) {
      const name = key.toString();
      if (name.startsWith(GARBAGE)) {
        const id = Number(name.slice(1));
        this.garbage.set(id, value[0] === 1 ? 'records' : 'entries');
        this.nextId = Math.max(this.nextId, id + 1);
      }
      if (!name.startsWith(COLLECTION)) continue;
      const stored = decode(value);
      const collection = fromStored(stored);
      const count = meta.get(metaKey(COUNT, String(collection.id)));
      if (count) collection.count = count.readDoubleBE();
      const prefix = numberKey(collection.id);
      const [last] = records.range({
        from: prefix,
        to: numberKey(collection.id + 1),
        reverse: true,
        limit: 1,
      });
      if (last) collection.nextRecord = last.key.readUIntBE(4, 6) + 1;
      this.collections.set(collection.namespace, collection);
      this.nextId = Math.max(
        this.nextId,
        collection.id + 1,
        ...collection.indexes.map((index) => index.id + 1),
      );
    }
  }

  get(namespace: string): Collection | undefined {
    return this.collections.get(namespace);
  }

  all(): Collection[] {
    return [...this.collections.values()];
  }

  inDatabase(database: string): Collection[] {
    return this.all().filter((collection) => collection.database === database);
  }

  /** Inside a transaction. */
  create(database: string, name: string): Collection {
    checkNamespace(database, name);
    const id = this.nextId++;
    const primary = new Index(this.nextId++, { v: 2, key: { _id: 1 }, name: '_id_' });
    const collection = new Collection(id, database, name, new UUID(randomUUID()), [primary]);
    this.collections.set(collection.namespace, collection);
    this.save(collection);
    this.dirty.add(collection);
    return collection;
  }

  getOrCreate(database: string, name: string): Collection {
    return this.get(`${database}.${name}`) ?? this.create(database, name);
  }

  /** Inside a transaction. The rows of what is dropped are removed afterwards, a piece at a time. */
  drop(collection: Collection): void {
    this.collections.delete(collection.namespace);
    this.dirty.delete(collection);
    this.engine.meta.remove(metaKey(COLLECTION, collection.namespace));
    this.engine.meta.remove(metaKey(COUNT, String(collection.id)));
    this.discard(collection.id, 'records');
    for (const index of collection.indexes) this.discard(index.id, 'entries');
  }

  newIndex(spec: Document): Index {
    return new Index(this.nextId++, spec);
  }

  dropIndex(collection: Collection, index: Index): void {
    collection.indexes.splice(collection.indexes.indexOf(index), 1);
    this.discard(index.id, 'entries');
    this.save(collection);
  }

  /** Inside a transaction: other options for an index whose entries stay as they are. */
  redefine(collection: Collection, index: Index, spec: Document): Index {
    const next = Index.fromStored({ ...index.toStored(), spec });
    collection.indexes[collection.indexes.indexOf(index)] = next;
    this.save(collection);
    return next;
  }

  /** Inside a transaction: a changed definition. */
  save(collection: Collection): void {
    const stored: Document = {
      id: collection.id,
      database: collection.database,
      name: collection.name,
      uuid: collection.uuid,
      indexes: collection.indexes.map((index) => index.toStored()),
    };
    this.engine.meta.put(metaKey(COLLECTION, collection.namespace), encode(stored));
  }

  counted(collection: Collection, change: number): void {
    collection.count += change;
    this.dirty.add(collection);
  }

  private saveCounts(): void {
    for (const collection of this.dirty) {
      const value = Buffer.allocUnsafe(8);
      value.writeDoubleBE(collection.count);
      this.engine.meta.put(metaKey(COUNT, String(collection.id)), value);
    }
    this.dirty.clear();
  }

  private discard(id: number, table: 'records' | 'entries'): void {
    this.garbage.set(id, table);
    this.engine.meta.put(metaKey(GARBAGE, String(id)), Buffer.of(table === 'records' ? 1 : 2));
  }

  get hasGarbage(): boolean {
    return this.garbage.size > 0;
  }

  /** Removes some rows of what was dropped, inside a transaction; true when more is left. */
  sweep(limit: number): boolean {
    for (const [id, table] of this.garbage) {
      const rows = this.engine[table];
      const keys = rows.keys({ from: numberKey(id), to: numberKey(id + 1), limit });
      for (const key of keys) rows.remove(key);
      if (keys.length === limit) return true;
      this.garbage.delete(id);
      this.engine.meta.remove(metaKey(GARBAGE, String(id)));
      limit -= keys.length;
      if (limit <= 0) break;
    }
    return this.garbage.size > 0;
  }
}

function fromStored(stored: Document): Collection {
  const indexes = (stored.indexes as Document[]).map((index) => Index.fromStored(index));
  return new Collection(
    toDouble(stored.id),
    stored.database as string,
    stored.name as string,
    stored.uuid as Binary,
    indexes,
  );
}

/** Names that MongoDB does not take are refused in its words. */
export function checkNamespace(database: string, name: string): void {
  const namespace = `${database}.${name}`;
  if (database === '' || /[\0/\\. "$*<>:|?]/.test(database) || Buffer.byteLength(database) > 63) {
    throw new StoreError(73, `Invalid database name: '${database}'`);
  }
  if (name === '' || name.startsWith('.') || /[\0$]/.test(name)) {
    throw new StoreError(73, `Invalid namespace specified '${namespace}'`);
  }
  if (Buffer.byteLength(namespace) > 255) {
    throw new StoreError(73, `Fully qualified namespace is too long. Namespace: ${namespace} Max: 255`);
  }
}
