/**
 * What the rows of the inbox say of a transcript's end. Messages never change and have no gaps, so what was read
 * once is remembered, and only what came after it is read: a row costs the same however long nobody has read it.
 */
import type { MessageView } from '@parlour/shared/model/conversation.js';
import type { Context } from '../context.js';
import type { MessageDocument } from './message.model.js';

export interface Tail {
  readonly head: number;
  /** The last that somebody said, still sealed; null where there is none among what was looked at. */
  readonly last: MessageDocument | null;
  /** How many of the consumer's messages the merchant's side has not read. */
  readonly unread: number;
}

interface Known extends Tail {
  /** The merchant's side has read so far. */
  readonly read: number;
  /** The `seq` of the last that somebody said, 0 where there is none: `last` is read when a row is next shown. */
  readonly lastSaid: number;
}

const remembered = 5_000;
/** So many of what was read are looked at for the last that somebody said: what comes after it is mostly that it was taken, and closed. */
const lookedBack = 4;

export class InboxTails {
  readonly #known = new Map<string, Known>();

  constructor(private readonly context: Pick<Context, 'models' | 'bus'>) {
    context.bus.listenEverywhere('message.posted', ({ message }) => this.#posted(message));
  }

  /** By conversation; `read` is how far the merchant's side has read. All in one query, a range of the index for each. */
  async of(rows: readonly { readonly id: string; readonly read: number }[]): Promise<Map<string, Tail>> {
    const known = rows.map(({ id, read }) => this.#from(id, read));
    const ranges = rows.map(({ id }, index) => ({ conversation: id, seq: { $gt: shown(known[index]!) } }));
    const found = await this.context.models.Message.find({ $or: ranges }).lean<MessageDocument[]>();
    const newer = new Map<string, MessageDocument[]>(rows.map(({ id }) => [id, []]));
    for (const message of found) newer.get(message.conversation)!.push(message);
    const silent = rows.filter(({ id }, index) => isSilent(known[index]!, newer.get(id)!));
    const said = await Promise.all(silent.map(({ id }) => this.#lastSaid(id)));
    for (const message of said) if (message) newer.get(message.conversation)!.push(message);
    return new Map(
      rows.map(({ id }, index) => [id, this.#remember(id, known[index]!, newer.get(id)!)] as const),
    );
  }

  forget(conversations: readonly string[]): void {
    for (const id of conversations) this.#known.delete(id);
  }

  async #lastSaid(conversation: string): Promise<MessageDocument | null> {
    const said = this.context.models.Message.findOne({ conversation, kind: { $ne: 'event' } });
    return said.sort({ seq: -1 }).lean<MessageDocument>();
  }

  /** What comes next in a transcript need not be read to be counted. */
  #posted({ conversation, seq, kind, sender }: MessageView): void {
    const known = this.#known.get(conversation);
    if (seq !== (known?.head ?? 0) + 1 || !known) return;
    const isUnread = kind !== 'event' && sender.role === 'consumer' && seq > known.read;
    this.#known.set(conversation, {
      ...known,
      head: seq,
      ...(kind !== 'event' && { lastSaid: seq }),
      unread: known.unread + (isUnread ? 1 : 0),
    });
  }

  /** What is known; where that is nothing, or only a part has been read since, it begins a little before what was read. */
  #from(id: string, read: number): Known {
    const known = this.#known.get(id);
    if (known?.read === read) return known;
    if (known && known.head <= read) return { ...known, read, unread: 0 };
    return { read, head: Math.max(read - lookedBack, 0), lastSaid: 0, last: null, unread: 0 };
  }

  #remember(id: string, known: Known, found: readonly MessageDocument[]): Known {
    const newer = found.toSorted((a, b) => a.seq - b.seq);
    const said = newer.filter(({ kind }) => kind !== 'event');
    const last = said.at(-1) ?? known.last;
    const unread = said.filter(
      ({ sender, seq }) => sender === 'consumer' && seq > Math.max(known.read, known.head),
    );
    const tail = {
      read: known.read,
      head: Math.max(newer.at(-1)?.seq ?? 0, known.head),
      lastSaid: last?.seq ?? 0,
      last,
      unread: known.unread + unread.length,
    };
    this.#known.delete(id);
    if (this.#known.size >= remembered) this.#known.delete(this.#known.keys().next().value!);
    this.#known.set(id, tail);
    return tail;
  }
}

/** Whether what is there says only what happened, and the last that was said lies further back. */
const isSilent = ({ last, head }: Known, newer: readonly MessageDocument[]): boolean =>
  last === null && head > 0 && newer.every(({ kind }) => kind === 'event');

/** Up to here nothing has to be read: the head, or what comes before the last that was said and is not at hand. */
const shown = ({ head, lastSaid, last }: Known): number =>
  (last?.seq ?? 0) === lastSaid ? head : Math.min(head, lastSaid - 1);
