/** Things of the contract, complete and plausible, for tests. */
import type { AccountView } from '@parlour/shared/protocol/account.js';
import type {
  ConversationEvent,
  ConversationView,
  InboxEntry,
  MessageView,
} from '@parlour/shared/model/conversation.js';
import { idPrefix, type AccountId, type ConversationId, type IdKind } from '@parlour/shared/model/ids.js';
import { day, decideExpiry, minute } from '@parlour/shared/rules/expiry.js';

export const id = <Brand extends string>(kind: IdKind, name: string | number): Brand =>
  `${idPrefix[kind]}${String(name).padStart(22, '0').slice(-22)}` as unknown as Brand;

export const ana: AccountView = {
  id: id<AccountId>('account', 'ana'),
  name: 'Ana Lindqvist',
  email: 'ana@mainstreet.example',
  audience: 'merchant',
  role: 'agent',
  merchant: { slug: 'main-street-motors', name: 'Main Street Motors' },
  secondFactor: false,
};
export const ben = { id: id<AccountId>('account', 'ben'), name: 'Ben Okafor' };
export const anaAsAgent = { id: ana.id, name: ana.name };

export const admin: AccountView = {
  id: id<AccountId>('account', 'admin'),
  name: 'Ada Admin',
  email: 'ada@platform.example',
  audience: 'admin',
  role: 'admin',
  merchant: null,
  secondFactor: true,
};

const rules = { floor: 1 * day, ceiling: 365 * day, merchant: 90 * day };

export function conversation(
  name: string | number,
  changes: Partial<ConversationView> = {},
): ConversationView {
  const startedAt = changes.startedAt ?? Date.now() - 12 * minute;
  const closedAt = changes.closedAt ?? null;
  const consent = changes.consent ?? { transcript_storage: true, device_storage: false };
  return {
    id: id<ConversationId>('conversation', name),
    state: 'queued',
    merchant: 'main-street-motors',
    startedAt,
    closedAt,
    revision: 1,
    head: 0,
    consent,
    expiry: decideExpiry({ rules, consent, lastMessageAt: startedAt, closedAt }),
    agent: null,
    cursors: { consumer: { delivered: 0, read: 0 } },
    ...changes,
  };
}

export function entry(view: ConversationView, changes: Partial<InboxEntry> = {}): InboxEntry {
  return {
    conversation: view,
    preview: { text: 'Is the blue one still there?', from: 'consumer', at: Date.now() - 2 * minute },
    unread: 1,
    waitingSince: view.state === 'closed' ? null : Date.now() - 2 * minute,
    page: 'Blue hatchback, 2019',
    site: 'CarFinder',
    labels: [],
    ...changes,
  };
}

const base = (view: ConversationView, seq: number) => ({
  conversation: view.id,
  seq,
  at: Date.now() - (20 - seq) * 20_000,
  clientId: String(seq).padStart(22, 'c'),
  consentEvent: 1,
});

export const said = (
  view: ConversationView,
  seq: number,
  text: string,
  from: 'consumer' | { id: AccountId; name: string } = 'consumer',
): MessageView => ({
  ...base(view, seq),
  kind: 'text',
  text,
  sender: from === 'consumer' ? { role: 'consumer' } : { role: 'agent', ...from },
});

export const happened = (
  view: ConversationView,
  seq: number,
  event: ConversationEvent,
  by: 'consumer' | { id: AccountId; name: string },
): MessageView => ({
  ...base(view, seq),
  kind: 'event',
  event,
  sender: by === 'consumer' ? { role: 'consumer' } : { role: 'agent', ...by },
});
