/** A stored conversation and its messages as their participants see them. */
import type { ConversationView, MessageSender, MessageView } from '@parlour/shared/model/conversation.js';
import type { FileView } from '@parlour/shared/model/file.js';
import type { AccountId, ConversationId } from '@parlour/shared/model/ids.js';
import type { Context } from '../context.js';
import { unseal } from '../vault/seal.js';
import { bytesOf } from '../vault/vault.js';
import type { ConversationDocument } from './conversation.model.js';
import { ratingView } from '../ratings/rating-view.js';
import type { MessageDocument } from './message.model.js';

/** What a message's body is sealed with, beside the key: it opens in its own place only. */
export const bodyContext = (message: Pick<MessageDocument, 'conversation' | 'sender' | 'clientId'>): string =>
  `${message.conversation}/${message.sender}/${message.clientId}`;

export async function conversationView(
  { directory, vault, pictures }: Pick<Context, 'directory' | 'vault' | 'pictures'>,
  conversation: ConversationDocument,
  head: number,
): Promise<ConversationView> {
  const id = conversation._id as ConversationId;
  const rating = conversation.rating && ratingView(conversation, (await vault.open([id])).get(id));
  const names = conversation.agent ? await directory.agentNames([conversation.agent]) : null;
  const picture = conversation.agent ? await pictures.of(conversation.agent) : undefined;
  const merchant = await directory.merchant(conversation.merchant);
  return {
    id,
    state: conversation.state === 'expired' ? 'closed' : conversation.state,
    merchant: merchant?.slug ?? '',
    startedAt: conversation.startedAt.getTime(),
    closedAt: conversation.closedAt?.getTime() ?? null,
    revision: conversation.revision ?? 0,
    head,
    consent: conversation.consent,
    expiry: { at: conversation.expiresAt.getTime(), reasons: reasonsOf(conversation) },
    agent: conversation.agent
      ? {
          id: conversation.agent as AccountId,
          name: names?.get(conversation.agent) ?? '',
          ...(picture && { picture }),
        }
      : null,
    cursors: conversation.cursors,
    ...(rating && { rating }),
  };
}

/** HLD-4: a hold is told of, unless it forbids that. */
const reasonsOf = ({
  expiryReasons,
  heldOpenly,
}: ConversationDocument): ConversationView['expiry']['reasons'] =>
  heldOpenly ? [...expiryReasons, { rule: 'legal_hold', ms: 0 }] : expiryReasons;

/** Messages with their text opened; `keys` holds the conversations' keys. */
export async function messageViews(
  { directory }: Pick<Context, 'directory'>,
  messages: readonly MessageDocument[],
  keys: ReadonlyMap<ConversationId, Buffer>,
): Promise<MessageView[]> {
  const agents = messages.flatMap(agentsIn);
  const names = agents.length > 0 ? await directory.agentNames(agents) : noNames;
  return messages.flatMap((message) => {
    const key = keys.get(message.conversation as ConversationId);
    // Without its key a message is gone already (STO-4): it is being purged at this moment.
    return key ? [messageView(message, key, names)] : [];
  });
}

/** A message that has just been stored: what is sealed in it is known, and need not be opened. */
export async function postedView(
  { directory }: Pick<Context, 'directory'>,
  message: MessageDocument,
  plain: string,
): Promise<MessageView> {
  const agents = agentsIn(message);
  return viewOf(message, plain, agents.length > 0 ? await directory.agentNames(agents) : noNames);
}

const noNames: ReadonlyMap<string, string> = new Map();

const agentsIn = ({ sender, about = '' }: MessageDocument): string[] =>
  [sender, about].filter((account) => account.startsWith('acc_'));

const messageView = (
  message: MessageDocument,
  key: Buffer,
  names: ReadonlyMap<string, string>,
): MessageView => viewOf(message, textOf(message, key), names);

function viewOf(message: MessageDocument, plain: string, names: ReadonlyMap<string, string>): MessageView {
  const base = {
    conversation: message.conversation as ConversationId,
    seq: message.seq,
    at: message.at.getTime(),
    sender: senderView(message.sender, names),
    clientId: message.clientId,
    consentEvent: message.consentEvent,
  };
  if (message.kind === 'event' && message.event) {
    const { event, about } = message;
    const whom = about && { about: { id: about as AccountId, name: names.get(about) ?? '' } };
    return { ...base, kind: 'event', event, ...whom };
  }
  const masked = message.masked?.length ? { masked: message.masked } : {};
  if (message.kind === 'file') {
    const { sent: _sent, ...file } = JSON.parse(plain) as StoredFile;
    return { ...base, kind: 'file', file, ...masked };
  }
  const corrects = message.corrects === undefined ? {} : { corrects: message.corrects };
  return { ...base, kind: 'text', text: plain, ...masked, ...corrects };
}

/** A file as its message holds it. */
export interface StoredFile extends FileView {
  /** SHA-256 of what its sender sent, by which a repeated send is known again. */
  readonly sent: string;
}

export const fileOf = (message: MessageDocument, key: Buffer): StoredFile =>
  JSON.parse(textOf(message, key)) as StoredFile;

export const textOf = (message: MessageDocument, key: Buffer): string =>
  message.body ? unseal(key, bodyContext(message), bytesOf(message.body)).toString('utf8') : '';

function senderView(sender: string, names: ReadonlyMap<string, string>): MessageSender {
  if (sender === 'consumer' || sender === 'system') return { role: sender };
  return { role: 'agent', id: sender as AccountId, name: names.get(sender) ?? '' };
}
