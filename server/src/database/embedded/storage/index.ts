import { compileFilter, fieldsOf, type Filter } from '../query/filter.js';
import { splitPath } from '../query/path.js';
import { encodeFields, LONG_KEY, storable } from '../values/key.js';
import { type Document } from '../values/kinds.js';
import { toDouble } from '../values/numbers.js';
import { extractKeys } from './index-keys.js';

/** An index of a collection: its definition, and the keys that a document has in it. */
export class Index {
  readonly name: string;
  readonly fields: readonly string[];
  readonly paths: readonly (readonly string[])[];
  readonly descending: readonly boolean[];
  readonly unique: boolean;
  readonly sparse: boolean;
  readonly hidden: boolean;
  readonly partial: Filter | null;
  readonly expireAfterSeconds: number | null;
  /** The top-level fields on which the keys of a document depend; null where that cannot be told. */
  readonly dependsOn: ReadonlySet<string> | null;
  /** Which fields have held arrays: bounds on those must not be combined. */
  readonly multikey: boolean[];
  /** Some keys were too long to be kept whole: their order is not exact. */
  truncated = false;
  /** Still being filled: kept up to date, not yet used for reading. */
  building = false;

  constructor(
    readonly id: number,
    readonly spec: Document,
  ) {
    const key = spec.key as Document;
    this.name = spec.name as string;
    this.fields = Object.keys(key);
    this.paths = this.fields.map(splitPath);
    this.descending = this.fields.map((field) => toDouble(key[field]) < 0);
    this.unique = spec.unique === true || this.name === '_id_';
    this.sparse = spec.sparse === true;
    this.hidden = spec.hidden === true;
    this.partial = spec.partialFilterExpression
      ? compileFilter(spec.partialFilterExpression as Document)
      : null;
    this.expireAfterSeconds =
      spec.expireAfterSeconds === undefined ? null : toDouble(spec.expireAfterSeconds);
    this.multikey = this.fields.map(() => false);
    const conditions = this.partial ? fieldsOf(this.partial) : [];
    this.dependsOn = conditions && new Set([...this.paths.map(([first]) => first!), ...conditions]);
  }

  static fromStored(stored: Document): Index {
    const index = new Index(toDouble(stored.id), stored.spec as Document);
    (stored.multikey as boolean[]).forEach((flag, i) => (index.multikey[i] = flag));
    index.truncated = stored.truncated === true;
    index.building = stored.building === true;
    return index;
  }

  toStored(): Document {
    return {
      id: this.id,
      spec: this.spec,
      multikey: this.multikey,
      truncated: this.truncated,
      building: this.building,
    };
  }

  get isMultikey(): boolean {
    return this.multikey.includes(true);
  }

  /**
   * The keys of a document: without the index's number, cut to what LMDB takes, each once. `changed` says that the
   * index has just learnt that it is multikey or truncated, which has to be saved.
   */
  keysOf(document: Document): { keys: Buffer[]; changed: boolean } {
    if (this.partial && !this.partial.test(document)) return { keys: [], changed: false };
    const { rows, multikey, absent } = extractKeys(document, this.paths);
    if (this.sparse && absent) return { keys: [], changed: false };
    let changed = false;
    multikey?.forEach((flag, i) => {
      if (flag && !this.multikey[i]) {
        this.multikey[i] = true;
        changed = true;
      }
    });
    const keys: Buffer[] = [];
    const seen = rows.length > 1 ? new Set<string>() : null;
    for (const row of rows) {
      let key = encodeFields(row, this.descending);
      if (key.length > LONG_KEY) {
        key = storable(key);
        if (!this.truncated) {
          this.truncated = true;
          changed = true;
        }
      }
      if (seen) {
        const text = key.toString('latin1');
        if (seen.has(text)) continue;
        seen.add(text);
      }
      keys.push(key);
    }
    return { keys, changed };
  }

  keyOfRow(row: readonly unknown[]): Buffer {
    return storable(encodeFields(row, this.descending));
  }

  /** The key in LMDB: number of the index, key, and in an index that is not unique the record. */
  entryKey(key: Buffer, record: number): Buffer {
    const entry = Buffer.allocUnsafe(4 + key.length + (this.unique ? 0 : 6));
    entry.writeUInt32BE(this.id);
    key.copy(entry, 4);
    if (!this.unique) entry.writeUIntBE(record, 4 + key.length, 6);
    return entry;
  }
}
