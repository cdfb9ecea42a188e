import type { PortalAudience } from '../access/table.js';
import type { AccountId, PictureId } from '../model/ids.js';
import type { AccountView, StaffRole } from './account.js';
import { operation } from './define.js';

/** An account as whoever manages it sees it. */
export interface MemberView {
  readonly id: AccountId;
  readonly name: string;
  readonly email: string;
  readonly audience: PortalAudience;
  readonly role: StaffRole;
  /** The merchant's or provider's name; null for admins. */
  readonly organization: string | null;
  readonly secondFactor: boolean;
  readonly disabledAt: number | null;
  /** Absent where it has none (ACC-8). */
  readonly picture?: PictureId | undefined;
}

export interface InvitationView {
  readonly email: string;
  readonly audience: PortalAudience;
  readonly role: StaffRole;
  readonly organization: string | null;
  readonly endsAt: number;
}

export const listAccounts = operation<
  Record<never, never>,
  { readonly accounts: readonly MemberView[]; readonly invitations: readonly InvitationView[] }
>()({
  name: 'account.list',
  summary: 'A manager’s team; all accounts for an admin. With the invitations that are open.',
  capability: 'account.manage',
  purpose: 'service',
  limit: 'read',
  http: ['GET', '/accounts'],
  socket: true,
});

export interface InviteInput {
  readonly email: string;
  readonly role: StaffRole;
  /** The slug of the merchant or the name of the provider: admins say it, a manager invites to their own. */
  readonly organization?: string | undefined;
}

export const inviteAccount = operation<
  InviteInput,
  { readonly sent: boolean; readonly link: string | null; readonly endsAt: number }
>()({
  name: 'account.invite',
  summary:
    'Invites somebody by a link that works once, for three days. Where no mail can be sent the link is shown, to be handed over.',
  capability: 'account.manage',
  purpose: 'service',
  limit: 'write',
  http: ['POST', '/accounts/invitations'],
  socket: true,
  stepUp: true,
});

export interface ChangeAccountInput {
  readonly account: AccountId;
  readonly role?: StaffRole | undefined;
  readonly disabled?: boolean | undefined;
}

export const changeAccount = operation<ChangeAccountInput, { readonly account: MemberView }>()({
  name: 'account.change',
  summary: 'Another role within the audience, or disables or enables. It acts on open sockets at once.',
  capability: 'account.manage',
  purpose: 'service',
  limit: 'write',
  http: ['POST', '/accounts/:account'],
  socket: true,
  stepUp: true,
});

export interface OpenInvitation {
  readonly kind: 'invitation' | 'setup';
  readonly audience: PortalAudience;
  readonly role: StaffRole;
  readonly organization: string | null;
  /** Null with a set-up link, which asks for the address. */
  readonly email: string | null;
}

export const readInvitation = operation<{ readonly token: string }, OpenInvitation>()({
  name: 'invitation.read',
  summary: 'What a link invites to.',
  capability: 'account.join',
  purpose: 'service',
  limit: 'signIn',
  http: ['POST', '/invitations/read'],
  socket: false,
});

export interface AcceptInput {
  readonly token: string;
  readonly name: string;
  readonly password: string;
  readonly email?: string | undefined;
}

export const acceptInvitation = operation<AcceptInput, { readonly account: AccountView }>()({
  name: 'invitation.accept',
  summary: 'Makes the account and signs in. The link is used up by it.',
  capability: 'account.join',
  purpose: 'service',
  limit: 'signIn',
  http: ['POST', '/invitations/accept'],
  socket: false,
});

/** What an API token may do; everything else is closed to it. */
export const tokenScopes = ['conversations:read', 'conversations:write'] as const;
export type TokenScope = (typeof tokenScopes)[number];

export interface TokenView {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly TokenScope[];
  readonly createdAt: number;
  readonly usedAt: number | null;
}

export const listTokens = operation<Record<never, never>, { readonly tokens: readonly TokenView[] }>()({
  name: 'token.list',
  summary: 'The merchant’s API tokens, without the tokens themselves.',
  capability: 'token.manage',
  purpose: 'service',
  limit: 'read',
  http: ['GET', '/tokens'],
  socket: true,
});

export const createToken = operation<
  { readonly name: string; readonly scopes: readonly TokenScope[] },
  { readonly token: string; readonly view: TokenView }
>()({
  name: 'token.create',
  summary: 'Makes an API token. It is shown this once; only its hash is kept.',
  capability: 'token.manage',
  purpose: 'service',
  limit: 'write',
  http: ['POST', '/tokens'],
  socket: true,
  stepUp: true,
});

export const revokeToken = operation<{ readonly id: string }, Record<never, never>>()({
  name: 'token.revoke',
  summary: 'Ends an API token at once.',
  capability: 'token.manage',
  purpose: 'service',
  limit: 'write',
  http: ['DELETE', '/tokens/:id'],
  socket: true,
});
