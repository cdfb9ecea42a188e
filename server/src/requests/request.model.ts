import type { ReportReason } from '@parlour/shared/model/block.js';
import type {
  Jurisdiction,
  RefusalReason,
  RequestKind,
  RequestState,
} from '@parlour/shared/model/request.js';
import { Schema, type Connection } from 'mongoose';

/** A privacy request. What was written and answered is sealed with a key of its own, destroyed with it. */
export interface RequestDocument {
  _id: string;
  kind: RequestKind;
  consumer: string;
  site: string;
  merchant: string;
  state: RequestState;
  jurisdiction: Jurisdiction;
  timeZone: string;
  receivedAt: Date;
  /** The end of the last day for the answer. */
  dueAt: Date;
  dueOn: string;
  closedAt: Date | null;
  reason: RefusalReason | null;
  /** For a deletion: what a hold delays. For access: what waits until the copy is taken (REQ-7). */
  waitsFor: string[];
  /** For a takedown: in which conversations something public is out of sight until it is decided. */
  withheld?: string[];
  text: Buffer;
  answer: Buffer | null;
  remindedAt: Date | null;
  escalatedAt: Date | null;
  /** Of a complaint about an agent (CNV-7): which conversation, whom, and why. */
  report?: { conversation: string; agent: string | null; reason: ReportReason } | null;
}

const required = { required: true } as const;

const report = new Schema(
  { conversation: { type: String }, agent: { type: String, default: null }, reason: { type: String } },
  { _id: false },
);

const schema = new Schema<RequestDocument>(
  {
    _id: { type: String, ...required },
    kind: { type: String, ...required },
    consumer: { type: String, ...required },
    site: { type: String, ...required },
    merchant: { type: String, ...required },
    state: { type: String, ...required },
    jurisdiction: { type: String, ...required },
    timeZone: { type: String, ...required },
    receivedAt: { type: Date, ...required },
    dueAt: { type: Date, ...required },
    dueOn: { type: String, ...required },
    closedAt: { type: Date, default: null },
    reason: { type: String, default: null },
    waitsFor: { type: [String], default: [] },
    withheld: { type: [String], default: undefined },
    text: { type: Buffer, ...required },
    answer: { type: Buffer, default: null },
    remindedAt: { type: Date, default: null },
    escalatedAt: { type: Date, default: null },
    report: { type: report, default: null },
  },
  { versionKey: false },
);
schema.index({ consumer: 1, receivedAt: -1 });
schema.index({ merchant: 1, closedAt: 1, dueAt: 1 });
schema.index({ closedAt: 1, dueAt: 1 });

export const requestModel = (connection: Connection) => connection.model('Request', schema, 'requests');
