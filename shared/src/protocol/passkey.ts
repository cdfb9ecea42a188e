/** ACC-7: passkeys (Web Authentication, level 3), as a second way to sign in and to prove who is there. */
import type { PortalAudience } from '../access/table.js';
import type { AccountView } from './account.js';
import { operation } from './define.js';

/** How long a challenge can be answered, in milliseconds. */
export const challengeLife = 5 * 60_000;

/** How many passkeys one account may have. */
export const passkeysPerAccount = 20;

/** Signature algorithms that are taken, best first (RFC 9053): Ed25519, ECDSA on P-256, RSA with SHA-256. */
export const passkeyAlgorithms = [-8, -7, -257] as const;

export interface PasskeyView {
  /** Names the passkey to its owner. */
  readonly id: string;
  readonly name: string;
  readonly createdAt: number;
  /** When it last signed in or proved its owner; null where it never has. */
  readonly usedAt: number | null;
  /** Whether its keeper copies it to the owner's other devices. */
  readonly synced: boolean;
}

/** One that a browser may look for, or must not make anew. */
export interface PasskeyDescriptor {
  readonly type: 'public-key';
  readonly id: string;
  readonly transports: readonly string[];
}

/** What `navigator.credentials.create` takes, in the standard's JSON form (`PublicKeyCredentialCreationOptionsJSON`). */
export interface PasskeyCreation {
  readonly challenge: string;
  readonly rp: { readonly id: string; readonly name: string };
  readonly user: { readonly id: string; readonly name: string; readonly displayName: string };
  readonly pubKeyCredParams: readonly { readonly type: 'public-key'; readonly alg: number }[];
  readonly excludeCredentials: readonly PasskeyDescriptor[];
  readonly authenticatorSelection: {
    readonly residentKey: 'required';
    readonly userVerification: 'required';
  };
  readonly attestation: 'none';
  /** Milliseconds. */
  readonly timeout: number;
}

/** What `navigator.credentials.get` takes, in the standard's JSON form (`PublicKeyCredentialRequestOptionsJSON`). */
export interface PasskeyRequest {
  readonly challenge: string;
  readonly rpId: string;
  /** Empty at the door: whoever has one names themselves by it, and nobody is asked who they are. */
  readonly allowCredentials: readonly PasskeyDescriptor[];
  readonly userVerification: 'required';
  /** Milliseconds. */
  readonly timeout: number;
}

/** A new passkey as the browser returns it; everything in base64url. */
export interface MadePasskey {
  readonly id: string;
  readonly clientDataJSON: string;
  readonly attestationObject: string;
  readonly transports: readonly string[];
}

/** A signed challenge as the browser returns it; everything in base64url. */
export interface UsedPasskey {
  readonly id: string;
  readonly clientDataJSON: string;
  readonly authenticatorData: string;
  readonly signature: string;
  readonly userHandle: string;
}

export const listPasskeys = operation<Record<never, never>, { readonly passkeys: readonly PasskeyView[] }>()({
  name: 'passkey.list',
  summary: 'The caller’s passkeys, newest first.',
  capability: 'passkey.own',
  purpose: 'service',
  limit: 'read',
  http: ['GET', '/passkeys'],
  socket: true,
});

export const beginPasskey = operation<Record<never, never>, { readonly creation: PasskeyCreation }>()({
  name: 'passkey.begin',
  summary: 'What a browser needs to make a passkey. The challenge works once, in this session.',
  capability: 'passkey.own',
  purpose: 'service',
  limit: 'write',
  http: ['POST', '/passkeys/begin'],
  socket: false,
  stepUp: true,
});

export const addPasskey = operation<
  { readonly name: string; readonly passkey: MadePasskey },
  { readonly passkey: PasskeyView }
>()({
  name: 'passkey.add',
  summary: 'Keeps the passkey that was made: from then on it signs in without password and code.',
  capability: 'passkey.own',
  purpose: 'service',
  limit: 'signIn',
  http: ['POST', '/passkeys'],
  socket: false,
  stepUp: true,
});

export const removePasskey = operation<{ readonly id: string }, Record<never, never>>()({
  name: 'passkey.remove',
  summary: 'Ends a passkey. The password, and the second factor where there is one, go on working.',
  capability: 'passkey.own',
  purpose: 'service',
  limit: 'write',
  http: ['DELETE', '/passkeys/:id'],
  socket: false,
  stepUp: true,
});

export const askPasskey = operation<Record<never, never>, { readonly request: PasskeyRequest }>()({
  name: 'passkey.ask',
  summary: 'A challenge to sign in with, alike for everybody. It works once, in this browser.',
  capability: 'session.open',
  purpose: 'service',
  limit: 'read',
  http: ['POST', '/session/passkey/ask'],
  socket: false,
});

export const openByPasskey = operation<
  { readonly audience: PortalAudience; readonly passkey: UsedPasskey },
  { readonly account: AccountView }
>()({
  name: 'passkey.open',
  summary:
    'Signs in by a passkey, which is both factors at once: the device, and whoever has unlocked it there.',
  capability: 'session.open',
  purpose: 'service',
  limit: 'signIn',
  http: ['POST', '/session/passkey'],
  socket: false,
});

export const askProof = operation<Record<never, never>, { readonly request: PasskeyRequest }>()({
  name: 'passkey.prove',
  summary: 'A challenge to prove again by a passkey who is there; the answer goes to `session.confirm`.',
  capability: 'passkey.own',
  purpose: 'service',
  limit: 'write',
  http: ['POST', '/session/confirm/ask'],
  socket: false,
});

export const passkeyOperations = [
  listPasskeys,
  beginPasskey,
  addPasskey,
  removePasskey,
  askPasskey,
  openByPasskey,
  askProof,
] as const;
