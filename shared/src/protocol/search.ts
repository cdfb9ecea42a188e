import type { ConversationState } from '../model/conversation.js';
import type { ConversationId } from '../model/ids.js';
import { operation } from './define.js';

export interface SearchInput {
  readonly words: string;
  /** Continue below this: the `next` of the answer before. */
  readonly before?: string | undefined;
}

/** One message or note in which every word was found. */
export interface SearchResult {
  readonly conversation: ConversationId;
  readonly kind: 'message' | 'note';
  /** The message's `seq`, or the note's number. */
  readonly number: number;
  readonly at: number;
  readonly from: 'consumer' | 'agent';
  readonly state: ConversationState;
  /** The page that the consumer wrote from; null where unknown. */
  readonly page: string | null;
  readonly site: string;
  /** The words around what was found, in pieces. */
  readonly snippet: readonly { readonly text: string; readonly found: boolean }[];
}

export interface SearchOutput {
  /** The latest first. */
  readonly results: readonly SearchResult[];
  readonly next: string | null;
}

export const searchTranscripts = operation<SearchInput, SearchOutput>()({
  name: 'transcript.search',
  summary:
    'Messages and notes of the merchant’s conversations that hold words which begin as those given do. It forgets with the purge.',
  capability: 'transcript.search',
  purpose: 'service',
  limit: 'read',
  http: ['GET', '/search'],
  socket: true,
});

export const searchOperations = [searchTranscripts] as const;
