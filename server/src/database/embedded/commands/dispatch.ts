import { StoreError } from '../errors.js';
import type { Store } from '../store.js';
import { isDocument, type Document } from '../values/kinds.js';
import { shell } from '../values/shell.js';
import type { Answer } from '../wire/listen.js';
import { adminCommands } from './admin.js';
import { aggregateCommands } from './aggregate.js';
import { collectionCommands } from './collections.js';
import type { Command, Commands } from './command.js';
import { explainCommands } from './explain.js';
import { findAndModifyCommands } from './find-and-modify.js';
import { handshakeCommands } from './handshake.js';
import { indexCommands } from './indexes.js';
import { readCommands } from './read.js';
import { writeCommands } from './write.js';

/** Every command that is answered; any other is refused by its name. */
export const commands: Commands = {
  ...handshakeCommands,
  ...readCommands,
  ...writeCommands,
  ...findAndModifyCommands,
  ...aggregateCommands,
  ...collectionCommands,
  ...indexCommands,
  ...explainCommands,
  ...adminCommands,
};

/** Fields that any command may carry. */
const COMMON = new Set([
  '$db', 'lsid', 'txnNumber', 'stmtId', 'stmtIds', '$clusterTime', '$readPreference', 'readConcern', 'writeConcern',
  'maxTimeMS', 'comment', 'apiVersion', 'apiStrict', 'apiDeprecationErrors', 'autocommit', 'startTransaction',
  'mayBypassWriteBlocking', '$audit', '$client', '$configServerState', '$queryOptions',
]); // prettier-ignore

/** Finds the command, checks what it carries, runs it. */
export function answerWith(store: Store): Answer {
  return async (body, connection) => {
    const name = Object.keys(body)[0] ?? '';
    const command = Object.hasOwn(commands, name) ? commands[name]! : null;
    if (!command) throw new StoreError(59, `no such command: '${name}'`);
    const database = body.$db;
    if (typeof database !== 'string') throw new StoreError(40571, 'OP_MSG requests require a $db argument');
    if (command.adminOnly && database !== 'admin')
      throw new StoreError(13, `${name} may only be run against the admin database.`);
    checkApi(name, command, body);
    refuseUnknownFields(name, command, body);
    refuseTransactions(body);
    checkConcerns(body);
    return command.run(body, { store, database, connection });
  };
}

/** The stable API has one version; who asks for it strictly is held to it. */
function checkApi(
  name: string,
  command: Command,
  { apiVersion, apiStrict, apiDeprecationErrors }: Document,
): void {
  if (apiVersion === undefined) {
    if (apiStrict === undefined && apiDeprecationErrors === undefined) return;
    throw new StoreError(
      72,
      'Provided values for apiStrict/apiDeprecationErrors in the command, but no apiVersion',
    );
  }
  if (apiVersion !== '1') throw new StoreError(322, `API version must be "1", not ${shell(apiVersion)}`);
  if (apiStrict === true && !command.stable)
    throw new StoreError(323, `Provided apiStrict:true, but the command ${name} is not in API Version 1`);
}

function refuseUnknownFields(name: string, command: Command, body: Document): void {
  if (!command.fields) return;
  for (const field of Object.keys(body)) {
    if (field === name || COMMON.has(field) || command.fields.includes(field)) continue;
    throw new StoreError(40415, `BSON field '${name}.${field}' is an unknown field.`);
  }
}

/** As a standalone MongoDB answers; retryable writes (a number without `autocommit`) are taken. */
function refuseTransactions(body: Document): void {
  if (body.startTransaction !== undefined || body.autocommit !== undefined) {
    throw new StoreError(20, 'Transaction numbers are only allowed on a replica set member or mongos');
  }
}

const READ_CONCERNS = new Set(['local', 'available', 'majority', 'linearizable']);

function checkConcerns(body: Document): void {
  const { readConcern, writeConcern } = body;
  if (
    isDocument(readConcern) &&
    readConcern.level !== undefined &&
    !READ_CONCERNS.has(readConcern.level as string)
  ) {
    throw new StoreError(
      readConcern.level === 'snapshot' ? 246 : 9,
      `the read concern ${shell(readConcern.level)} is not supported on a standalone server`,
    );
  }
  if (!isDocument(writeConcern)) return;
  const { w } = writeConcern;
  if (typeof w === 'number' && w > 1)
    throw new StoreError(2, "cannot use 'w' > 1 when a host is not replicated");
  if (typeof w === 'string' && w !== 'majority') {
    throw new StoreError(
      2,
      `cannot use non-majority 'w' mode ${w} when a host is not a member of a replica set`,
    );
  }
}
