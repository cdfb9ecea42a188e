/** A mail server that takes what it is sent, or refuses as it is told to, and keeps it for a test to read. */
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

export interface Delivered {
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly headers: string;
}

export class PostOffice {
  readonly delivered: Delivered[] = [];
  /** Set to refuse what comes, with this SMTP code. */
  refuseWith: number | null = null;
  attempts = 0;
  readonly #waiting = new Set<() => void>();

  private constructor(readonly server: SMTPServer) {}

  static async open(): Promise<PostOffice> {
    const server = new SMTPServer({
      disabledCommands: ['AUTH', 'STARTTLS'],
      disableReverseLookup: true,
      logger: false,
      onData: (stream, session, done) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          office.attempts += 1;
          if (office.refuseWith)
            return done(Object.assign(new Error('not now'), { responseCode: office.refuseWith }));
          const to = session.envelope.rcptTo.map(({ address }) => address);
          office.delivered.push({ to, ...parse(Buffer.concat(chunks).toString('utf8')) });
          for (const look of [...office.#waiting]) look();
          done();
        });
      },
    });
    const office = new PostOffice(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return office;
  }

  get url(): URL {
    return new URL(`smtp://127.0.0.1:${(this.server.server.address() as AddressInfo).port}`);
  }

  /** The first mail to this address that fits, whether it is there already or still to come. */
  next(to: string, fits: (mail: Delivered) => boolean = () => true): Promise<Delivered> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`no mail came for ${to}`)), 10_000);
      const look = (): void => {
        const found = this.delivered.find((mail) => mail.to.includes(to) && fits(mail));
        if (!found) return;
        clearTimeout(timer);
        this.#waiting.delete(look);
        resolve(found);
      };
      this.#waiting.add(look);
      look();
    });
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.server.close(() => resolve()));
  }
}

function parse(raw: string): Omit<Delivered, 'to'> {
  const end = raw.indexOf('\r\n\r\n');
  const headers = raw.slice(0, end).replace(/\r\n[ \t]+/g, ' ');
  const body = raw.slice(end + 4);
  const encoding = /^content-transfer-encoding: (.*)$/im.exec(headers)?.[1]?.trim().toLowerCase();
  const subject = /^subject: (.*)$/im.exec(headers)?.[1] ?? '';
  return { headers, subject: decodeWords(subject), text: decodeBody(body, encoding) };
}

function decodeBody(body: string, encoding: string | undefined): string {
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString('utf8');
  return encoding === 'quoted-printable' ? quotedPrintable(body.replace(/=\r\n/g, '')) : body;
}

const quotedPrintable = (text: string): string =>
  Buffer.from(
    text.replace(/=([0-9A-F]{2})/g, (_all, hex: string) => String.fromCharCode(parseInt(hex, 16))),
    'latin1',
  ).toString('utf8');

const decodeWords = (text: string): string =>
  text
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?utf-8\?([BQ])\?([^?]*)\?=/gi, (_all, how: string, what: string) =>
      how.toUpperCase() === 'B'
        ? Buffer.from(what, 'base64').toString('utf8')
        : quotedPrintable(what.replace(/_/g, ' ')),
    );
