/** AUD-2: whether the chain is whole, from its first entry to the last head that was signed. */
import type { Context } from '../context.js';
import type { AuditEntryDocument } from './audit-entry.model.js';
import type { SignedHead } from './heads.js';
import { beginning, commitment, hashLink, linkOf } from './link.js';

/** The first thing that is wrong, by the entry's number. */
export interface ChainProblem {
  readonly kind: 'broken' | 'missing' | 'truncated' | 'payload' | 'head' | 'signature';
  readonly seq: number;
}

export interface ChainReport {
  readonly entries: number;
  readonly heads: number;
  readonly problem: ChainProblem | null;
}

type VerifyContext = Pick<Context, 'models' | 'heads'>;

const pageSize = 1_000;

/** Reads all of it once, a page at a time; `progress` is told how many entries were found whole so far. */
export async function verifyChain(
  context: VerifyContext,
  progress: (entries: number) => void = () => {},
): Promise<ChainReport> {
  const heads = new HeadCheck(context);
  let seq = 0;
  let prev = beginning;
  for (;;) {
    const page = await context.models.AuditEntry.find({ _id: { $gt: seq } })
      .sort({ _id: 1 })
      .limit(pageSize)
      .lean<AuditEntryDocument[]>();
    if (page.length === 0) break;
    for (const entry of page) {
      const problem = linkProblem(entry, seq + 1, prev) ?? (await heads.problemAt(entry));
      if (problem) return { entries: seq, heads: heads.count, problem };
      seq = entry._id;
      prev = entry.hash;
    }
    const problem = await payloadProblem(context, page);
    if (problem) return { entries: problem.seq - 1, heads: heads.count, problem };
    progress(seq);
  }
  const problem = await heads.problemBeyond(seq);
  return { entries: seq, heads: heads.count, problem };
}

function linkProblem(entry: AuditEntryDocument, expected: number, prev: string): ChainProblem | null {
  if (entry._id !== expected) return { kind: 'missing', seq: expected };
  if (entry.prev !== prev || hashLink(linkOf(entry)) !== entry.hash) return { kind: 'broken', seq: expected };
  return null;
}

/** A payload that is gone was destroyed, as it may be; one that is there must be what was committed to. */
async function payloadProblem(
  { models }: VerifyContext,
  page: readonly AuditEntryDocument[],
): Promise<ChainProblem | null> {
  const bySeq = new Map(page.map((entry) => [entry.payloadCommitment, entry._id]));
  const ids = page.flatMap(({ payloadCommitment }) => payloadCommitment ?? []);
  if (ids.length === 0) return null;
  const payloads = await models.AuditPayload.find({ _id: { $in: ids } }).lean();
  const wrong = payloads
    .filter(({ _id, salt, payload }) => commitment(salt, payload) !== _id)
    .map(({ _id }) => bySeq.get(_id)!);
  return wrong.length > 0 ? { kind: 'payload', seq: Math.min(...wrong) } : null;
}

/** Walks along the signed heads beside the chain. */
class HeadCheck {
  count = 0;
  #next: (SignedHead & { readonly signed: boolean }) | null = null;
  readonly #heads: AsyncGenerator<SignedHead & { readonly signed: boolean }>;

  constructor(private readonly context: VerifyContext) {
    this.#heads = context.heads.read();
  }

  /** What the heads up to this entry say against it. */
  async problemAt(entry: AuditEntryDocument): Promise<ChainProblem | null> {
    for (let head = await this.#peek(); head && head.seq <= entry._id; head = await this.#peek()) {
      this.#next = null;
      this.count += 1;
      if (!head.signed) return { kind: 'signature', seq: head.seq };
      // Two processes on one folder may write their heads a moment out of order.
      const hash = head.seq === entry._id ? entry.hash : await this.#hashOf(head.seq);
      if (hash !== head.hash) return { kind: 'head', seq: head.seq };
    }
    return null;
  }

  /** A signed head beyond the last entry shows that the end was cut off: the first entry that is gone. */
  async problemBeyond(last: number): Promise<ChainProblem | null> {
    for (let head = await this.#peek(); head; head = await this.#peek()) {
      this.#next = null;
      this.count += 1;
      if (!head.signed) return { kind: 'signature', seq: head.seq };
      if (head.seq > last) return { kind: 'truncated', seq: last + 1 };
    }
    return null;
  }

  async #peek() {
    if (!this.#next) {
      const next = await this.#heads.next();
      this.#next = next.done ? null : next.value;
    }
    return this.#next;
  }

  async #hashOf(seq: number): Promise<string | null> {
    const found = await this.context.models.AuditEntry.findById(seq, { hash: 1 }).lean();
    return found?.hash ?? null;
  }
}
