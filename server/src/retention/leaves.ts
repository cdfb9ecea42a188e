/**
 * RET-3: every collection that holds a piece of a transcript, by the conversation it belongs to. A new one is one
 * more line here: it is then counted in the ledger, purged, and discarded with what was prepared and not used.
 */
import type { Models } from '../models.js';
import { piece, type Stride } from './stride.js';

interface Leaf {
  readonly collection: Models['Message']['collection'];
  aggregate<Row>(pipeline: object[]): PromiseLike<Row[]>;
  deleteMany(filter: object): PromiseLike<unknown>;
}

/** In the order of deletion: what leads to other things goes after them. */
const leaves = {
  fileChunks: ({ FileChunk }: Models): Leaf => FileChunk,
  files: ({ File }: Models): Leaf => File,
  messages: ({ Message }: Models): Leaf => Message,
  notes: ({ Note }: Models): Leaf => Note,
  searchEntries: ({ SearchEntry }: Models): Leaf => SearchEntry,
  mails: ({ Mail }: Models): Leaf => Mail,
  webhookDeliveries: ({ WebhookDelivery }: Models): Leaf => WebhookDelivery,
  views: ({ TranscriptView }: Models): Leaf => TranscriptView,
  consentEvents: ({ ConsentEvent }: Models): Leaf => ConsentEvent,
};

export type LeafName = keyof typeof leaves;
export const leafNames = Object.keys(leaves) as LeafName[];

export const leafModel = (models: Models, name: LeafName): Leaf => leaves[name](models);

/** Of each leaf, how many documents each conversation has; conversations without any are left out. */
export type LeafCounts = Record<LeafName, ReadonlyMap<string, number>>;

export async function countLeaves(models: Models, ids: readonly string[]): Promise<LeafCounts> {
  const counts = await Promise.all(
    leafNames.map(async (name) => [name, await countByConversation(leaves[name](models), ids)] as const),
  );
  return Object.fromEntries(counts) as unknown as LeafCounts;
}

async function countByConversation(leaf: Leaf, ids: readonly string[]): Promise<Map<string, number>> {
  const rows = await leaf.aggregate<{ _id: string; count: number }>([
    { $match: { conversation: { $in: ids } } },
    { $group: { _id: '$conversation', count: { $sum: 1 } } },
  ]);
  return new Map(rows.map(({ _id, count }) => [_id, count]));
}

/** What one conversation has of each, for the ledger. */
export const countsOf = (counts: LeafCounts, id: string): Record<LeafName, number> =>
  Object.fromEntries(leafNames.map((name) => [name, counts[name].get(id) ?? 0])) as Record<LeafName, number>;

/**
 * Deletes what was counted, a slice at a time, and then others have their turn: people write meanwhile (RET-11). What
 * is written later is refused, or discarded with its writer (`discardUnused`).
 */
export async function deleteLeaves(models: Models, counts: LeafCounts, stride: Stride): Promise<void> {
  for (const name of leafNames) {
    for (const slice of slices(counts[name], stride.documents))
      await piece(stride, () => leaves[name](models).deleteMany({ conversation: { $in: slice } }));
  }
}

/** Conversations that have so many documents together. None is split. */
function slices(counts: ReadonlyMap<string, number>, sliceDocuments: number): string[][] {
  const all: string[][] = [];
  let documents = Infinity;
  for (const [id, count] of counts) {
    documents += count;
    if (documents > sliceDocuments) {
      all.push([]);
      documents = count;
    }
    all.at(-1)!.push(id);
  }
  return all;
}
