/**
 * From domain events to sockets. What is told here has been stored before (MSG-2). Rows of the inbox are gathered:
 * a lively conversation costs its merchant a few rows a second, however many messages it has.
 */
import { setImmediate as turn } from 'node:timers/promises';
import type { Cursor, ParticipantId } from '@parlour/shared/model/conversation.js';
import type { ConversationId, MerchantId } from '@parlour/shared/model/ids.js';
import type { ServerEvents } from '@parlour/shared/protocol/events.js';
import type { NoteView } from '@parlour/shared/protocol/note.js';
import { headInterval } from '@parlour/shared/protocol/limits.js';
import { conversationEvents, type ConversationEventName } from '@parlour/shared/schema/events.js';
import { shapeFor } from '@parlour/shared/schema/shape.js';
import { asConsumersSee } from '../appearance/unnamed.js';
import type { Context } from '../context.js';
import type { ConversationDocument } from '../conversations/conversation.model.js';
import { isLiving } from '../conversations/find-conversation.js';
import { inboxEntries } from '../conversations/inbox-entries.js';
import { rooms } from './rooms.js';
import type { ParlourServer } from './socket.js';

/** Milliseconds between two rows of the same conversation in the inbox. */
const inboxInterval = 250;
/** Under load the rows come less often, so that they take a tenth of the time and leave the rest to messages. */
const inboxShare = 9;

const headsAtOnce = 200;
/** Between so many rows whatever else has come in is looked at. */
const rowsAtOnce = 20;

/** Of one event: whose agents it may name, and the connection that need not be told. */
interface Naming<Event extends ConversationEventName> {
  readonly merchant: MerchantId;
  readonly payload: Parameters<ServerEvents[Event]>[0];
  readonly except?: string | null;
}

export class FanOut {
  readonly #changed = new Set<ConversationId>();
  #heads = new Map<ConversationId, number>();
  /** As this node's sockets have last been told. */
  #cursors = new Map<ConversationId, Readonly<Record<string, Cursor>>>();
  #inboxPause = inboxInterval;
  #inboxTimer: NodeJS.Timeout | null = null;
  #stopped = false;
  readonly #headTimer: NodeJS.Timeout;

  constructor(
    private readonly io: ParlourServer,
    private readonly context: Context,
  ) {
    this.#listen();
    this.#headTimer = setInterval(() => void this.tellHeads(), headInterval);
    this.#headTimer.unref();
  }

  stop(): void {
    this.#stopped = true;
    clearInterval(this.#headTimer);
    if (this.#inboxTimer) clearTimeout(this.#inboxTimer);
  }

  #listen(): void {
    const { io } = this;
    const { bus } = this.context;
    bus.listenEverywhere('message.posted', ({ message, merchant }) => {
      this.#tellNaming(message.conversation, 'message.posted', { merchant, payload: message });
      this.#raiseHead(message.conversation, message.seq);
      this.#markChanged(message.conversation, merchant);
    });
    bus.listenEverywhere('conversation.changed', ({ conversation, merchant }) => {
      this.#tellNaming(conversation.id, 'conversation.changed', { merchant, payload: conversation });
      this.#markChanged(conversation.id, merchant);
    });
    bus.listenEverywhere('conversation.gone', ({ conversation, merchant }) => {
      io.to(rooms.inbox(merchant))
        .except(rooms.conversation(conversation))
        .emit('conversation.gone', { conversation });
      this.#tellGone(conversation);
    });
    bus.listenEverywhere('cursor.moved', ({ conversation, merchant, participant, delivered, read }) => {
      this.#tellCursor(conversation, participant, { delivered, read });
      if (participant !== 'consumer') this.#markChanged(conversation, merchant);
    });
    bus.listenEverywhere('typing.shown', ({ connection, conversation, merchant, ...typing }) => {
      const payload = { conversation, ...typing };
      this.#tellNaming(conversation, 'typing.shown', { merchant, payload, except: connection });
    });
    bus.listenEverywhere('note.written', ({ note }) => this.#tellNote(note));
    bus.listenEverywhere('colleague.looking', ({ connection, ...sign }) => {
      const colleagues = this.io.to(rooms.side(sign.conversation, 'staff'));
      (connection ? colleagues.except(connection) : colleagues).emit('colleague.looking', sign);
    });
    bus.listenEverywhere('inbox.touched', ({ conversation, merchant }) =>
      this.#markChanged(conversation, merchant),
    );
    bus.listenEverywhere('availability.chosen', ({ account, availability }) =>
      io.to(rooms.account(account)).emit('availability.changed', { availability }),
    );
    bus.listenEverywhere('session.ended', ({ session }) => this.#end(rooms.session(session)));
    bus.listenEverywhere('account.disabled', ({ account }) => this.#end(rooms.account(account)));
    bus.listenEverywhere('purge.progressed', (run) => io.to(rooms.admins).emit('purge.progressed', run));
  }

  /**
   * DIS-7: what names agents reaches the consumer as their merchant shows it, by the one place that decides it for
   * answers too. Where that cannot be read now it is not told: the next head leads to it (MSG-5).
   */
  #tellNaming<Event extends ConversationEventName>(
    conversation: ConversationId,
    event: Event,
    { merchant, payload, except = null }: Naming<Event>,
  ): void {
    this.#tellSide(rooms.side(conversation, 'staff'), event, payload, except);
    const room = rooms.side(conversation, 'consumer');
    if (!this.#isAnybodyIn(room)) return;
    const { appearances, log } = this.context;
    void asConsumersSee(appearances, merchant, payload)
      .then((shown) => this.#tellSide(room, event, shown, except))
      .catch((error: unknown) => log.warn({ err: error }, 'a consumer could not be told; the head will'));
  }

  /** AUT-1: what tells of people reaches each side in the shape that is theirs. */
  #tellSides<Event extends ConversationEventName>(
    conversation: ConversationId,
    event: Event,
    payload: Parameters<ServerEvents[Event]>[0],
  ): void {
    for (const side of ['consumer', 'staff'] as const)
      this.#tellSide(rooms.side(conversation, side), event, payload);
  }

  #tellSide<Event extends ConversationEventName>(
    room: string,
    event: Event,
    payload: Parameters<ServerEvents[Event]>[0],
    except: string | null = null,
  ): void {
    if (!this.#isAnybodyIn(room)) return;
    const shape = shapeFor(conversationEvents[event], room.startsWith('consumer/') ? 'consumer' : 'agent');
    const everybody = this.io.to(room);
    // The shape is made at run time: what it yields has no type of its own.
    const told = (except ? everybody.except(except) : everybody) as unknown as {
      emit(event: Event, payload: unknown): void;
    };
    told.emit(event, shape.parse(payload));
  }

  /** A note goes to the side of the agents, and that somebody is named to them alone. */
  #tellNote(note: NoteView): void {
    const { conversation, author, mentions } = note;
    this.io.to(rooms.side(conversation, 'staff')).emit('note.written', note);
    for (const account of mentions)
      this.io.to(rooms.account(account)).emit('mention.made', { conversation, by: author.name });
  }

  #tellCursor(conversation: ConversationId, participant: ParticipantId, { delivered, read }: Cursor): void {
    const told = this.#cursors.get(conversation);
    this.#cursors.set(conversation, { ...told, [participant]: { delivered, read } });
    this.#tellSides(conversation, 'cursor.moved', { conversation, participant, delivered, read });
  }

  #tellGone(conversation: ConversationId): void {
    const room = rooms.conversation(conversation);
    this.#changed.delete(conversation);
    this.io.to(room).emit('conversation.gone', { conversation });
    this.io
      .in(room)
      .socketsLeave([room, rooms.side(conversation, 'consumer'), rooms.side(conversation, 'staff')]);
  }

  #end(room: string): void {
    this.io.to(room).emit('session.ended');
    this.io.in(room).disconnectSockets(true);
  }

  #markChanged(conversation: ConversationId, merchant: MerchantId): void {
    if (!this.#isAnybodyIn(rooms.inbox(merchant))) return;
    this.#changed.add(conversation);
    this.#tellInboxSoon();
  }

  /** Never twice at once: an older row would overtake a newer one. */
  #tellInboxSoon(): void {
    if (this.#stopped) return;
    this.#inboxTimer ??= setTimeout(() => void this.#tellInbox(), this.#inboxPause);
  }

  async #tellInbox(): Promise<void> {
    const ids = [...this.#changed];
    this.#changed.clear();
    const since = performance.now();
    const { models, clock, log } = this.context;
    try {
      const found = await models.Conversation.find({ _id: { $in: ids } }).lean<ConversationDocument[]>();
      const living = found.filter((conversation) => isLiving(conversation, clock.now()));
      const entries = await inboxEntries(this.context, living);
      for (const [index, entry] of entries.entries()) {
        if (index % rowsAtOnce === rowsAtOnce - 1) await turn();
        this.io.to(rooms.inbox(living[index]!.merchant as MerchantId)).emit('inbox.changed', entry);
      }
    } catch (error) {
      // The inbox fetches its list again when it reconnects; a row that was not told is not lost.
      log.warn({ err: error }, 'rows of the inbox could not be told');
    }
    this.#inboxPause = Math.max(inboxInterval, (performance.now() - since) * inboxShare);
    this.#inboxTimer = null;
    if (this.#changed.size > 0) this.#tellInboxSoon();
  }

  /**
   * MSG-5, MSG-10, RET-2: where every conversation stands that somebody at this node follows, as the store has it:
   * its head always, cursors that this node has not heard of, and that it is gone. Of messages only what is newer
   * than the head known here is read: a lost broadcast costs one entry of an index, and no news costs none.
   */
  async tellHeads(): Promise<void> {
    const followed = [...this.io.of('/').adapter.rooms.keys()]
      .filter((room) => room.startsWith('conversation/'))
      .map((room) => room.slice('conversation/'.length) as ConversationId);
    this.#heads = new Map(followed.map((conversation) => [conversation, this.#heads.get(conversation) ?? 0]));
    this.#cursors = new Map(
      followed.map((conversation) => [conversation, this.#cursors.get(conversation) ?? {}]),
    );
    try {
      for (let start = 0; start < followed.length; start += headsAtOnce)
        await this.#tellStanding(followed.slice(start, start + headsAtOnce));
    } catch (error) {
      this.context.log.warn({ err: error }, 'heads could not be told');
    }
  }

  async #tellStanding(some: readonly ConversationId[]): Promise<void> {
    const { models, clock } = this.context;
    const [newer, conversations] = await Promise.all([
      models.Message.find(
        {
          $or: some.map((conversation) => ({
            conversation,
            seq: { $gt: this.#heads.get(conversation) ?? 0 },
          })),
        },
        { conversation: 1, seq: 1 },
      ).lean(),
      models.Conversation.find(
        { _id: { $in: some } },
        { state: 1, expiresAt: 1, cursors: 1, revision: 1, notes: 1 },
      ).lean<ConversationDocument[]>(),
    ]);
    for (const { conversation, seq } of newer) this.#raiseHead(conversation as ConversationId, seq);
    const found = new Map(conversations.map((conversation) => [conversation._id, conversation]));
    for (const conversation of some) {
      const stored = found.get(conversation);
      if (!stored || !isLiving(stored, clock.now())) {
        this.#tellGone(conversation);
        continue;
      }
      const seq = this.#heads.get(conversation) ?? 0;
      const revision = stored.revision ?? 0;
      this.io.to(rooms.conversation(conversation)).emit('conversation.head', { conversation, seq, revision });
      if (stored.notes) {
        const staff = this.io.to(rooms.side(conversation, 'staff'));
        staff.emit('note.head', { conversation, number: stored.notes });
      }
      for (const [participant, cursor] of Object.entries(stored.cursors)) {
        const told = this.#cursors.get(conversation)?.[participant];
        if (told?.delivered !== cursor.delivered || told.read !== cursor.read)
          this.#tellCursor(conversation, participant as ParticipantId, cursor);
      }
    }
  }

  #raiseHead(conversation: ConversationId, seq: number): void {
    this.#heads.set(conversation, Math.max(seq, this.#heads.get(conversation) ?? 0));
  }

  #isAnybodyIn(room: string): boolean {
    return this.io.of('/').adapter.rooms.has(room);
  }
}
