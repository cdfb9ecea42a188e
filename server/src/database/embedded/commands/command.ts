import { Double } from 'bson';
import { evaluateExpression } from '../aggregate/expression.js';
import { failedToParse, StoreError, typeMismatch } from '../errors.js';
import type { Store } from '../store.js';
import { isDocument, Kind, kindOf, typeOf, type Document, type Value } from '../values/kinds.js';
import { toDouble } from '../values/numbers.js';
import type { Connection } from '../wire/listen.js';

/** What a command is run with. */
export interface Context {
  readonly store: Store;
  readonly database: string;
  readonly connection: Connection;
}

export interface Command {
  /** The fields it takes besides those that every command may carry; null where MongoDB overlooks what it does not know. */
  readonly fields: readonly string[] | null;
  /** Part of MongoDB's stable API, which is all that `apiStrict` allows. */
  readonly stable?: boolean;
  readonly adminOnly?: boolean;
  run(command: Document, context: Context): Promise<Document> | Document;
}

export type Commands = Readonly<Record<string, Command>>;

export const OK = new Double(1);

/** The name of the collection that a command is about. */
export function collectionName(command: Document, name: string): string {
  const value = command[name];
  if (typeof value !== 'string') {
    throw new StoreError(73, `collection name has invalid type ${typeOf(value).alias}`);
  }
  if (value === '' || value.includes('\0'))
    throw new StoreError(73, `Invalid namespace specified '${String(command.$db)}.${value}'`);
  return value;
}

export function numberField(command: Document, name: string, fallback: number): number {
  const value = command[name];
  if (value === undefined || value === null) return fallback;
  if (kindOf(value) !== Kind.Number) {
    throw typeMismatch(
      `BSON field '${name}' is the wrong type '${typeOf(value).alias}', expected types '[long, int, decimal, double]'`,
    );
  }
  const number = Math.trunc(toDouble(value));
  if (number < 0)
    throw new StoreError(51024, `BSON field '${name}' value must be >= 0, actual value '${number}'`);
  return number;
}

export function booleanField(command: Document, name: string, fallback: boolean): boolean {
  const value = command[name];
  if (value === undefined || value === null) return fallback;
  if (typeof value === 'boolean') return value;
  if (kindOf(value) === Kind.Number) return toDouble(value) !== 0;
  throw typeMismatch(
    `BSON field '${name}' is the wrong type '${typeOf(value).alias}', expected types '[bool, long, int, decimal, double]'`,
  );
}

export function documentField(command: Document, name: string): Document {
  const value = command[name];
  if (value === undefined || value === null) return {};
  if (!isDocument(value))
    throw typeMismatch(
      `BSON field '${name}' is the wrong type '${typeOf(value).alias}', expected type 'object'`,
    );
  return value;
}

/** `let` of a command: variables for `$expr` and pipelines. */
export function variablesOf(command: Document): Document {
  const declared = documentField(command, 'let');
  return Object.fromEntries(
    Object.keys(declared).map((name) => {
      if (!/^[a-z\u0080-\uffff][\w\u0080-\uffff]*$/.test(name))
        throw failedToParse(`'${name}' starts with an invalid character for a user variable name`);
      return [name, evaluateExpression(declared[name], {})];
    }),
  );
}

/** Collations other than the simple one are not implemented, and said so. */
export function refuseCollation(value: Value): void {
  if (value === undefined || value === null) return;
  if (isDocument(value) && (Object.keys(value).length === 0 || value.locale === 'simple')) return;
  throw new StoreError(238, 'collation is not implemented by the embedded store');
}
