/** A TCP proxy for one client, which does to its connections what networks do. */
import { once } from 'node:events';
import { createConnection, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

interface Pair {
  readonly client: Socket;
  readonly server: Socket;
  /** Set while the connection is open at both ends and carries nothing. */
  stuck: boolean;
  /** What the client has sent and the server has not got yet, while it is held back. */
  held: Buffer[] | null;
  lastArrival: number;
}

export class Proxy {
  readonly #server: Server;
  readonly #pairs = new Set<Pair>();
  /** Milliseconds that every piece of data takes, either way. */
  delay = 0;
  /** Port of the server that new connections go to, as a load balancer decides. */
  target: number;

  private constructor(target: number) {
    this.target = target;
    this.#server = createServer((client) => this.#carry(client));
  }

  static async start(target: number): Promise<Proxy> {
    const proxy = new Proxy(target);
    proxy.#server.listen(0, '127.0.0.1');
    await once(proxy.#server, 'listening');
    return proxy;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** Every connection is gone at both ends, with whatever was on its way. */
  cut(): void {
    for (const pair of this.#pairs) this.#end(pair);
  }

  /** Every connection stays open and carries nothing any more: nobody is told. */
  halve(): void {
    for (const pair of this.#pairs) pair.stuck = true;
  }

  /**
   * What the client sends from now on is held back; soon the connection is gone for the client, and what it had
   * sent reaches the server all the same: after what it sends over its next connection.
   */
  linger(ms: number): void {
    for (const pair of this.#pairs) {
      if (pair.stuck || pair.held) continue;
      const held: Buffer[] = [];
      pair.held = held;
      setTimeout(() => {
        pair.stuck = true;
        pair.client.destroy();
      }, ms / 2);
      setTimeout(() => {
        if (pair.server.writable) for (const data of held) pair.server.write(data);
        setTimeout(() => this.#end(pair), 20);
      }, ms);
    }
  }

  stop(): void {
    this.cut();
    this.#server.close();
  }

  #carry(client: Socket): void {
    const server = createConnection({ port: this.target, host: '127.0.0.1' });
    const pair: Pair = { client, server, stuck: false, held: null, lastArrival: 0 };
    this.#pairs.add(pair);
    client.setNoDelay(true);
    server.setNoDelay(true);
    this.#pipe(pair, client, server);
    this.#pipe(pair, server, client);
    for (const socket of [client, server]) {
      // One that is stuck tells nobody that the other end has gone.
      const ended = (): void => void (pair.stuck || this.#end(pair));
      socket.on('error', ended);
      socket.on('close', ended);
    }
  }

  #pipe(pair: Pair, from: Socket, to: Socket): void {
    from.on('data', (data: Buffer) => {
      if (from === pair.client && pair.held) return void pair.held.push(data);
      if (pair.stuck) return;
      if (this.delay === 0 && pair.lastArrival <= performance.now()) return void to.write(data);
      // Later, and never before what was sent before it.
      const arrival = Math.max(performance.now() + this.delay, pair.lastArrival);
      pair.lastArrival = arrival;
      setTimeout(() => to.writable && to.write(data), arrival - performance.now());
    });
  }

  #end(pair: Pair): void {
    this.#pairs.delete(pair);
    pair.client.destroy();
    pair.server.destroy();
  }
}
