/** A real conversation engine over a real connection, behind a proxy of its own; all it does goes into the history. */
import type { Cursor } from '@parlour/shared/model/conversation.js';
import type { ConversationId } from '@parlour/shared/model/ids.js';
import { sendMessage, type SendInput } from '@parlour/shared/protocol/message.js';
import { CallRefused, type Connection } from '@parlour/widget/connection/connection.js';
import { connectSocket } from '@parlour/widget/connection/socket.js';
import { ConversationEngine } from '@parlour/widget/conversation/engine.js';
import type { StoredEntry } from '@parlour/widget/conversation/outbox.js';
import type { History } from './history.js';
import { Proxy } from './proxy.js';
import { hastyClock } from './time.js';
import { sendHeaders } from './web-socket.js';

export interface Person {
  readonly name: string;
  /** As the engine knows itself, and as the store knows the sender. */
  readonly me: 'consumer' | `acc_${string}`;
  readonly headers: Record<string, string>;
  readonly auth?: { readonly site: string; readonly merchant: string; readonly token?: string };
}

export class Client {
  connection!: Connection;
  engine: ConversationEngine | null = null;
  lastSent: SendInput | null = null;
  /** Set when nothing may reach this one any more. */
  entitledUntil = Infinity;
  /** Of `message.posted`, when each came (`Date.now()`). */
  readonly heard: { readonly seq: number; readonly at: number; readonly came: number }[] = [];
  #kept: readonly StoredEntry[] = [];
  #cursors: Readonly<Record<string, Cursor>> = {};

  private constructor(
    readonly person: Person,
    readonly proxy: Proxy,
    private readonly history: History,
    private readonly random: () => number,
  ) {
    sendHeaders(proxy.port, person.headers);
    this.#connect();
  }

  static async open(person: Person, port: number, history: History, random: () => number): Promise<Client> {
    return new Client(person, await Proxy.start(port), history, random);
  }

  follow(conversation: ConversationId): void {
    const outbox = {
      read: () => this.#kept,
      write: (entries: readonly StoredEntry[]) => void (this.#kept = [...entries]),
    };
    const { me, name } = this.person;
    const engine = new ConversationEngine({
      connection: this.connection,
      conversation,
      me: me as 'consumer',
      outbox,
      clock: hastyClock,
      random: this.random,
    });
    engine.subscribe(() => {
      if (engine !== this.engine) return;
      this.history.screen(name, engine.state.messages);
      this.#watchCursors(engine.state.conversation?.cursors ?? {});
    });
    this.engine = engine;
  }

  /** The tab is loaded anew: the connection and the screen are gone, the outbox on the device is not (MSG-7). */
  reload(conversation: ConversationId): void {
    this.stopEngine();
    this.#cursors = {};
    this.#connect();
    this.follow(conversation);
  }

  stopEngine(): void {
    this.engine?.dispose();
    this.connection.close();
    this.engine = null;
  }

  stop(): void {
    this.stopEngine();
    this.proxy.stop();
  }

  /** A call beside the engine's own, for what a person does in another tab. */
  async attempt(input: SendInput): Promise<void> {
    await this.connection.call(sendMessage, input).catch(() => {});
  }

  #connect(): void {
    const { auth } = this.person;
    const inner = connectSocket({
      url: `http://127.0.0.1:${this.proxy.port}`,
      ...(auth && { auth: () => auth }),
      clock: hastyClock,
      random: this.random,
    });
    inner.on('message.posted', ({ seq, at, clientId }) => {
      this.heard.push({ seq, at, came: Date.now() });
      this.history.placed(this.person.name, seq, clientId);
    });
    const call: Connection['call'] = async (operation, input) => {
      if (operation.name !== sendMessage.name) return inner.call(operation, input);
      return this.#recorded(input as SendInput, () => inner.call(operation, input));
    };
    this.connection = new Proxied(inner, call);
  }

  async #recorded<Output>(input: SendInput, call: () => Promise<Output>): Promise<Output> {
    const { clientId, text } = input;
    const { name, me: sender } = this.person;
    this.lastSent = input;
    try {
      const output = await call();
      const { seq } = output as { seq: number };
      this.history.acks.push({ sender, clientId, seq });
      this.history.note(`${name}: "${text}" is acknowledged as ${seq}`);
      return output;
    } catch (error) {
      const code = error instanceof CallRefused ? error.error.code : 'lost';
      this.history.note(`${name}: "${text}" ${code}`);
      if (error instanceof CallRefused && !error.retryable)
        this.history.refusals.push({ sender, clientId, text, code });
      throw error;
    }
  }

  /** P7: what anybody has delivered or read never goes back on a screen. */
  #watchCursors(cursors: Readonly<Record<string, Cursor>>): void {
    for (const [participant, before] of Object.entries(this.#cursors)) {
      const now = cursors[participant] ?? { delivered: 0, read: 0 };
      if (now.delivered < before.delivered || now.read < before.read)
        this.history.violated(
          'P7',
          `on the screen of ${this.person.name} the cursor of ${participant} goes back`,
        );
    }
    this.#cursors = cursors;
  }
}

/** The connection, but for its calls. */
class Proxied implements Connection {
  constructor(
    private readonly inner: Connection,
    readonly call: Connection['call'],
  ) {}

  get state() {
    return this.inner.state;
  }
  get since() {
    return this.inner.since;
  }
  get refusal() {
    return this.inner.refusal;
  }
  readonly on: Connection['on'] = (event, listener) => this.inner.on(event, listener);
  readonly onState: Connection['onState'] = (listener) => this.inner.onState(listener);
  close(): void {
    this.inner.close();
  }
}
