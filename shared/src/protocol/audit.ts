import type { PurgeRunId } from '../model/ids.js';
import { operation } from './define.js';

export interface AuditEntryView {
  readonly seq: number;
  readonly at: number;
  /** A name, or `consumer`, `system`, `command_line`; `formerly` where the account is gone. */
  readonly actor: string;
  readonly action: string;
  /** HMAC of what it was done to. */
  readonly target: string | null;
  /** The details as JSON; null where there were none or they were destroyed. */
  readonly details: string | null;
  readonly hash: string;
}

export interface AuditFilter {
  /** The entries before this number. */
  readonly before?: number | undefined;
  /** The id of what it was done to. */
  readonly target?: string | undefined;
  readonly action?: string | undefined;
}

const admin = { capability: 'audit.read', purpose: 'service', socket: true } as const;

export const listAudit = operation<
  AuditFilter,
  { entries: readonly AuditEntryView[]; next: number | null }
>()({
  ...admin,
  name: 'audit.list',
  summary: 'The audit, newest first; or what was done to one thing whose id is known.',
  limit: 'read',
  http: ['GET', '/audit'],
});

/** What somebody of the own team did, as their manager reads it. */
export type OwnAuditEntry = Pick<AuditEntryView, 'seq' | 'at' | 'actor' | 'action' | 'details'>;

export const listOwnAudit = operation<
  { readonly before?: number | undefined },
  { entries: readonly OwnAuditEntry[]; next: number | null }
>()({
  name: 'audit.own',
  summary: 'What the people of one’s own organization did, newest first.',
  capability: 'audit.own',
  purpose: 'service',
  limit: 'read',
  http: ['GET', '/audit/own'],
  socket: true,
});

/** AUD-2: the last time that chain, ledger and certificates were checked from end to end. */
export interface AuditCheck {
  readonly at: number;
  readonly entries: number;
  readonly heads: number;
  readonly certificates: number;
  /** The first thing that is wrong, in words; null where all is whole. */
  readonly problem: string | null;
}

export interface AuditState {
  readonly entries: number;
  readonly head: string | null;
  readonly check: AuditCheck | null;
}

export const auditState = operation<Record<never, never>, AuditState>()({
  ...admin,
  name: 'audit.state',
  summary: 'How long the chain is, and what its last check found.',
  limit: 'read',
  http: ['GET', '/audit/state'],
});

export const verifyAudit = operation<Record<never, never>, AuditState>()({
  ...admin,
  name: 'audit.verify',
  summary: 'Checks chain, ledger and certificates from end to end, as `parlour verify` does (AUD-2).',
  limit: 'write',
  http: ['POST', '/audit/verify'],
});

/** RET-9: what a purge run removed, signed. No content. */
export interface CertificateView {
  /** Canonical JSON (RFC 8785): the text that is signed. */
  readonly text: string;
  /** Ed25519, base64url. */
  readonly signature: string;
  /** PEM; also at `/.well-known/parlour-signing-key.pem`. */
  readonly publicKey: string;
}

export const readCertificate = operation<{ run: PurgeRunId }, CertificateView>()({
  name: 'certificate.read',
  summary: 'The signed certificate of a purge run (RET-9).',
  capability: 'ledger.read',
  purpose: 'service',
  limit: 'read',
  http: ['GET', '/purge/runs/:run/certificate'],
  socket: true,
});

export const auditOperations = [listAudit, listOwnAudit, auditState, verifyAudit, readCertificate] as const;
