import { Schema, type Connection } from 'mongoose';

/** DIS-5: a merchant will belong to somebody else. Not before its notice is sent. */
export interface OwnershipChangeDocument {
  _id: string;
  merchant: string;
  newOwner: string;
  /** From when on. */
  on: Date;
  plannedBy: string;
  noticeSentAt: Date | null;
  doneAt: Date | null;
  cancelledAt: Date | null;
}

const schema = new Schema<OwnershipChangeDocument>(
  {
    _id: { type: String, required: true },
    merchant: { type: String, required: true },
    newOwner: { type: String, required: true },
    on: { type: Date, required: true },
    plannedBy: { type: String, required: true },
    noticeSentAt: { type: Date, default: null },
    doneAt: { type: Date, default: null },
    cancelledAt: { type: Date, default: null },
  } as never,
  { versionKey: false },
);
schema.index({ merchant: 1, on: 1 });

export const ownershipChangeModel = (connection: Connection) =>
  connection.model('OwnershipChange', schema, 'ownershipChanges');
