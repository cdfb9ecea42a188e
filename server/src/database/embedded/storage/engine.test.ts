import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { Engine } from './engine.js';

const folder = mkdtempSync(join(tmpdir(), 'parlour-engine-'));
const engine = new Engine(join(folder, 'rows.mdb'));
afterAll(async () => {
  await engine.close();
  rmSync(folder, { recursive: true, force: true });
});

test('STO-2 whoever follows the writes is told of a row when it can be read', async () => {
  const row = Buffer.from('followed');
  const told: (number | undefined)[] = [];
  engine.observer = (table, key) => {
    setImmediate(() => told.push(table.get(key)?.[0]));
  };
  for (const value of [1, 2, 3]) await engine.commit(() => engine.entries.put(row, Buffer.of(value)));
  engine.observer = null;
  await expect.poll(() => told).toEqual([1, 2, 3]);
});
