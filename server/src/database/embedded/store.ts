import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Cursors } from './commands/cursors.js';
import { Retries } from './commands/retries.js';
import { Catalog } from './storage/catalog.js';
import { Documents } from './storage/documents.js';
import { Engine } from './storage/engine.js';
import type { Progress } from './storage/copy.js';
import { currentFile, syncFolder } from './storage/files.js';

const SWEEP_ROWS = 2000;

/** An open store: what the commands work on. */
export class Store {
  readonly engine: Engine;
  readonly catalog: Catalog;
  readonly documents: Documents;
  readonly cursors = new Cursors();
  readonly retries: Retries;
  readonly started = Date.now();
  /** How long the opening took. */
  readonly openedInMs: number;
  /** Indexes being built: how far. */
  readonly builds = new Set<{ namespace: string; done: number; total: number }>();
  /** Long pieces of work that are going on: how far. */
  readonly tasks = new Set<Progress>();
  private sweeping: Promise<void> | null = null;

  constructor(readonly folder: string) {
    const begun = performance.now();
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    this.engine = new Engine(join(folder, currentFile(folder)));
    syncFolder(folder); // a new file's name must outlive a power cut as well
    this.catalog = new Catalog(this.engine);
    this.documents = new Documents(this.engine, this.catalog);
    this.retries = new Retries(this.engine);
    this.openedInMs = Math.round(performance.now() - begun);
  }

  /** Takes away the indexes that were being built when the process ended: nobody was told that they exist. */
  async recover(): Promise<void> {
    await this.engine.commit(() => {
      for (const collection of this.catalog.all()) {
        for (const index of collection.indexes.filter(({ building }) => building)) {
          this.catalog.dropIndex(collection, index);
        }
      }
    });
  }

  /** Removes the rows of what was dropped, in pieces between other writes. */
  sweepSoon(): void {
    this.sweeping ??= this.sweep().finally(() => (this.sweeping = null));
  }

  /** Resolves when nothing of what was dropped is left. */
  async swept(): Promise<void> {
    while (this.sweeping) await this.sweeping;
    await this.sweep();
  }

  private async sweep(): Promise<void> {
    while (this.catalog.hasGarbage) await this.engine.commit(() => this.catalog.sweep(SWEEP_ROWS));
  }

  async close(): Promise<void> {
    await this.engine.close();
  }
}
