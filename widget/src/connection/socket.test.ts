import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server, type ServerOptions } from 'socket.io';
import WebSocket from 'ws';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { sync, welcome } from '@parlour/shared/protocol/conversation.js';
import { socketPath } from '@parlour/shared/protocol/define.js';
import { refusal } from '../testing/memory-conversation.js';
import { FakeClock } from '../testing/fake-clock.js';
import { systemClock, type Clock } from './clock.js';
import { CallLost, CallRefused, type Connection } from './connection.js';
import { connectSocket } from './socket.js';

/** Node has none of its own before version 22; unlike a browser's, this one throws what nobody listens to. */
class BrowserLikeWebSocket extends WebSocket {
  constructor(address: string) {
    super(address);
    this.on('error', () => {});
  }
}
Object.assign(globalThis, { WebSocket: BrowserLikeWebSocket });

let http: HttpServer;
let server: Server;
let url: string;
let connection: Connection;

// A second of the protocol takes ten milliseconds here; everything else is real.
const hasty: Clock = { ...systemClock, after: (ms, task) => systemClock.after(ms / 100, task) };
const auth = () => ({ site: 'site-key', merchant: 'main-street', token: 'secret' });
const until = (state: Connection['state']): Promise<void> =>
  vi.waitFor(() => expect(connection.state).toBe(state), { timeout: 5_000, interval: 5 });

async function listen(port = 0, options: Partial<ServerOptions> = {}): Promise<void> {
  http = createServer();
  server = new Server(http, { path: socketPath, ...options });
  await new Promise<void>((resolve) => http.listen(port, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
}

beforeEach(() => listen());
afterEach(async () => {
  connection.close();
  await server.close();
});

describe('connectSocket', () => {
  it('AUT-1 says who it is in the handshake, the site in the address and the token only in the body', async () => {
    const seen = new Promise((resolve) =>
      server.on('connection', ({ handshake }) => resolve([handshake.auth, handshake.url])),
    );
    connection = connectSocket({ url, auth, clock: hasty });
    const [said, address] = (await seen) as [unknown, string];
    expect(said).toEqual(auth());
    expect(address).toContain('site=site-key');
    expect(address).toContain('transport=websocket');
    expect(address).not.toContain('secret');
  });

  it('AUT-1 a call waits for the connection; an answer resolves it and a refusal rejects it with its code', async () => {
    server.on('connection', (socket) => {
      socket.on('welcome.read', (input, answer) => answer({ ok: true, value: { input } }));
      socket.on('conversation.sync', (_, answer) => answer({ ok: false, error: refusal('not_found') }));
    });
    connection = connectSocket({ url, auth, clock: hasty });
    expect(await connection.call(welcome, {})).toEqual({ input: {} });
    const refused = await connection
      .call(sync, { conversation: 'x' as never, after: 0 })
      .catch((e: unknown) => e);
    expect(refused).toBeInstanceOf(CallRefused);
    expect((refused as CallRefused).error.code).toBe('not_found');
  });

  it('MSG-6 a call that was under way when the connection broke is lost, and is never sent by the next one', async () => {
    let asked = 0;
    server.on('connection', (socket) => {
      socket.on('welcome.read', () => {
        asked++;
        socket.conn.close();
      });
    });
    connection = connectSocket({ url, auth, clock: hasty });
    await expect(connection.call(welcome, {})).rejects.toBeInstanceOf(CallLost);
    await until('connected');
    expect(asked).toBe(1);
  });

  it('MSG-6 comes back by itself when the server was away, and says since when it was', async () => {
    connection = connectSocket({ url, auth, clock: hasty });
    await until('connected');
    const { port } = http.address() as AddressInfo;
    const before = Date.now();
    await server.close();
    await until('disconnected');
    expect(connection.since).toBeGreaterThanOrEqual(before);
    const { since } = connection;
    await new Promise((resolve) => connection.onState(() => resolve(null)));
    expect(connection).toMatchObject({ state: 'disconnected', since });
    await listen(port);
    await until('connected');
  });

  it('MSG-6 a line that carries in one direction only is given up, and a fresh one made', async () => {
    let lines = 0;
    server.on('connection', (socket) => {
      lines++;
      socket.on('welcome.read', (_, answer) => lines > 1 && answer({ ok: true, value: {} }));
    });
    connection = connectSocket({ url, auth, clock: hasty });
    await expect(connection.call(welcome, {})).rejects.toBeInstanceOf(CallLost);
    await expect(connection.call(welcome, {})).resolves.toEqual({});
    expect(lines).toBe(2);
  });

  it('WID-14 a site that is refused for good is not tried again; its calls are lost at once', async () => {
    let tries = 0;
    server.use((_, next) => {
      tries++;
      next(Object.assign(new Error('unknown_site'), { data: refusal('unknown_site') }));
    });
    connection = connectSocket({ url, auth, clock: hasty });
    await expect(connection.call(welcome, {})).rejects.toBeInstanceOf(CallLost);
    expect(connection).toMatchObject({ state: 'disconnected', refusal: { code: 'unknown_site' } });
    await new Promise((resolve) => hasty.after(20_000, () => resolve(null)));
    expect(tries).toBe(1);
  });

  it('WID-14 a portal, which has no site key, is never told that its key is wrong: it goes on trying', async () => {
    await server.close();
    let tries = 0;
    await listen(0, { allowRequest: (_, decide) => decide('wrong_origin', ++tries > 6) });
    connection = connectSocket({ url, clock: hasty });
    await until('connected');
    expect(connection.refusal).toBe(null);
  });

  it('WID-14 where the page’s origin is not let in, it says so once and does not try again', async () => {
    await server.close();
    let tries = 0;
    await listen(0, { allowRequest: (_, decide) => decide('wrong_origin', ++tries < 0) });
    connection = connectSocket({ url, auth, clock: hasty });
    await until('disconnected');
    expect(connection.refusal).toMatchObject({ code: 'wrong_origin', retryable: false });
    // An attempt that was on its way when the answer came may still arrive.
    await new Promise((resolve) => hasty.after(10_000, () => resolve(null)));
    const asked = tries;
    await new Promise((resolve) => hasty.after(20_000, () => resolve(null)));
    expect(tries).toBe(asked);
  });

  it('OPS-3 where something on the way keeps WebSockets out, long polling carries the same', async () => {
    await server.close();
    await listen(0, { transports: ['polling'] });
    server.on('connection', (socket) =>
      socket.on('welcome.read', (_, answer) => answer({ ok: true, value: socket.handshake.auth })),
    );
    connection = connectSocket({
      url,
      auth,
      clock: { ...systemClock, after: (ms, task) => systemClock.after(ms / 5, task) },
    });
    expect(await connection.call(welcome, {})).toEqual(auth());
    await server.close();
    await until('disconnected');
  });

  it('MSG-6 a line on which the server has fallen silent is given up', async () => {
    await server.close();
    await listen(0, { pingInterval: 500, pingTimeout: 500 });
    let lines = 0;
    server.on('connection', ({ conn }) => {
      if (lines++ > 0) return;
      // From here on this line carries nothing to the client, though it stays open.
      conn.transport.send = () => {};
    });
    connection = connectSocket({
      url,
      auth,
      clock: { ...systemClock, after: (ms, task) => systemClock.after(ms / 10, task) },
    });
    await until('connected');
    await until('disconnected');
    await until('connected');
    expect(lines).toBe(2);
  });

  describe('on a page that can be hidden', () => {
    const page = Object.assign(new EventTarget(), { hidden: false });
    const turn = (hidden: boolean): void => {
      page.hidden = hidden;
      page.dispatchEvent(new Event('visibilitychange'));
    };
    // Less than the server’s patience, whose pings this clock does not wait for.
    const restAfter = 20_000;
    let lines: number;
    beforeEach(() => {
      Object.assign(globalThis, { document: page });
      page.hidden = false;
      lines = 0;
      server.on('connection', (socket) => {
        lines++;
        socket.on('welcome.read', (_, answer) => answer({ ok: true, value: lines }));
      });
    });
    afterEach(() => Reflect.deleteProperty(globalThis, 'document'));

    it('MSG-6 hidden for long it lets the line go, and takes up a fresh one when it is looked at', async () => {
      const clock = new FakeClock(Date.now());
      connection = connectSocket({ url, auth, clock, restAfter });
      await until('connected');
      turn(true);
      await clock.advance(restAfter - 1);
      expect(connection.state).toBe('connected');
      await clock.advance(1);
      expect(connection.state).toBe('disconnected');
      await vi.waitFor(() => expect(server.sockets.sockets.size).toBe(0));
      // No attempt is made, however long it takes.
      await clock.advance(100 * restAfter);
      expect(lines).toBe(1);
      turn(false);
      // To whoever comes back, the trouble, if there is any, begins now.
      expect(connection.since).toBe(clock.now());
      await until('connected');
      expect(lines).toBe(2);
    });

    it('MSG-6 hidden for a moment only, or without being told to rest, it stays', async () => {
      const clock = new FakeClock(Date.now());
      connection = connectSocket({ url, auth, clock, restAfter });
      await until('connected');
      turn(true);
      await clock.advance(restAfter / 2);
      turn(false);
      const calm = connectSocket({ url, auth, clock });
      await vi.waitFor(() => expect(calm.state).toBe('connected'));
      // Less than the server's patience without a ping, which this clock does not let arrive.
      await clock.advance(restAfter / 2 + 1);
      expect([connection.state, calm.state]).toEqual(['connected', 'connected']);
      calm.close();
    });

    it('MSG-6 what is called while it rests wakes it', async () => {
      const clock = new FakeClock(Date.now());
      connection = connectSocket({ url, auth, clock, restAfter });
      await until('connected');
      turn(true);
      await clock.advance(restAfter);
      expect(connection.state).toBe('disconnected');
      expect(await connection.call(welcome, {})).toBe(2);
      // It is hidden still, and rests again.
      await clock.advance(restAfter);
      expect(connection.state).toBe('disconnected');
    });

    it('WID-10 left and kept for the way back, it lets the line go at once, and takes up a fresh one when it is shown again', async () => {
      const view = new EventTarget();
      Object.assign(globalThis, {
        addEventListener: view.addEventListener.bind(view),
        removeEventListener: view.removeEventListener.bind(view),
      });
      try {
        connection = connectSocket({ url, auth });
        await until('connected');
        view.dispatchEvent(new Event('pagehide'));
        expect(connection.state).toBe('disconnected');
        await vi.waitFor(() => expect(server.sockets.sockets.size).toBe(0));
        view.dispatchEvent(new Event('pageshow'));
        await until('connected');
        expect(lines).toBe(2);
        connection.close();
        view.dispatchEvent(new Event('pageshow'));
        expect(connection.state).toBe('disconnected');
      } finally {
        for (const name of ['addEventListener', 'removeEventListener'])
          Reflect.deleteProperty(globalThis, name);
      }
    });
  });

  it('MSG-6 a frame that cannot be understood ends the line, and a fresh one is made', async () => {
    let lines = 0;
    server.on('connection', ({ conn }) => {
      if (lines++ === 0) conn.write('2["message.posted",');
    });
    connection = connectSocket({ url, auth, clock: hasty });
    await until('connected');
    await until('disconnected');
    await until('connected');
  });

  it('OPS-3 a server that is not ready for us yet is tried again', async () => {
    let tries = 0;
    server.use((_, next) =>
      next(tries++ === 0 ? Object.assign(new Error(), { data: refusal('unavailable') }) : undefined),
    );
    connection = connectSocket({ url, auth, clock: hasty });
    await until('connected');
    expect(connection.refusal).toBeNull();
  });

  it('MSG-5 the server’s events reach those who listen, until they stop', async () => {
    connection = connectSocket({ url, auth, clock: hasty });
    const heard: unknown[] = [];
    const first = new Promise<void>((resolve) => {
      const stop = connection.on('presence.changed', (changed) => {
        heard.push(changed);
        stop();
        resolve();
      });
    });
    await until('connected');
    server.emit('presence.changed', { presence: 'online' });
    server.emit('presence.changed', { presence: 'offline' });
    await first;
    await new Promise<void>((resolve) => {
      connection.on('presence.changed', () => resolve());
      server.emit('presence.changed', { presence: 'online' });
    });
    expect(heard).toEqual([{ presence: 'online' }]);
  });
});
