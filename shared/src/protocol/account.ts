import type { PortalAudience, Role } from '../access/table.js';
import type { AccountId } from '../model/ids.js';
import { operation } from './define.js';

export interface AccountView {
  readonly id: AccountId;
  readonly name: string;
  readonly email: string;
  readonly audience: PortalAudience;
  readonly role: Exclude<Role, 'visitor' | 'consumer'>;
  /** The merchant whose staff it is; null for the other audiences. */
  readonly merchant: { readonly slug: string; readonly name: string } | null;
  /** Whether documents wait to be accepted before the portal opens (POL-3), and what is coming (POL-4). */
  readonly policies?: AccountPolicies | undefined;
}

export interface AccountPolicies {
  readonly due: boolean;
  readonly coming: readonly ComingPolicy[];
}

/** A version that has been announced. */
export interface ComingPolicy {
  readonly title: string;
  readonly version: string;
  readonly summary: string;
  readonly effectiveAt: number;
  /** Where it can be read; `/changes` below it compares it with the current one. */
  readonly address: string;
}

export interface SignInInput {
  readonly audience: PortalAudience;
  readonly email: string;
  readonly password: string;
}

export const openSession = operation<SignInInput, { account: AccountView }>()({
  name: 'session.open',
  summary: 'Signs in to a portal. The session travels in a cookie that scripts cannot read.',
  capability: 'session.open',
  purpose: 'service',
  limit: 'signIn',
  http: ['POST', '/session'],
  socket: false,
});

export const showSession = operation<Record<never, never>, { account: AccountView }>()({
  name: 'session.read',
  summary: 'Who is signed in.',
  capability: 'session.read',
  purpose: 'service',
  limit: 'read',
  http: ['GET', '/session'],
  socket: true,
});

export const closeSession = operation<Record<never, never>, Record<never, never>>()({
  name: 'session.close',
  summary: 'Signs out: the session is gone and its sockets are closed.',
  capability: 'session.close',
  purpose: 'service',
  limit: 'write',
  http: ['DELETE', '/session'],
  socket: false,
});
