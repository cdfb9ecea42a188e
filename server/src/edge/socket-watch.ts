/**
 * What holds of a socket for as long as it is open, whatever events are lost: its session lives, its place exists,
 * and an agent's browser is really there (ACC-3, AUT-3, CNV-8).
 */
import type { Caller, Place } from '@parlour/shared/access/table.js';
import type { MerchantId } from '@parlour/shared/model/ids.js';
import { Refusal } from '@parlour/shared/protocol/errors.js';
import type { Context } from '../context.js';
import { isResumed } from '../requests/resume-chat.js';
import { identifyWidget, mayCarry } from './identify.js';
import { rooms } from './rooms.js';
import type { ParlourServer, ParlourSocket } from './socket.js';

/** Milliseconds. With what answers about sessions and places are remembered, an end acts within five seconds (ACC-3). */
const lookEvery = 2_000;
/**
 * An agent's socket is pinged so often, by a frame that every browser answers by itself. After three without an
 * answer it counts as lost: Socket.IO's own ping is slower, because it is for everybody.
 */
const pulseEvery = 1_100;
const mostMissed = 3;

/** The part of `ws` that is used. */
interface WebSocketLike {
  ping(): void;
  on(event: 'pong', listener: () => void): void;
}

type AgentCaller = Extract<Caller, { merchant: MerchantId }>;

export class SocketWatch {
  readonly #missed = new Map<ParlourSocket, { line: WebSocketLike; count: number }>();
  /** WID-10: under which of the merchant's secrets the identity of a connection was last found to hold. */
  readonly #vouched = new WeakMap<ParlourSocket, string>();
  readonly #timers: NodeJS.Timeout[];
  #looking = false;

  constructor(
    private readonly io: ParlourServer,
    private readonly context: Context,
  ) {
    context.agents.changed = (merchant, presence) =>
      void io.to(rooms.lobby(merchant)).emit('presence.changed', { presence });
    io.on('connection', (socket) => this.#take(socket));
    this.#timers = [
      setInterval(() => void this.#look(), lookEvery),
      setInterval(() => this.#pulse(), pulseEvery),
    ];
    for (const timer of this.#timers) timer.unref();
  }

  stop(): void {
    for (const timer of this.#timers) clearInterval(timer);
  }

  #take(socket: ParlourSocket): void {
    const { caller } = socket.data;
    if (!('merchant' in caller)) return;
    const { account, merchant }: AgentCaller = caller;
    this.context.agents.came(account, merchant);
    socket.once('disconnect', () => {
      this.#missed.delete(socket);
      this.context.agents.went(account);
    });
    const { transport } = socket.conn as unknown as { transport: { socket?: WebSocketLike } };
    if (!transport.socket) return;
    const watched = { line: transport.socket, count: 0 };
    watched.line.on('pong', () => (watched.count = 0));
    this.#missed.set(socket, watched);
  }

  #pulse(): void {
    for (const [socket, watched] of this.#missed) {
      if (watched.count++ >= mostMissed) socket.disconnect(true);
      else watched.line.ping();
    }
  }

  async #look(): Promise<void> {
    if (this.#looking) return;
    this.#looking = true;
    try {
      const places = new Map<string, Promise<boolean>>();
      for (const socket of this.io.sockets.sockets.values()) {
        if (!(await this.#mayStay(socket, places))) this.#end(socket);
      }
    } catch (error) {
      // The store is away: nobody is sent away for that. Whatever they do is checked on its own.
      this.context.log.debug({ err: error }, 'sockets could not be looked at');
    } finally {
      this.#looking = false;
    }
  }

  async #mayStay(socket: ParlourSocket, places: Map<string, Promise<boolean>>) {
    const { data, handshake } = socket;
    const { caller } = data;
    if ('session' in caller) return (await this.context.sessions.findByHash(caller.session)) !== null;
    if (!caller.place) return true;
    if (caller.role === 'consumer' && caller.resumed && !(await isResumed(this.context, caller.resumed)))
      return false;
    const { site, merchant } = handshake.auth as { site: string; merchant: string };
    const origin = handshake.headers.origin ?? '';
    const name = `${site}\n${merchant}\n${origin}`;
    const exists = places.get(name) ?? this.#exists(site, merchant, origin, caller.place);
    places.set(name, exists);
    return (await exists) && this.#isVouchedFor(socket, caller.place);
  }

  /** Whether the merchant's secret that a signed identity was made with is still good; true where there is none. */
  async #isVouchedFor(socket: ParlourSocket, { merchant }: Place): Promise<boolean> {
    const { auth, headers } = socket.handshake;
    if (auth['identity'] === undefined) return true;
    const standing = await this.context.identities.standing(merchant);
    if (this.#vouched.get(socket) === standing) return true;
    try {
      await identifyWidget(this.context, auth, headers.origin, socket.data.since);
    } catch (error) {
      if (error instanceof Refusal) return false;
      throw error;
    }
    this.#vouched.set(socket, standing);
    return true;
  }

  /** A key or an origin that the site has lost counts as a lost place. */
  async #exists(site: string, merchant: string, origin: string, known: Place): Promise<boolean> {
    if (!(await mayCarry(this.context, site, origin))) return false;
    const place = await this.context.directory.place(site, merchant);
    return place?.site === known.site && place.merchant === known.merchant;
  }

  #end(socket: ParlourSocket): void {
    if ('session' in socket.data.caller) socket.emit('session.ended');
    // Out of every room at once; the connection follows when the word has gone out.
    for (const room of socket.rooms) if (room !== socket.id) void socket.leave(room);
    setImmediate(() => socket.disconnect(true));
  }
}
