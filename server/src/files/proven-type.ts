/**
 * MSG-12: what a file is, by its content alone. Few types are let in, each with a signature at its very beginning, so
 * a table of six lines decides; a library that parses two hundred formats would only be more to attack. For an image
 * the signature chooses the decoder, and what proves it is the decoding (`picture.ts`).
 */
import type { FileType } from '@parlour/shared/model/file.js';
import { Refusal } from '@parlour/shared/protocol/errors.js';

/** So many bytes are enough to decide. */
export const headLength = 1_024;

const startsWith = (bytes: Buffer, text: string, at = 0): boolean =>
  bytes.subarray(at, at + text.length).equals(Buffer.from(text, 'latin1'));

const signatures: readonly (readonly [FileType, (head: Buffer) => boolean])[] = [
  ['image/jpeg', (head) => startsWith(head, '\xff\xd8\xff')],
  ['image/png', (head) => startsWith(head, '\x89PNG\r\n\x1a\n')],
  ['image/gif', (head) => startsWith(head, 'GIF87a') || startsWith(head, 'GIF89a')],
  ['image/webp', (head) => startsWith(head, 'RIFF') && startsWith(head, 'WEBP', 8)],
  ['application/pdf', (head) => startsWith(head, '%PDF-')],
];

/** How markup begins: a page, an SVG or anything else that a browser might carry out is no plain text. */
const markup = /^\uFEFF?\s*<[a-z!?/]/i;

/**
 * The type of what begins so; whether all of a text is one is for `PlainText` to say.
 *
 * @throws Refusal `file_type_refused`
 */
export function typeOf(head: Buffer): FileType {
  const found = signatures.find(([, isOne]) => isOne(head));
  if (found) return found[0];
  if (head.length === 0 || markup.test(head.toString('utf8'))) throw new Refusal('file_type_refused');
  new PlainText().take(head);
  return 'text/plain';
}

// Tab, newline, form feed and carriage return are in texts, and the escape of coloured logs; nothing else of these is.
// eslint-disable-next-line no-control-regex -- control characters are what this is about
const binary = /[\u0000-\u0008\u000B\u000E-\u001A\u001C-\u001F\u007F]/;

/** Looks at a text as it arrives. */
export class PlainText {
  readonly #decoder = new TextDecoder('utf-8', { fatal: true });

  /** @throws Refusal `file_type_refused` where it is not UTF-8, or holds what no text does. */
  take(bytes: Buffer): void {
    this.#look(() => this.#decoder.decode(bytes, { stream: true }));
  }

  /** @throws Refusal `file_type_refused` where it ends in the middle of a character. */
  end(): void {
    this.#look(() => this.#decoder.decode());
  }

  #look(decode: () => string): void {
    let text: string;
    try {
      text = decode();
    } catch {
      throw new Refusal('file_type_refused');
    }
    if (binary.test(text)) throw new Refusal('file_type_refused');
  }
}
