import { createServer, type Server, type Socket } from 'node:net';
import { StoreError } from '../errors.js';
import type { Document } from '../values/kinds.js';
import { Frames, parseFrame, replyFrame, type Message } from './frame.js';

/** What a connection is to the commands: its number, and what is to be done when it ends. */
export interface Connection {
  readonly id: number;
  readonly closed: boolean;
}

export type Answer = (command: Document, connection: Connection) => Promise<Document>;

let nextConnection = 1;
/** More than this unanswered on one connection, and reading from it waits. */
const MAX_WAITING = 64;

/** A server that speaks the protocol; commands of one connection are answered in order. */
export function serve(answer: Answer): { server: Server; end(): void } {
  const ends = new Set<() => void>();
  const server = createServer({ noDelay: true }, (socket) => {
    const end = accept(socket, answer);
    ends.add(end);
    socket.once('close', () => ends.delete(end));
  });
  return {
    server,
    end() {
      server.close();
      for (const end of ends) end();
    },
  };
}

function accept(socket: Socket, answer: Answer): () => void {
  const frames = new Frames();
  const waiting: Message[] = [];
  const connection = { id: nextConnection++, closed: false };
  let busy = false;

  const end = () => {
    connection.closed = true;
    waiting.length = 0;
    socket.destroy();
  };
  const work = async () => {
    busy = true;
    while (waiting.length > 0 && !connection.closed) {
      const message = waiting.shift()!;
      if (waiting.length < MAX_WAITING / 2 && socket.isPaused()) socket.resume();
      const reply = await safely(answer, message, connection);
      if (connection.closed) break;
      if (message.silent) continue;
      if (!socket.write(frameFor(message, reply))) await drained(socket);
    }
    busy = false;
  };
  socket.on('data', (chunk) => {
    try {
      for (const frame of frames.push(chunk)) waiting.push(parseFrame(frame));
    } catch {
      return end(); // whatever this is, it is not the protocol: this connection ends, and nothing else
    }
    if (waiting.length > MAX_WAITING) socket.pause();
    if (!busy && waiting.length > 0) void work();
  });
  socket.on('error', end);
  socket.on('close', end);
  return end;
}

const drained = (socket: Socket): Promise<void> =>
  new Promise((resolve) => {
    const done = () => {
      socket.off('drain', done);
      socket.off('close', done);
      resolve();
    };
    socket.on('drain', done);
    socket.on('close', done);
  });

async function safely(answer: Answer, message: Message, connection: Connection): Promise<Document> {
  try {
    return await answer(message.body, connection);
  } catch (error) {
    return connection.closed ? {} : errorReply(error);
  }
}

function frameFor(message: Message, reply: Document): Buffer {
  try {
    return replyFrame(message, reply);
  } catch (error) {
    return replyFrame(message, errorReply(error));
  }
}

/** An error as MongoDB answers it; what was not foreseen is an internal error, and is reported on stderr. */
export function errorReply(error: unknown): Document {
  if (error instanceof StoreError) {
    return { ok: 0, errmsg: error.message, code: error.code, codeName: error.codeName, ...error.details };
  }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`store: ${text}\n`);
  const message = error instanceof Error ? error.message : String(error);
  return { ok: 0, errmsg: message, code: 1, codeName: 'InternalError' };
}
