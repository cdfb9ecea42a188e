import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MongoClient, type Db } from './driver.js';
import { afterAll, beforeAll } from 'vitest';
import { serveStore, type Served } from '../serve.js';

export interface TestStore {
  readonly client: MongoClient;
  readonly db: Db;
  /** The store itself; null when the tests run against `MONGODB_URI`. */
  readonly served: Served | null;
}

/** A store for the tests of a file: the embedded one in a folder of its own, or the server at `MONGODB_URI`. */
export function withStore(): TestStore {
  const uri = process.env.MONGODB_URI;
  const state: { client?: MongoClient; served: Served | null; folder?: string } = { served: null };
  beforeAll(async () => {
    if (!uri) {
      state.folder = mkdtempSync(join(tmpdir(), 'parlour-store-'));
      state.served = await serveStore({ folder: state.folder });
    }
    state.client = await new MongoClient(uri ?? state.served!.uri).connect();
  });
  afterAll(async () => {
    if (uri) await state.client?.db('parlour_conformance').dropDatabase();
    await state.client?.close();
    await state.served?.close();
    if (state.folder) rmSync(state.folder, { recursive: true, force: true });
  });
  return {
    get client() {
      return state.client!;
    },
    get db() {
      return state.client!.db('parlour_conformance');
    },
    get served() {
      return state.served;
    },
  };
}

/** An error of the server's, as its code and the beginning of its name. */
export async function refusal(
  work: Promise<unknown>,
): Promise<{ code: unknown; codeName?: unknown; message: string }> {
  try {
    await work;
  } catch (error) {
    const { code, codeName, message } = error as { code: unknown; codeName?: unknown; message: string };
    return { code, codeName, message };
  }
  throw new Error('it was not refused');
}
