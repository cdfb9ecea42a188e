import { Schema, type Connection } from 'mongoose';

/** RET-9: the signed certificate of a purge run. */
export interface CertificateDocument {
  /** The run's id. */
  _id: string;
  /** Canonical JSON. */
  text: string;
  signature: string;
}

const schema = new Schema<CertificateDocument>(
  {
    _id: { type: String, required: true },
    text: { type: String, required: true },
    signature: { type: String, required: true },
  },
  { versionKey: false },
);

export const certificateModel = (connection: Connection) =>
  connection.model('Certificate', schema, 'certificates');
