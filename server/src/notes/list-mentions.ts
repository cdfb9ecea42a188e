import type { AccountId, ConversationId } from '@parlour/shared/model/ids.js';
import { Refusal } from '@parlour/shared/protocol/errors.js';
import type { listMentions, Mention } from '@parlour/shared/protocol/note.js';
import mongoose from 'mongoose';
import type { Context } from '../context.js';
import type { ConversationDocument } from '../conversations/conversation.model.js';
import { isLiving } from '../conversations/find-conversation.js';
import { readCursor, writeCursor } from '../page-cursor.js';
import type { UseCase } from '../use-case.js';
import { unseal } from '../vault/seal.js';
import { bytesOf } from '../vault/vault.js';
import type { NoteDocument } from './note.model.js';
import { noteViews } from './note-view.js';

const pageSize = 30;

type StoredNote = NoteDocument & { readonly _id: mongoose.Types.ObjectId };

/**
 * INB-1: the notes that name the caller. Access is as to notes: of their merchant's conversations alone, and only
 * until these reach their date. Whoever is shown them has read in those conversations, and the audit says so.
 */
export const listMentionsCase =
  (context: Context): UseCase<typeof listMentions> =>
  async ({ before }, { caller, scope }) => {
    if (!('merchant' in caller)) throw new Refusal('forbidden');
    const { account } = caller;
    const found = await context.models.Note.find({ mentions: account, ...beyond(before) })
      .sort({ at: -1, _id: -1 })
      .limit(pageSize + 1)
      .lean<StoredNote[]>();
    const page = found.slice(0, pageSize);
    const last = page.at(-1);
    const mentions = await mentionsOf(context, page, scope);
    const read = new Set(mentions.map(({ conversation }) => conversation));
    await Promise.all(
      [...read].flatMap((id) => [context.audit.read(account, id), context.views.note(account, id)]),
    );
    return {
      mentions,
      next: found.length > pageSize && last ? writeCursor(last.at, String(last._id)) : null,
    };
  };

function beyond(cursor: string | undefined): object {
  if (cursor === undefined) return {};
  const { at, id } = readCursor(cursor);
  if (!mongoose.isValidObjectId(id)) throw new Refusal('invalid_input');
  const _id = { $lt: new mongoose.Types.ObjectId(id) };
  return { $or: [{ at: { $lt: at } }, { at, _id }] };
}

async function mentionsOf(context: Context, notes: readonly StoredNote[], scope: object): Promise<Mention[]> {
  const { models, vault, clock, directory } = context;
  const ids = [...new Set(notes.map(({ conversation }) => conversation))] as ConversationId[];
  if (ids.length === 0) return [];
  const [stored, keys] = await Promise.all([
    models.Conversation.find({ ...scope, _id: { $in: ids } }).lean<ConversationDocument[]>(),
    vault.open(ids),
  ]);
  const now = clock.now();
  const conversations = new Map(stored.filter((one) => isLiving(one, now)).map((one) => [one._id, one]));
  const mentions: Mention[] = [];
  for (const note of notes) {
    const id = note.conversation as ConversationId;
    const [conversation, key] = [conversations.get(id), keys.get(id)];
    if (!conversation || !key) continue;
    const [view] = await noteViews(context, [note], key);
    const { page, state, site } = conversation;
    mentions.push({
      conversation: id,
      number: note.number,
      at: note.at.getTime(),
      author: { id: note.author as AccountId, name: view!.author.name },
      text: view!.text,
      state: state === 'expired' ? 'closed' : state,
      page: page ? unseal(key, `${id}/page`, bytesOf(page)).toString('utf8') : null,
      site: await directory.siteName(site),
    });
  }
  return mentions;
}
