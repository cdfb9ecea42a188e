/**
 * AUT-1: the one table. It decides for HTTP and sockets alike who may do what, and on whose data; what is not in
 * it is refused. The portals ask the same table what to show.
 */
import type { ConsumerId, MerchantId, ProviderId, SiteId, AccountId } from '../model/ids.js';
import type { PolicyAudience } from '../model/policy.js';

/** Whoever calls belongs to exactly one audience; each is bound by its own policies. */
export type Audience = 'visitor' | 'consumer' | 'merchant' | 'provider' | 'admin';

export type Role = 'visitor' | 'consumer' | 'agent' | 'manager' | 'provider' | 'admin';

/** The audiences that sign in to a portal. */
export const portalAudiences = ['merchant', 'provider', 'admin'] as const satisfies readonly Audience[];
export type PortalAudience = (typeof portalAudiences)[number];

export const rolesOf = {
  merchant: ['agent', 'manager'],
  provider: ['provider'],
  admin: ['admin'],
} as const satisfies Record<PortalAudience, readonly Role[]>;

/**
 * Whose data a capability reaches: the caller's own, their merchant's, their provider's, the site they are on, or
 * the platform's.
 * `none` touches nobody's data; `assigned` is an agent's own conversations of their merchant.
 */
export type Scope = 'none' | 'own' | 'assigned' | 'merchant' | 'provider' | 'site' | 'platform';

export const capabilities = [
  'welcome.read',
  'conversation.start',
  'conversation.read',
  'conversation.accept',
  'conversation.close',
  'conversation.rate',
  'conversation.transfer',
  'conversation.snooze',
  'assignment.read',
  'availability.choose',
  'consumer.block',
  'block.manage',
  'agent.report',
  'message.send',
  'file.send',
  'file.read',
  'message.acknowledge',
  'typing.show',
  'consent.decide',
  'inbox.read',
  'session.open',
  'session.read',
  'session.close',
  'account.join',
  'account.own',
  'passkey.own',
  'picture.read',
  'account.manage',
  'token.manage',
  'retention.read',
  'health.read',
  'purge.preview',
  'purge.run',
  'ledger.read',
  'hold.manage',
  'hold.custody',
  'rule.manage',
  'obligation.manage',
  'bounds.manage',
  'audit.read',
  'audit.own',
  'masking.manage',
  'identity.manage',
  'settings.manage',
  'report.read',
  'testimonial.own',
  'news.send',
  'site.manage',
  'placement.manage',
  'placement.ask',
  'counts.read',
  'organization.manage',
  'policy.accept',
  'policy.manage',
  'data.open',
  'data.own',
  'request.manage',
  'disclosure.read',
  'webhook.manage',
  'transcript.export',
  'legal.manage',
  'ownership.manage',
  'note.write',
  'note.read',
  'colleague.read',
  'colleague.look',
  'canned_reply.read',
  'canned_reply.manage',
  'label.read',
  'label.put',
  'label.manage',
  'transcript.search',
] as const;

export type Capability = (typeof capabilities)[number];

type Row = Partial<Record<Capability, Scope>>;

const signedIn = {
  'session.open': 'none',
  'account.join': 'none',
  'picture.read': 'none',
  'session.read': 'own',
  'session.close': 'own',
  'account.own': 'own',
  'passkey.own': 'own',
} as const;

const agent = {
  ...signedIn,
  'policy.accept': 'own',
  'conversation.read': 'merchant',
  'conversation.accept': 'merchant',
  'conversation.close': 'merchant',
  'conversation.transfer': 'assigned',
  'conversation.snooze': 'assigned',
  'assignment.read': 'merchant',
  'availability.choose': 'own',
  'consumer.block': 'merchant',
  'message.send': 'merchant',
  'file.send': 'merchant',
  'file.read': 'merchant',
  'message.acknowledge': 'merchant',
  'typing.show': 'merchant',
  'inbox.read': 'merchant',
  'news.send': 'merchant',
  'transcript.export': 'merchant',
  'note.write': 'merchant',
  'note.read': 'merchant',
  'colleague.read': 'merchant',
  'colleague.look': 'merchant',
  'canned_reply.read': 'merchant',
  'label.read': 'merchant',
  'label.put': 'merchant',
  'transcript.search': 'merchant',
} as const satisfies Row;

const manager = {
  ...agent,
  'conversation.transfer': 'merchant',
  'block.manage': 'merchant',
  'rule.manage': 'merchant',
  'obligation.manage': 'merchant',
  'canned_reply.manage': 'merchant',
  'label.manage': 'merchant',
  'hold.custody': 'merchant',
  'account.manage': 'merchant',
  'token.manage': 'merchant',
  'masking.manage': 'merchant',
  'identity.manage': 'merchant',
  'settings.manage': 'merchant',
  'report.read': 'merchant',
  'audit.own': 'merchant',
  'request.manage': 'merchant',
  'disclosure.read': 'merchant',
  'webhook.manage': 'merchant',
  'placement.manage': 'merchant',
  'placement.ask': 'merchant',
} as const satisfies Row;

export const table = {
  visitor: {
    'welcome.read': 'site',
    'session.open': 'none',
    'account.join': 'none',
    'data.open': 'none',
    'picture.read': 'none',
  },
  consumer: {
    'welcome.read': 'site',
    'conversation.start': 'own',
    'conversation.read': 'own',
    'conversation.close': 'own',
    'conversation.rate': 'own',
    'agent.report': 'own',
    'message.send': 'own',
    'file.send': 'own',
    'file.read': 'own',
    'message.acknowledge': 'own',
    'typing.show': 'own',
    'consent.decide': 'own',
    'testimonial.own': 'own',
    'picture.read': 'none',
    'data.open': 'none',
    'data.own': 'own',
  },
  agent,
  manager,
  // A provider sees counts, never a word of a transcript (AUT-4).
  provider: {
    ...signedIn,
    'policy.accept': 'own',
    'account.manage': 'provider',
    'site.manage': 'provider',
    'placement.manage': 'provider',
    'counts.read': 'provider',
  },
  // An admin reaches what is due and what is proven, and no content (AUT-4).
  admin: {
    ...signedIn,
    'account.manage': 'platform',
    'retention.read': 'platform',
    'health.read': 'platform',
    'purge.preview': 'platform',
    'purge.run': 'platform',
    'ledger.read': 'platform',
    'hold.manage': 'platform',
    'bounds.manage': 'platform',
    'audit.read': 'platform',
    'policy.manage': 'platform',
    'organization.manage': 'platform',
    'request.manage': 'platform',
    'disclosure.read': 'platform',
    'legal.manage': 'platform',
    'ownership.manage': 'platform',
  },
} as const satisfies Record<Role, Row>;

/**
 * POL-3: whose documents a role must have accepted before it reaches anything beyond its own account; null where
 * there is none to accept: consumers are asked in the chat, visitors are asked nothing, admins publish them.
 */
export const boundBy = {
  visitor: null,
  consumer: null,
  agent: 'merchant',
  manager: 'merchant',
  provider: 'provider',
  admin: null,
} as const satisfies Record<Role, PolicyAudience | null>;

/** The scope in which `role` has `capability`, or null where it has not. Own properties only: `__proto__` is no role. */
export function can(role: string, capability: string): Scope | null {
  if (!Object.hasOwn(table, role)) return null;
  const row: Row = table[role as Role];
  return Object.hasOwn(row, capability) ? (row[capability as Capability] ?? null) : null;
}

/** Who calls, as the pipeline's `identify` step found out; nothing here comes from a request's body. */
export type Caller =
  | { readonly role: 'visitor'; readonly place: Place | null }
  | {
      readonly role: 'consumer';
      readonly consumer: ConsumerId;
      readonly place: Place;
      /** REQ-1: known by a mailed link alone. Theirs are the conversations in which this address was left. */
      readonly address?: string;
      /** WID-15: known in the widget by a token for a resume code, whose hash this is. */
      readonly resumed?: string;
      /** With a mailed link: this much of what a consumer may, and nothing else. */
      readonly only?: readonly Capability[];
    }
  | {
      readonly role: 'agent' | 'manager';
      readonly account: AccountId;
      readonly name: string;
      readonly session: string;
      readonly merchant: MerchantId;
      readonly proof?: CallerProof;
      /** With an API token: it may do this much of what its role may, and nothing else. */
      readonly only?: readonly Capability[];
    }
  | {
      readonly role: 'provider';
      readonly account: AccountId;
      readonly name: string;
      readonly session: string;
      readonly provider?: ProviderId | null;
      readonly proof?: CallerProof;
    }
  | {
      readonly role: 'admin';
      readonly account: AccountId;
      readonly name: string;
      readonly session: string;
      readonly proof?: CallerProof;
    };

/** How whoever signed in has shown who they are (ACC-2). */
export interface CallerProof {
  readonly secondFactor: boolean;
  /** When they last did, in milliseconds. */
  readonly at: number;
}

/** A merchant on a provider's site: where a visitor or consumer is. */
export interface Place {
  readonly site: SiteId;
  readonly merchant: MerchantId;
}

/**
 * What a scope adds to every query, so that what one may not see is never read. Null where the caller has
 * nothing in that scope.
 */
export function scopeFilter(caller: Caller, scope: Scope): Readonly<Record<string, string>> | null {
  switch (scope) {
    case 'none':
    case 'platform':
      return {};
    case 'own':
      if (caller.role === 'consumer' && caller.address !== undefined)
        return { contactToken: caller.address, ...caller.place };
      if (caller.role === 'consumer') return { consumer: caller.consumer, ...caller.place };
      return 'account' in caller ? { account: caller.account } : null;
    case 'assigned':
      return 'merchant' in caller ? { merchant: caller.merchant, agent: caller.account } : null;
    case 'merchant':
      return 'merchant' in caller ? { merchant: caller.merchant } : null;
    case 'provider':
      return 'provider' in caller && caller.provider ? { provider: caller.provider } : null;
    case 'site':
      return 'place' in caller && caller.place ? { ...caller.place } : null;
  }
}
