import type { PreChatKind } from '../model/pre-chat.js';
import { operation } from './define.js';

/** Something that the widget asks before the first message. */
export interface PreChatField {
  readonly id: string;
  readonly kind: PreChatKind;
  readonly label: string;
  /** What it is for, in the merchant's words: shown beside the field. */
  readonly purpose: string;
  /** Of a choice; empty for all other kinds. */
  readonly options: readonly string[];
  /** WID-12: only where the information use agreement for merchants names a purpose for the kind. */
  readonly required: boolean;
}

export interface PreChatAnswer {
  readonly field: string;
  readonly value: string;
}

export interface PreChatView {
  readonly fields: readonly PreChatField[];
  /** The kinds that may be required, since the agreement in force names what for. */
  readonly mayRequire: readonly PreChatKind[];
}

export const readPreChat = operation<Record<never, never>, PreChatView>()({
  name: 'prechat.read',
  summary: 'What the widget asks before the first message, and what it may insist on.',
  capability: 'settings.manage',
  purpose: 'service',
  limit: 'read',
  http: ['GET', '/pre-chat'],
  socket: true,
});

export const setPreChat = operation<{ fields: readonly PreChatField[] }, PreChatView>()({
  name: 'prechat.set',
  summary: 'Replaces what the widget asks before the first message, each with its purpose in words.',
  capability: 'settings.manage',
  purpose: 'service',
  limit: 'write',
  http: ['PUT', '/pre-chat'],
  socket: true,
});

export const preChatOperations = [readPreChat, setPreChat] as const;
