import type { Connection } from '@parlour/widget/connection/connection.js';
import { searchTranscripts, type SearchResult } from '@parlour/shared/protocol/search.js';
import { Watchers, type Watchable } from '../../data/watchable.js';

/** Milliseconds without a key before the server is asked: each answer counts as having been read. */
const pause = 350;

/** What an agent looks for, and what the server has found. */
export class TranscriptSearch implements Watchable {
  words = '';
  results: readonly SearchResult[] = [];
  state: 'idle' | 'searching' | 'done' | 'failed' = 'idle';
  failed: unknown;
  /** Whether there is more below. */
  get hasMore(): boolean {
    return this.#next !== null;
  }

  readonly #watchers = new Watchers();
  #next: string | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #search = 0;

  constructor(private readonly connection: Connection) {}

  subscribe(changed: () => void): () => void {
    return this.#watchers.subscribe(changed);
  }

  /** Looks for these words soon; for none, at once. */
  look(words: string): void {
    clearTimeout(this.#timer);
    this.words = words;
    if (words.trim() === '') return this.clear();
    this.state = 'searching';
    this.#timer = setTimeout(() => void this.again(), pause);
    this.#watchers.tell();
  }

  clear(): void {
    clearTimeout(this.#timer);
    this.#search++;
    this.words = '';
    this.results = [];
    this.#next = null;
    this.state = 'idle';
    this.#watchers.tell();
  }

  async again(): Promise<void> {
    clearTimeout(this.#timer);
    await this.#ask(null);
  }

  async more(): Promise<void> {
    if (this.#next !== null && this.state !== 'searching') await this.#ask(this.#next);
  }

  async #ask(before: string | null): Promise<void> {
    const search = ++this.#search;
    const words = this.words.trim();
    this.state = 'searching';
    this.#watchers.tell();
    try {
      const input = { words, ...(before !== null && { before }) };
      const { results, next } = await this.connection.call(searchTranscripts, input);
      if (search !== this.#search) return;
      this.results = before === null ? results : [...this.results, ...results];
      this.#next = next;
      this.state = 'done';
    } catch (error) {
      if (search !== this.#search) return;
      this.failed = error;
      this.state = 'failed';
    }
    this.#watchers.tell();
  }
}
