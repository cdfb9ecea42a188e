import { Double } from 'bson';
import { failedToParse, StoreError } from '../errors.js';
import { prepare } from '../storage/documents.js';
import { encode } from '../values/encode.js';
import { isDocument, RawDocument, typeOf, type Document, type Value } from '../values/kinds.js';
import { shell } from '../values/shell.js';
import {
  booleanField,
  collectionName,
  OK,
  refuseCollation,
  variablesOf,
  type Commands,
  type Context,
} from './command.js';
import { Modification, OVER, type Outcome, type Statement } from './modify.js';
import { Pace } from '../query/find.js';

const MAX_BATCH = 100_000;

interface WriteError {
  index: number;
  code: number;
  errmsg: string;
}

function writeError(index: number, error: unknown): Document {
  if (!(error instanceof StoreError)) throw error;
  if (error.code === 14031 || error.code === 1) throw error; // the disk, not the document
  const described: WriteError & Document = { index, code: error.code, errmsg: error.message };
  return { ...described, ...error.details };
}

/** A list of statements, whether it came in the body or as a sequence of documents. */
function statements(command: Document, name: string): Value[] {
  const list = command[name];
  if (!Array.isArray(list)) {
    throw new StoreError(
      list === undefined ? 40414 : 14,
      list === undefined
        ? `BSON field '${Object.keys(command)[0]}.${name}' is missing but a required field`
        : `BSON field '${Object.keys(command)[0]}.${name}' is the wrong type '${typeOf(list).alias}', expected type 'array'`,
    );
  }
  if (list.length === 0 || list.length > MAX_BATCH) {
    throw new StoreError(
      16,
      `Write batch sizes must be between 1 and ${MAX_BATCH}. Got ${list.length} operations.`,
    );
  }
  return list as Value[];
}

async function insert(command: Document, context: Context): Promise<Document> {
  const { store, database } = context;
  const name = collectionName(command, 'insert');
  const ordered = booleanField(command, 'ordered', true);
  const prepared = statements(command, 'documents').map((item) => {
    if (!(item instanceof RawDocument) && !isDocument(item))
      throw new StoreError(14, 'BSON field insert.documents holds something else than documents');
    try {
      return prepare(item instanceof RawDocument ? item.bytes : encode(item));
    } catch (error) {
      if (error instanceof StoreError && error.code !== 22) return error;
      throw error;
    }
  });
  return store.engine.commit(() =>
    store.retries.once(command, 0, () => {
      const collection = store.catalog.getOrCreate(database, name);
      const writeErrors: Document[] = [];
      let n = 0;
      for (let i = 0; i < prepared.length; i++) {
        const item = prepared[i]!;
        try {
          if (item instanceof StoreError) throw item;
          store.documents.insert(collection, item);
          n++;
        } catch (error) {
          writeErrors.push(writeError(i, error));
          if (ordered) break;
        }
      }
      return writeErrors.length > 0 ? { n, writeErrors, ok: OK } : { n, ok: OK };
    }),
  );
}

const UPDATE_FIELDS = ['q', 'u', 'c', 'upsert', 'multi', 'arrayFilters', 'hint', 'collation', 'sort'];
const DELETE_FIELDS = ['q', 'limit', 'hint', 'collation'];

function knownFields(statement: Document, known: readonly string[], command: string): void {
  for (const field of Object.keys(statement)) {
    if (!known.includes(field))
      throw new StoreError(40415, `BSON field '${command}.${field}' is an unknown field.`);
  }
}

function parseUpdateStatement(item: Value, command: Document): Statement {
  const statement = asDocument(item, 'update.updates');
  knownFields(statement, UPDATE_FIELDS, 'update.updates');
  refuseCollation(statement.collation);
  if (statement.c !== undefined && !Array.isArray(statement.u))
    throw failedToParse('Constant values may only be specified for pipeline updates');
  if (statement.u === undefined)
    throw new StoreError(40414, "BSON field 'update.updates.u' is missing but a required field");
  if (!isDocument(statement.u) && !Array.isArray(statement.u))
    throw failedToParse('Update argument must be either an object or an array');
  const multi = booleanField(statement, 'multi', false);
  if (multi && statement.sort !== undefined) throw failedToParse('Cannot specify sort with multi=true');
  return {
    filter: required(statement, 'q', 'update.updates.q'),
    update: statement.u,
    multi,
    upsert: booleanField(statement, 'upsert', false),
    arrayFilters: arrayField(statement, 'arrayFilters'),
    hint: statement.hint,
    sort: statement.sort,
    variables: { ...variablesOf(command), ...(isDocument(statement.c) ? statement.c : {}) },
  };
}

function parseDeleteStatement(item: Value, command: Document): Statement {
  const statement = asDocument(item, 'delete.deletes');
  knownFields(statement, DELETE_FIELDS, 'delete.deletes');
  refuseCollation(statement.collation);
  if (statement.limit === undefined)
    throw new StoreError(40414, "BSON field 'delete.deletes.limit' is missing but a required field");
  const limit = Number(statement.limit instanceof Double ? statement.limit.value : statement.limit);
  if (limit !== 0 && limit !== 1)
    throw failedToParse(`The limit field in delete objects must be 0 or 1. Got ${shell(statement.limit)}`);
  return {
    filter: required(statement, 'q', 'delete.deletes.q'),
    update: null,
    multi: limit === 0,
    upsert: false,
    hint: statement.hint,
    variables: variablesOf(command),
  };
}

function asDocument(item: Value, name: string): Document {
  if (!isDocument(item))
    throw new StoreError(
      14,
      `BSON field '${name}' is the wrong type '${typeOf(item).alias}', expected type 'object'`,
    );
  return item;
}

function required(statement: Document, field: string, name: string): Document {
  const value = statement[field];
  if (value === undefined)
    throw new StoreError(40414, `BSON field '${name}' is missing but a required field`);
  return asDocument(value, name);
}

function arrayField(statement: Document, name: string): Value[] | undefined {
  const value = statement[name];
  if (value === undefined) return undefined;
  if (!Array.isArray(value))
    throw new StoreError(
      14,
      `BSON field '${name}' is the wrong type '${typeOf(value).alias}', expected type 'array'`,
    );
  return value as Value[];
}

async function update(command: Document, context: Context): Promise<Document> {
  const list = statements(command, 'updates').map((item) => parseUpdateStatement(item, command));
  const name = collectionName(command, 'update');
  const { outcomes, writeErrors } = await runStatements(context, name, list, command);
  const reply: Document = { n: 0, nModified: 0 };
  const upserted: Document[] = [];
  let [n, nModified] = [0, 0];
  for (const [index, outcome] of outcomes) {
    n += outcome.matched + (outcome.upserted ? 1 : 0);
    nModified += outcome.modified;
    if (outcome.upserted) upserted.push({ index, _id: outcome.upserted._id });
  }
  Object.assign(reply, { n, nModified });
  if (upserted.length > 0) reply.upserted = upserted;
  if (writeErrors.length > 0) reply.writeErrors = writeErrors;
  return { ...reply, ok: OK };
}

async function remove(command: Document, context: Context): Promise<Document> {
  const list = statements(command, 'deletes').map((item) => parseDeleteStatement(item, command));
  const name = collectionName(command, 'delete');
  const { outcomes, writeErrors } = await runStatements(context, name, list, command);
  const n = [...outcomes.values()].reduce((sum, { matched }) => sum + matched, 0);
  return writeErrors.length > 0 ? { n, writeErrors, ok: OK } : { n, ok: OK };
}

/**
 * Runs statements one after another; as many as an index serves quickly share a transaction and its flush. Ordered
 * ones end with the first error.
 */
async function runStatements(
  context: Context,
  name: string,
  list: readonly Statement[],
  command: Document,
): Promise<{ outcomes: Map<number, Outcome>; writeErrors: Document[] }> {
  const ordered = booleanField(command, 'ordered', true);
  const outcomes = new Map<number, Outcome>();
  const writeErrors: Document[] = [];
  const fail = (index: number, error: unknown): void => void writeErrors.push(writeError(index, error));
  const ended = () => ordered && writeErrors.length > 0;
  let at = 0;
  const next = (): Modification | null => {
    for (; at < list.length && !ended(); at++) {
      try {
        return new Modification(context, name, list[at]!, command, at);
      } catch (error) {
        fail(at, error);
      }
    }
    return null;
  };
  for (let modification = next(); modification; modification = next()) {
    const first = modification;
    const left = await context.store.engine.commit(() => quickly(first));
    if (!left) continue;
    try {
      outcomes.set(at, await left.slowly());
    } catch (error) {
      fail(at, error);
    }
    at++;
  }
  return { outcomes, writeErrors };

  /** Within a transaction: goes on until one takes longer (which is returned) or the time is up. */
  function quickly(first: Modification): Modification | null {
    const pace = new Pace();
    for (let current: Modification | null = first; current; current = pace.due ? null : next()) {
      try {
        const outcome = current.quickly();
        if (outcome === OVER) return current;
        outcomes.set(at, outcome);
      } catch (error) {
        fail(at, error);
      }
      at++;
    }
    return null;
  }
}

export const writeCommands: Commands = {
  insert: { stable: true, fields: ['documents', 'ordered', 'bypassDocumentValidation'], run: insert },
  update: { stable: true, fields: ['updates', 'ordered', 'bypassDocumentValidation', 'let'], run: update },
  delete: { stable: true, fields: ['deletes', 'ordered', 'let'], run: remove },
};
