import type { PurgeRunId } from '../model/ids.js';
import { operation } from './define.js';

export interface DueGroup {
  /** The merchant's name. */
  readonly merchant: string;
  /** The rule by which they go: `merchant_rule`, `consumer_refused` … */
  readonly rule: string;
  readonly conversations: number;
}

export interface PurgePreview {
  readonly asOf: number;
  readonly conversations: number;
  readonly groups: readonly DueGroup[];
}

export const previewPurge = operation<Record<never, never>, PurgePreview>()({
  name: 'purge.preview',
  summary: 'What a purge would remove now, by merchant and rule, without content (RET-8).',
  capability: 'purge.preview',
  purpose: 'service',
  limit: 'read',
  http: ['GET', '/purge/preview'],
  socket: true,
});

export interface PurgeRunView {
  readonly id: PurgeRunId;
  readonly state: 'running' | 'done' | 'stopped';
  readonly startedAt: number;
  readonly doneAt: number | null;
  /** Conversations: how many were due at the start, and how many are gone so far. */
  readonly due: number;
  readonly purged: number;
  /** How many a hold kept although their date had come. */
  readonly held?: number | undefined;
  /** Who asked: the sweep by its clock, an admin, or the command line. */
  readonly by: 'sweep' | 'admin' | 'command_line';
}

export const startPurge = operation<Record<never, never>, { run: PurgeRunView }>()({
  name: 'purge.start',
  summary: 'Purges everything that is due, now. Progress follows as purge.progressed; it survives a crash.',
  capability: 'purge.run',
  purpose: 'service',
  limit: 'write',
  http: ['POST', '/purge/runs'],
  socket: true,
  stepUp: true,
});

export interface RetentionOverview {
  readonly asOf: number;
  /** Conversations whose date has passed and that are not yet purged. */
  readonly due: number;
  /** Of these, the ones that should be gone already: over 60 s past their date (RET-2). */
  readonly overdue: number;
  readonly stored: number;
  readonly nextDueAt: number | null;
  /** How many go on each of the next days (UTC, `YYYY-MM-DD`), today first. */
  readonly byDay: readonly { readonly date: string; readonly conversations: number }[];
  /** Set while the sweep has stopped itself because too much looks due at once (RET-7). */
  readonly brake: { readonly due: number; readonly stored: number } | null;
  readonly runs: readonly PurgeRunView[];
}

export const retentionOverview = operation<Record<never, never>, RetentionOverview>()({
  name: 'retention.overview',
  summary: 'What is stored, due and overdue, when the next goes, and the latest purge runs.',
  capability: 'retention.read',
  purpose: 'service',
  limit: 'read',
  http: ['GET', '/retention/overview'],
  socket: true,
});

/** The proof of one purge; it holds no content (RET-9). */
export interface LedgerEntryView {
  readonly id: string;
  /** HMAC of the conversation's id: whoever knows the id can find its entry, nobody can go back from it. */
  readonly subject: string;
  readonly scope: 'conversation';
  readonly counts: Readonly<Record<string, number>>;
  readonly rule: string;
  readonly basis: string;
  readonly intentAt: number;
  readonly doneAt: number | null;
  readonly keyDestroyed: boolean;
  readonly run: PurgeRunId | null;
}

export interface LedgerInput {
  readonly before?: string | undefined;
  /** A conversation's id: only its entry is returned. */
  readonly conversation?: string | undefined;
}

export const listLedger = operation<
  LedgerInput,
  { entries: readonly LedgerEntryView[]; next: string | null }
>()({
  name: 'ledger.list',
  summary: 'The purge ledger, newest first.',
  capability: 'ledger.read',
  purpose: 'service',
  limit: 'read',
  http: ['GET', '/ledger'],
  socket: true,
});
