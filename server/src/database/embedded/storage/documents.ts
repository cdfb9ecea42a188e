import { ObjectId } from 'bson';
import { StoreError } from '../errors.js';
import { encode, MAX_DOCUMENT_BYTES } from '../values/encode.js';
import { decode, decodeFields, findId } from '../values/decode.js';
import { isDocument, type Document } from '../values/kinds.js';
import { kindOf, Kind } from '../values/kinds.js';
import type { Catalog, Collection } from './catalog.js';
import type { Engine } from './engine.js';
import type { Index } from './index.js';
import { extractKeys } from './index-keys.js';
import { shell } from '../values/shell.js';

export const recordKey = (collection: number, record: number): Buffer => {
  const key = Buffer.allocUnsafe(10);
  key.writeUInt32BE(collection);
  key.writeUIntBE(record, 4, 6);
  return key;
};

export const recordValue = (record: number): Buffer => {
  const value = Buffer.allocUnsafe(6);
  value.writeUIntBE(record, 0, 6);
  return value;
};

/**
 * Writes documents with their index entries, in the running transaction. Everything that can be refused is refused
 * before the first byte is written, so that a refusal leaves nothing behind.
 */
export class Documents {
  constructor(
    private readonly engine: Engine,
    private readonly catalog: Catalog,
  ) {}

  /**
   * Of `document` only the indexed fields count.
   *
   * @throws StoreError 11000 with `keyPattern` and `keyValue` for a duplicate in a unique index.
   */
  insert(collection: Collection, bytes: Buffer, document = decodeIndexed(collection, bytes)): number {
    const record = collection.nextRecord;
    const additions: [Index, Buffer][] = [];
    for (const index of collection.indexes) {
      const { keys, changed } = index.keysOf(document);
      for (const key of keys) {
        const entry = index.entryKey(key, record);
        if (index.unique) this.refuseDuplicate(collection, index, entry, record, document);
        additions.push([index, entry]);
      }
      if (changed) this.catalog.save(collection);
    }
    collection.nextRecord++;
    this.engine.records.put(recordKey(collection.id, record), bytes);
    const value = recordValue(record);
    for (const [, entry] of additions) this.engine.entries.put(entry, value);
    this.catalog.counted(collection, 1);
    return record;
  }

  /**
   * Puts `next` in the place of `previous`. `touched` says which fields may differ, where that is known: only what
   * depends on them is looked at.
   */
  replace(
    collection: Collection,
    record: number,
    previous: Document,
    next: Document,
    bytes: Buffer,
    touched: ReadonlySet<string> | null = null,
  ): void {
    const removals: Buffer[] = [];
    const additions: Buffer[] = [];
    for (const index of collection.indexes) {
      if (index === collection.primary) continue; // `_id` never changes
      if (touched && index.dependsOn && !haveCommon(index.dependsOn, touched)) continue;
      const before = index.keysOf(previous).keys;
      const { keys: after, changed } = index.keysOf(next);
      if (changed) this.catalog.save(collection);
      for (const key of before) {
        if (!after.some((other) => other.equals(key))) removals.push(index.entryKey(key, record));
      }
      for (const key of after) {
        if (before.some((other) => other.equals(key))) continue;
        const entry = index.entryKey(key, record);
        if (index.unique) this.refuseDuplicate(collection, index, entry, record, next);
        additions.push(entry);
      }
    }
    this.engine.records.put(recordKey(collection.id, record), bytes);
    for (const entry of removals) this.engine.entries.remove(entry);
    const value = recordValue(record);
    for (const entry of additions) this.engine.entries.put(entry, value);
  }

  /** Of `document` only the indexed fields count. */
  remove(collection: Collection, record: number, document: Document): void {
    for (const index of collection.indexes) {
      for (const key of index.keysOf(document).keys) this.engine.entries.remove(index.entryKey(key, record));
    }
    this.engine.records.remove(recordKey(collection.id, record));
    this.catalog.counted(collection, -1);
  }

  get(collection: Collection, record: number): Buffer | undefined {
    return this.engine.records.get(recordKey(collection.id, record));
  }

  /** Adds one existing document to a new index. */
  index(collection: Collection, index: Index, record: number, document: Document): void {
    for (const key of index.keysOf(document).keys) {
      const entry = index.entryKey(key, record);
      if (index.unique) this.refuseDuplicate(collection, index, entry, record, document);
      this.engine.entries.put(entry, recordValue(record));
    }
  }

  private refuseDuplicate(
    collection: Collection,
    index: Index,
    entry: Buffer,
    record: number,
    document: Document,
  ): void {
    const found = this.engine.entries.get(entry);
    if (!found || found.readUIntBE(0, 6) === record) return;
    throw duplicateKey(collection, index, this.conflictingRow(index, document, entry));
  }

  private conflictingRow(index: Index, document: Document, entry: Buffer): readonly unknown[] {
    const { rows } = extractKeys(document, index.paths);
    return rows.find((row) => index.entryKey(index.keyOfRow(row), 0).equals(entry)) ?? rows[0]!;
  }
}

export function duplicateKey(collection: Collection, index: Index, row: readonly unknown[]): StoreError {
  const keyValue: Document = {};
  index.fields.forEach((field, i) => (keyValue[field] = row[i]));
  const text = index.fields.map((field, i) => `${field}: ${shell(row[i])}`).join(', ');
  return new StoreError(
    11000,
    `E11000 duplicate key error collection: ${collection.namespace} index: ${index.name} dup key: { ${text} }`,
    { keyPattern: index.spec.key, keyValue },
  );
}

/** Of a stored document what the keys of its collection's indexes depend on, at least. */
export function decodeIndexed(collection: Collection, bytes: Buffer): Document {
  const { indexedFields } = collection;
  return indexedFields ? decodeFields(bytes, indexedFields) : decode(bytes);
}

function haveCommon(some: ReadonlySet<string>, others: ReadonlySet<string>): boolean {
  for (const one of some) if (others.has(one)) return true;
  return false;
}

/**
 * What a document to be stored must be; gives it an `_id`, and puts that first, if that is not so yet. Its fields are
 * checked and not read.
 */
export function prepare(bytes: Buffer): Buffer {
  const id = findId(bytes);
  if (!id) return checkSize(withoutId(bytes));
  if (bytes[id.start] !== OBJECT_ID) checkId(decodeFields(bytes, ID_ONLY)._id);
  if (id.start === 4) return checkSize(bytes);
  // The driver adds the `_id` that it makes at the end: it is moved without writing the document again.
  const moved = Buffer.allocUnsafe(bytes.length);
  bytes.copy(moved, 0, 0, 4);
  const at = 4 + bytes.copy(moved, 4, id.start, id.end);
  bytes.copy(moved, at + bytes.copy(moved, at, 4, id.start), id.end);
  return checkSize(moved);
}

const OBJECT_ID = 0x07;
const ID_ONLY: ReadonlySet<string> = new Set(['_id']);

function withoutId(bytes: Buffer): Buffer {
  const head = encode({ _id: new ObjectId() });
  const joined = Buffer.concat([head.subarray(0, -1), bytes.subarray(4)]);
  joined.writeInt32LE(joined.length, 0);
  return joined;
}

/** The same for a document that the store has made (an update, an upsert, a replacement). */
export function fromDocument(document: Document): { document: Document; bytes: Buffer } {
  const { _id: id = new ObjectId(), ...rest } = document;
  const complete: Document = { _id: id, ...rest };
  return checked(complete, encode(complete));
}

function checked(document: Document, bytes: Buffer): { document: Document; bytes: Buffer } {
  checkId(document._id);
  return { document, bytes: checkSize(bytes) };
}

function checkSize(bytes: Buffer): Buffer {
  if (bytes.length <= MAX_DOCUMENT_BYTES) return bytes;
  throw new StoreError(
    10334,
    `BSONObj size: ${bytes.length} (0x${bytes.length.toString(16).toUpperCase()}) is invalid. Size must be between 0 and 16793600(16MB)`,
  );
}

export function checkId(id: unknown): void {
  const kind = kindOf(id);
  if (kind === Kind.Array) throw new StoreError(53, "The '_id' value cannot be of type array");
  if (kind === Kind.RegExp) throw new StoreError(53, "The '_id' value cannot be of type regex");
  if (kind === Kind.Undefined) throw new StoreError(53, "The '_id' value cannot be of type undefined");
  if (isDocument(id)) {
    for (const name of Object.keys(id)) {
      if (name.startsWith('$') && name !== '$ref' && name !== '$id' && name !== '$db') {
        throw new StoreError(
          52,
          `_id fields may not contain '$'-prefixed fields: ${name} is not valid for storage.`,
        );
      }
    }
  }
}
