/** AUD-1: the links of the chain. Pure. */
import { createHash } from 'node:crypto';
import { canonicalJson, type Canonical } from '@parlour/shared/rules/canonical-json.js';
import type { AuditEntryDocument } from './audit-entry.model.js';

/** What an entry's hash covers. */
export interface Link {
  readonly seq: number;
  readonly ts: number;
  readonly actor: string;
  readonly action: string;
  readonly target_hmac: string | null;
  readonly payload_commitment: string | null;
  readonly prev: string;
}

export const beginning = '0'.repeat(64);

/** SHA-256(0x00 ‖ JCS(entry)); the zero byte keeps it apart from any other hash over the same text. */
export const hashLink = (link: Link): string =>
  createHash('sha256')
    .update(Buffer.of(0))
    .update(canonicalJson({ ...link }))
    .digest('hex');

export const linkOf = (entry: AuditEntryDocument): Link => ({
  seq: entry._id,
  ts: entry.ts,
  actor: entry.actor,
  action: entry.action,
  target_hmac: entry.targetHmac,
  payload_commitment: entry.payloadCommitment,
  prev: entry.prev,
});

/** A commitment that tells nothing of the payload to whoever lacks the salt. */
export const commitment = (salt: string, payload: Canonical | string): string =>
  createHash('sha256')
    .update(Buffer.of(1))
    .update(Buffer.from(salt, 'base64url'))
    .update(typeof payload === 'string' ? payload : canonicalJson(payload))
    .digest('hex');
