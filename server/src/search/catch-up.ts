/**
 * STO-5: reads the store on from where it was last read, and indexes what is missing. Documents are read in the order
 * of their `_id`, whose first part is the time of the machine that made it; the caller stays so far behind the
 * present that all of an earlier time is stored, also where machines' clocks differ by some seconds.
 */
import type { ConversationId } from '@parlour/shared/model/ids.js';
import mongoose, { type Model } from 'mongoose';
import type { MessageDocument } from '../conversations/message.model.js';
import { textOf } from '../conversations/view.js';
import type { NoteDocument } from '../notes/note.model.js';
import { noteText } from '../notes/note-view.js';
import { forgetPurged, type Indexable, type SearchParts } from './indexable.js';

const { ObjectId } = mongoose.Types;
type ObjectId = mongoose.Types.ObjectId;
type Stored<Document> = Document & { readonly _id: ObjectId };

const batchSize = 200;
const first = new ObjectId('0'.repeat(24));

export async function catchUp(
  parts: SearchParts,
  store: (found: readonly Indexable[]) => Promise<void>,
  until: number,
): Promise<void> {
  const { models } = parts;
  const end = ObjectId.createFromTime(Math.floor(until / 1_000));
  await readOn<MessageDocument>(parts, 'messages', models.Message, end, async (found) => {
    const texts = found.filter(({ kind }) => kind === 'text');
    await store(await missing(parts, 'message', texts, ({ seq }) => seq, textOf));
  });
  await readOn<NoteDocument>(parts, 'notes', models.Note, end, async (found) => {
    await store(await missing(parts, 'note', found, ({ number }) => number, noteText));
  });
  await readOn<{ conversation: string }>(parts, 'entries', models.SearchEntry, end, (found) =>
    forgetPurged(
      parts,
      found.map(({ conversation }) => conversation),
    ),
  );
}

/** The mark moves after what is before it is done: whoever dies in between does it again, which is harmless. */
async function readOn<Document>(
  { models }: SearchParts,
  name: string,
  model: unknown,
  end: ObjectId,
  take: (found: Stored<Document>[]) => Promise<void>,
): Promise<void> {
  let from = (await models.SearchMark.findById(name).lean())?.to ?? first;
  for (;;) {
    const found = await (model as Model<Document>)
      .find({ _id: { $gt: from, $lt: end } })
      .sort({ _id: 1 })
      .limit(batchSize)
      .lean<Stored<Document>[]>();
    const last = found.at(-1);
    if (!last) return;
    await take(found);
    from = last._id;
    await models.SearchMark.updateOne({ _id: name }, { $set: { to: from } }, { upsert: true });
  }
}

async function missing<Document extends { conversation: string; at: Date }>(
  { models, vault }: SearchParts,
  kind: Indexable['kind'],
  found: readonly Document[],
  numberOf: (document: Document) => number,
  open: (document: Document, key: Buffer) => string,
): Promise<Indexable[]> {
  if (found.length === 0) return [];
  const place = (conversation: string, number: number): string => `${conversation}/${number}`;
  const present = await models.SearchEntry.find(
    { $or: found.map((one) => ({ conversation: one.conversation, kind, number: numberOf(one) })) },
    { conversation: 1, number: 1 },
  ).lean();
  const indexed = new Set(present.map(({ conversation, number }) => place(conversation, number)));
  const left = found.filter((one) => !indexed.has(place(one.conversation, numberOf(one))));
  const ids = [...new Set(left.map(({ conversation }) => conversation))];
  const [conversations, keys] = await Promise.all([
    models.Conversation.find({ _id: { $in: ids } }, { merchant: 1 }).lean(),
    vault.open(ids as ConversationId[]),
  ]);
  const merchants = new Map(conversations.map(({ _id, merchant }) => [_id, merchant]));
  return left.flatMap((one) => {
    const { conversation, at } = one;
    const [merchant, key] = [merchants.get(conversation), keys.get(conversation as ConversationId)];
    if (!merchant || !key) return [];
    return [{ merchant, conversation, kind, number: numberOf(one), at, text: open(one, key) }];
  });
}
