import { createServer as createHttpServer } from 'node:http';
import { createServer, connect, type AddressInfo, type Socket } from 'node:net';
import { once, type EventEmitter } from 'node:events';
import { setImmediate as turn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { Server, type Socket as ServerSocket } from 'socket.io';
import WebSocket from 'ws';
import { gatherFrames, gatherWrites } from './gather-writes.js';

it('MSG-2 what is written in one turn leaves as one piece, whole and in order, and nothing is kept back', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const client = connect((server.address() as AddressInfo).port, '127.0.0.1');
  const [connection] = (await once(server, 'connection')) as [Socket];
  let pieces = 0;
  const writev = connection._writev!.bind(connection);
  connection._writev = (...given) => {
    pieces += 1;
    writev(...given);
  };
  gatherWrites(connection);
  const written = Array.from({ length: 50 }, (_, index) => `frame ${index};`);
  // As a WebSocket writes a frame: its head and its body, corked.
  for (const frame of written) {
    connection.cork();
    connection.write(frame.slice(0, 2));
    connection.write(frame.slice(2));
    connection.uncork();
  }
  expect(pieces).toBe(0);
  await turn();
  expect(pieces).toBe(1);
  expect(connection.writableCorked).toBe(0);
  connection.end('last');
  let got = '';
  for await (const piece of client.setEncoding('utf8')) got += piece as string;
  expect(got).toBe(`${written.join('')}last`);
  server.close();
});

it('MSG-2 what one turn has for a connection goes to its transport together, whole and in order', async () => {
  const http = createHttpServer().listen(0, '127.0.0.1');
  await once(http, 'listening');
  const io = new Server(http);
  const sizes: number[] = [];
  io.engine.on('connection', (connection: object) => {
    gatherFrames(connection);
    (connection as EventEmitter).on('flush', (frames: readonly unknown[]) => sizes.push(frames.length));
  });
  const { port } = http.address() as AddressInfo;
  const client = new WebSocket(`ws://127.0.0.1:${port}/socket.io/?EIO=4&transport=websocket`);
  const got: string[] = [];
  client.on('message', (data) => {
    got.push((data as Buffer).toString());
    if (got.length === 1) client.send('40');
  });
  const [socket] = (await once(io, 'connection')) as [ServerSocket];
  sizes.length = 0;
  for (let n = 0; n < 50; n++) socket.emit('told', n);
  // What comes by a promise of the same turn goes with it.
  await Promise.resolve().then(() => socket.emit('told', 50));
  socket.disconnect(true);
  await once(client, 'close');
  expect(sizes[0]).toBeGreaterThanOrEqual(51);
  expect(got.filter((frame) => frame.startsWith('42'))).toEqual(
    Array.from({ length: 51 }, (_, n) => `42["told",${n}]`),
  );
  await io.close();
});
