/**
 * The installation's signature (Ed25519): on heads of the audit chain and on certificates of purges. Its key follows
 * from `SECRET_KEY`, so that all nodes sign as one; the public half is published, and whoever has it can check.
 */
import { createPrivateKey, createPublicKey, hkdfSync, sign, verify, type KeyObject } from 'node:crypto';

/** RFC 8410: what stands before the 32 bytes of an Ed25519 private key in PKCS #8. */
const pkcs8Prefix = Buffer.from('302e020100300506032b657004220420', 'hex');

export class Signer {
  readonly #private: KeyObject;
  readonly #public: KeyObject;

  constructor(secretKey: Buffer) {
    const seed = Buffer.from(hkdfSync('sha256', secretKey, '', 'parlour signature', 32));
    this.#private = createPrivateKey({
      key: Buffer.concat([pkcs8Prefix, seed]),
      format: 'der',
      type: 'pkcs8',
    });
    this.#public = createPublicKey(this.#private);
  }

  /** The public key as PEM, as OpenSSL takes it. */
  get publicKey(): string {
    return this.#public.export({ format: 'pem', type: 'spki' }) as string;
  }

  sign(text: string): string {
    return sign(null, Buffer.from(text), this.#private).toString('base64url');
  }

  verify(text: string, signature: string): boolean {
    return verify(null, Buffer.from(text), this.#public, Buffer.from(signature, 'base64url'));
  }
}

/** Checks a signature with a published key. */
export const isSignedBy = (publicKey: string, text: string, signature: string): boolean =>
  verify(null, Buffer.from(text), createPublicKey(publicKey), Buffer.from(signature, 'base64url'));
