import type { PortalAudience, Role } from '../access/table.js';
import type { AccountId, PictureId } from '../model/ids.js';
import { operation } from './define.js';
import type { UsedPasskey } from './passkey.js';

export type StaffRole = Exclude<Role, 'visitor' | 'consumer'>;

export interface AccountView {
  readonly id: AccountId;
  readonly name: string;
  readonly email: string;
  readonly audience: PortalAudience;
  readonly role: StaffRole;
  /** The merchant whose staff it is; null for the other audiences. */
  readonly merchant: { readonly slug: string; readonly name: string } | null;
  /** The provider whose sites it looks after. */
  readonly provider?: { readonly name: string } | undefined;
  /** Whether a code of an authenticator app is asked for at sign-in (ACC-2). */
  readonly secondFactor: boolean;
  /** Whether it has a passkey to sign in with (ACC-7). */
  readonly passkeys?: boolean | undefined;
  /** Its picture; absent where it has none (ACC-8). */
  readonly picture?: PictureId | undefined;
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
  /** Six digits of the authenticator app, or a recovery code: once `second_factor_needed` has asked for it. */
  readonly code?: string | undefined;
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

export interface SessionView {
  /** Names the session without being able to open it. */
  readonly id: string;
  readonly startedAt: number;
  readonly seenAt: number;
  readonly endsAt: number;
  /** The one that asks. */
  readonly current: boolean;
}

export const listSessions = operation<Record<never, never>, { sessions: readonly SessionView[] }>()({
  name: 'session.list',
  summary: 'Where the caller is signed in.',
  capability: 'account.own',
  purpose: 'service',
  limit: 'read',
  http: ['GET', '/sessions'],
  socket: true,
});

export const endSessions = operation<{ session?: string | undefined }, Record<never, never>>()({
  name: 'session.end',
  summary:
    'Ends one of the caller’s other sessions, or all of them where none is named; their sockets close.',
  capability: 'account.own',
  purpose: 'service',
  limit: 'write',
  http: ['DELETE', '/sessions'],
  socket: true,
});

export interface Proof {
  /** Where the account has a second factor. */
  readonly code?: string | undefined;
  /** Where it has none. */
  readonly password?: string | undefined;
  /** Instead of either: the answer to `passkey.prove` (ACC-7). */
  readonly passkey?: UsedPasskey | undefined;
}

export const confirmSession = operation<Proof, Record<never, never>>()({
  name: 'session.confirm',
  summary: 'Proves again who is there; what is dangerous is open for ten minutes after it (ACC-2).',
  capability: 'account.own',
  purpose: 'service',
  limit: 'signIn',
  http: ['POST', '/session/confirm'],
  socket: true,
});

export const changePassword = operation<
  { readonly password: string; readonly next: string },
  Record<never, never>
>()({
  name: 'password.change',
  summary: 'Sets another password and ends the caller’s other sessions.',
  capability: 'account.own',
  purpose: 'service',
  limit: 'signIn',
  http: ['POST', '/password'],
  socket: false,
});

export const forgetPassword = operation<
  { readonly audience: PortalAudience; readonly email: string },
  Record<never, never>
>()({
  name: 'password.forget',
  summary:
    'Sends a link for a new password, where there is such an account; the answer is the same where not.',
  capability: 'account.join',
  purpose: 'service',
  limit: 'signIn',
  http: ['POST', '/password/forgotten'],
  socket: false,
});

export const resetPassword = operation<
  { readonly token: string; readonly password: string },
  Record<never, never>
>()({
  name: 'password.reset',
  summary:
    'Sets a new password by a link. All sessions end; signing in asks for the second factor as always.',
  capability: 'account.join',
  purpose: 'service',
  limit: 'signIn',
  http: ['POST', '/password/reset'],
  socket: false,
});

export const beginSecondFactor = operation<
  Record<never, never>,
  { readonly secret: string; readonly uri: string }
>()({
  name: 'second-factor.begin',
  summary: 'A new secret for an authenticator app. It counts once a code of it has been confirmed.',
  capability: 'account.own',
  purpose: 'service',
  limit: 'write',
  http: ['POST', '/second-factor'],
  socket: false,
  stepUp: true,
});

export const confirmSecondFactor = operation<
  { readonly code: string },
  { readonly recoveryCodes: readonly string[] }
>()({
  name: 'second-factor.confirm',
  summary: 'Turns the second factor on. The recovery codes are shown this once; each works once.',
  capability: 'account.own',
  purpose: 'service',
  limit: 'signIn',
  http: ['POST', '/second-factor/confirm'],
  socket: false,
});

export const endSecondFactor = operation<{ readonly password: string }, Record<never, never>>()({
  name: 'second-factor.end',
  summary: 'Turns the second factor off; admins cannot, nor whoever has a password under fifteen characters.',
  capability: 'account.own',
  purpose: 'service',
  limit: 'signIn',
  http: ['POST', '/second-factor/end'],
  socket: false,
  stepUp: true,
});
