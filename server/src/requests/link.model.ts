import { Schema, type Connection } from 'mongoose';

/**
 * What opens something to whoever holds it: a resume code, a sealed export (`exportChunks`), or a link that was
 * mailed. Only its hash is stored; the key of an export, and of what is asked with a link, follows from the token, so
 * that nobody else can open it.
 */
export interface AccessLinkDocument {
  /** SHA-256 of the code or token. */
  _id: string;
  kind: 'resume' | 'export' | 'mail';
  consumer: string;
  site: string;
  merchant: string;
  /** Of a mailed link: the token of the address it went to (`contact/addresses.ts`). */
  address?: string;
  /** Of a mailed link: what is filed when it is opened, sealed. */
  asks?: Buffer;
  /** Of a resume code: in the widget it opens what there was by then. */
  madeAt?: Date;
  expiresAt: Date;
  usedAt: Date | null;
}

const required = { required: true } as const;

const schema = new Schema<AccessLinkDocument>(
  {
    _id: { type: String, ...required },
    kind: { type: String, ...required },
    consumer: { type: String, ...required },
    site: { type: String, ...required },
    merchant: { type: String, ...required },
    address: { type: String },
    asks: { type: Buffer },
    madeAt: { type: Date },
    expiresAt: { type: Date, ...required },
    usedAt: { type: Date, default: null },
  },
  { versionKey: false },
);
schema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });
schema.index({ consumer: 1, kind: 1 });

export const accessLinkModel = (connection: Connection) =>
  connection.model('AccessLink', schema, 'accessLinks');
