/** A socket as an actor holds it: typed calls, and every event kept so that a test can wait for one. */
import { socketPath, type Operation } from '@parlour/shared/protocol/define.js';
import type { Answer, WireError } from '@parlour/shared/protocol/errors.js';
import type { ServerEvent, ServerEvents } from '@parlour/shared/protocol/events.js';
import { io, type Socket } from 'socket.io-client';

export type Payload<Event extends ServerEvent> = Parameters<ServerEvents[Event]>[0];

/** A refusal as it came over the wire. */
export class Refused extends Error {
  constructor(readonly error: WireError) {
    super(`${error.code}: ${error.message}${JSON.stringify(error.issues ?? '')}`);
  }
}

export interface Opening {
  readonly url: string;
  readonly origin?: string | undefined;
  readonly cookie?: string | undefined;
  readonly site?: string | undefined;
  readonly auth?: Record<string, unknown> | undefined;
  readonly transport?: 'websocket' | 'polling';
}

export class TestConnection {
  readonly #events: { event: string; payload: unknown }[] = [];
  readonly #waiting = new Set<() => void>();

  private constructor(readonly socket: Socket) {
    socket.onAny((event: string, payload: unknown) => {
      this.#events.push({ event, payload });
      for (const look of [...this.#waiting]) look();
    });
  }

  /** Resolves when connected; rejects with `Refused`, or with whatever the transport says. */
  static open({
    url,
    origin,
    cookie,
    site,
    auth,
    transport = 'websocket',
  }: Opening): Promise<TestConnection> {
    const socket = io(url, {
      path: socketPath,
      transports: [transport],
      forceNew: true,
      reconnection: false,
      ...(site !== undefined && { query: { site } }),
      ...(auth && { auth }),
      extraHeaders: { ...(origin !== undefined && { origin }), ...(cookie && { cookie }) },
    });
    const connection = new TestConnection(socket);
    return new Promise((resolve, reject) => {
      socket.once('connect', () => resolve(connection));
      socket.once('connect_error', (error) => {
        socket.close();
        const data = (error as { data?: WireError }).data;
        reject(data ? new Refused(data) : error);
      });
    });
  }

  async call<Name extends string, Input, Output>(
    operation: Operation<Name, Input, Output>,
    input: Input,
  ): Promise<Output> {
    return (await this.callRaw(operation.name, input)) as Output;
  }

  /** Sends whatever is given, as an attacker would. */
  async callRaw(event: string, ...input: unknown[]): Promise<unknown> {
    const answer = (await this.socket.timeout(10_000).emitWithAck(event, ...input)) as Answer<unknown>;
    if (!answer.ok) throw new Refused(answer.error);
    return answer.value;
  }

  /** The first event of this name that fits, whether it has come already or is still to come. */
  next<Event extends ServerEvent>(
    event: Event,
    fits: (payload: Payload<Event>) => boolean = () => true,
  ): Promise<Payload<Event>> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting.delete(look);
        reject(
          new Error(
            `no ${event} came that fits; there came: ${this.#events.map((seen) => seen.event).join(', ')}`,
          ),
        );
      }, 10_000);
      const look = (): void => {
        const found = this.all(event).find(fits);
        if (found === undefined && event !== 'session.ended') return;
        if (event === 'session.ended' && !this.#events.some((seen) => seen.event === event)) return;
        clearTimeout(timer);
        this.#waiting.delete(look);
        resolve(found as Payload<Event>);
      };
      this.#waiting.add(look);
      look();
    });
  }

  all<Event extends ServerEvent>(event: Event): Payload<Event>[] {
    return this.#events
      .filter((seen) => seen.event === event)
      .map(({ payload }) => payload as Payload<Event>);
  }

  get closed(): Promise<void> {
    return new Promise((resolve) => {
      if (this.socket.disconnected) resolve();
      else this.socket.once('disconnect', () => resolve());
    });
  }

  close(): void {
    this.socket.close();
  }
}
