/**
 * The one place that stores messages. What must hold, whatever dies and whenever:
 *
 * - A message is acknowledged and told of only after it is on disk (MSG-2).
 * - `seq` has no gap and no double (MSG-3): `n + 1` is inserted only by a node that has seen `n` stored, and the
 *   unique index refuses the second of two that try. So one conversation has one message in flight at a node;
 *   messages of different conversations share one unordered insert (group commit).
 * - A repeated send finds the first (MSG-4): the unique index on `clientId` refuses it, and its answer is read.
 * - Nothing is said after the close: a node says something as number `n + 1` only if the conversation was open when
 *   it had seen `n` stored, and what closes it is a number like any other. So once that one is on disk, whatever is
 *   still on its way fails, and what is not stored by then never will be (P4).
 * - What must not be in a chat is masked here, whatever kind of message it is in and whoever wrote it (POL-6).
 * - A write whose outcome is unknown (the store died, the connection was cut) forgets what this node knew of its
 *   conversations; the sender is told to repeat, with the same `clientId`.
 */
import type { ConversationId } from '@parlour/shared/model/ids.js';
import { Refusal } from '@parlour/shared/protocol/errors.js';
import { withDeadline } from '../database/deadline.js';
import type { Models } from '../models.js';
import { composeMessage, isSame, type NewMessage } from './compose-message.js';
import { headOf } from './find-conversation.js';
import { insertMessages, type RefusedBy } from './insert-messages.js';
import type { MessageDocument } from './message.model.js';

export type { NewMessage } from './compose-message.js';

/** What was to be said came after the close, and is not stored. */
export class ConversationEnded extends Error {
  override readonly name = 'ConversationEnded';
}

export interface StoredMessage {
  readonly document: MessageDocument;
  /** What is sealed in its body; empty where `isNew` is false, and for events. */
  readonly plain: string;
  /** False where it had been stored before, by an earlier attempt. */
  readonly isNew: boolean;
  /** Another node has written into the conversation at the same time. */
  readonly isContended: boolean;
}

/** What this node has last seen of a transcript. */
interface Head {
  readonly seq: number;
  /** Whether the conversation was open when this head was seen, and which consent was in force. */
  readonly open: boolean;
  readonly consentEvent: number;
}

interface Waiting {
  readonly message: NewMessage;
  readonly resolve: (stored: StoredMessage) => void;
  readonly reject: (error: unknown) => void;
  isContended: boolean;
}

/** A message with the place that it is to have. */
interface Entry {
  readonly waiting: Waiting;
  readonly head: Head;
  readonly document: MessageDocument;
  readonly plain: string;
}

const mostInBatch = 500;
/** While one batch is being written to disk, the next one is composed and sent. */
const batchesAtOnce = 2;
/** Milliseconds that the second waits for company, unless it has so many messages already. */
const gatherFor = 1;
const enoughToGo = 100;
const headsRemembered = 50_000;

export class MessageWriter {
  /** Of each conversation what waits; the first of them is ready or on its way. */
  readonly #queues = new Map<ConversationId, Waiting[]>();
  /** The firsts that no batch has taken yet. */
  #ready: Waiting[] = [];
  readonly #heads = new Map<ConversationId, Head>();
  #batches = 0;
  #isScheduled = false;
  #askedAt = -Infinity;

  constructor(private readonly models: Pick<Models, 'Message' | 'Conversation'>) {}

  /** Resolves when the message is on disk. */
  store(message: NewMessage): Promise<StoredMessage> {
    this.#askedAt = performance.now();
    return new Promise((resolve, reject) => {
      const waiting = { message, resolve, reject, isContended: false };
      const queue = this.#queues.get(message.conversation);
      if (queue) queue.push(waiting);
      else {
        this.#queues.set(message.conversation, [waiting]);
        this.#makeReady(waiting);
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

  /** Milliseconds since somebody wrote here; what can wait gives way to them. */
  get quietFor(): number {
    return performance.now() - this.#askedAt;
  }

  forget(conversations: readonly ConversationId[]): void {
    for (const conversation of conversations) this.#heads.delete(conversation);
  }

  #makeReady(waiting: Waiting): void {
    this.#ready.push(waiting);
    this.#schedule();
  }

  /** The first batch takes what this turn brings; the second waits a moment, since each costs a round trip and a flush. */
  #schedule(): void {
    if (this.#isScheduled || this.#ready.length === 0 || this.#batches >= batchesAtOnce) return;
    this.#isScheduled = true;
    const go = (): void => {
      this.#isScheduled = false;
      const batch = this.#ready.splice(0, mostInBatch);
      this.#batches++;
      void this.#write(batch).finally(() => {
        this.#batches--;
        this.#schedule();
      });
      this.#schedule();
    };
    if (this.#batches === 0 || this.#ready.length >= enoughToGo) setImmediate(go);
    else setTimeout(go, gatherFor);
  }

  async #write(batch: readonly Waiting[]): Promise<void> {
    try {
      const heads = await withDeadline(this.#headsOf(batch));
      const entries = batch.flatMap((waiting, index) => this.#enter(waiting, heads[index]!));
      if (entries.length === 0) return;
      const documents = entries.map(({ document }) => document);
      const refused = await withDeadline(insertMessages(this.models.Message, documents));
      const answers: Promise<void>[] = [];
      for (const [index, entry] of entries.entries()) {
        const answer = this.#settle(entry, refused.get(index));
        if (answer) answers.push(answer);
      }
      await Promise.all(answers);
    } catch (error) {
      this.forget(batch.map(({ message }) => message.conversation));
      for (const waiting of batch) this.#finish(waiting, () => waiting.reject(error));
    }
  }

  /** What comes next in its transcript; nothing where it was said after the close. */
  #enter(waiting: Waiting, head: Head): Entry[] {
    const { message } = waiting;
    if (message.whileOpen && !head.open) {
      this.#finish(waiting, () => waiting.reject(new ConversationEnded()));
      return [];
    }
    const { plain, document } = composeMessage(message, {
      seq: head.seq + 1,
      consentEvent: head.consentEvent,
    });
    return [{ waiting, head, plain, document }];
  }

  /** What this node remembers of each, else what the store has. */
  async #headsOf(batch: readonly Waiting[]): Promise<Head[]> {
    if (this.#heads.size > headsRemembered) this.#heads.clear();
    const known = batch.map(({ message }) => this.#heads.get(message.conversation));
    if (known.every((head) => head !== undefined)) return known;
    return Promise.all(
      batch.map(async ({ message }, index) => known[index] ?? this.#readHead(message.conversation)),
    );
  }

  /** In this order: where it is open after its head was read, nothing up to that head closes it. */
  async #readHead(conversation: ConversationId): Promise<Head> {
    const { models } = this;
    const seq = await headOf({ models }, conversation);
    const found = await models.Conversation.findById(conversation, { open: 1, consentEvent: 1 }).lean();
    return { seq, open: found?.open ?? false, consentEvent: found?.consentEvent ?? 0 };
  }

  /** Resolves when a refused one has been answered, or is ready to be tried again; never rejects. */
  #settle({ waiting, head, plain, document }: Entry, refusedBy: RefusedBy | undefined): Promise<void> | null {
    const { conversation } = waiting.message;
    if (refusedBy === undefined) {
      // What changes more than the head is read again.
      if (document.kind === 'event') this.#heads.delete(conversation);
      else this.#heads.set(conversation, { ...head, seq: document.seq });
      const { isContended } = waiting;
      this.#finish(waiting, () => waiting.resolve({ document, plain, isNew: true, isContended }));
      return null;
    }
    if (refusedBy === 'clientId') return this.#answerFirst(waiting);
    // Another node was first. The message stays at the head of its queue and is tried again above that one.
    this.#heads.delete(conversation);
    waiting.isContended = true;
    this.#makeReady(waiting);
    return null;
  }

  async #answerFirst(waiting: Waiting): Promise<void> {
    try {
      const document = await this.first(waiting.message);
      if (!document) throw new Refusal('conversation_expired');
      const { isContended } = waiting;
      this.#finish(waiting, () => waiting.resolve({ document, plain: '', isNew: false, isContended }));
    } catch (error) {
      this.#finish(waiting, () => waiting.reject(error));
    }
  }

  /** Answers once, and lets the conversation's next one go. */
  #finish(waiting: Waiting, answer: () => void): void {
    const { conversation } = waiting.message;
    const queue = this.#queues.get(conversation);
    if (queue?.[0] !== waiting) return;
    queue.shift();
    if (queue.length === 0) this.#queues.delete(conversation);
    else this.#makeReady(queue[0]!);
    answer();
  }
}
