import type { Caller, Role } from '@parlour/shared/access/table.js';
import type { ConversationId } from '@parlour/shared/model/ids.js';
import type { InputOf, OutputOf } from '@parlour/shared/protocol/define.js';

/** What a use case may ask of the edge beside its answer. */
export interface Effects {
  /** A session to hand to the browser, or the word that it is over. */
  session?: { readonly token: string; readonly endsAt: number } | 'ended';
  /** "Your data", opened in this browser, or the word that it is closed. */
  consumer?: { readonly token: string; readonly endsAt: number } | 'ended';
  /** To be sent instead of the answer. */
  file?: { readonly name: string; readonly type: string; readonly bytes: Buffer };
  /** Who the caller has become by signing in. */
  role?: Role;
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
  /** The socket's id; null over HTTP. */
  readonly connection: string | null;
  /** Lets this connection receive what is posted in a conversation from now on; does nothing over HTTP. */
  readonly follow: (conversation: ConversationId) => Promise<void>;
  readonly effects: Effects;
}

export type UseCase<Operation> = (
  input: InputOf<Operation>,
  call: OperationCall,
) => Promise<OutputOf<Operation>>;
