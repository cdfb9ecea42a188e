import type { AccountId, ConversationId } from '@parlour/shared/model/ids.js';
import type { NoteView } from '@parlour/shared/protocol/note.js';
import type { Context } from '../context.js';
import { unseal } from '../vault/seal.js';
import { bytesOf } from '../vault/vault.js';
import type { NoteDocument } from './note.model.js';

/** What a note is sealed with, beside the conversation's key: it opens in its own place only. */
export const noteContext = ({
  conversation,
  author,
  clientId,
}: Pick<NoteDocument, 'conversation' | 'author' | 'clientId'>): string =>
  `${conversation}/note/${author}/${clientId}`;

export const noteText = (note: NoteDocument, key: Buffer): string =>
  unseal(key, noteContext(note), bytesOf(note.body)).toString('utf8');

export async function noteViews(
  { directory }: Pick<Context, 'directory'>,
  notes: readonly NoteDocument[],
  key: Buffer,
): Promise<NoteView[]> {
  const names = await directory.agentNames(notes.map(({ author }) => author));
  return notes.map((note) => ({
    conversation: note.conversation as ConversationId,
    number: note.number,
    after: note.after,
    at: note.at.getTime(),
    author: { id: note.author as AccountId, name: names.get(note.author) ?? '' },
    clientId: note.clientId,
    text: noteText(note, key),
    mentions: note.mentions as AccountId[],
    ...(note.masked?.length && { masked: note.masked }),
  }));
}
