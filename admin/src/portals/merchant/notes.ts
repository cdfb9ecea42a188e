/** The notes of one conversation, live: fetched after every connection and kept true by what is told. */
import type { AccountId, ConversationId } from '@parlour/shared/model/ids.js';
import { listNotes, writeNote, type NoteView } from '@parlour/shared/protocol/note.js';
import type { Connection } from '@parlour/widget/connection/connection.js';
import { randomId } from '@parlour/widget/conversation/random-id.js';
import { Watchers, type Watchable } from '../../data/watchable.js';
import { failureWords } from '../../ui/failure-words.js';

/** A note on its way. */
export interface UnsentNote {
  readonly clientId: string;
  readonly text: string;
  readonly mentions: readonly AccountId[];
  /** Why it was not stored; null while it is being sent. */
  readonly failed: string | null;
}

export class Notes implements Watchable {
  /** By number, without gaps. */
  list: readonly NoteView[] = [];
  unsent: readonly UnsentNote[] = [];

  readonly #watchers = new Watchers();
  readonly #endings: (() => void)[];
  #fetching = false;
  #again = false;
  #disposed = false;

  constructor(
    private readonly connection: Connection,
    private readonly conversation: ConversationId,
  ) {
    const mine = (told: { conversation: ConversationId }): boolean => told.conversation === conversation;
    this.#endings = [
      connection.on('note.written', (note) => mine(note) && this.#take(note)),
      connection.on('note.head', (head) => {
        if (mine(head) && head.number > this.#last()) void this.#fetch();
      }),
      connection.on('conversation.gone', (gone) => {
        if (mine(gone)) this.#set([], []);
      }),
      connection.onState(() => connection.state === 'connected' && void this.#fetch()),
    ];
    void this.#fetch();
  }

  subscribe(changed: () => void): () => void {
    return this.#watchers.subscribe(changed);
  }

  /** Shown at once, and sent until there is an answer; repeated under the same `clientId`, it is stored once. */
  write(text: string, mentions: readonly AccountId[]): void {
    const note = { clientId: randomId(16), text, mentions, failed: null };
    this.#set(this.list, [...this.unsent, note]);
    void this.#send(note);
  }

  retry(clientId: string): void {
    const note = this.unsent.find((one) => one.clientId === clientId);
    if (!note) return;
    this.#mark(clientId, null);
    void this.#send(note);
  }

  discard(clientId: string): void {
    this.#set(
      this.list,
      this.unsent.filter((one) => one.clientId !== clientId),
    );
  }

  dispose(): void {
    this.#disposed = true;
    for (const end of this.#endings) end();
  }

  async #send({ clientId, text, mentions }: UnsentNote): Promise<void> {
    const { conversation } = this;
    try {
      const { note } = await this.connection.call(writeNote, {
        conversation,
        clientId,
        text,
        ...(mentions.length > 0 && { mentions }),
      });
      this.#take(note);
    } catch (error) {
      this.#mark(clientId, failureWords(error));
    }
  }

  #mark(clientId: string, failed: string | null): void {
    this.#set(
      this.list,
      this.unsent.map((one) => (one.clientId === clientId ? { ...one, failed } : one)),
    );
  }

  /** Where one before it is missing, all are asked for. */
  #take(note: NoteView): void {
    const unsent = this.unsent.filter(({ clientId }) => clientId !== note.clientId);
    if (note.number === this.#last() + 1) this.#set([...this.list, note], unsent);
    else if (unsent.length < this.unsent.length) this.#set(this.list, unsent);
    if (note.number > this.#last()) void this.#fetch();
  }

  /** What cannot be fetched now is fetched after the next connection or heartbeat. */
  async #fetch(): Promise<void> {
    this.#again = true;
    if (this.#fetching) return;
    this.#fetching = true;
    try {
      while (this.#again && !this.#disposed) {
        this.#again = false;
        const input = { conversation: this.conversation, after: this.#last() };
        const { notes, more } = await this.connection.call(listNotes, input);
        const known = new Set(notes.map(({ clientId }) => clientId));
        const fresh = notes.filter(({ number }) => number > this.#last());
        if (fresh.length > 0) {
          const unsent = this.unsent.filter(({ clientId }) => !known.has(clientId));
          this.#set([...this.list, ...fresh], unsent);
        }
        this.#again ||= more;
      }
    } catch {
      this.#again = false;
    } finally {
      this.#fetching = false;
    }
  }

  #last(): number {
    return this.list.at(-1)?.number ?? 0;
  }

  #set(list: readonly NoteView[], unsent: readonly UnsentNote[]): void {
    if (this.#disposed) return;
    this.list = list;
    this.unsent = unsent;
    this.#watchers.tell();
  }
}
