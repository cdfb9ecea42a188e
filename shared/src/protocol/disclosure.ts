import type {
  DisclosedField,
  DisclosureBasis,
  DisclosureKind,
  ProcessorCategory,
  RecipientCategory,
} from '../model/disclosure.js';
import type { ConversationId, DisclosureId, ProcessorId } from '../model/ids.js';
import { operation } from './define.js';

/** DIS-1: one entry of the register. It holds nothing of what was said. */
export interface DisclosureView {
  readonly id: DisclosureId;
  readonly kind: DisclosureKind;
  readonly recipient: string;
  readonly category: RecipientCategory;
  readonly basis: DisclosureBasis;
  readonly fields: readonly DisclosedField[];
  /** What it was for, as the registry or the legal request says. */
  readonly purpose: string;
  /** The number of the consumer's consent event that it rests on (DIS-4); null where it rests on none. */
  readonly consentEvent: number | null;
  readonly firstAt: number;
  readonly lastAt: number;
  readonly times: number;
}

export interface RegisterEntry extends DisclosureView {
  /** How many conversations; null: all that the merchant had. */
  readonly conversations: number | null;
  /** The merchant's name; empty where it is about none. */
  readonly merchant: string;
  /** Who: a name, or `consumer` or `system`. */
  readonly by: string;
  /** The consumer is told from then on; null: at once (DIS-3). */
  readonly shownFrom: number | null;
}

export interface RegisterPage {
  readonly disclosures: readonly RegisterEntry[];
  readonly next: string | null;
}

export const listDisclosures = operation<{ before?: string | undefined }, RegisterPage>()({
  name: 'disclosure.list',
  summary: 'The register of what has left, newest first: the merchant’s own, or for admins everybody’s.',
  capability: 'disclosure.read',
  purpose: 'service',
  limit: 'read',
  http: ['GET', '/disclosures'],
  socket: true,
});

export interface OwnDisclosure extends DisclosureView {
  /** When the consumer's conversations that it was about began. */
  readonly startedAt: readonly number[];
  /** What a member of staff gave as the reason; empty where there is none. */
  readonly reason: string;
}

export interface OwnDisclosures {
  readonly disclosures: readonly OwnDisclosure[];
  /** DIS-5: that the merchant will belong to somebody else, as soon as the notice is sent. */
  readonly ownership: { readonly newOwner: string; readonly on: number } | null;
}

export const ownDisclosures = operation<Record<never, never>, OwnDisclosures>()({
  name: 'disclosure.own',
  summary: 'To whom the consumer’s conversations were disclosed, why, and on which basis.',
  capability: 'data.own',
  purpose: 'service',
  limit: 'read',
  http: ['GET', '/data/disclosures'],
  socket: true,
});

/** DIS-2: somebody to whom a merchant gives something, and what they may be given. */
export interface ProcessorView {
  readonly id: ProcessorId;
  readonly name: string;
  readonly category: ProcessorCategory;
  /** What they need it for. */
  readonly purpose: string;
  readonly fields: readonly DisclosedField[];
  /** The merchant's name. */
  readonly merchant: string;
}

export interface SaveProcessorInput {
  /** Without it, a new one. */
  readonly processor?: ProcessorId | undefined;
  readonly name: string;
  readonly category: ProcessorCategory;
  readonly purpose: string;
  readonly fields: readonly DisclosedField[];
}

export const listProcessors = operation<Record<never, never>, { processors: readonly ProcessorView[] }>()({
  name: 'processor.list',
  summary: 'The registry of processors: who may be given what.',
  capability: 'disclosure.read',
  purpose: 'service',
  limit: 'read',
  http: ['GET', '/processors'],
  socket: true,
});

export const saveProcessor = operation<SaveProcessorInput, { processor: ProcessorView }>()({
  name: 'processor.save',
  summary: 'Enters or changes a processor. What is not allowed to it is never in what it gets (DIS-2).',
  capability: 'webhook.manage',
  purpose: 'service',
  limit: 'write',
  http: ['POST', '/processors'],
  socket: true,
});

export const removeProcessor = operation<{ processor: ProcessorId }, Record<never, never>>()({
  name: 'processor.remove',
  summary: 'Takes a processor out of the registry. Refused while an endpoint still delivers to it.',
  capability: 'webhook.manage',
  purpose: 'service',
  limit: 'write',
  http: ['DELETE', '/processors/:processor'],
  socket: true,
});

/** A transcript as one document, to be saved. */
export interface TranscriptFile {
  readonly name: string;
  readonly text: string;
}

export interface ExportInput {
  readonly conversation: ConversationId;
  /** POL-6: what it is needed for. The consumer reads it. */
  readonly purpose: string;
  /** Whom it will be handed to; without it, it stays with the merchant. */
  readonly processor?: ProcessorId | undefined;
}

export const exportTranscript = operation<ExportInput, TranscriptFile>()({
  name: 'transcript.export',
  summary: 'A transcript as a document for the merchant’s staff. Never without a purpose (POL-6).',
  capability: 'transcript.export',
  purpose: 'service',
  limit: 'write',
  http: ['POST', '/conversations/:conversation/export'],
  socket: true,
});

export const mailTranscript = operation<{ conversation: ConversationId; to: string }, Record<never, never>>()(
  {
    name: 'transcript.mail',
    summary: 'Sends the consumer their transcript. The address is used for this mail and not kept.',
    capability: 'data.own',
    purpose: 'service',
    limit: 'write',
    http: ['POST', '/conversations/:conversation/transcript/mail'],
    socket: true,
  },
);

export const readTranscript = operation<{ conversation: ConversationId }, TranscriptFile>()({
  name: 'transcript.read',
  summary: 'The consumer’s own transcript as a document.',
  capability: 'data.own',
  purpose: 'service',
  limit: 'write',
  http: ['GET', '/conversations/:conversation/transcript'],
  socket: true,
});

export const disclosureOperations = [
  listDisclosures,
  ownDisclosures,
  listProcessors,
  saveProcessor,
  removeProcessor,
  exportTranscript,
  mailTranscript,
  readTranscript,
] as const;
