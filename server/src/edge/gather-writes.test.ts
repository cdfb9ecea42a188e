import { createServer, connect, type AddressInfo, type Socket } from 'node:net';
import { once } from 'node:events';
import { setImmediate as turn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { gatherWrites } from './gather-writes.js';

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
