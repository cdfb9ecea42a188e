import type { PolicyName } from '@parlour/shared/model/policy.js';
import { Schema, type Connection } from 'mongoose';

/**
 * POL-2: one version of a document. What it says and when it takes effect never change; the two times of notice
 * and publication are set once.
 */
export interface PolicyVersionDocument {
  /** `<document>/<version>`. */
  _id: string;
  document: PolicyName;
  version: string;
  sha256: string;
  title: string;
  text: string;
  summary: string;
  material: boolean;
  effectiveAt: Date;
  preparedAt: Date;
  noticeSentAt: Date | null;
  publishedAt: Date | null;
  supersedes: string | null;
}

const required = { required: true, immutable: true } as const;

const schema = new Schema<PolicyVersionDocument>(
  {
    _id: { type: String, required: true },
    document: { type: String, ...required },
    version: { type: String, ...required },
    sha256: { type: String, ...required },
    title: { type: String, ...required },
    text: { type: String, ...required },
    summary: { type: String, ...required },
    material: { type: Boolean, ...required },
    effectiveAt: { type: Date, ...required },
    preparedAt: { type: Date, ...required },
    noticeSentAt: { type: Date, default: null },
    publishedAt: { type: Date, default: null },
    supersedes: { type: String, default: null, immutable: true },
  },
  { versionKey: false },
);

export const policyVersionModel = (connection: Connection) =>
  connection.model('PolicyVersion', schema, 'policyVersions');
