import { Double } from 'bson';
import { notImplemented } from '../errors.js';
import { compileFilter, filterDocument } from '../query/filter.js';
import { checkNamespace, type Collection } from '../storage/catalog.js';
import { isDocument, type Document } from '../values/kinds.js';
import {
  booleanField,
  collectionName,
  documentField,
  numberField,
  OK,
  type Commands,
  type Context,
} from './command.js';
import { firstBatch } from './read.js';

const CREATE_UNSUPPORTED = [
  'capped',
  'timeseries',
  'viewOn',
  'validator',
  'clusteredIndex',
  'changeStreamPreAndPostImages',
  'encryptedFields',
];

async function create(command: Document, context: Context): Promise<Document> {
  const name = collectionName(command, 'create');
  checkNamespace(context.database, name);
  for (const option of CREATE_UNSUPPORTED) {
    const value = command[option];
    if (value !== undefined && value !== false && !(isDocument(value) && Object.keys(value).length === 0)) {
      throw notImplemented(`create with ${option}`);
    }
  }
  if (isDocument(command.collation) && command.collation.locale !== 'simple')
    throw notImplemented('collation');
  const { catalog, engine } = context.store;
  // As in MongoDB 7 what exists with the same options is created again without complaint, and here all have the same.
  await engine.commit(() => void catalog.getOrCreate(context.database, name));
  return { ok: OK };
}

async function drop(command: Document, context: Context): Promise<Document> {
  const namespace = `${context.database}.${collectionName(command, 'drop')}`;
  const collection = await context.store.engine.commit(() => {
    const existing = context.store.catalog.get(namespace);
    if (existing) context.store.catalog.drop(existing);
    return existing;
  });
  context.store.cursors.killNamespace(namespace);
  context.store.sweepSoon();
  return collection ? { nIndexesWas: collection.indexes.length, ns: namespace, ok: OK } : { ok: OK };
}

async function dropDatabase(_command: Document, context: Context): Promise<Document> {
  const { store, database } = context;
  const dropped = await store.engine.commit(() => {
    const collections = store.catalog.inDatabase(database);
    for (const collection of collections) store.catalog.drop(collection);
    return collections;
  });
  for (const collection of dropped) store.cursors.killNamespace(collection.namespace);
  store.sweepSoon();
  return { dropped: database, ok: OK };
}

async function listCollections(command: Document, context: Context): Promise<Document> {
  const filter = compileFilter(filterDocument(command.filter, 'filter'));
  const nameOnly = booleanField(command, 'nameOnly', false);
  const described = context.store.catalog
    .inDatabase(context.database)
    .map(describe)
    .filter((description) => filter.test(description))
    .map((description) => (nameOnly ? { name: description.name, type: description.type } : description));
  const namespace = `${context.database}.$cmd.listCollections`;
  const batchSize =
    documentField(command, 'cursor').batchSize === undefined
      ? Infinity
      : numberField(documentField(command, 'cursor'), 'batchSize', 0);
  let at = 0;
  const source = { next: () => Promise.resolve(described[at++] ?? null) };
  return firstBatch(namespace, await context.store.cursors.start(namespace, source, batchSize));
}

function describe(collection: Collection): Document {
  return {
    name: collection.name,
    type: 'collection',
    options: {},
    info: { readOnly: false, uuid: collection.uuid },
    idIndex: { v: 2, key: { _id: 1 }, name: '_id_' },
  };
}

function listDatabases(command: Document, context: Context): Document {
  const nameOnly = booleanField(command, 'nameOnly', false);
  const filter = compileFilter(filterDocument(command.filter, 'filter'));
  const names = [...new Set(context.store.catalog.all().map((collection) => collection.database))].sort();
  const databases = names
    .map((name): Document => (nameOnly ? { name } : { name, sizeOnDisk: new Double(0), empty: false }))
    .filter((database) => filter.test(database));
  return nameOnly ? { databases, ok: OK } : { databases, totalSize: new Double(0), ok: OK };
}

async function collStats(command: Document, context: Context): Promise<Document> {
  const name = collectionName(command, 'collStats' in command ? 'collStats' : 'collstats');
  const collection = context.store.catalog.get(`${context.database}.${name}`);
  return {
    ns: `${context.database}.${name}`,
    count: collection?.count ?? 0,
    nindexes: collection?.indexes.length ?? 0,
    ok: OK,
  };
}

function dbStats(_command: Document, context: Context): Document {
  const collections = context.store.catalog.inDatabase(context.database);
  return {
    db: context.database,
    collections: collections.length,
    objects: collections.reduce((sum, { count }) => sum + count, 0),
    indexes: collections.reduce((sum, { indexes }) => sum + indexes.length, 0),
    ok: OK,
  };
}

export const collectionCommands: Commands = {
  create: {
    stable: true,
    fields: [
      'idIndex',
      'collation',
      'expireAfterSeconds',
      'size',
      'max',
      'storageEngine',
      'indexOptionDefaults',
      'validationLevel',
      'validationAction',
      'pipeline',
      'autoIndexId',
      'flags',
      ...CREATE_UNSUPPORTED,
    ],
    run: create,
  },
  drop: { stable: true, fields: [], run: drop },
  dropDatabase: { stable: true, fields: [], run: dropDatabase },
  listCollections: {
    stable: true,
    fields: ['filter', 'nameOnly', 'authorizedCollections', 'cursor'],
    run: listCollections,
  },
  listDatabases: {
    stable: true,
    fields: ['filter', 'nameOnly', 'authorizedDatabases'],
    adminOnly: true,
    run: listDatabases,
  },
  dbStats: { fields: ['scale', 'freeStorage'], run: dbStats },
  collStats: { fields: ['scale'], run: collStats },
};
