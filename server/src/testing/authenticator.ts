/**
 * A passkey's keeper in software, with the browser before it: it makes real P-256 keys and signs as Web Authentication
 * says (level 3, sections 5 and 6), or, told so, differently from what it says in exactly one thing.
 */
import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';
import type {
  MadePasskey,
  PasskeyCreation,
  PasskeyRequest,
  UsedPasskey,
} from '@parlour/shared/protocol/passkey.js';

/** What is to be otherwise than it should be. */
export interface Deviation {
  readonly origin?: string;
  readonly host?: string;
  readonly type?: string;
  readonly challenge?: string;
  readonly crossOrigin?: boolean;
  readonly present?: boolean;
  readonly verified?: boolean;
  readonly userHandle?: string;
  /** The credential that is named, while another one signs. */
  readonly named?: string;
  /** Changes a byte of what was signed, after it was. */
  readonly tampered?: boolean;
  /** A maker's certificate, which was not asked for. */
  readonly certificate?: boolean;
}

interface Credential {
  readonly id: Buffer;
  readonly key: KeyObject;
  readonly userHandle: string;
  counter: number;
}

const flags = {
  present: 0x01,
  verified: 0x04,
  mayBeSynced: 0x08,
  synced: 0x10,
  withCredential: 0x40,
} as const;

export class Authenticator {
  #credentials: Credential[] = [];

  constructor(
    private readonly origin: string,
    /** Whether it counts its signatures, as keys on one device do; synced ones keep to zero. */
    private readonly counts = true,
  ) {}

  /** A copy of it as it is now: what a thief has who could read it out. */
  copy(): Authenticator {
    const copy = new Authenticator(this.origin, this.counts);
    copy.#credentials = this.#credentials.map((credential) => ({ ...credential }));
    return copy;
  }

  /** `navigator.credentials.create` */
  make(creation: PasskeyCreation, deviation: Deviation = {}): MadePasskey {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const id = randomBytes(32);
    this.#credentials.push({ id, key: privateKey, userHandle: creation.user.id, counter: 0 });
    const attested = Buffer.concat([Buffer.alloc(16), Buffer.from([0, id.length]), id, coseKey(publicKey)]);
    const authData = this.#authData(creation.rp.id, 0, deviation, attested);
    const statement = deviation.certificate
      ? ([
          'packed',
          map(
            [text('alg'), Buffer.from([0x26])],
            [text('sig'), bytes(randomBytes(70))],
            [text('x5c'), Buffer.concat([Buffer.from([0x81]), bytes(randomBytes(100))])],
          ),
        ] as const)
      : (['none', map()] as const);
    return {
      id: deviation.named ?? id.toString('base64url'),
      clientDataJSON: this.#clientData('webauthn.create', creation.challenge, deviation),
      attestationObject: map(
        [text('fmt'), text(statement[0])],
        [text('attStmt'), statement[1]],
        [text('authData'), bytes(authData)],
      ).toString('base64url'),
      transports: ['internal'],
    };
  }

  /** `navigator.credentials.get` */
  use(request: PasskeyRequest, deviation: Deviation = {}): UsedPasskey {
    const allowed = request.allowCredentials.map(({ id }) => id);
    const credential = this.#credentials.findLast(
      ({ id }) => allowed.length === 0 || allowed.includes(id.toString('base64url')),
    );
    if (!credential) throw new Error('It has no such passkey.');
    if (this.counts) credential.counter += 1;
    const authData = this.#authData(request.rpId, credential.counter, deviation);
    const clientDataJSON = this.#clientData('webauthn.get', request.challenge, deviation);
    const hash = createHash('sha256').update(Buffer.from(clientDataJSON, 'base64url')).digest();
    const signature = sign('sha256', Buffer.concat([authData, hash]), credential.key);
    if (deviation.tampered) authData.writeUInt32BE(credential.counter + 1, 33);
    return {
      id: deviation.named ?? credential.id.toString('base64url'),
      clientDataJSON,
      authenticatorData: authData.toString('base64url'),
      signature: signature.toString('base64url'),
      userHandle: deviation.userHandle ?? credential.userHandle,
    };
  }

  #clientData(usual: string, asked: string, deviation: Deviation): string {
    const { type = usual, challenge = decoded(asked), origin = this.origin, crossOrigin = false } = deviation;
    return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin })).toString('base64url');
  }

  #authData(rpId: string, counter: number, deviation: Deviation, attested?: Buffer): Buffer {
    const { host = rpId, present = true, verified = true } = deviation;
    const head = Buffer.alloc(37);
    createHash('sha256').update(host).digest().copy(head);
    head[32] =
      (present ? flags.present : 0) |
      (verified ? flags.verified : 0) |
      (this.counts ? 0 : flags.mayBeSynced | flags.synced) |
      (attested ? flags.withCredential : 0);
    head.writeUInt32BE(counter, 33);
    return attested ? Buffer.concat([head, attested]) : head;
  }
}

/** A browser is given bytes and says them again: what is no base64url of whole bytes it does not take. */
function decoded(challenge: string): string {
  const again = Buffer.from(challenge, 'base64url').toString('base64url');
  if (again !== challenge) throw new Error('The challenge is not base64url.');
  return again;
}

/** The little of CBOR (RFC 8949) that is needed. */
const headOf = (major: number, length: number): Buffer =>
  length < 24
    ? Buffer.from([major | length])
    : length < 256
      ? Buffer.from([major | 24, length])
      : Buffer.from([major | 25, length >> 8, length & 255]);
const text = (value: string): Buffer => Buffer.concat([headOf(0x60, value.length), Buffer.from(value)]);
const bytes = (value: Buffer): Buffer => Buffer.concat([headOf(0x40, value.length), value]);
const map = (...entries: (readonly [Buffer, Buffer])[]): Buffer =>
  Buffer.concat([headOf(0xa0, entries.length), ...entries.flat()]);

/** COSE_Key (RFC 9053): an EC2 key on P-256 for ES256. */
function coseKey(publicKey: KeyObject): Buffer {
  const { x, y } = publicKey.export({ format: 'jwk' });
  const coordinate = (value: string | undefined) => bytes(Buffer.from(value!, 'base64url'));
  return map(
    [Buffer.from([0x01]), Buffer.from([0x02])],
    [Buffer.from([0x03]), Buffer.from([0x26])],
    [Buffer.from([0x20]), Buffer.from([0x01])],
    [Buffer.from([0x21]), coordinate(x)],
    [Buffer.from([0x22]), coordinate(y)],
  );
}
