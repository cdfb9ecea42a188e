/**
 * What the rows of the inbox say of a transcript's end. Messages never change and have no gaps, so what was read
 * once is remembered, and only what came after it is read: a row costs the same however long nobody has read it.
 */
import type { Context } from '../context.js';
import type { MessageDocument } from './message.model.js';

export interface Tail {
  readonly head: number;
  /** The last that somebody said, still sealed; null where there is none among what was looked at. */
  readonly last: MessageDocument | null;
  /** The `seq` of the consumer's messages that the merchant's side has not read. */
  readonly unread: readonly number[];
}

interface Known extends Tail {
  /** The merchant's side has read so far. */
  readonly read: number;
}

const remembered = 5_000;

export class InboxTails {
  readonly #known = new Map<string, Known>();

  constructor(private readonly models: Pick<Context['models'], 'Message'>) {}

  /** By conversation; `read` is how far the merchant's side has read. All in one query, a range of the index for each. */
  async of(rows: readonly { readonly id: string; readonly read: number }[]): Promise<Map<string, Tail>> {
    const known = rows.map(({ id, read }) => this.#from(id, read));
    const found = await this.models.Message.find({
      $or: known.map(({ head }, index) => ({ conversation: rows[index]!.id, seq: { $gt: head } })),
    }).lean<MessageDocument[]>();
    const newer = new Map<string, MessageDocument[]>(rows.map(({ id }) => [id, []]));
    for (const message of found) newer.get(message.conversation)!.push(message);
    return new Map(
      rows.map(({ id }, index) => [id, this.#remember(id, known[index]!, newer.get(id)!)] as const),
    );
  }

  forget(conversations: readonly string[]): void {
    for (const id of conversations) this.#known.delete(id);
  }

  /** What is known, without what has been read since; a new one begins at the last message that was read. */
  #from(id: string, read: number): Known {
    const known = this.#known.get(id);
    if (!known || known.read > read) return { read, head: Math.max(read, 1) - 1, last: null, unread: [] };
    return known.read === read ? known : { ...known, read, unread: known.unread.filter((seq) => seq > read) };
  }

  #remember(id: string, known: Known, found: readonly MessageDocument[]): Known {
    const newer = found.toSorted((a, b) => a.seq - b.seq);
    const said = newer.filter(({ kind }) => kind !== 'event');
    const unread = said.filter(({ sender, seq }) => sender === 'consumer' && seq > known.read);
    const tail = {
      read: known.read,
      head: newer.at(-1)?.seq ?? known.head,
      last: said.at(-1) ?? known.last,
      unread: unread.length > 0 ? [...known.unread, ...unread.map(({ seq }) => seq)] : known.unread,
    };
    this.#known.delete(id);
    if (this.#known.size >= remembered) this.#known.delete(this.#known.keys().next().value!);
    this.#known.set(id, tail);
    return tail;
  }
}
