/**
 * WID-10: who a signed-in shopper is, by what the merchant's own server has signed and by nothing else. A merchant's
 * keys are remembered for two seconds, so that a new one acts on every node within the five of AUT-3.
 *
 * The identity itself is kept nowhere: what a shopper is called here is an HMAC of it, of the merchant and of the
 * site, with a key derived from the master key. From a copy of the store it cannot be found out, not even by trying.
 */
import { createHmac, hkdfSync, randomBytes } from 'node:crypto';
import type { Place } from '@parlour/shared/access/table.js';
import { idPrefix, type ConsumerId } from '@parlour/shared/model/ids.js';
import type { IdentityKeyView } from '@parlour/shared/protocol/identity.js';
import { Refusal } from '@parlour/shared/protocol/errors.js';
import { day } from '@parlour/shared/rules/expiry.js';
import { errors, jwtVerify } from 'jose';
import type { Clock } from '../clock.js';
import type { Models } from '../models.js';
import { seal, unseal } from '../vault/seal.js';
import { bytesOf } from '../vault/vault.js';
import type { IdentityKeyDocument } from './identity-key.model.js';

const remembered = 2_000;
const merchantsRemembered = 10_000;
/** An identity is signed for a visit, not for ever: one that ends later than this is refused. */
const longest = day;
const longestSubject = 200;

interface Keys {
  readonly madeAt: number;
  readonly current: Uint8Array | null;
  readonly previous: { readonly secret: Uint8Array; readonly until: number } | null;
}

export class Identities {
  readonly #sealing: Buffer;
  readonly #naming: Buffer;
  readonly #known = new Map<string, { readonly keys: Promise<Keys>; readonly until: number }>();

  constructor(
    private readonly parts: {
      readonly models: Pick<Models, 'IdentityKey'>;
      readonly clock: Clock;
      readonly masterKey: Buffer;
    },
  ) {
    const derive = (use: string): Buffer => Buffer.from(hkdfSync('sha256', parts.masterKey, '', use, 32));
    this.#sealing = derive('parlour identity secrets');
    this.#naming = derive('parlour identified consumers');
  }

  /**
   * The consumer that a signed identity stands for at a place: the same on every device, and another one at every
   * other site or merchant (REQ-8). `at` is when it was presented, in milliseconds: a connection that was made in
   * time goes on.
   *
   * @throws Refusal `wrong_identity`
   */
  async consumer(identity: string, place: Place, at = this.parts.clock.now()): Promise<ConsumerId> {
    const subject = await this.#subjectOf(identity, place.merchant, at);
    const name = createHmac('sha256', this.#naming).update(`${place.site}\n${place.merchant}\n${subject}`);
    return `${idPrefix.consumer}${name.digest('base64url').slice(0, 22)}` as ConsumerId;
  }

  /**
   * Another one whenever a merchant's secrets are: a connection whose identity was looked at under this one need not
   * have it looked at again.
   */
  async standing(merchant: string): Promise<string> {
    const { madeAt, previous } = await this.#keysOf(merchant);
    const isOldGood = previous !== null && previous.until > this.parts.clock.now();
    return `${merchant}/${madeAt}/${isOldGood}`;
  }

  async read(merchant: string): Promise<IdentityKeyView> {
    return this.#view(await this.parts.models.IdentityKey.findById(merchant).lean<IdentityKeyDocument>());
  }

  /** Makes a new secret. The one before ends now, or with `overlap` in a day. */
  async rotate(merchant: string, overlap: boolean): Promise<{ secret: string; key: IdentityKeyView }> {
    const { models, clock } = this.parts;
    const before = await models.IdentityKey.findById(merchant).lean<IdentityKeyDocument>();
    const secret = randomBytes(32).toString('base64url');
    const made = {
      sealed: seal(this.#sealing, merchant, secret),
      madeAt: new Date(clock.now()),
      previous:
        overlap && before
          ? { sealed: Buffer.from(bytesOf(before.sealed)), until: new Date(clock.now() + day) }
          : null,
    };
    await models.IdentityKey.updateOne({ _id: merchant }, { $set: made }, { upsert: true });
    this.#known.delete(merchant);
    return { secret, key: this.#view({ _id: merchant, ...made }) };
  }

  #view(key: IdentityKeyDocument | null): IdentityKeyView {
    const until = key?.previous?.until.getTime() ?? 0;
    return {
      madeAt: key?.madeAt.getTime() ?? null,
      previousUntil: until > this.parts.clock.now() ? until : null,
    };
  }

  async #subjectOf(identity: string, merchant: string, at: number): Promise<string> {
    const { current, previous } = await this.#keysOf(merchant);
    const secrets = [current, previous && previous.until > this.parts.clock.now() ? previous.secret : null];
    for (const secret of secrets) {
      const subject = secret && (await subjectOf(identity, secret, at));
      if (subject) return subject;
    }
    throw new Refusal('wrong_identity');
  }

  #keysOf(merchant: string): Promise<Keys> {
    const now = this.parts.clock.now();
    const known = this.#known.get(merchant);
    if (known && known.until > now && known.until <= now + remembered) return known.keys;
    if (this.#known.size > merchantsRemembered) this.#known.clear();
    const keys = this.#read(merchant);
    this.#known.set(merchant, { keys, until: now + remembered });
    keys.catch(() => this.#known.delete(merchant));
    return keys;
  }

  async #read(merchant: string): Promise<Keys> {
    const found = await this.parts.models.IdentityKey.findById(merchant).lean<IdentityKeyDocument>();
    const open = (sealed: Uint8Array): Uint8Array => unseal(this.#sealing, merchant, bytesOf(sealed));
    return {
      madeAt: found?.madeAt.getTime() ?? 0,
      current: found && open(found.sealed),
      previous: found?.previous
        ? { secret: open(found.previous.sealed), until: found.previous.until.getTime() }
        : null,
    };
  }
}

/** RFC 7519, RFC 8725: one algorithm and no other, an end that is near, and a subject. Null for anything else. */
async function subjectOf(identity: string, secret: Uint8Array, at: number): Promise<string | null> {
  try {
    const { payload } = await jwtVerify(identity, secret, {
      algorithms: ['HS256'],
      requiredClaims: ['sub', 'exp'],
      currentDate: new Date(at),
    });
    const { sub, exp } = payload;
    if (typeof sub !== 'string' || sub === '' || sub.length > longestSubject) return null;
    return exp !== undefined && exp * 1_000 <= at + longest ? sub : null;
  } catch (error) {
    if (error instanceof errors.JOSEError || error instanceof TypeError) return null;
    throw error;
  }
}
