import { Schema, type Connection } from 'mongoose';

/** STO-6: what has been done to this database, and how far what is under way has come. */
export interface MigrationDocument {
  /** The migration's version. */
  _id: number;
  name: string;
  /** Where the next step begins; null before the first. */
  cursor: unknown;
  startedAt: Date;
  /** Null while it is under way. */
  doneAt: Date | null;
}

const schema = new Schema<MigrationDocument>(
  {
    _id: { type: Number, required: true },
    name: { type: String, required: true },
    cursor: { type: Schema.Types.Mixed, default: null },
    startedAt: { type: Date, required: true },
    doneAt: { type: Date, default: null },
  },
  { versionKey: false, minimize: false },
);

export const migrationModel = (connection: Connection) => connection.model('Migration', schema, 'migrations');
