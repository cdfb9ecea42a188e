import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Store } from '../store.js';
import { serveStore } from '../serve.js';
import { MongoClient } from '../testing/driver.js';
import { encode } from '../values/encode.js';
import { prepare } from './documents.js';

test('STO-2 an index that was being built when the process ended is gone, and can be built again', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'parlour-recovery-'));
  const store = new Store(folder);
  await store.engine.commit(() => {
    const collection = store.catalog.create('parlour', 'rows');
    store.documents.insert(collection, prepare(encode({ a: 1 })));
    const index = store.catalog.newIndex({ v: 2, key: { a: 1 }, name: 'a_1' });
    index.building = true; // and here it ends
    collection.indexes.push(index);
    store.catalog.save(collection);
  });
  await store.close();

  const served = await serveStore({ folder });
  const client = await new MongoClient(served.uri).connect();
  const rows = client.db().collection('rows');
  expect((await rows.indexes()).map(({ name }) => name)).toEqual(['_id_']);
  await rows.createIndex({ a: 1 });
  expect(await rows.find({ a: 1 }).hint('a_1').toArray()).toHaveLength(1);
  expect((await client.db('admin').command({ parlourCheck: 1 })).problems).toEqual([]);
  await client.close();
  await served.close();
  rmSync(folder, { recursive: true, force: true });
});
