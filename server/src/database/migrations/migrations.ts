import type { Models } from '../../models.js';

/**
 * STO-6: one change to what is stored. It goes step by step, and a step that was done once does no harm when it is
 * done again: whoever does it may die before it is noted.
 */
export interface Migration {
  /** 1, 2, 3 … in the order of release; never changed again. */
  readonly version: number;
  /** What it does, in a few words for the log. */
  readonly name: string;
  /** Does a piece from `cursor` on (null at the beginning); resolves with where the next begins, null at the end. */
  readonly step: (models: Models, cursor: unknown) => Promise<unknown>;
}

const batchSize = 1_000;

/** All of them, oldest first. */
export const migrations: readonly Migration[] = [
  {
    version: 1,
    name: 'conversations from before changes were counted, and before holds, say so',
    step: async ({ Conversation }, cursor) => {
      const batch = await Conversation.find(cursor ? { _id: { $gt: cursor as string } } : {}, { _id: 1 })
        .sort({ _id: 1 })
        .limit(batchSize)
        .lean();
      const ids = batch.map(({ _id }) => _id);
      await Conversation.updateMany(
        { _id: { $in: ids }, revision: { $exists: false } },
        { $set: { revision: 1 } },
      );
      await Conversation.updateMany(
        { _id: { $in: ids }, held: { $exists: false } },
        { $set: { held: 'no', heldOpenly: false, holds: [] } },
      );
      return batch.length < batchSize ? null : ids.at(-1);
    },
  },
];
