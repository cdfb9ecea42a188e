import type { AccountId, MerchantId } from '@parlour/shared/model/ids.js';
import { Refusal } from '@parlour/shared/protocol/errors.js';
import type { writeNote } from '@parlour/shared/protocol/note.js';
import type { Context } from '../context.js';
import { findConversation, headOf } from '../conversations/find-conversation.js';
import type { UseCase } from '../use-case.js';
import { seal } from '../vault/seal.js';
import { noteContext, noteText, noteViews } from './note-view.js';
import type { NoteDocument } from './note.model.js';

type NewNote = Omit<NoteDocument, 'number' | 'body'> & { readonly text: string };

/**
 * Stores a note once and tells the agents who follow the conversation, and whom it names. It moves no clock: what
 * agents tell each other keeps nobody's data longer.
 */
export const writeNoteCase =
  (context: Context): UseCase<typeof writeNote> =>
  async ({ conversation: id, clientId, text, mentions = [] }, { caller, scope }) => {
    if (!('merchant' in caller)) throw new Refusal('forbidden');
    const conversation = await findConversation(context, id, scope);
    const key = (await context.vault.open([id])).get(id);
    if (!key) throw new Refusal('conversation_expired');
    await requireColleagues(context, caller.merchant, mentions);
    const { text: kept, masked } = await context.masking.mask(conversation.merchant, text);
    const note: NewNote = {
      conversation: id,
      after: await headOf(context, id),
      author: caller.account,
      clientId,
      at: new Date(context.clock.now()),
      mentions: [...mentions],
      text: kept,
      ...(masked.length > 0 && { masked }),
    };
    const { document, isNew } = await store(context, note, key);
    await raiseHead(context, document);
    const [view] = await noteViews(context, [document], key);
    if (isNew) context.bus.tell('note.written', { note: view!, merchant: caller.merchant });
    return { note: view! };
  };

/** Only colleagues can be named: whoever is not, and whoever does not exist, is refused alike. */
async function requireColleagues(
  { models }: Context,
  merchant: MerchantId,
  mentions: readonly AccountId[],
): Promise<void> {
  if (mentions.length === 0) return;
  const known = await models.Account.countDocuments({ _id: { $in: [...mentions] }, merchant });
  if (known !== mentions.length) throw new Refusal('not_found');
}

/** The unique indexes decide: the next number is taken by one, and a repeated note finds the first. */
async function store(
  { models }: Context,
  { text, ...note }: NewNote,
  key: Buffer,
): Promise<{ document: NoteDocument; isNew: boolean }> {
  const { conversation, author, clientId } = note;
  for (;;) {
    const last = await models.Note.findOne({ conversation }, { number: 1 }).sort({ number: -1 }).lean();
    const body = seal(key, noteContext(note), text);
    const document: NoteDocument = { ...note, number: (last?.number ?? 0) + 1, body };
    try {
      await models.Note.collection.insertOne({ ...document } as never);
      return { document, isNew: true };
    } catch (error) {
      const { code, message } = error as { code?: number; message: string };
      if (code !== 11_000) throw error;
      if (!/ index: clientId /.test(message)) continue;
    }
    const first = await models.Note.findOne({ conversation, author, clientId }).lean<NoteDocument>();
    if (!first || noteText(first, key) !== text) throw new Refusal('conflict');
    return { document: first, isNew: false };
  }
}

/** For `note.head`. Where the conversation was purged meanwhile, what was just stored goes, too. */
async function raiseHead({ models, purger }: Context, note: NoteDocument): Promise<void> {
  const { matchedCount } = await models.Conversation.updateOne(
    { _id: note.conversation },
    { $max: { notes: note.number } },
  );
  if (matchedCount > 0) return;
  await purger.discardUnused(note.conversation as never);
  throw new Refusal('conversation_expired');
}
