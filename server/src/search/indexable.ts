import type { Context } from '../context.js';
import { discardUnused } from '../retention/purge-transcripts.js';
import type { SearchEntryDocument } from './search-entry.model.js';

/** A text on its way into the index. */
export interface Indexable extends Omit<SearchEntryDocument, 'tokens'> {
  readonly text: string;
}

export type SearchParts = Pick<
  Context,
  'models' | 'log' | 'vault' | 'bus' | 'clock' | 'writer' | 'journal' | 'searchKeys'
>;

/** What was indexed while its conversation was being purged goes with it. */
export async function forgetPurged(parts: SearchParts, conversations: readonly string[]): Promise<void> {
  const ids = [...new Set(conversations)];
  const stored = await parts.models.Conversation.find({ _id: { $in: ids } }, { _id: 1 }).lean();
  const living = new Set(stored.map(({ _id }) => _id));
  for (const id of ids) if (!living.has(id)) await discardUnused(parts, id as never);
}
