import { hkdfSync } from 'node:crypto';
import { seal, unseal } from './seal.js';

const longestToken = 900;

/** A text for an address that carries what it means, sealed: nothing is stored, and nobody else can make one. */
export class SealedToken<Meaning> {
  readonly #key: Buffer;

  /** `use` tells one sort of token from all others. */
  constructor(
    secretKey: Buffer,
    private readonly use: string,
    derivedAs = `parlour ${use} link`,
  ) {
    this.#key = Buffer.from(hkdfSync('sha256', secretKey, '', derivedAs, 32));
  }

  make(meaning: Meaning): string {
    return seal(this.#key, this.use, JSON.stringify(meaning)).toString('base64url');
  }

  /** Null where it was not made here. */
  read(token: string): Meaning | null {
    if (token.length > longestToken || !/^[\w-]+$/.test(token)) return null;
    const sealed = Buffer.from(token, 'base64url');
    // The last letter has bits that say nothing: of the ways to write it, one is ours.
    if (sealed.toString('base64url') !== token) return null;
    try {
      return JSON.parse(unseal(this.#key, this.use, sealed).toString('utf8')) as Meaning;
    } catch {
      return null;
    }
  }
}
