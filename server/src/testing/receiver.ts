/** A merchant's own server, which takes what webhooks send or refuses as it is told to. */
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly raw: string;
  readonly body: {
    readonly id: string;
    readonly event: string;
    readonly at: string;
    readonly data: Readonly<Record<string, unknown>>;
  };
}

export class Receiver {
  readonly received: Received[] = [];
  /** What it answers with. */
  status = 204;
  /** Sent along with it, such as a `Location`. */
  headers: Record<string, string> = {};
  readonly #waiting = new Set<() => void>();

  private constructor(private readonly server: Server) {}

  static async open(): Promise<Receiver> {
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const raw = Buffer.concat(chunks).toString('utf8');
        receiver.received.push({
          headers: request.headers,
          raw,
          body: JSON.parse(raw) as Received['body'],
        });
        response.writeHead(receiver.status, receiver.headers).end('a word that nobody reads');
        for (const look of [...receiver.#waiting]) look();
      });
    });
    const receiver = new Receiver(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return receiver;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}/hook`;
  }

  /** The first that fits, whether it is there already or still to come. */
  next(event: string, fits: (one: Received) => boolean = () => true): Promise<Received> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`no ${event} came`)), 10_000);
      const look = (): void => {
        const found = this.received.find((one) => one.body.event === event && fits(one));
        if (!found) return;
        clearTimeout(timer);
        this.#waiting.delete(look);
        resolve(found);
      };
      this.#waiting.add(look);
      look();
    });
  }

  of(event: string): Received[] {
    return this.received.filter(({ body }) => body.event === event);
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
