import type { ConversationView } from '../model/conversation.js';
import type { ConversationId } from '../model/ids.js';
import { operation } from './define.js';

/** What an address may be given for: an answer, or news of the merchant. Each asked on its own, unticked (CON-1). */
export const contactPurposes = ['contact_followup', 'marketing'] as const;
export type ContactPurpose = (typeof contactPurposes)[number];

export interface GiveContactInput {
  readonly conversation: ConversationId;
  /** The hash of the notice that was shown. */
  readonly notice: string;
  readonly locale: string;
  readonly email: string;
  readonly decisions: readonly { readonly purpose: ContactPurpose; readonly state: 'given' | 'refused' }[];
}

export const giveContact = operation<GiveContactInput, { conversation: ConversationView }>()({
  name: 'contact.give',
  summary:
    'Leaves an address with a conversation, for what is agreed to with it and nothing else. Where nothing is agreed to any more it is gone.',
  capability: 'consent.decide',
  purpose: 'service',
  limit: 'write',
  http: ['POST', '/conversations/:conversation/contact'],
  socket: true,
});

/** What somebody has said of themselves, beside the conversation. */
export interface ProfileField {
  readonly id: string;
  readonly label: string;
  readonly purpose: string;
  readonly value: string;
}

export interface Profile {
  readonly fields: readonly ProfileField[];
  /** Null where none was left, or what it was left for is not agreed to any more. */
  readonly contact: { readonly email: string; readonly purposes: readonly ContactPurpose[] } | null;
}

export const readProfile = operation<{ conversation: ConversationId }, Profile>()({
  name: 'profile.read',
  summary: 'What the consumer has filled in before the chat, and the address they have left.',
  capability: 'conversation.read',
  purpose: 'service',
  limit: 'read',
  http: ['GET', '/conversations/:conversation/profile'],
  socket: true,
});

export interface CorrectProfileInput {
  readonly conversation: ConversationId;
  readonly field: string;
  /** Empty takes it away. */
  readonly value: string;
}

export const correctProfile = operation<CorrectProfileInput, Profile>()({
  name: 'profile.correct',
  summary: 'Replaces what was filled in, at once; what stood there before is gone (REQ-4).',
  capability: 'data.own',
  purpose: 'service',
  limit: 'write',
  http: ['PUT', '/conversations/:conversation/profile'],
  socket: true,
});

export const contactOperations = [giveContact, readProfile, correctProfile] as const;
