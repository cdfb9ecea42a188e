import { StoreError } from '../errors.js';
import { isCovered } from '../query/covered-count.js';
import { compileFilter, type Filter } from '../query/filter.js';
import { Finder, Pace, type Match } from '../query/find.js';
import type { MatchDetails } from '../query/path.js';
import type { Found } from '../query/scan.js';
import { parseSort, type SortKey } from '../query/sort.js';
import type { Collection } from '../storage/catalog.js';
import { checkId, decodeIndexed, fromDocument } from '../storage/documents.js';
import { parseUpdate, upsertBase, type Update } from '../update/apply.js';
import { decode, decodeFields } from '../values/decode.js';
import { encode, MAX_DOCUMENT_BYTES } from '../values/encode.js';
import type { Document, Value } from '../values/kinds.js';
import type { Context } from './command.js';

/** One update or (without `update`) one delete. */
export interface Statement {
  readonly filter: Document;
  readonly update: Value;
  readonly multi: boolean;
  readonly upsert: boolean;
  readonly arrayFilters?: readonly Value[] | undefined;
  readonly hint?: Value;
  readonly sort?: Value;
  readonly variables: Document;
}

export interface Outcome {
  matched: number;
  modified: number;
  /** The document that an upsert made. */
  upserted?: Document;
  /** The only document that was changed or removed, before and after (findAndModify). */
  before?: Document;
  after?: Document;
}

/** A write looks at so many documents within a transaction; beyond, it searches outside first. */
const BUDGET = 2000;
/** A write of many documents gives way to others after this long; each piece costs a flush. */
const WRITE_SLICE_MS = 12;
export const OVER: unique symbol = Symbol('over budget');
const OVER_ERROR = new Error('over budget');

/** Runs one statement. */
export async function modifyStatement(
  context: Context,
  name: string,
  statement: Statement,
  command: Document,
): Promise<Outcome> {
  const modification = new Modification(context, name, statement, command, 0);
  const quick = await context.store.engine.commit(() => modification.quickly());
  return quick === OVER ? modification.slowly() : quick;
}

/**
 * A statement that is ready to run. What an index leads to quickly is found and changed in one transaction. A longer
 * search runs outside, a piece at a time; then each document is looked at again and changed in transactions that
 * others share.
 */
export class Modification {
  private readonly filter: Filter;
  private readonly sort: readonly SortKey[];
  private readonly change: Update | null;
  private readonly namespace: string;
  private readonly pace = new Pace();

  constructor(
    private readonly context: Context,
    private readonly name: string,
    private readonly statement: Statement,
    private readonly command: Document,
    /** Its place in the command, for retries. */
    private readonly place: number,
  ) {
    this.namespace = `${context.database}.${name}`;
    this.filter = compileFilter(statement.filter, statement.variables);
    this.sort = parseSort(statement.sort);
    this.change = statement.update === null ? null : parseUpdate(statement.update, statement);
  }

  /** Inside a transaction: the outcome, unless the search takes longer. */
  quickly(): Outcome | typeof OVER {
    return this.once(() => this.inOneGo());
  }

  /** Outside. */
  slowly(): Promise<Outcome> {
    return this.statement.multi ? this.many() : this.single();
  }

  /** A retried command is answered as it was the first time. */
  private once(work: () => Outcome | typeof OVER): Outcome | typeof OVER {
    if (this.command.txnNumber === undefined) return work();
    try {
      const reply = this.context.store.retries.once(this.command, this.place, () => {
        const outcome = work();
        if (outcome === OVER) throw OVER_ERROR;
        return { ...outcome };
      });
      return reply as unknown as Outcome;
    } catch (error) {
      if (error === OVER_ERROR) return OVER;
      throw error;
    }
  }

  private finder(collection: Collection): Finder {
    const { filter, sort } = this;
    const limit = this.statement.multi ? 0 : 1;
    return new Finder(this.context.store.engine, collection, {
      filter,
      sort,
      limit,
      hint: this.statement.hint,
    });
  }

  private inOneGo(): Outcome | typeof OVER {
    const collection = this.context.store.catalog.get(this.namespace);
    const matches: Match[] = [];
    if (collection) {
      const finder = this.finder(collection);
      if (!this.change && this.statement.multi && isCovered(finder.plan, this.filter))
        return this.removeCovered(collection, finder);
      for (;;) {
        const match = finder.tryNext(BUDGET);
        if (match === undefined) return OVER;
        if (match === null) break;
        matches.push(match);
        if (!this.statement.multi) break;
      }
    }
    if (matches.length === 0) return this.nothingFound();
    const outcome: Outcome = { matched: 0, modified: 0 };
    for (const match of matches) this.act(collection!, match, outcome);
    return outcome;
  }

  /** Removes what the keys of an index alone tell: no document is tested, and of each only what is indexed is read. */
  private removeCovered(collection: Collection, { scan }: Finder): Outcome | typeof OVER {
    const { documents } = this.context.store;
    const found: Found[] = [];
    for (let next = scan.next(); next; next = scan.next()) {
      if (found.length >= BUDGET) return OVER;
      found.push(next);
    }
    for (const { record, bytes } of found)
      documents.remove(collection, record, decodeIndexed(collection, bytes));
    return { matched: found.length, modified: 0 };
  }

  private nothingFound(): Outcome {
    return this.statement.upsert ? this.insert() : { matched: 0, modified: 0 };
  }

  /** Searches outside, then takes what it found if it still matches; else searches again. */
  private async single(): Promise<Outcome> {
    const { store } = this.context;
    for (;;) {
      const collection = store.catalog.get(this.namespace);
      const candidate = collection ? await this.finder(collection).advance(this.pace) : null;
      const outcome = await store.engine.commit(() =>
        this.once(() => {
          if (!candidate) return this.nothingFound();
          const match = this.again(candidate.record);
          if (!match) return OVER;
          const result: Outcome = { matched: 0, modified: 0 };
          this.act(store.catalog.get(this.namespace)!, match, result);
          return result;
        }),
      );
      if (outcome !== OVER) return outcome;
    }
  }

  private async many(): Promise<Outcome> {
    const { store } = this.context;
    const collection = store.catalog.get(this.namespace);
    const records: number[] = [];
    if (collection) {
      const finder = this.finder(collection);
      for (let match = await finder.advance(this.pace); match; match = await finder.advance(this.pace)) {
        records.push(match.record);
      }
    }
    if (records.length === 0) return store.engine.commit(() => this.nothingFound());
    const outcome: Outcome = { matched: 0, modified: 0 };
    for (let at = 0; at < records.length;) {
      at = await store.engine.commit(() => {
        const pace = new Pace(0, WRITE_SLICE_MS);
        let i = at;
        while (i < records.length && !pace.due) {
          const match = this.again(records[i++]!);
          if (match) this.act(store.catalog.get(this.namespace)!, match, outcome);
        }
        return i;
      });
    }
    return outcome;
  }

  /** A document that was found before, if it still is one. */
  private again(record: number): Match | null {
    const { store } = this.context;
    const collection = store.catalog.get(this.namespace);
    const bytes = collection && store.documents.get(collection, record);
    if (!bytes) return null;
    const document = decode(bytes);
    return this.filter.test(document) ? { record, document, bytes } : null;
  }

  private act(collection: Collection, match: Match, outcome: Outcome): void {
    const { documents } = this.context.store;
    outcome.before = match.document;
    if (!this.change) {
      documents.remove(collection, match.record, match.document);
      outcome.matched++;
      return;
    }
    const details: MatchDetails = {};
    if (this.change.needsPosition) this.filter.test(match.document, details);
    const next = this.change.apply(forChange(match, this.change), details, false);
    const bytes = encodeChecked(next);
    outcome.matched++;
    outcome.after = next;
    if (bytes.equals(match.bytes)) return;
    documents.replace(collection, match.record, match.document, next, bytes, this.change.touched);
    outcome.modified++;
  }

  private insert(): Outcome {
    const { store, database } = this.context;
    const base =
      this.change!.type === 'replacement' ? idOnly(upsertBase(this.filter)) : upsertBase(this.filter);
    const made = this.change!.apply(base, {}, true);
    const { document, bytes } = fromDocument(made);
    store.documents.insert(store.catalog.getOrCreate(database, this.name), bytes, document);
    return { matched: 0, modified: 0, upserted: document, after: document };
  }
}

/** A document of which an update may change the touched fields in place: what it was stays as it is. */
function forChange({ document, bytes }: Match, { type, touched }: Update): Document {
  if (type === 'replacement' || (type === 'pipeline' && touched)) return document; // these leave it alone
  if (!touched || touched.has('__proto__')) return decode(bytes);
  return { ...document, ...decodeFields(bytes, touched) };
}

const idOnly = (document: Document): Document => (document._id === undefined ? {} : { _id: document._id });

function encodeChecked(document: Document): Buffer {
  checkId(document._id);
  const bytes = encode(document);
  if (bytes.length > MAX_DOCUMENT_BYTES) {
    throw new StoreError(17419, `Resulting document after update is larger than ${MAX_DOCUMENT_BYTES}`);
  }
  return bytes;
}
