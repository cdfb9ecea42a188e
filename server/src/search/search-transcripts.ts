import type { ConversationId } from '@parlour/shared/model/ids.js';
import { Refusal } from '@parlour/shared/protocol/errors.js';
import type { SearchResult, searchTranscripts } from '@parlour/shared/protocol/search.js';
import mongoose from 'mongoose';
import type { Context } from '../context.js';
import type { ConversationDocument } from '../conversations/conversation.model.js';
import { isLiving } from '../conversations/find-conversation.js';
import type { MessageDocument } from '../conversations/message.model.js';
import { textOf } from '../conversations/view.js';
import type { NoteDocument } from '../notes/note.model.js';
import { noteText } from '../notes/note-view.js';
import { readCursor, writeCursor } from '../page-cursor.js';
import type { UseCase } from '../use-case.js';
import { unseal } from '../vault/seal.js';
import { bytesOf } from '../vault/vault.js';
import type { SearchEntryDocument } from './search-entry.model.js';
import { snippetOf } from './snippet.js';
import { termsOf, tokenOfTerm } from './words.js';

type Entry = SearchEntryDocument & { readonly _id: mongoose.Types.ObjectId };

const pageSize = 20;
const batchSize = 60;
/** An answer comes even where much is found by token and little by word. */
const mostBatches = 5;

/**
 * STO-5: finds by tokens, opens what was found and looks again at the words themselves. What has reached its date or
 * is hidden is not found from that moment on, whatever the index still has. Whoever is shown words of a transcript
 * has read it, and the audit and the consumer are told so.
 */
export const searchTranscriptsCase =
  (context: Context): UseCase<typeof searchTranscripts> =>
  async ({ words, before }, { caller, scope }) => {
    if (!('merchant' in caller)) throw new Refusal('forbidden');
    const { merchant, account } = caller;
    const terms = termsOf(words);
    if (terms.length === 0) return { results: [], next: null };
    const tokens = await context.searchKeys.tokens(merchant, terms.map(tokenOfTerm));
    const results: SearchResult[] = [];
    let from = before === undefined ? {} : beyond(before);
    let next: string | null = null;
    for (let batch = 0; batch < mostBatches && results.length < pageSize; batch++) {
      const found = await context.models.SearchEntry.find({ ...scope, tokens: { $all: tokens }, ...from })
        .sort({ at: -1, _id: -1 })
        .limit(batchSize)
        .lean<Entry[]>();
      const shown = await resultsOf(context, found, terms);
      const taken = shown.slice(0, pageSize - results.length);
      results.push(...taken.map(({ result }) => result));
      // What was found and does not fit begins the next answer.
      const last = taken.length < shown.length ? taken.at(-1)!.entry : found.at(-1);
      const isEnd = found.length < batchSize && taken.length === shown.length;
      next = isEnd || !last ? null : writeCursor(last.at, String(last._id));
      if (next === null) break;
      from = beyond(next);
    }
    const read = new Set(results.map(({ conversation }) => conversation));
    await Promise.all(
      [...read].flatMap((id) => [context.audit.read(account, id), context.views.note(account, id)]),
    );
    return { results, next };
  };

function beyond(cursor: string): object {
  const { at, id } = readCursor(cursor);
  if (!mongoose.isValidObjectId(id)) throw new Refusal('invalid_input');
  const _id = { $lt: new mongoose.Types.ObjectId(id) };
  return { $or: [{ at: { $lt: at } }, { at, _id }] };
}

async function resultsOf(
  context: Context,
  entries: readonly Entry[],
  terms: readonly string[],
): Promise<{ entry: Entry; result: SearchResult }[]> {
  if (entries.length === 0) return [];
  const { models, vault } = context;
  const ids = [...new Set(entries.map(({ conversation }) => conversation))] as ConversationId[];
  const [stored, keys, messages, notes] = await Promise.all([
    models.Conversation.find({ _id: { $in: ids } }).lean<ConversationDocument[]>(),
    vault.open(ids),
    bodies<MessageDocument>(models.Message, 'seq', entries, 'message'),
    bodies<NoteDocument>(models.Note, 'number', entries, 'note'),
  ]);
  const now = context.clock.now();
  const conversations = new Map(stored.filter((one) => isLiving(one, now)).map((one) => [one._id, one]));
  const results: { entry: Entry; result: SearchResult }[] = [];
  for (const entry of entries) {
    const conversation = conversations.get(entry.conversation);
    const key = keys.get(entry.conversation as ConversationId);
    const place = `${entry.conversation}/${entry.number}`;
    const document = entry.kind === 'note' ? notes.get(place) : messages.get(place);
    if (!conversation || !key || !document) continue;
    const text = 'author' in document ? noteText(document, key) : textOf(document, key);
    const snippet = snippetOf(text, terms);
    if (!snippet) continue;
    const from = 'sender' in document && document.sender === 'consumer' ? 'consumer' : 'agent';
    results.push({ entry, result: await resultOf(context, { entry, conversation, key, from, snippet }) });
  }
  return results;
}

async function resultOf(
  { directory }: Context,
  {
    entry,
    conversation,
    key,
    from,
    snippet,
  }: {
    entry: Entry;
    conversation: ConversationDocument;
    key: Buffer;
    from: SearchResult['from'];
    snippet: SearchResult['snippet'];
  },
): Promise<SearchResult> {
  const { _id, page, state, site } = conversation;
  return {
    conversation: _id as ConversationId,
    kind: entry.kind,
    number: entry.number,
    at: entry.at.getTime(),
    from,
    state: state === 'expired' ? 'closed' : state,
    page: page ? unseal(key, `${_id}/page`, bytesOf(page)).toString('utf8') : null,
    site: await directory.siteName(site),
    snippet,
  };
}

/** The documents themselves, by conversation and number. */
async function bodies<Document>(
  model: unknown,
  field: 'seq' | 'number',
  entries: readonly Entry[],
  kind: Entry['kind'],
): Promise<ReadonlyMap<string, Document>> {
  const wanted = entries.filter((entry) => entry.kind === kind);
  if (wanted.length === 0) return new Map();
  const found = await (model as mongoose.Model<Record<string, unknown>>)
    .find({ $or: wanted.map(({ conversation, number }) => ({ conversation, [field]: number })) })
    .lean();
  return new Map(
    found.map((one) => [`${String(one['conversation'])}/${String(one[field])}`, one as Document]),
  );
}
