/**
 * AUD-2: signed heads of the chain, outside the database. A chain alone cannot show that its end was cut off; a head
 * that was written here before can. One line each, only ever appended.
 */
import { createReadStream } from 'node:fs';
import { appendFile, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { canonicalJson } from '@parlour/shared/rules/canonical-json.js';
import type { Signer } from '../vault/signer.js';

export interface Head {
  readonly seq: number;
  readonly hash: string;
  readonly ts: number;
}

export type SignedHead = Head & { readonly signature: string };

/** Milliseconds between two heads: many appends in a second cost one line. */
const interval = 1_000;

const fileName = 'audit-heads.jsonl';

const textOf = ({ seq, hash, ts }: Head): string => canonicalJson({ seq, hash, ts });

export class Heads {
  #waiting: Head | null = null;
  #timer: NodeJS.Timeout | null = null;
  #writing: Promise<void> = Promise.resolve();

  /** `folder` null: nothing is kept outside the database. */
  constructor(
    private readonly folder: string | null,
    private readonly signer: Signer,
  ) {}

  /** Remembers the newest head; it is written within a second. */
  note(head: Head): void {
    if (!this.folder) return;
    if (!this.#waiting || this.#waiting.seq < head.seq) this.#waiting = head;
    this.#timer ??= setTimeout(() => void this.write().catch(() => {}), interval);
    this.#timer.unref();
  }

  /** Writes what waits, now. */
  write(): Promise<void> {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    const head = this.#waiting;
    this.#waiting = null;
    if (head && this.folder) {
      const { folder } = this;
      const line = JSON.stringify({ ...head, signature: this.signer.sign(textOf(head)) });
      this.#writing = this.#writing
        .catch(() => {})
        .then(async () => {
          await mkdir(folder, { recursive: true });
          await appendFile(path.join(folder, fileName), `${line}\n`, { mode: 0o600 });
        });
    }
    return this.#writing;
  }

  /** Every head that was written, oldest first; whether each is signed by us. */
  async *read(): AsyncGenerator<SignedHead & { readonly signed: boolean }> {
    if (!this.folder) return;
    const stream = createReadStream(path.join(this.folder, fileName), 'utf8');
    try {
      for await (const line of createInterface({ input: stream, crlfDelay: Infinity })) {
        const head = parse(line);
        if (head) yield { ...head, signed: this.signer.verify(textOf(head), head.signature) };
      }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }
}

/** Null for a line that a power loss left half written. */
function parse(line: string): SignedHead | null {
  try {
    const { seq, hash, ts, signature } = JSON.parse(line) as SignedHead;
    const whole = Number.isInteger(seq) && Number.isFinite(ts) && typeof hash === 'string';
    return whole && typeof signature === 'string' ? { seq, hash, ts, signature } : null;
  } catch {
    return null;
  }
}
