/** ACC-7: the browser's side of passkeys: the standard's JSON forms to what `navigator.credentials` takes, and back. */
import type {
  MadePasskey,
  PasskeyCreation,
  PasskeyDescriptor,
  PasskeyRequest,
  UsedPasskey,
} from '@parlour/shared/protocol/passkey.js';

/** Whether this browser, at this address, can have passkeys at all: they belong to names, never to bare numbers. */
export const passkeysWork = (): boolean =>
  isSecureContext && 'PublicKeyCredential' in window && !/^[\d.]+$|^\[/.test(location.hostname);

/** Whether it offers them by itself while somebody types who they are. */
export const offersPasskeys = async (): Promise<boolean> =>
  passkeysWork() && ((await PublicKeyCredential.isConditionalMediationAvailable?.()) ?? false);

/** Has the browser make one. Rejects with a `DOMException` where its owner does not want to, or it cannot. */
export async function makePasskey(creation: PasskeyCreation): Promise<MadePasskey> {
  const { challenge, user, excludeCredentials, pubKeyCredParams, ...rest } = creation;
  const made = (await navigator.credentials.create({
    publicKey: {
      ...rest,
      challenge: bytesOf(challenge),
      user: { ...user, id: bytesOf(user.id) },
      pubKeyCredParams: [...pubKeyCredParams],
      excludeCredentials: excludeCredentials.map(descriptorOf),
    },
  })) as PublicKeyCredential | null;
  if (!made) throw new DOMException('', 'NotAllowedError');
  const response = made.response as AuthenticatorAttestationResponse;
  return {
    id: made.id,
    clientDataJSON: textOf(response.clientDataJSON),
    attestationObject: textOf(response.attestationObject),
    transports: response.getTransports?.() ?? [],
  };
}

/** Has the browser sign by one; `quietly` only offers it beside what is typed, until its signal says that it is over. */
export async function usePasskey(request: PasskeyRequest, quietly?: AbortSignal): Promise<UsedPasskey> {
  const { challenge, allowCredentials, ...rest } = request;
  const used = (await navigator.credentials.get({
    publicKey: {
      ...rest,
      challenge: bytesOf(challenge),
      allowCredentials: allowCredentials.map(descriptorOf),
    },
    ...(quietly && { mediation: 'conditional', signal: quietly }),
  })) as PublicKeyCredential | null;
  if (!used) throw new DOMException('', 'NotAllowedError');
  const response = used.response as AuthenticatorAssertionResponse;
  return {
    id: used.id,
    clientDataJSON: textOf(response.clientDataJSON),
    authenticatorData: textOf(response.authenticatorData),
    signature: textOf(response.signature),
    // Every passkey here knows its account; a keeper that leaves it out is refused by the server.
    userHandle: response.userHandle ? textOf(response.userHandle) : '_',
  };
}

const descriptorOf = ({ id, transports }: PasskeyDescriptor): PublicKeyCredentialDescriptor => ({
  type: 'public-key',
  id: bytesOf(id),
  transports: [...transports] as AuthenticatorTransport[],
});

const bytesOf = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (letter) => letter.charCodeAt(0));

const textOf = (bytes: ArrayBuffer): string =>
  btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=+$/, '');
