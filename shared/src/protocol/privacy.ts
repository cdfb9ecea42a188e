import type { AgentView, Expiry, ConversationState, RatingView } from '../model/conversation.js';
import type { ReportReason } from '../model/block.js';
import type { ConversationId, RequestId } from '../model/ids.js';
import type { ObligationTold, ObligedField } from '../model/obligation.js';
import type {
  Jurisdiction,
  RefusalReason,
  RequestKind,
  RequestState,
  writtenKinds,
} from '../model/request.js';
import type { RequestAction } from '../rules/request-states.js';
import type { ConsentEventView } from './consent.js';
import { makeCode, resumeAccess } from './access-code.js';
import { operation } from './define.js';

export const openAccess = operation<{ code: string }, Record<never, never>>()({
  name: 'access.open',
  summary: 'Opens "Your data" with a resume code. The session travels in a cookie that scripts cannot read.',
  capability: 'data.open',
  purpose: 'service',
  limit: 'signIn',
  http: ['POST', '/access/session'],
  socket: false,
});

export const closeAccess = operation<Record<never, never>, Record<never, never>>()({
  name: 'access.close',
  summary: 'Closes "Your data" in this browser.',
  capability: 'data.own',
  purpose: 'service',
  limit: 'write',
  http: ['DELETE', '/access/session'],
  socket: false,
});

/** A conversation as its consumer sees it long after the tab is closed. */
export interface KeptConversation {
  readonly id: ConversationId;
  readonly state: ConversationState;
  readonly startedAt: number;
  readonly closedAt: number | null;
  /** How the consumer rated it (CNV-5); absent where they did not. */
  readonly rating?: RatingView | undefined;
  readonly messages: number;
  readonly expiry: Expiry;
  /** What a law makes the merchant keep of it, after it is deleted. */
  readonly keeps: readonly ObligationTold[];
  readonly consents: readonly ConsentEventView[];
  /** Who has opened it: of the merchant's staff, by name; or whoever had a link mailed to the address left in it. */
  readonly viewers: readonly {
    readonly name: string;
    readonly firstAt: number;
    readonly lastAt: number;
    readonly byMail?: true | undefined;
  }[];
}

export interface RequestView {
  readonly id: RequestId;
  readonly kind: RequestKind;
  readonly state: RequestState;
  readonly receivedAt: number;
  readonly jurisdiction: Jurisdiction;
  /** The last day for the answer, in the requester's zone; null where it is answered. */
  readonly dueOn: string | null;
  readonly overdue: boolean;
  readonly closedAt: number | null;
  readonly reason: RefusalReason | null;
  /** What the consumer wrote, and what they were answered. */
  readonly text: string;
  readonly answer: string;
  /** The merchant's name. */
  readonly merchant: string;
  /** Of a complaint about an agent (CNV-7): about whom, why, and in which conversation. */
  readonly report?:
    | {
        readonly agent: AgentView | null;
        readonly reason: ReportReason;
        readonly conversation: ConversationId;
      }
    | undefined;
  /** Of a takedown that is not decided: what is out of sight meanwhile. */
  readonly withheld?: readonly { readonly text: string; readonly name: string }[] | undefined;
  /** For complaints: where one turns to if the answer does not satisfy (REQ-9). */
  readonly disputeChannel: string | null;
}

export interface OwnData {
  readonly merchant: string;
  readonly site: string;
  readonly conversations: readonly KeptConversation[];
  /** HLD-4: deletions that a legal hold delays, where the consumer may know. */
  readonly delayed: readonly { readonly startedAt: number }[];
  /** RET-14: deleted by the consumer, hidden, and kept whole by a law until then. */
  readonly byLaw: readonly { readonly startedAt: number; readonly until: number; readonly basis: string }[];
  /** What a law keeps of conversations that are gone. */
  readonly obliged: readonly {
    readonly basis: string;
    readonly fields: readonly ObligedField[];
    readonly until: number;
  }[];
  readonly requests: readonly RequestView[];
  /** CNV-7: until when the merchant begins no conversation with them; absent where it does. */
  readonly blockedUntil?: number | undefined;
  /** REQ-1: opened by a mailed link; then it is what its address was left with, and nothing else. */
  readonly byMail?: true | undefined;
  /** The notice that a new decision about consent is bound to. */
  readonly notice: { readonly version: string; readonly sha256: string };
  readonly gpc: boolean;
}

export const readOwnData = operation<Record<never, never>, OwnData>()({
  name: 'data.read',
  summary: 'Everything that is kept about the consumer, until when and why, and who has looked (REQ-2).',
  capability: 'data.own',
  purpose: 'service',
  limit: 'read',
  http: ['GET', '/data'],
  socket: true,
});

export const exportData = operation<Record<never, never>, { token: string; expiresAt: number }>()({
  name: 'data.export',
  summary: 'Seals a copy of everything. It is fetched once, within 24 hours (REQ-3).',
  capability: 'data.own',
  purpose: 'service',
  limit: 'start',
  http: ['POST', '/data/exports'],
  socket: false,
});

export const downloadExport = operation<{ token: string }, Record<never, never>>()({
  name: 'data.download',
  summary: 'The sealed copy as a ZIP. The second time there is nothing.',
  capability: 'data.own',
  purpose: 'service',
  limit: 'start',
  http: ['POST', '/data/exports/download'],
  socket: false,
});

export interface Erasure {
  readonly deleted: number;
  /** Hidden now, deleted when a legal hold ends. */
  readonly delayed: number;
  /** Of how many a law keeps some fields; the transcripts are gone. Absent where it keeps none. */
  readonly kept?: number | undefined;
  /** REQ-7: the copy that had been asked for, taken first: it is fetched once, like any other. */
  readonly copy?: { readonly token: string; readonly expiresAt: number } | undefined;
}

export const eraseData = operation<{ conversation?: ConversationId | undefined }, Erasure>()({
  name: 'data.erase',
  summary:
    'Deletes one conversation, or all: at once, or hidden at once and deleted when a hold ends (REQ-5).',
  capability: 'data.own',
  purpose: 'service',
  limit: 'write',
  http: ['POST', '/data/erasures'],
  socket: true,
});

export interface CorrectInput {
  readonly conversation: ConversationId;
  /** The message that is not right. */
  readonly seq: number;
  readonly clientId: string;
  readonly text: string;
}

export const correctMessage = operation<CorrectInput, { readonly seq: number }>()({
  name: 'data.correct',
  summary: 'Puts a message right by a note that both sides see; what was said stays as it was (REQ-4).',
  capability: 'data.own',
  purpose: 'service',
  limit: 'message',
  http: ['POST', '/conversations/:conversation/corrections'],
  socket: true,
});

export interface OpenRequestInput {
  readonly kind: (typeof writtenKinds)[number];
  readonly text: string;
  readonly jurisdiction: Jurisdiction;
  readonly timeZone: string;
  /** Of a takedown: the `ref` of the testimonial that names the requester, whoever wrote it (REQ-9). */
  readonly about?: string | undefined;
}

export const openRequest = operation<OpenRequestInput, { request: RequestId; dueOn: string }>()({
  name: 'request.open',
  summary: 'Asks for something that a person must decide. The answer has a deadline (REQ-6).',
  capability: 'data.own',
  purpose: 'service',
  limit: 'start',
  http: ['POST', '/requests'],
  socket: true,
});

export const listRequests = operation<Record<never, never>, { requests: readonly RequestView[] }>()({
  name: 'request.list',
  summary: "The merchant's requests, or the platform's, the most urgent first.",
  capability: 'request.manage',
  purpose: 'service',
  limit: 'read',
  http: ['GET', '/requests'],
  socket: true,
});

export interface DecideRequestInput {
  readonly request: RequestId;
  readonly action: RequestAction;
  readonly reason?: RefusalReason | undefined;
  readonly answer?: string | undefined;
}

export const decideRequest = operation<DecideRequestInput, { request: RequestView }>()({
  name: 'request.decide',
  summary: 'Takes a request on, extends, fulfils or denies it. A refusal without a reason is refused.',
  capability: 'request.manage',
  purpose: 'service',
  limit: 'write',
  http: ['POST', '/requests/:request/decision'],
  socket: true,
});

export const privacyOperations = [
  makeCode,
  resumeAccess,
  openAccess,
  closeAccess,
  readOwnData,
  exportData,
  downloadExport,
  eraseData,
  correctMessage,
  openRequest,
  listRequests,
  decideRequest,
] as const;
