/** The thinnest client of Socket.IO: a frame out, a frame in, so that the load generator costs little. */
import { randomBytes } from 'node:crypto';
import WebSocket from 'ws';

export interface Opening {
  readonly port: number;
  readonly headers: Record<string, string>;
  readonly site?: string;
  readonly auth?: object;
}

export interface Posted {
  readonly conversation: string;
  readonly text?: string;
  readonly at: number;
}

export class Line {
  onPosted: (message: Posted) => void = () => {};
  readonly #answers = new Map<number, (answer: { ok: boolean; value?: unknown; error?: unknown }) => void>();
  #last = 0;

  private constructor(private readonly socket: WebSocket) {}

  static open({ port, headers, site, auth }: Opening): Promise<Line> {
    const query = site ? `&site=${site}` : '';
    const socket = new WebSocket(`ws://127.0.0.1:${port}/api/v1/socket/?EIO=4&transport=websocket${query}`, {
      headers,
      perMessageDeflate: false,
    });
    const line = new Line(socket);
    return new Promise((resolve, reject) => {
      socket.on('error', reject);
      socket.on('message', (data) => {
        const frame = (data as Buffer).toString();
        if (frame === '2') socket.send('3');
        else if (frame.startsWith('0')) socket.send(`40${JSON.stringify(auth ?? {})}`);
        else if (frame.startsWith('40')) resolve(line);
        else if (frame.startsWith('44')) reject(new Error(frame));
        else if (frame.startsWith('42["message.posted"'))
          line.onPosted((JSON.parse(frame.slice(2)) as [string, Posted])[1]);
        else if (frame.startsWith('43')) line.#answer(frame);
      });
    });
  }

  call<Output>(name: string, input: object): Promise<Output> {
    const id = ++this.#last;
    return new Promise((resolve, reject) => {
      this.#answers.set(id, (answer) => {
        if (answer.ok) resolve(answer.value as Output);
        else reject(new Error(JSON.stringify(answer.error)));
      });
      this.socket.send(`42${id}${JSON.stringify([name, input])}`);
    });
  }

  close(): void {
    this.socket.terminate();
  }

  #answer(frame: string): void {
    const bracket = frame.indexOf('[');
    const id = Number(frame.slice(2, bracket));
    const answer = this.#answers.get(id);
    this.#answers.delete(id);
    answer?.((JSON.parse(frame.slice(bracket)) as [{ ok: boolean }])[0]);
  }
}

export const clientId = (): string => randomBytes(16).toString('base64url');
