/**
 * AES-256-GCM. A sealed value is `nonce (12) ‖ ciphertext ‖ tag (16)`. What it belongs to is authenticated with
 * it (`context`), so that a body moved to another conversation does not open.
 */
import { createCipheriv, createDecipheriv, randomFillSync } from 'node:crypto';

const nonceLength = 12;
const tagLength = 16;

/** Random bytes are drawn for many nonces at once: asking for twelve costs as much as for thousands. */
const drawn = Buffer.alloc(nonceLength * 512);
let used = drawn.length;

function drawNonce(): Buffer {
  if (used === drawn.length) {
    randomFillSync(drawn);
    used = 0;
  }
  used += nonceLength;
  return Buffer.from(drawn.subarray(used - nonceLength, used));
}

export function seal(key: Buffer, context: string, plain: Buffer | string): Buffer {
  const nonce = drawNonce();
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(Buffer.from(context));
  const body = typeof plain === 'string' ? cipher.update(plain, 'utf8') : cipher.update(plain);
  return Buffer.concat([nonce, body, cipher.final(), cipher.getAuthTag()]);
}

/** @throws where the key, the context or a single bit is not what it was sealed with. */
export function unseal(key: Buffer, context: string, sealed: Uint8Array): Buffer {
  const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, nonceLength));
  decipher.setAAD(Buffer.from(context));
  decipher.setAuthTag(bytes.subarray(-tagLength));
  return Buffer.concat([decipher.update(bytes.subarray(nonceLength, -tagLength)), decipher.final()]);
}
