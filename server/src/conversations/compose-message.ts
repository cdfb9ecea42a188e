import type { ConversationEvent } from '@parlour/shared/model/conversation.js';
import type { FileView } from '@parlour/shared/model/file.js';
import type { ConversationId } from '@parlour/shared/model/ids.js';
import { maskText, type MaskKind } from '@parlour/shared/rules/masking.js';
import { Types } from 'mongoose';
import { seal } from '../vault/seal.js';
import type { MessageDocument } from './message.model.js';
import { bodyContext, fileOf, textOf, type StoredFile } from './view.js';

export interface NewMessage {
  readonly conversation: ConversationId;
  readonly sender: string;
  readonly clientId: string;
  readonly at: number;
  readonly consentEvent: number;
  readonly key: Buffer;
  /** Said by somebody, and so not after the close: then it is rejected with `ConversationEnded`. */
  readonly whileOpen?: true;
  readonly content:
    /** `masked` names what was masked in the text already, by the merchant's own patterns. */
    | { readonly text: string; readonly masked?: readonly MaskKind[]; readonly corrects?: number }
    /** `about` is the account whom it is about, beside its sender. */
    | { readonly event: ConversationEvent; readonly about?: string }
    /** Its name has been masked already; `sent` is the SHA-256 of what its sender sent. */
    | { readonly file: FileView; readonly sent: string; readonly masked: readonly MaskKind[] };
}

/** The document as it is stored, and what is sealed in its body. Its consent is the latest that is known (CON-7). */
export function composeMessage(
  { conversation, sender, clientId, at, consentEvent, key, content }: NewMessage,
  head: { readonly seq: number; readonly consentEvent: number },
): { document: MessageDocument; plain: string } {
  const { kind, plain, masked } = bodyOf(content);
  const document = {
    _id: new Types.ObjectId(),
    conversation,
    seq: head.seq,
    sender,
    clientId,
    at: new Date(at),
    consentEvent: Math.max(consentEvent, head.consentEvent),
    kind,
    body: plain === null ? null : seal(key, bodyContext({ conversation, sender, clientId }), plain),
    event: 'event' in content ? content.event : null,
    ...('event' in content && content.about !== undefined && { about: content.about }),
    ...(masked.length > 0 && { masked }),
    ...('file' in content && { file: content.file.id }),
    ...('text' in content && content.corrects !== undefined && { corrects: content.corrects }),
  };
  return { document, plain: plain ?? '' };
}

type Body = Pick<MessageDocument, 'kind'> & { plain: string | null; masked: readonly MaskKind[] };

/** What is to be sealed of a message. */
function bodyOf(content: NewMessage['content']): Body {
  if ('event' in content) return { kind: 'event', plain: null, masked: [] };
  if ('file' in content) {
    const { file, sent, masked } = content;
    return { kind: 'file', plain: JSON.stringify({ ...file, sent } satisfies StoredFile), masked };
  }
  const { text, masked } = maskText(content.text);
  const kinds = content.masked?.length ? [...new Set([...masked, ...content.masked])] : masked;
  return { kind: 'text', plain: text, masked: kinds };
}

/** Whether an earlier attempt said the same. The texts are compared in the clear, since each sealing differs; files by what was sent. */
export function isSame(
  first: MessageDocument,
  { content, key }: Pick<NewMessage, 'content' | 'key'>,
): boolean {
  if ('event' in content) return first.event === content.event;
  if ('file' in content) return first.kind === 'file' && fileOf(first, key).sent === content.sent;
  return first.kind === 'text' && textOf(first, key) === maskText(content.text).text;
}
