/**
 * One file on its way from a browser to the server, for the widget and the portals alike (MSG-12). It is sent beside
 * the connection, since it would hold up everything else there; its place among the messages is the outbox's.
 */
import type { ConversationId } from '@parlour/shared/model/ids.js';
import { apiBase } from '@parlour/shared/protocol/define.js';
import type { WireError } from '@parlour/shared/protocol/errors.js';
import { fileNameHeader } from '@parlour/shared/protocol/events.js';
import { sendFile } from '@parlour/shared/protocol/file.js';
import { CallRefused } from '../connection/connection.js';
import type { OutgoingFile } from '../conversation/outbox.js';

export interface SendingOptions {
  /** Origin of the server. */
  readonly url: string;
  /** What its sender is known by; none where a cookie says it. Asked anew for every attempt. */
  readonly headers: () => Readonly<Record<string, string>>;
  readonly conversation: ConversationId;
  readonly clientId: string;
  /** Bytes that are allowed, as the server has said. */
  readonly limit: number;
}

/** Milliseconds without progress after which an attempt is given up. */
const patience = 30_000;

const refused = (code: WireError['code'], retryable: boolean): CallRefused =>
  new CallRefused({ code, message: '', retryable });

export class Sending implements OutgoingFile {
  readonly name: string;
  readonly blob: Blob;
  readonly #options: SendingOptions;
  /** Read at once: what is changed or taken away afterwards is sent as it was. */
  readonly #bytes: Promise<ArrayBuffer>;
  #request: XMLHttpRequest | null = null;

  constructor(file: File, options: SendingOptions) {
    this.name = file.name;
    this.blob = file;
    this.#options = options;
    const isTooLarge = file.size > options.limit;
    this.#bytes = isTooLarge ? Promise.reject(refused('too_large', false)) : file.arrayBuffer();
    // Whoever sends it hears of it.
    this.#bytes.catch(() => {});
  }

  async send(told: (share: number) => void): Promise<{ readonly seq: number }> {
    const bytes = await this.#bytes.catch((reason: unknown) => {
      throw reason instanceof CallRefused ? reason : refused('file_unreadable', false);
    });
    const { url, headers, conversation, clientId } = this.#options;
    const path = sendFile.http![1].replace(':conversation', conversation).replace(':clientId', clientId);
    return new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      this.#request = request;
      request.open('PUT', `${url}${apiBase}${path}`);
      const said = {
        ...headers(),
        'content-type': 'application/octet-stream',
        [fileNameHeader]: encodeURIComponent(wellFormed(this.name)),
      };
      for (const [name, value] of Object.entries(said)) request.setRequestHeader(name, value);
      let timer = setTimeout(() => request.abort(), patience);
      request.upload.onprogress = ({ loaded, total }) => {
        clearTimeout(timer);
        timer = setTimeout(() => request.abort(), patience);
        told(total > 0 ? loaded / total : 0);
      };
      request.onloadend = () => {
        clearTimeout(timer);
        const answer = answerOf(request);
        if (answer instanceof CallRefused) reject(answer);
        else resolve(answer);
      };
      request.send(bytes);
    });
  }

  /** Ends an attempt that is under way. What the server has by then, it has. */
  cancel(): void {
    this.#request?.abort();
  }
}

/** No answer is taken for a busy server, so that it is repeated after a pause and not at once. */
function answerOf({ status, responseText }: XMLHttpRequest): { readonly seq: number } | CallRefused {
  try {
    const body = JSON.parse(responseText) as { seq: number } & WireError & { title?: string };
    if (status < 300) return body;
    return new CallRefused({ ...body, message: body.title ?? '' });
  } catch {
    return refused('unavailable', true);
  }
}

/** Half of a character is no text, and would be refused by the encoding. */
const wellFormed = (name: string): string =>
  name.slice(0, 200).replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, '');

const units = ['byte', 'kilobyte', 'megabyte'] as const;

/** "230 kB", as people of a locale write it. */
export function sizeInWords(bytes: number, locale: string): string {
  let size = bytes;
  let unit = 0;
  for (; size >= 1_000 && unit < units.length - 1; unit += 1) size /= 1_000;
  const style = {
    style: 'unit',
    unit: units[unit]!,
    unitDisplay: unit === 0 ? 'long' : 'short',
    maximumFractionDigits: size < 10 ? 1 : 0,
  };
  return new Intl.NumberFormat(locale, style as Intl.NumberFormatOptions).format(size);
}

/** The files of a drop or a paste; a folder is none. */
export const filesIn = (transfer: DataTransfer | null): File[] =>
  [...(transfer?.items ?? [])].flatMap((item) => {
    if (item.kind !== 'file' || item.webkitGetAsEntry?.()?.isDirectory) return [];
    const file = item.getAsFile();
    return file ? [file] : [];
  });
