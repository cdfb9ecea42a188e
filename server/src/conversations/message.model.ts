import type { ConversationEvent } from '@parlour/shared/model/conversation.js';
import type { MaskKind } from '@parlour/shared/rules/masking.js';
import { Schema, type Connection } from 'mongoose';

export interface MessageDocument {
  conversation: string;
  seq: number;
  /** `consumer`, `system`, or an account id. */
  sender: string;
  clientId: string;
  at: Date;
  consentEvent: number;
  kind: 'text' | 'file' | 'event';
  /** The text, or what is known of the file, sealed with the conversation's key; null for events. */
  body: Buffer | null;
  event: ConversationEvent | null;
  /** For events: the account whom it is about, beside its sender. */
  about?: string;
  /** The file's id; absent for all but files. */
  file?: string;
  /** What was masked in the text before it was sealed; absent where there was nothing. */
  masked?: readonly MaskKind[];
  /** The `seq` of the message that this one puts right (REQ-4). */
  corrects?: number;
}

const schema = new Schema<MessageDocument>(
  {
    conversation: { type: String, required: true },
    seq: { type: Number, required: true },
    sender: { type: String, required: true },
    clientId: { type: String, required: true },
    at: { type: Date, required: true },
    consentEvent: { type: Number, required: true },
    kind: { type: String, required: true },
    body: { type: Buffer, default: null },
    event: { type: String, default: null },
    about: { type: String, default: undefined },
    file: { type: String, default: undefined },
    masked: { type: [String], default: undefined },
    corrects: { type: Number, default: undefined },
  },
  { versionKey: false },
);
// MSG-3 and MSG-4: the two invariants of a transcript are the store's to keep.
schema.index({ conversation: 1, seq: 1 }, { unique: true, name: 'seq' });
schema.index({ conversation: 1, sender: 1, clientId: 1 }, { unique: true, name: 'clientId' });

export const messageModel = (connection: Connection) => connection.model('Message', schema, 'messages');
