/**
 * RET-10: what a restored backup would not know. Holds, obligations by law, completed purges, opt-outs, withdrawals and
 * disclosures are written to a file outside the database too, before they act or are answered; at each start the end of it that the database has not seen is carried out first.
 */
import { randomBytes } from 'node:crypto';
import { link, mkdir, open, stat, unlink } from 'node:fs/promises';
import { createReadStream } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Canonical } from '@parlour/shared/rules/canonical-json.js';
import type { Models } from '../models.js';
import type { ConsentEventDocument } from '../consent/consent-event.model.js';
import type { DisclosureDocument } from '../disclosures/disclosure.model.js';
import type { ObligationDocument } from '../obligations/obligation.model.js';
import type { PurgeLedgerDocument } from './purge-ledger.model.js';

export interface JournaledHold {
  readonly _id: string;
  readonly scope: { readonly [key: string]: string | number | undefined };
  readonly reason: string;
  readonly author: string;
  readonly custodians: readonly string[];
  readonly gagged: boolean;
  readonly reviewAt: number;
  readonly placedAt: number;
  readonly releasedAt: number | null;
}

/** RET-13, RET-14: as it was entered, and again when it has ended. */
export type JournaledObligation = Omit<ObligationDocument, 'addedAt' | 'endedAt'> & {
  readonly addedAt: number;
  readonly endedAt: number | null;
};

/** A ledger entry, with times as milliseconds. */
export type JournaledPurge = Omit<PurgeLedgerDocument, 'intentAt' | 'doneAt' | 'conversation' | 'held'> & {
  readonly intentAt: number;
  readonly doneAt: number;
};

export type JournalLine =
  | { readonly kind: 'hold'; readonly hold: JournaledHold }
  | { readonly kind: 'obligation'; readonly obligation: JournaledObligation }
  | { readonly kind: 'purged'; readonly entry: JournaledPurge }
  /** OPT-3: a keyed hash, as in the database. */
  | { readonly kind: 'opt_out'; readonly suppression: string; readonly at: number }
  | { readonly kind: 'disclosed'; readonly entry: JournaledDisclosure }
  | JournaledWithdrawal;

/** CON-4. Of the conversation only what names it in the ledger too. */
export interface JournaledWithdrawal extends Pick<
  ConsentEventDocument,
  'purpose' | 'state' | 'notice' | 'locale' | 'surface'
> {
  readonly kind: 'withdrawn';
  readonly subject: string;
  readonly at: number;
  readonly gpc: boolean;
}

/** DIS-1: an entry as it was first written; what was sealed in it stays sealed. */
export type JournaledDisclosure = Omit<
  DisclosureDocument,
  'firstAt' | 'lastAt' | 'shownFrom' | 'toldAt' | 'reason'
> & {
  readonly firstAt: number;
  readonly lastAt: number;
  readonly shownFrom: number | null;
  readonly reason: string | null;
};

const kinds = [
  'hold',
  'obligation',
  'purged',
  'opt_out',
  'disclosed',
  'withdrawn',
] as const satisfies readonly JournalLine['kind'][];

const fileName = 'promises.jsonl';

export class Journal {
  #name: Promise<string> | null = null;
  #writing: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly folder: string,
    private readonly models: Pick<Models, 'JournalMark'>,
  ) {}

  get file(): string {
    return path.join(this.folder, fileName);
  }

  /** Resolves when the lines are on disk; then they may act. */
  append(lines: readonly JournalLine[]): Promise<void> {
    if (lines.length === 0) return Promise.resolve();
    const work = this.#writing.catch(() => {}).then(() => this.#append(lines));
    this.#writing = work;
    return work;
  }

  /** How far the database has seen this file; 0 for one from before it. */
  async seen(): Promise<number> {
    const name = await this.#open();
    const mark = await this.models.JournalMark.findById(name).lean();
    return mark?.bytes ?? 0;
  }

  async bytes(): Promise<number> {
    await this.#open();
    return (await stat(this.file)).size;
  }

  /** The database has everything up to here. */
  async mark(bytes: number): Promise<void> {
    await this.models.JournalMark.updateOne(
      { _id: await this.#open() },
      { $max: { bytes } },
      { upsert: true },
    );
  }

  /** The lines from a byte on; one that a power loss left half written is passed over. */
  async *read(from: number): AsyncGenerator<JournalLine> {
    await this.#open();
    const stream = createReadStream(this.file, { encoding: 'utf8', start: from });
    for await (const line of createInterface({ input: stream, crlfDelay: Infinity })) {
      const said = parse(line);
      if (said) yield said;
    }
  }

  async #append(lines: readonly JournalLine[]): Promise<void> {
    await this.#open();
    const file = await open(this.file, 'a', 0o600);
    try {
      // A newline first ends what a power loss may have left half written.
      await file.appendFile(`\n${lines.map((line) => JSON.stringify(line)).join('\n')}\n`);
      await file.datasync();
    } finally {
      await file.close();
    }
  }

  /** The file's own name, made with it: another folder's journal is another journal. */
  #open(): Promise<string> {
    this.#name ??= this.#begin().catch((error: unknown) => {
      this.#name = null;
      throw error;
    });
    return this.#name;
  }

  async #begin(): Promise<string> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    const name = randomBytes(16).toString('base64url');
    // Written aside and then linked: whoever finds the file finds its first line, and the first of several wins.
    const aside = `${this.file}.${name}`;
    const file = await open(aside, 'wx', 0o600);
    try {
      await file.appendFile(`${JSON.stringify({ kind: 'journal', name })}\n`);
      await file.datasync();
    } finally {
      await file.close();
    }
    await link(aside, this.file).catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    });
    await unlink(aside);
    const lines = createInterface({ input: createReadStream(this.file, 'utf8') });
    for await (const line of lines) return (JSON.parse(line) as { name: string }).name;
    throw new Error(`${this.file} has no first line; restore it from where you keep it.`);
  }
}

function parse(line: string): JournalLine | null {
  try {
    const said = JSON.parse(line) as { kind?: Canonical };
    return (kinds as readonly unknown[]).includes(said.kind) ? (said as unknown as JournalLine) : null;
  } catch {
    return null;
  }
}
