/**
 * Whether what a browser returns is what Web Authentication asks for (level 3, sections 7.1 and 7.2): from this very
 * origin, for this host, by somebody who has unlocked the passkey, rightly signed. The library that knows is loaded
 * when the first passkey is used: it brings the certificates' formats of every maker, and none is asked for here.
 */
import { passkeyAlgorithms, type MadePasskey, type UsedPasskey } from '@parlour/shared/protocol/passkey.js';
import type { Context } from '../context.js';
import { bytesOf } from '../vault/vault.js';
import type { PasskeyDocument } from './passkey.model.js';

type Parts = Pick<Context, 'publicOrigin' | 'log'>;

/** The host to which passkeys belong: that of `PUBLIC_URL`, never of a Host header. */
export const hostOf = ({ publicOrigin }: Pick<Context, 'publicOrigin'>): string =>
  new URL(publicOrigin()).hostname;

export interface Made {
  readonly credential: string;
  readonly publicKey: Buffer;
  readonly counter: number;
  readonly synced: boolean;
}

/** Null where it was not made as it should be. */
export async function verifyMade(parts: Parts, challenge: string, made: MadePasskey): Promise<Made | null> {
  const { verifyRegistrationResponse } = await import('@simplewebauthn/server');
  return orNull(parts, async () => {
    if (!(await speaksForItself(made.attestationObject))) return null;
    const { id, clientDataJSON, attestationObject } = made;
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: { ...envelope(id), response: { clientDataJSON, attestationObject } },
      expectedChallenge: challenge,
      expectedOrigin: parts.publicOrigin(),
      expectedRPID: hostOf(parts),
      requireUserVerification: true,
      supportedAlgorithmIDs: [...passkeyAlgorithms],
    });
    if (!verified || registrationInfo.credential.id !== id) return null;
    const { credential, credentialBackedUp } = registrationInfo;
    return {
      credential: id,
      publicKey: Buffer.from(credential.publicKey),
      counter: credential.counter,
      synced: credentialBackedUp,
    };
  });
}

/**
 * No maker's certificate is asked for, so none is looked at: to check one would have this server fetch lists of
 * revoked ones from addresses that it names.
 */
async function speaksForItself(attestationObject: string): Promise<boolean> {
  const { decodeAttestationObject } = await import('@simplewebauthn/server/helpers');
  const decoded = decodeAttestationObject(new Uint8Array(Buffer.from(attestationObject, 'base64url')));
  const format = decoded.get('fmt');
  return format === 'none' || (format === 'packed' && decoded.get('attStmt').get('x5c') === undefined);
}

export interface Used {
  readonly counter: number;
  readonly synced: boolean;
}

/** Null where it was not this passkey that signed, or not as it should. Whether its counter went on is not judged. */
export async function verifyUsed(
  parts: Parts,
  challenge: string,
  used: UsedPasskey,
  { credential, publicKey }: PasskeyDocument,
): Promise<Used | null> {
  const { verifyAuthenticationResponse } = await import('@simplewebauthn/server');
  return orNull(parts, async () => {
    const { id, clientDataJSON, authenticatorData, signature, userHandle } = used;
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: {
        ...envelope(id),
        response: { clientDataJSON, authenticatorData, signature, userHandle },
      },
      expectedChallenge: challenge,
      expectedOrigin: parts.publicOrigin(),
      expectedRPID: hostOf(parts),
      requireUserVerification: true,
      // The counter is judged once the signature is known to be right: only its owner can be told of a copy.
      credential: { id: credential, publicKey: new Uint8Array(bytesOf(publicKey)), counter: 0 },
    });
    if (!verified) return null;
    return { counter: authenticationInfo.newCounter, synced: authenticationInfo.credentialBackedUp };
  });
}

const envelope = (id: string) => ({
  id,
  rawId: id,
  type: 'public-key' as const,
  clientExtensionResults: {},
});

/** The library throws whatever it finds wrong; none of it is for whoever tried. */
async function orNull<Found>({ log }: Parts, check: () => Promise<Found | null>): Promise<Found | null> {
  try {
    return await check();
  } catch (error) {
    log.debug({ err: error }, 'a passkey was not accepted');
    return null;
  }
}
