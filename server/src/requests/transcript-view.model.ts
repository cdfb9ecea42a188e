import { Schema, type Connection } from 'mongoose';

/** REQ-2: that a member of staff has opened a transcript. Shown to the consumer; purged with the transcript. */
export interface TranscriptViewDocument {
  /** `<conversation>:<account>`. */
  _id: string;
  conversation: string;
  /** Of whom; `mail` is whoever opened a link that was mailed to the address left in it. */
  account: string;
  firstAt: Date;
  lastAt: Date;
}

const schema = new Schema<TranscriptViewDocument>(
  {
    _id: { type: String, required: true },
    conversation: { type: String, required: true },
    account: { type: String, required: true },
    firstAt: { type: Date, required: true },
    lastAt: { type: Date, required: true },
  },
  { versionKey: false },
);
schema.index({ conversation: 1 });

export const transcriptViewModel = (connection: Connection) =>
  connection.model('TranscriptView', schema, 'transcriptViews');
