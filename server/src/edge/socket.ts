/**
 * The socket's edge: the operations of the registry, and none besides. Where a connection comes
 * from is decided before the WebSocket is opened, since a browser's same-origin rule does not guard one.
 */
import type { Server as HttpServer } from 'node:http';
import type { Socket as NetSocket } from 'node:net';
import { randomUUID } from 'node:crypto';
import type { Caller, Place } from '@parlour/shared/access/table.js';
import type { ConversationId } from '@parlour/shared/model/ids.js';
import { socketPath } from '@parlour/shared/protocol/define.js';
import { Refusal, type Answer } from '@parlour/shared/protocol/errors.js';
import type { ConsumerHandshake, ServerEvents } from '@parlour/shared/protocol/events.js';
import { frameLimit } from '@parlour/shared/protocol/limits.js';
import { seesGpc } from '@parlour/shared/rules/global-privacy-control.js';
import { operations, type AnyOperation } from '@parlour/shared/protocol/registry.js';
import { Server, type Socket } from 'socket.io';
import type { Context } from '../context.js';
import { isResumed } from '../requests/resume-chat.js';
import { clientAddress } from './client-address.js';
import { identifyPortal, identifyWidget, mayCarry } from './identify.js';
import type { Pipeline } from './pipeline.js';
import { gatherFrames, gatherWrites } from './gather-writes.js';
import { rooms } from './rooms.js';
import { readSessionCookie } from './session-cookie.js';

type Reply = (answer: Answer<unknown>) => void;
export type ClientEvents = Record<string, (input: unknown, reply: Reply) => void>;

interface SocketData {
  caller: Caller;
  address: string;
  /** When the connection was made. */
  since: number;
}

export type ParlourServer = Server<ClientEvents, ServerEvents, Record<string, never>, SocketData>;
export type ParlourSocket = Socket<ClientEvents, ServerEvents, Record<string, never>, SocketData>;

export interface SocketParts {
  readonly context: Context;
  readonly pipeline: Pipeline;
  /** The origin of the portals. Known once the server listens. */
  readonly publicOrigin: () => string;
  readonly trustedProxies: number;
}

const socketOperations: ReadonlyMap<string, AnyOperation> = new Map(
  operations.filter(({ socket }) => socket).map((operation) => [operation.name, operation]),
);

export function createSockets(http: HttpServer, parts: SocketParts): ParlourServer {
  http.on('upgrade', (_request, connection) => gatherWrites(connection as NetSocket));
  const io: ParlourServer = new Server(http, {
    path: socketPath,
    serveClient: false,
    // Compressing each frame costs more processor and memory than a chat's short lines save on the wire.
    perMessageDeflate: false,
    httpCompression: false,
    maxHttpBufferSize: frameLimit,
    pingInterval: 10_000,
    pingTimeout: 8_000,
    connectTimeout: 10_000,
    cors: { origin: true, credentials: false },
    allowRequest: (request, decide) => {
      // A browser names no origin where a page of ours polls us, and says that it is ours where no page can.
      if (request.method === 'GET' && request.headers['sec-fetch-site'] === 'same-origin')
        request.headers.origin ??= parts.publicOrigin();
      allows(parts, request.headers.origin, siteOf(request.url))
        .then((allowed) => decide(allowed ? undefined : 'wrong_origin', allowed))
        .catch(() => decide('unavailable', false));
    },
  });
  io.engine.on('connection', gatherFrames);
  io.use((socket, next) => {
    identify(parts, socket)
      .then((caller) => {
        socket.data.caller = caller;
        socket.data.since = parts.context.clock.now();
        socket.data.address = clientAddress(socket.request, parts.trustedProxies);
        next();
      })
      .catch((error: unknown) => next(connectError(error)));
  });
  io.on('connection', (socket) => {
    joinOwnRooms(parts, socket);
    // One listener for all: one for each would be a hundred objects on every connection.
    socket.onAny((event: string, ...given: unknown[]) => {
      const operation = socketOperations.get(event);
      if (operation) void answer(parts, socket, operation, given);
      else replyOf(given)?.(refused(new Refusal('not_found')));
    });
  });
  return io;
}

const siteOf = (url = ''): string | null => new URL(url, 'http://parlour').searchParams.get('site');

/** A widget names its site and must be on one of its origins; a portal names none and must be on ours. */
async function allows(
  { context, publicOrigin }: SocketParts,
  origin: string | undefined,
  site: string | null,
) {
  return site === null ? origin === publicOrigin() : mayCarry(context, site, origin);
}

async function identify({ context }: SocketParts, socket: ParlourSocket): Promise<Caller> {
  const { headers, url } = socket.request;
  const site = siteOf(url);
  if (site === null) return identifyPortal(context, readSessionCookie(headers.cookie));
  const said = socket.handshake.auth;
  if (said['site'] !== site) throw new Refusal('wrong_origin');
  return identifyWidget(context, said, headers.origin);
}

/** Socket.IO hands `data` of the error to the client as it is. */
function connectError(error: unknown): Error {
  const refusal = error instanceof Refusal ? error : new Refusal('unavailable');
  return Object.assign(new Error(refusal.code), { data: refusal.toWire() });
}

function joinOwnRooms({ context }: SocketParts, socket: ParlourSocket): void {
  const { caller } = socket.data;
  if ('session' in caller) void socket.join([rooms.session(caller.session), rooms.account(caller.account)]);
  if (caller.role === 'consumer' && caller.resumed) void socket.join(rooms.session(caller.resumed));
  if ('merchant' in caller) {
    // POL-3: nothing of the inbox comes to somebody who has not accepted what binds them.
    void context.policies
      .hasAccepted(caller)
      .then((accepted) => (accepted ? socket.join(rooms.inbox(caller.merchant)) : undefined))
      .catch((error: unknown) => {
        context.log.warn({ err: error }, 'an agent could not be let into the inbox');
        socket.disconnect(true);
      });
  }
  if (caller.role === 'admin') void socket.join(rooms.admins);
  if ('place' in caller && caller.place) void socket.join(rooms.lobby(caller.place.merchant));
}

async function answer(parts: SocketParts, socket: ParlourSocket, operation: AnyOperation, given: unknown[]) {
  const reply = replyOf(given);
  // Without a way to answer, a caller cannot know what happened: nothing is done.
  if (!reply) return;
  const requestId = randomUUID();
  try {
    const { output } = await parts.pipeline.run(operation, given.length > 1 ? given[0] : undefined, {
      address: socket.data.address,
      requestId,
      identify: () => currentCaller(parts, socket),
      gpc: seesGpc(socket.request.rawHeaders) || socket.handshake.auth['gpc'] === true,
      surface: 'widget',
      connection: socket.id,
      follow: async (conversation: ConversationId) => {
        const side = socket.data.caller.role === 'consumer' ? 'consumer' : 'staff';
        await socket.join([rooms.conversation(conversation), rooms.side(conversation, side)]);
      },
    });
    reply({ ok: true, value: output });
  } catch (error) {
    const refusal = error as Refusal;
    const { caller } = socket.data;
    if (refusal.code === 'policies_not_accepted' && 'merchant' in caller)
      await socket.leave(rooms.inbox(caller.merchant));
    reply(refused(refusal, requestId));
  }
}

const refused = (refusal: Refusal, requestId?: string): Answer<never> => ({
  ok: false,
  error: refusal.toWire(requestId),
});

/** The acknowledgement comes last; whatever else was sent besides the input is refused with it. */
function replyOf(given: readonly unknown[]): Reply | null {
  const last = given.at(-1);
  return typeof last === 'function' && given.length <= 2 ? (last as Reply) : null;
}

/** AUT-3: a session or a placement that has ended since the connection was made counts at once. */
async function currentCaller({ context }: SocketParts, socket: ParlourSocket): Promise<Caller> {
  const { caller } = socket.data;
  if ('session' in caller) {
    const current = await context.sessions.use(caller.session);
    if (current) return current;
    endSession(socket);
    throw new Refusal('not_signed_in');
  }
  if (caller.role === 'consumer' && caller.resumed && !(await isResumed(context, caller.resumed))) {
    endSession(socket);
    throw new Refusal('access_ended');
  }
  if (!caller.place || (await isStillThere(context, socket, caller.place))) return caller;
  // A signed identity was good when it was presented; that its end has passed since ends no conversation.
  return identifyWidget(context, socket.handshake.auth, socket.request.headers.origin, socket.data.since);
}

/** Whether a connection without a signed identity would be let in to the same place: its token does not change. */
async function isStillThere(context: Context, { handshake, request }: ParlourSocket, known: Place) {
  const { site, merchant, identity } = handshake.auth as ConsumerHandshake;
  if (identity !== undefined || !(await mayCarry(context, site, request.headers.origin))) return false;
  const place = await context.directory.place(site, merchant);
  return place?.site === known.site && place.merchant === known.merchant;
}

function endSession(socket: ParlourSocket): void {
  socket.emit('session.ended');
  // Out of every room at once; the connection follows when the word has gone out.
  for (const room of socket.rooms) if (room !== socket.id) void socket.leave(room);
  setImmediate(() => socket.disconnect(true));
}
