/**
 * Domain events between nodes, over one stream in Redis (OPS-3). What must hold:
 *
 * - A node tells its own sockets at once and never waits for Redis; without Redis it goes on alone.
 * - An event is a hint: it may be lost, late or doubled. Whoever depends on it has another way to notice (heads,
 *   the watch over sessions, presence in the store).
 * - Redis never has a word in the clear, and nothing longer than a minute: events are sealed with a key that only
 *   the nodes have, the stream is cut by age with every write, and expires by itself when nobody writes.
 */
import { hkdfSync } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Redis } from 'ioredis';
import type { Logger } from 'pino';
import type { Bus, DomainEvent, DomainEvents } from '../events.js';
import { seal, unseal } from '../vault/seal.js';

type Told = readonly [event: DomainEvent, payload: DomainEvents[DomainEvent]];

/** Milliseconds that an event stays in the stream. */
const kept = 60_000;
/** Milliseconds. A read waits so long for news; a connection that is silent for longer is dead. */
const wait = 2_000;
const patience = 4_000;
/** What piles up while Redis is slow is let go: it is a hint that would come too late. */
const mostPending = 5_000;

const streamName = 'parlour:events';
const sealedAs = 'parlour events';

export interface EventStreamParts {
  readonly url: string;
  readonly secretKey: Buffer;
  readonly bus: Bus;
  readonly log: Logger;
  /** Names this node. */
  readonly node: string;
  /** Events may have been lost; called when they flow again. */
  readonly onRestored: () => void;
}

export class EventStream {
  readonly #key: Buffer;
  readonly #writer: Redis;
  readonly #reader: Redis;
  readonly #hear: (event: DomainEvent, payload: never) => void;
  #pending: Told[] = [];
  #writing = false;
  #lost = false;
  #stopped = false;
  #reading: Promise<void> | null = null;

  constructor(private readonly parts: EventStreamParts) {
    this.#key = Buffer.from(hkdfSync('sha256', parts.secretKey, '', 'parlour events between nodes', 32));
    this.#writer = this.#connect();
    this.#reader = this.#connect();
    this.#hear = parts.bus.relay((event, payload) => this.#publish([event, payload]));
  }

  /** Resolves when this node hears the others, or when it is clear that Redis is not there now. */
  async start(): Promise<void> {
    const since = await Promise.all([this.#latest(), ready(this.#writer)])
      .then(([latest]) => latest)
      .catch(() => null);
    if (since === null) this.#missed('events of other nodes come when Redis does');
    this.#reading = this.#read(since);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#write();
    this.#reader.disconnect();
    this.#writer.disconnect();
    await this.#reading;
  }

  #connect(): Redis {
    const client = new Redis(this.parts.url, {
      enableOfflineQueue: false,
      maxRetriesPerRequest: 0,
      commandTimeout: patience,
      connectTimeout: patience,
      retryStrategy: (attempt) => Math.min(100 * attempt, 1_000),
    });
    client.on('error', (error: Error) => this.parts.log.debug({ err: error }, 'Redis'));
    return client;
  }

  #publish(told: Told): void {
    if (this.#pending.length >= mostPending) return this.#missed('Redis takes no events');
    this.#pending.push(told);
    if (this.#writing) return;
    this.#writing = true;
    // The rest of this turn's events share an entry.
    setImmediate(() => void this.#write());
  }

  async #write(): Promise<void> {
    while (this.#pending.length > 0) {
      const batch = this.#pending;
      this.#pending = [];
      try {
        const sealed = seal(this.#key, sealedAs, JSON.stringify(batch));
        const oldest = String(Date.now() - kept);
        const answers = this.#writer
          .pipeline()
          .xadd(streamName, 'MINID', '~', oldest, '*', 'from', this.parts.node, 'sealed', sealed)
          .pexpire(streamName, 2 * kept);
        for (const [error] of (await answers.exec()) ?? []) if (error) throw error;
      } catch (error) {
        this.#missed((error as Error).message);
        if (this.#writer.status === 'ready') this.#writer.disconnect(true);
      }
    }
    this.#writing = false;
  }

  async #latest(): Promise<string> {
    await ready(this.#reader);
    const [last] = await this.#reader.xrevrange(streamName, '+', '-', 'COUNT', 1);
    return last?.[0] ?? '0-0';
  }

  async #read(since: string | null): Promise<void> {
    let last = since;
    while (!this.#stopped) {
      try {
        last ??= await this.#latest();
        const found = await this.#reader.callBuffer(
          ...(['XREAD', 'BLOCK', wait, 'COUNT', 200, 'STREAMS', streamName, last] as const),
        );
        for (const [, entries] of (found ?? []) as [Buffer, [Buffer, Buffer[]][]][]) {
          for (const [id, fields] of entries) {
            last = id.toString();
            this.#take(fields);
          }
        }
        if (this.#lost) this.#restored();
      } catch (error) {
        if (this.#stopped) return;
        this.#missed((error as Error).message);
        if (this.#reader.status === 'ready') this.#reader.disconnect(true);
        await pause(200);
      }
    }
  }

  #take([, from, , sealed]: Buffer[]): void {
    if (!from || !sealed || from.toString() === this.parts.node) return;
    let told: Told[];
    try {
      told = JSON.parse(unseal(this.#key, sealedAs, sealed).toString('utf8')) as Told[];
    } catch {
      // Sealed by somebody who has not our key: no node of ours.
      return;
    }
    for (const [event, payload] of told) this.#hear(event, payload as never);
  }

  #missed(why: string): void {
    if (!this.#lost) this.parts.log.warn({ why }, 'nodes do not hear each other; they heal by the store');
    this.#lost = true;
  }

  #restored(): void {
    this.#lost = false;
    this.parts.log.info('nodes hear each other again');
    this.parts.onRestored();
  }
}

/** Rejects after the time that connecting may take. */
async function ready(client: Redis): Promise<void> {
  if (client.status === 'ready') return;
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      client.off('ready', done);
      reject(new Error('Redis cannot be reached'));
    }, patience);
    const done = (): void => {
      clearTimeout(timer);
      resolve();
    };
    client.once('ready', done);
  });
}
