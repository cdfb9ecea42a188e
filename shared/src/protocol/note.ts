import type { AgentView, ConversationState } from '../model/conversation.js';
import type { AccountId, ConversationId } from '../model/ids.js';
import type { MaskKind } from '../rules/masking.js';
import { operation } from './define.js';

/**
 * What agents tell each other about a conversation. The consumer never receives one, so notes are no messages: they
 * have numbers of their own, and a transcript's `seq` stays without gaps for everybody (MSG-3).
 */
export interface NoteView {
  readonly conversation: ConversationId;
  /** 1, 2, 3 … in the order in which they were stored. */
  readonly number: number;
  /** Where it stands in the log: below the message that had this `seq` when it was written. */
  readonly after: number;
  readonly at: number;
  readonly author: AgentView;
  readonly clientId: string;
  readonly text: string;
  /** The colleagues whom it names. */
  readonly mentions: readonly AccountId[];
  readonly masked?: readonly MaskKind[] | undefined;
}

export interface WriteNoteInput {
  readonly conversation: ConversationId;
  /** As with a message: repeat it with the same one until there is an answer, it is stored once. */
  readonly clientId: string;
  readonly text: string;
  readonly mentions?: readonly AccountId[] | undefined;
}

export const writeNote = operation<WriteNoteInput, { note: NoteView }>()({
  name: 'note.write',
  summary:
    'Writes a note for colleagues, who alone can read it. It moves no date and answers no consumer. Named colleagues are told.',
  capability: 'note.write',
  purpose: 'service',
  limit: 'message',
  http: ['POST', '/conversations/:conversation/notes'],
  socket: true,
});

export const listNotes = operation<
  { conversation: ConversationId; after: number },
  { notes: readonly NoteView[]; more: boolean }
>()({
  name: 'note.list',
  summary: 'The notes of a conversation after a number, ascending. Live ones follow as note.written.',
  capability: 'note.read',
  purpose: 'service',
  limit: 'read',
  http: ['GET', '/conversations/:conversation/notes'],
  socket: true,
});

/** A note that names the one who asks, and where it stands. */
export interface Mention {
  readonly conversation: ConversationId;
  readonly number: number;
  readonly at: number;
  readonly author: AgentView;
  readonly text: string;
  readonly state: ConversationState;
  /** The page that the consumer wrote from; null where unknown. */
  readonly page: string | null;
  readonly site: string;
}

export const listMentions = operation<
  { before?: string | undefined },
  { mentions: readonly Mention[]; next: string | null }
>()({
  name: 'note.mentions',
  summary:
    'The notes that name the agent who asks, the latest first, of conversations that are still kept. New ones are told as mention.made.',
  capability: 'note.read',
  purpose: 'service',
  limit: 'read',
  http: ['GET', '/mentions'],
  socket: true,
});

export const noteOperations = [writeNote, listNotes, listMentions] as const;
