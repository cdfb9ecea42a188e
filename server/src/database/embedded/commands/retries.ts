import { Binary } from 'bson';
import { StoreError } from '../errors.js';
import type { Engine } from '../storage/engine.js';
import { decode } from '../values/decode.js';
import { encode } from '../values/encode.js';
import { isDocument, type Document, type Value } from '../values/kinds.js';
import { toDouble } from '../values/numbers.js';

const PREFIX = 'r';
/** As long as MongoDB keeps a session that is not used. */
const KEPT_MS = 30 * 60_000;

/**
 * Retryable writes: the answer to the latest `txnNumber` of a session is stored in the transaction that does the
 * write, so that the same number is answered again and not done again, after a crash too.
 */
export class Retries {
  constructor(private readonly engine: Engine) {}

  /** Runs a statement of a write once for its number; inside a transaction. */
  once(command: Document, statement: number, work: () => Document): Document {
    const key = keyOf(command);
    if (!key) return work();
    const number = toDouble(command.txnNumber);
    const stored = this.engine.meta.get(key);
    const known = stored ? decode(stored) : { number: -1, replies: {} };
    const last = toDouble(known.number);
    if (last > number) {
      throw new StoreError(
        225,
        `Retryable write with txnNumber ${number} is prohibited on session because a newer retryable write with txnNumber ${last} has already started on this session.`,
      );
    }
    const replies = last === number ? (known.replies as Document) : {};
    const place = String(statement);
    if (Object.hasOwn(replies, place)) return replies[place] as Document;
    const reply = work();
    this.engine.meta.put(
      key,
      encode({ number: command.txnNumber, at: new Date(), replies: { ...replies, [place]: reply } }),
    );
    return reply;
  }

  knows(session: Document): boolean {
    const key = sessionKey(session);
    return key !== null && this.engine.meta.get(key) !== undefined;
  }

  /** Forgets the answers of sessions that have ended or expired; inside a transaction. */
  forget(sessions: readonly Document[] | 'expired'): void {
    const { meta } = this.engine;
    if (sessions !== 'expired') {
      for (const session of sessions) {
        const key = sessionKey(session);
        if (key && meta.get(key)) meta.remove(key);
      }
      return;
    }
    const before = Date.now() - KEPT_MS;
    for (const { key, value } of meta.range({ from: Buffer.from(PREFIX), to: Buffer.from('s') })) {
      if ((decode(value).at as Date).getTime() < before) meta.remove(key);
    }
  }
}

function keyOf(command: Document): Buffer | null {
  if (command.txnNumber === undefined || !isDocument(command.lsid)) return null;
  return sessionKey(command.lsid);
}

function sessionKey(session: Value): Buffer | null {
  const id = isDocument(session) ? session.id : undefined;
  if (!(id instanceof Binary)) return null;
  return Buffer.concat([Buffer.from(PREFIX), id.buffer.subarray(0, id.position)]);
}
