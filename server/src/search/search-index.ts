/**
 * STO-5: keeps the search index. What must hold:
 *
 * - No send waits for it: a message is indexed after it is stored and told of, and takes a twentieth of the time
 *   that is left, however much is written.
 * - Nothing is missed: what a process did not come to, because it died or had too much to do, is found by reading the
 *   store on from a mark that is stored itself (`catch-up.ts`).
 * - Nothing stays: whoever indexed something looks afterwards whether its conversation is still there, and the
 *   catch-up looks again for those who died in between.
 */
import type { Context } from '../context.js';
import { catchUp } from './catch-up.js';
import { forgetPurged, type Indexable, type SearchParts } from './indexable.js';
import type { SearchEntryDocument } from './search-entry.model.js';
import { tokensOf } from './words.js';

const batchSize = 50;
/** What comes while so much waits is left to the catch-up. */
const mostWaiting = 5_000;
/** Milliseconds in which more may join a batch. */
const gather = 50;
/** A batch that took so long is followed by a pause so many times as long. */
const pauseShare = 19;
/** Milliseconds between two looks of the catch-up, and how far behind it stays: what was begun by then is stored. */
const every = 20_000;
const behind = 60_000;

export class SearchIndex {
  #waiting: Indexable[] = [];
  #working: Promise<void> | null = null;
  #hurry: (() => void) | null = null;
  #hurried = false;

  constructor(private readonly parts: SearchParts) {}

  watch({ bus, jobs }: Pick<Context, 'bus' | 'jobs'>): void {
    bus.listen('message.posted', ({ message, merchant }) => {
      if (message.kind !== 'text') return;
      const { conversation, seq, at, text } = message;
      this.#add({ merchant, conversation, kind: 'message', number: seq, at: new Date(at), text });
    });
    bus.listen('note.written', ({ note, merchant }) => {
      const { conversation, number, at, text } = note;
      this.#add({ merchant, conversation, kind: 'note', number, at: new Date(at), text });
    });
    jobs.add({ name: 'search', every, run: () => this.catchUp(Date.now() - behind) });
  }

  /** Resolves when all that was told here so far is in the index, or has been left to the catch-up. */
  async settle(): Promise<void> {
    this.#hurried = true;
    this.#hurry?.();
    await this.#working;
    this.#hurried = false;
  }

  /** Indexes what the store has and the index has not, up to what was begun at `until` (by this machine's clock). */
  catchUp(until: number): Promise<void> {
    return catchUp(this.parts, (found) => this.store(found), until);
  }

  /** Adds entries; those that are there already stay as they are. */
  async store(found: readonly Indexable[]): Promise<void> {
    if (found.length === 0) return;
    const { models, searchKeys } = this.parts;
    const entries: SearchEntryDocument[] = [];
    for (const { text, ...entry } of found)
      entries.push({ ...entry, tokens: await searchKeys.tokens(entry.merchant, tokensOf(text)) });
    try {
      await models.SearchEntry.collection.insertMany(entries as never[], { ordered: false });
    } catch (error) {
      const { writeErrors = [] } = error as { writeErrors?: { code: number }[] };
      if (writeErrors.length === 0 || writeErrors.some(({ code }) => code !== 11_000)) throw error;
    }
    await forgetPurged(
      this.parts,
      entries.map(({ conversation }) => conversation),
    );
  }

  #add(found: Indexable): void {
    if (this.#waiting.length >= mostWaiting) return;
    this.#waiting.push(found);
    this.#working ??= this.#work().finally(() => (this.#working = null));
  }

  async #work(): Promise<void> {
    let pause = gather;
    while (this.#waiting.length > 0) {
      await this.#rest(pause);
      const since = performance.now();
      const batch = this.#waiting.splice(0, batchSize);
      await this.store(batch).catch((error: unknown) =>
        this.parts.log.warn({ err: error }, 'the search index is behind; it catches up by the store'),
      );
      pause = Math.max(gather, (performance.now() - since) * pauseShare);
    }
  }

  #rest(milliseconds: number): Promise<void> {
    if (this.#hurried) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.#hurry = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
