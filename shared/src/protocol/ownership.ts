import type { OwnershipChangeId } from '../model/ids.js';
import { operation } from './define.js';

export interface OwnershipChangeView {
  readonly id: OwnershipChangeId;
  /** The merchant's name. */
  readonly merchant: string;
  readonly newOwner: string;
  readonly on: number;
  readonly state: 'planned' | 'announced' | 'carried_out' | 'cancelled';
  readonly noticeSentAt: number | null;
  readonly doneAt: number | null;
}

const owners = { capability: 'ownership.manage', purpose: 'service', limit: 'write', socket: true } as const;

export const listOwnershipChanges = operation<
  Record<never, never>,
  { changes: readonly OwnershipChangeView[] }
>()({
  ...owners,
  name: 'ownership.list',
  summary: 'Changes of ownership, the next first.',
  limit: 'read',
  http: ['GET', '/ownership-changes'],
});

export const planOwnershipChange = operation<
  { merchant: string; newOwner: string; on: number },
  { change: OwnershipChangeView }
>()({
  ...owners,
  name: 'ownership.plan',
  summary: 'A merchant, by its slug, will belong to somebody else from a date on.',
  http: ['POST', '/ownership-changes'],
});

export interface NamedChange {
  readonly change: OwnershipChangeId;
}

export const announceOwnershipChange = operation<
  NamedChange,
  { change: OwnershipChangeView; mails: number }
>()({
  ...owners,
  name: 'ownership.announce',
  summary:
    'Sends the notice: mails to the merchant’s people, and a word to every consumer under “Your data”.',
  http: ['POST', '/ownership-changes/:change/notice'],
});

export const carryOutOwnershipChange = operation<NamedChange, { change: OwnershipChangeView }>()({
  ...owners,
  name: 'ownership.carry-out',
  summary: 'Carries it out. Refused before its notice is sent, and before its date (DIS-5).',
  stepUp: true,
  http: ['POST', '/ownership-changes/:change/completion'],
});

export const cancelOwnershipChange = operation<NamedChange, { change: OwnershipChangeView }>()({
  ...owners,
  name: 'ownership.cancel',
  summary: 'It does not take place.',
  http: ['POST', '/ownership-changes/:change/cancellation'],
});

export const ownershipOperations = [
  listOwnershipChanges,
  planOwnershipChange,
  announceOwnershipChange,
  carryOutOwnershipChange,
  cancelOwnershipChange,
] as const;
