/** What accounts keep sealed or hashed, with keys derived from the master key: second factors, and names of counters. */
import { createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { seal, unseal } from '../vault/seal.js';
import { bytesOf } from '../vault/vault.js';

export class AccountSecrets {
  readonly #sealing: Buffer;
  readonly #naming: Buffer;

  constructor(masterKey: Buffer) {
    this.#sealing = Buffer.from(hkdfSync('sha256', masterKey, '', 'parlour second factor', 32));
    this.#naming = Buffer.from(hkdfSync('sha256', masterKey, '', 'parlour account names', 32));
  }

  seal(account: string, secret: string): Buffer {
    return seal(this.#sealing, `second-factor/${account}`, secret);
  }

  open(account: string, sealed: Uint8Array): string {
    return unseal(this.#sealing, `second-factor/${account}`, bytesOf(sealed)).toString('utf8');
  }

  /** Names something by which it cannot be found out what it is. */
  name(text: string): string {
    return createHmac('sha256', this.#naming).update(text).digest('base64url');
  }
}

/** 256 random bits, for links, sessions and API tokens. */
export const newToken = (): string => randomBytes(32).toString('base64url');

/** What is kept of a token: with so many random bits in it, a plain hash is enough. */
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('base64url');

/** Names a stored token or session to its owner, without opening it. */
export const handleOf = (hash: string): string => hashToken(`handle ${hash}`).slice(0, 22);
