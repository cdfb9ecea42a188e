/**
 * Socket.IO's protocol (revision 5, over Engine.IO 4), as much of it as a chat uses: WebSocket, the default
 * namespace, events and acknowledgements in JSON. A tenth of the weight of the full client, which is fetched
 * only where a WebSocket cannot be had (README.md, Choices).
 *
 * https://socket.io/docs/v4/engine-io-protocol/ and https://socket.io/docs/v4/socket-io-protocol/
 */
import { socketPath } from '@parlour/shared/protocol/define.js';
import type { WireError } from '@parlour/shared/protocol/errors.js';
import { toJson } from './json.js';
import type { Line, LineListener, LineOptions } from './line.js';

/** Engine.IO's packets that a server sends, by their first character. */
const engine = { open: '0', ping: '2', message: '4' } as const;
const pong = '3';
/** WebSocket.OPEN */
const isOpen = 1;
/** Socket.IO's packets, by the first character of an Engine.IO message. */
const packet = { connect: '0', event: '2', answer: '3', refused: '4' } as const;

export const openWebSocketLine = (options: LineOptions, listener: LineListener): Line =>
  new WebSocketLine(options, listener);

class WebSocketLine implements Line {
  readonly #options: LineOptions;
  readonly #listener: LineListener;
  readonly #socket: WebSocket;
  readonly #answers = new Map<number, (answer: unknown) => void>();
  #lastId = 0;
  /** The server pings; longer than this without a sign of it, and the line is dead. */
  #patience = 0;
  #stopWatch: () => void = () => {};

  constructor(options: LineOptions, listener: LineListener) {
    this.#options = options;
    this.#listener = listener;
    const site = options.site === null ? '' : `&site=${encodeURIComponent(options.site)}`;
    const address = `${options.url.replace(/^http/, 'ws')}${socketPath}/?EIO=4&transport=websocket${site}`;
    this.#socket = new WebSocket(address);
    this.#socket.onmessage = ({ data }) => this.#receive(data);
    this.#socket.onclose = () => this.#lose(null);
  }

  emit(name: string, input: unknown, answer: (answer: unknown) => void): void {
    this.#answers.set(++this.#lastId, answer);
    this.#send(`${engine.message}${packet.event}${this.#lastId}${toJson([name, input])}`);
  }

  close(): void {
    this.#stopWatch();
    this.#socket.onmessage = this.#socket.onclose = null;
    this.#socket.close();
  }

  #receive(frame: unknown): void {
    this.#watch();
    try {
      // A binary frame is nothing that our server sends.
      if (typeof frame !== 'string') throw new TypeError();
      const content = frame.slice(1);
      if (frame[0] === engine.ping) this.#send(pong);
      else if (frame[0] === engine.message) this.#understand(content);
      else if (frame[0] === engine.open) this.#introduce(content);
    } catch {
      // What cannot be understood cannot be trusted to be complete: a fresh line syncs.
      this.#lose(null);
    }
  }

  #introduce(content: string): void {
    const { pingInterval, pingTimeout } = JSON.parse(content) as {
      pingInterval: number;
      pingTimeout: number;
    };
    this.#patience = pingInterval + pingTimeout;
    this.#watch();
    this.#send(`${engine.message}${packet.connect}${toJson(this.#options.auth ?? {})}`);
  }

  #understand(content: string): void {
    const [, id = '', json = ''] = /^.(\d*)(.*)$/s.exec(content) ?? [];
    switch (content[0]) {
      case packet.connect:
        return this.#listener.connected();
      case packet.event: {
        const [name, payload] = JSON.parse(json) as [string, unknown];
        return this.#listener.event(name, payload);
      }
      case packet.answer: {
        const answer = this.#answers.get(Number(id));
        this.#answers.delete(Number(id));
        return answer?.((JSON.parse(json) as [unknown])[0]);
      }
      case packet.refused:
        return this.#lose((JSON.parse(json) as { data?: WireError }).data ?? null);
      default:
        // The server has ended it, or speaks of something that we do not know.
        return this.#lose(null);
    }
  }

  #send(frame: string): void {
    // Where the page has wrapped WebSocket, its constants may be gone.
    if (this.#socket.readyState === isOpen) this.#socket.send(frame);
  }

  #watch(): void {
    this.#stopWatch();
    if (this.#patience) this.#stopWatch = this.#options.clock.after(this.#patience, () => this.#lose(null));
  }

  #lose(refusal: WireError | null): void {
    this.close();
    this.#listener.lost(refusal);
  }
}
