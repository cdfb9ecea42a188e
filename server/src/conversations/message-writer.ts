/**
 * The one place that stores messages. What must hold, whatever dies and whenever:
 *
 * - A message is acknowledged and told of only after it is on disk (MSG-2).
 * - `seq` has no gap and no double (MSG-3): `n + 1` is inserted only by a node that has seen `n` stored, and the
 *   unique index refuses the second of two that try. So one conversation has one message in flight at a node;
 *   messages of different conversations share one unordered bulk write (group commit).
 * - A repeated send finds the first (MSG-4): the unique index on `clientId` refuses it, and its answer is read.
 * - Nothing is said after the close: a node says something as number `n + 1` only if the conversation was open when
 *   it had seen `n` stored, and what closes it is a number like any other. So once that one is on disk, whatever is
 *   still on its way fails, and what is not stored by then never will be (P4).
 * - What must not be in a chat is masked here, whatever kind of message it is in and whoever wrote it (POL-6).
 * - A write whose outcome is unknown (the store died, the connection was cut) forgets what this node knew of its
 *   conversations; the sender is told to repeat, with the same `clientId`.
 */
import type { ConversationEvent } from '@parlour/shared/model/conversation.js';
import type { FileView } from '@parlour/shared/model/file.js';
import type { ConversationId } from '@parlour/shared/model/ids.js';
import { Refusal } from '@parlour/shared/protocol/errors.js';
import { maskText, type MaskKind } from '@parlour/shared/rules/masking.js';
import type { Model } from 'mongoose';
import { withDeadline } from '../database/deadline.js';
import { seal } from '../vault/seal.js';
import { headOf } from './find-conversation.js';
import type { MessageDocument } from './message.model.js';
import { fileOf, textOf, bodyContext, type StoredFile } from './view.js';
import type { Models } from '../models.js';

/** What was to be said came after the close, and is not stored. */
export class ConversationEnded extends Error {
  override readonly name = 'ConversationEnded';
}

export interface NewMessage {
  readonly conversation: ConversationId;
  readonly sender: string;
  readonly clientId: string;
  readonly at: number;
  readonly consentEvent: number;
  readonly key: Buffer;
  /** Said by somebody, and so not after the close: then it is rejected with `ConversationEnded`. */
  readonly whileOpen?: true;
  /** `masked` names what was masked in the text already, by the merchant's own patterns. */
  readonly content:
    | { readonly text: string; readonly masked?: readonly MaskKind[]; readonly corrects?: number }
    /** `about` is the account whom it is about, beside its sender. */
    | { readonly event: ConversationEvent; readonly about?: string }
    /** Its name has been masked already; `sent` is the SHA-256 of what its sender sent. */
    | { readonly file: FileView; readonly sent: string; readonly masked: readonly MaskKind[] };
}

export interface StoredMessage {
  readonly document: MessageDocument;
  /** False where it had been stored before, by an earlier attempt. */
  readonly isNew: boolean;
}

interface Head {
  readonly seq: number;
  /** Whether the conversation was open when this head was seen. */
  readonly open: boolean;
}

interface Waiting {
  readonly message: NewMessage;
  readonly resolve: (stored: StoredMessage) => void;
  readonly reject: (error: unknown) => void;
}

const batchSize = 500;
const headsRemembered = 50_000;

export class MessageWriter {
  readonly #queues = new Map<ConversationId, Waiting[]>();
  readonly #heads = new Map<ConversationId, Head>();
  #flushing = false;
  readonly #collection: Model<MessageDocument>['collection'];

  constructor(private readonly models: Pick<Models, 'Message' | 'Conversation'>) {
    this.#collection = models.Message.collection;
  }

  /** Resolves when the message is on disk. */
  store(message: NewMessage): Promise<StoredMessage> {
    return new Promise((resolve, reject) => {
      const waiting = { message, resolve, reject };
      const queue = this.#queues.get(message.conversation);
      if (queue) queue.push(waiting);
      else this.#queues.set(message.conversation, [waiting]);
      if (!this.#flushing) {
        this.#flushing = true;
        // The rest of this turn's messages join the same write.
        setImmediate(() => void this.#flush());
      }
    });
  }

  /**
   * What an earlier attempt has stored, null where there is nothing.
   *
   * @throws Refusal `conflict` where that was something else.
   */
  async first(message: Omit<NewMessage, 'at' | 'consentEvent'>): Promise<MessageDocument | null> {
    const { conversation, sender, clientId } = message;
    const reading = this.models.Message.findOne({ conversation, sender, clientId })
      .lean<MessageDocument>()
      .exec();
    const first = await withDeadline(reading);
    if (first && !isSame(first, message)) throw new Refusal('conflict');
    return first;
  }

  forget(conversations: readonly ConversationId[]): void {
    for (const conversation of conversations) this.#heads.delete(conversation);
  }

  async #flush(): Promise<void> {
    while (this.#queues.size > 0) {
      const batch: Waiting[] = [];
      for (const queue of this.#queues.values()) {
        batch.push(queue[0]!);
        if (batch.length === batchSize) break;
      }
      await this.#write(batch);
    }
    this.#flushing = false;
  }

  async #write(taken: readonly Waiting[]): Promise<void> {
    const conversations = taken.map(({ message }) => message.conversation);
    try {
      await withDeadline(this.#learnHeads(conversations));
      const batch = this.#withoutLate(taken);
      if (batch.length === 0) return;
      const documents = batch.map(({ message }) => this.#compose(message));
      const refused = await withDeadline(this.#insert(documents));
      await Promise.all(
        batch.map((waiting, index) => this.#settle(waiting, documents[index]!, refused.get(index))),
      );
    } catch (error) {
      this.forget(conversations);
      for (const waiting of taken) this.#finish(waiting, () => waiting.reject(error));
    }
  }

  /** Those that may be stored; what was said after the close is rejected. */
  #withoutLate(batch: readonly Waiting[]): readonly Waiting[] {
    return batch.filter((waiting) => {
      const { conversation, whileOpen } = waiting.message;
      if (!whileOpen || this.#heads.get(conversation)!.open) return true;
      this.#finish(waiting, () => waiting.reject(new ConversationEnded()));
      return false;
    });
  }

  async #learnHeads(conversations: readonly ConversationId[]): Promise<void> {
    if (this.#heads.size > headsRemembered) this.#heads.clear();
    const unknown = conversations.filter((conversation) => !this.#heads.has(conversation));
    const heads = await Promise.all(unknown.map((conversation) => this.#headOf(conversation)));
    unknown.forEach((conversation, index) => this.#heads.set(conversation, heads[index]!));
  }

  /** In this order: where it is open after its head was read, nothing up to that head closes it. */
  async #headOf(conversation: ConversationId): Promise<Head> {
    const { models } = this;
    const seq = await headOf({ models }, conversation);
    const open = await models.Conversation.exists({ _id: conversation, open: true });
    return { seq, open: open !== null };
  }

  #compose({ conversation, sender, clientId, at, consentEvent, key, content }: NewMessage): MessageDocument {
    const { kind, body, masked } = bodyOf(content);
    return {
      conversation,
      seq: this.#heads.get(conversation)!.seq + 1,
      sender,
      clientId,
      at: new Date(at),
      consentEvent,
      kind,
      body: body === null ? null : seal(key, bodyContext({ conversation, sender, clientId }), body),
      event: 'event' in content ? content.event : null,
      ...('event' in content && content.about !== undefined && { about: content.about }),
      ...(masked.length > 0 && { masked }),
      ...('file' in content && { file: content.file.id }),
      ...('text' in content && content.corrects !== undefined && { corrects: content.corrects }),
    };
  }

  /** By its place in the batch, the unique index that refused a message. */
  async #insert(documents: MessageDocument[]): Promise<Map<number, string>> {
    try {
      await this.#collection.insertMany(documents, { ordered: false });
      return new Map();
    } catch (error) {
      const refused = duplicatesOf(error);
      if (!refused) throw error;
      return refused;
    }
  }

  async #settle(waiting: Waiting, document: MessageDocument, refusedBy: string | undefined): Promise<void> {
    const { conversation } = waiting.message;
    if (refusedBy === undefined) {
      const head = this.#heads.get(conversation);
      if (!head || closes(document)) this.#heads.delete(conversation);
      else this.#heads.set(conversation, { ...head, seq: document.seq });
      this.#finish(waiting, () => waiting.resolve({ document, isNew: true }));
      return;
    }
    if (refusedBy === 'seq') {
      // Another node was first. The message stays at the head of its queue and is tried again above that one.
      this.#heads.delete(conversation);
      return;
    }
    try {
      const first = await this.first(waiting.message);
      if (!first) throw new Refusal('conversation_expired');
      this.#finish(waiting, () => waiting.resolve({ document: first, isNew: false }));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.#finish(waiting, () => waiting.reject(error));
    }
  }

  /** Answers once: a batch that fails has some that were answered before. */
  #finish(waiting: Waiting, answer: () => void): void {
    const { conversation } = waiting.message;
    const queue = this.#queues.get(conversation);
    if (queue?.[0] !== waiting) return;
    queue.shift();
    if (queue.length === 0) this.#queues.delete(conversation);
    answer();
  }
}

const closes = ({ event }: MessageDocument): boolean => event?.startsWith('closed_') ?? false;

type Body = Pick<MessageDocument, 'kind'> & { body: string | null; masked: readonly MaskKind[] };

/** What is to be sealed of a message. */
function bodyOf(content: NewMessage['content']): Body {
  if ('event' in content) return { kind: 'event', body: null, masked: [] };
  if ('file' in content) {
    const { file, sent, masked } = content;
    return { kind: 'file', body: JSON.stringify({ ...file, sent } satisfies StoredFile), masked };
  }
  const { text, masked } = maskText(content.text);
  return { kind: 'text', body: text, masked: [...new Set([...masked, ...(content.masked ?? [])])] };
}

/** The texts are compared in the clear, since each sealing differs; files by what was sent. */
function isSame(first: MessageDocument, again: Pick<NewMessage, 'content' | 'key'>): boolean {
  if ('event' in again.content) return first.event === again.content.event;
  if ('file' in again.content)
    return first.kind === 'file' && fileOf(first, again.key).sent === again.content.sent;
  return first.kind === 'text' && textOf(first, again.key) === maskText(again.content.text).text;
}

interface BulkError {
  readonly code?: number;
  readonly writeErrors?: readonly {
    readonly index: number;
    readonly code: number;
    readonly errmsg?: string;
  }[];
}

/** Null where anything but a duplicate went wrong, so that the outcome is unknown. */
function duplicatesOf(error: unknown): Map<number, string> | null {
  const { writeErrors } = error as BulkError;
  if (!writeErrors || writeErrors.length === 0 || writeErrors.some(({ code }) => code !== 11_000))
    return null;
  return new Map(
    writeErrors.map(({ index, errmsg = '' }) => [
      index,
      / index: clientId /.test(errmsg) ? 'clientId' : 'seq',
    ]),
  );
}
