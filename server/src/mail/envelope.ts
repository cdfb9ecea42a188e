/** What a mail says and to whom, as it lies in the store: sealed, with the conversation's key where it has one. */
import { hkdfSync } from 'node:crypto';
import type { ConversationId } from '@parlour/shared/model/ids.js';
import { seal, unseal } from '../vault/seal.js';
import { bytesOf, type Vault } from '../vault/vault.js';
import type { MailDocument } from './mail.model.js';

export interface Letter {
  /** One bare address. */
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** Further header lines, such as `List-Unsubscribe`. */
  readonly headers?: Readonly<Record<string, string>>;
  /** OPT-2: the id of an opt-out. Where there is one by the time it would leave, it does not. */
  readonly unless?: string;
  /** Milliseconds: what it says is void from then on, so it does not leave any more. */
  readonly until?: number;
}

/** The key for mails that belong to no conversation. */
export const mailKey = (masterKey: Buffer): Buffer =>
  Buffer.from(hkdfSync('sha256', masterKey, '', 'parlour mail', 32));

const place = (mail: string): string => `mail/${mail}`;

export const sealLetter = (key: Buffer, mail: string, letter: Letter): Buffer =>
  seal(key, place(mail), JSON.stringify(letter));

/** Null where the conversation's key is destroyed: the mail is being purged at this moment. */
export async function openLetter(
  { vault, key }: { vault: Pick<Vault, 'open'>; key: Buffer },
  { _id, conversation, sealed }: MailDocument,
): Promise<Letter | null> {
  const id = conversation as ConversationId | null;
  const fitting = id ? (await vault.open([id])).get(id) : key;
  return fitting
    ? (JSON.parse(unseal(fitting, place(_id), bytesOf(sealed)).toString('utf8')) as Letter)
    : null;
}
