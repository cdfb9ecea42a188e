import { Schema, type Connection } from 'mongoose';

/** Who does a job that only one node may do at a time, and until when if it dies. */
export interface LeaseDocument {
  _id: string;
  holder: string;
  until: Date;
  /** When what it is for has last failed. */
  failedAt?: Date | null;
}

const schema = new Schema<LeaseDocument>(
  {
    _id: { type: String, required: true },
    holder: { type: String, required: true },
    until: { type: Date, required: true },
    failedAt: { type: Date, default: null },
  },
  { versionKey: false },
);

export const leaseModel = (connection: Connection) => connection.model('Lease', schema, 'leases');
