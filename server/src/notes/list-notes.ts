import { Refusal } from '@parlour/shared/protocol/errors.js';
import type { listNotes } from '@parlour/shared/protocol/note.js';
import type { Context } from '../context.js';
import { findConversation } from '../conversations/find-conversation.js';
import type { UseCase } from '../use-case.js';
import type { NoteDocument } from './note.model.js';
import { noteViews } from './note-view.js';

const pageSize = 200;

export const listNotesCase =
  (context: Context): UseCase<typeof listNotes> =>
  async ({ conversation: id, after }, { caller, scope }) => {
    if (!('merchant' in caller)) throw new Refusal('forbidden');
    await findConversation(context, id, scope);
    await Promise.all([context.audit.read(caller.account, id), context.views.note(caller.account, id)]);
    const key = (await context.vault.open([id])).get(id);
    if (!key) throw new Refusal('conversation_expired');
    const found = await context.models.Note.find({ conversation: id, number: { $gt: after } })
      .sort({ number: 1 })
      .limit(pageSize + 1)
      .lean<NoteDocument[]>();
    const notes = await noteViews(context, found.slice(0, pageSize), key);
    return { notes, more: found.length > pageSize };
  };
