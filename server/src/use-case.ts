import type { Readable } from 'node:stream';
import type { Caller, Role } from '@parlour/shared/access/table.js';
import type { ConversationId } from '@parlour/shared/model/ids.js';
import type { InputOf, OutputOf } from '@parlour/shared/protocol/define.js';

/** What a use case may ask of the edge beside its answer. */
export interface Effects {
  /** A session to hand to the browser, or the word that it is over. */
  session?: { readonly token: string; readonly endsAt: number } | 'ended';
  /** "Your data", opened in this browser, or the word that it is closed. */
  consumer?: { readonly token: string; readonly endsAt: number } | 'ended';
  /** What ties the challenge that was given to the browser that asked (ACC-7). */
  browser?: { readonly token: string; readonly endsAt: number };
  /** To be sent instead of the answer. */
  file?: {
    readonly name: string;
    readonly type: string;
    readonly bytes: Buffer | Readable;
    /** How many bytes a stream has, where that is known. */
    readonly length?: number;
    /** May be shown where it is asked for, instead of only saved. */
    readonly inline?: boolean;
  };
  /** Who the caller has become by signing in. */
  role?: Role;
}

/** A body that is a file, as it arrives. It can be read once. */
export interface Upload {
  readonly bytes: AsyncIterable<Buffer>;
  /** Bytes, where the sender has said so. */
  readonly length: number | null;
}

/** One call of an operation, after everything about it has been checked. */
export interface OperationCall {
  readonly caller: Caller;
  /** To be put into every query: what one may not see is never read (AUT-1). */
  readonly scope: Readonly<Record<string, string>>;
  /** Whether the caller's browser sends Global Privacy Control (CON-6). */
  readonly gpc: boolean;
  /** Where a consumer calls from: the page that embeds, or "Your data". */
  readonly surface: 'widget' | 'portal';
  /** Where it came from, for limits only: never stored as it is. */
  readonly address: string;
  /** What the browser was given with a challenge (ACC-7); null where it has none, and over a socket. */
  readonly browser: string | null;
  /** The socket's id; null over HTTP. */
  readonly connection: string | null;
  /** Lets this connection receive what is posted in a conversation from now on; does nothing over HTTP. */
  readonly follow: (conversation: ConversationId) => Promise<void>;
  /** For an operation whose body is a file. */
  readonly upload: Upload | null;
  readonly effects: Effects;
}

export type UseCase<Operation> = (
  input: InputOf<Operation>,
  call: OperationCall,
) => Promise<OutputOf<Operation>>;
