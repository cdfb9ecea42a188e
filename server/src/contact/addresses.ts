/**
 * REQ-1, REQ-8: how a conversation is found by the address that was left in it, though the address itself is sealed. A
 * keyed hash of merchant and address: whoever has a copy of the store cannot try addresses out, nor see that two
 * merchants were given the same. It is there as long as the address is, and no longer.
 */
import { createHmac, hkdfSync } from 'node:crypto';
import { idPrefix, type ConsumerId } from '@parlour/shared/model/ids.js';

export class Addresses {
  readonly #finding: Buffer;
  readonly #naming: Buffer;

  constructor(masterKey: Buffer) {
    const derive = (use: string): Buffer => Buffer.from(hkdfSync('sha256', masterKey, '', use, 32));
    this.#finding = derive('parlour contact address');
    this.#naming = derive('parlour consumers by address');
  }

  /** The same however the address is written, and another one at every other merchant. */
  tokenOf(merchant: string, email: string): string {
    const address = email.trim().normalize('NFC').toLowerCase();
    return createHmac('sha256', this.#finding).update(`${merchant}\n${address}`).digest('base64url');
  }

  /** What whoever reads that mailbox is called: nobody's device has this name. */
  consumerOf(token: string): ConsumerId {
    const name = createHmac('sha256', this.#naming).update(token).digest('base64url');
    return `${idPrefix.consumer}${name.slice(0, 22)}` as ConsumerId;
  }
}
