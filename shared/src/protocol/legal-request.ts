import type { ConversationId, LegalRequestId } from '../model/ids.js';
import { operation } from './define.js';

/** What an authority asks for: one conversation, or a merchant's of a range. */
export interface LegalScopeInput {
  readonly conversation?: ConversationId | undefined;
  /** A merchant's slug; with it `from` and `to`. */
  readonly merchant?: string | undefined;
  readonly from?: number | undefined;
  readonly to?: number | undefined;
}

export interface LegalRequestView {
  readonly id: LegalRequestId;
  readonly authority: string;
  readonly reference: string;
  /** The provision that it rests on. */
  readonly basis: string;
  readonly scope: {
    readonly conversation: ConversationId | null;
    readonly merchant: string | null;
    readonly from: number | null;
    readonly to: number | null;
  };
  /** Conversations that it covers now. */
  readonly conversations: number;
  /** The consumer is not told before; null: told at once. */
  readonly gagUntil: number | null;
  readonly held: boolean;
  readonly state: 'filed' | 'released' | 'withdrawn';
  readonly filedBy: string;
  readonly filedAt: number;
  readonly decidedBy: string | null;
  readonly decidedAt: number | null;
  /** Whether the caller filed it: another admin must release it. */
  readonly own: boolean;
}

export interface FileLegalRequestInput {
  readonly authority: string;
  readonly reference: string;
  readonly basis: string;
  readonly scope: LegalScopeInput;
  readonly gagUntil?: number | undefined;
  /** Whether a legal hold is placed on what it covers. */
  readonly hold: boolean;
}

const admins = { capability: 'legal.manage', purpose: 'service', limit: 'write', socket: true } as const;

export const listLegalRequests = operation<Record<never, never>, { requests: readonly LegalRequestView[] }>()(
  {
    ...admins,
    name: 'legal.list',
    summary: 'Requests of authorities, those that wait first.',
    limit: 'read',
    http: ['GET', '/legal-requests'],
  },
);

export const fileLegalRequest = operation<FileLegalRequestInput, { request: LegalRequestView }>()({
  ...admins,
  name: 'legal.file',
  summary: 'Enters what an authority asks for. Nothing leaves before another admin has released it (DIS-3).',
  http: ['POST', '/legal-requests'],
});

export const releaseLegalRequest = operation<
  { request: LegalRequestId },
  { request: LegalRequestView; token: string; expiresAt: number }
>()({
  ...admins,
  name: 'legal.release',
  summary: 'Seals the package, with its entry in the register. Refused to whoever filed the request.',
  stepUp: true,
  http: ['POST', '/legal-requests/:request/release'],
});

export const withdrawLegalRequest = operation<{ request: LegalRequestId }, { request: LegalRequestView }>()({
  ...admins,
  name: 'legal.withdraw',
  summary: 'Ends a request that nothing has left for.',
  http: ['POST', '/legal-requests/:request/withdrawal'],
});

export const downloadLegalPackage = operation<{ token: string }, Record<never, never>>()({
  ...admins,
  name: 'legal.download',
  summary: 'The sealed package as a ZIP, once, within 24 hours.',
  stepUp: true,
  http: ['POST', '/legal-requests/download'],
  socket: false,
});

export const legalOperations = [
  listLegalRequests,
  fileLegalRequest,
  releaseLegalRequest,
  withdrawLegalRequest,
  downloadLegalPackage,
] as const;
