import mongoose, { type Model } from 'mongoose';
import type { MessageDocument } from './message.model.js';

/** The unique index that refused a message. */
export type RefusedBy = 'clientId' | 'seq';

interface Reply {
  readonly writeErrors?: readonly {
    readonly index: number;
    readonly code: number;
    readonly errmsg: string;
  }[];
  readonly writeConcernError?: object;
}

/**
 * Inserts messages in one unordered command; resolves when they are on disk, with those that a unique index refused,
 * by their place. The command is sent as it is: the driver's own bulk write measures and copies each document first,
 * and a Mongoose document costs more than all the rest. What those would check is checked by `composeMessage`'s types.
 *
 * @throws where the outcome is unknown: some may be stored.
 */
export async function insertMessages(
  { db, collection }: Pick<Model<MessageDocument>, 'db' | 'collection'>,
  documents: readonly MessageDocument[],
): Promise<ReadonlyMap<number, RefusedBy>> {
  const reply = (await db.db!.command({
    insert: collection.collectionName,
    documents,
    ordered: false,
    writeConcern: { w: 'majority', j: true },
  })) as Reply;
  const { writeErrors = [], writeConcernError } = reply;
  if (writeConcernError) throw new mongoose.mongo.MongoWriteConcernError(reply as never);
  const other = writeErrors.find(({ code }) => code !== 11_000);
  if (other) throw new Error(`the store refused a message: ${other.code}`);
  return new Map(
    writeErrors.map(
      ({ index, errmsg }) => [index, / index: clientId /.test(errmsg) ? 'clientId' : 'seq'] as const,
    ),
  );
}
