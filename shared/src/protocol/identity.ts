import { operation } from './define.js';

/** WID-10: what a merchant signs their shoppers' identity with. The secret itself is shown once, when it is made. */
export interface IdentityKeyView {
  /** Null where none was made yet: then no identity is accepted. */
  readonly madeAt: number | null;
  /** Until when what was signed with the secret before is accepted too, where that is still so. */
  readonly previousUntil: number | null;
}

export const readIdentityKey = operation<Record<never, never>, IdentityKeyView>()({
  name: 'identity.read',
  summary: 'Whether there is a secret to sign shoppers’ identity with, and since when.',
  capability: 'identity.manage',
  purpose: 'service',
  limit: 'read',
  http: ['GET', '/identity-key'],
  socket: true,
});

export const rotateIdentityKey = operation<
  {
    /** Whether the secret before stays good for a day, so that nobody is signed out meanwhile. */ readonly overlap: boolean;
  },
  { readonly secret: string; readonly key: IdentityKeyView }
>()({
  name: 'identity.rotate',
  summary:
    'Makes the secret that the merchant’s server signs shoppers’ identity with (JWT, HS256), or a new one in its place. It is shown this once.',
  capability: 'identity.manage',
  purpose: 'service',
  limit: 'write',
  http: ['POST', '/identity-key'],
  socket: true,
  stepUp: true,
});

export const identityOperations = [readIdentityKey, rotateIdentityKey] as const;
