import type { InboxEntry } from '@parlour/shared/model/conversation.js';
import type { AccountId, ConversationId, LabelId } from '@parlour/shared/model/ids.js';
import type { Context } from '../context.js';
import { unseal } from '../vault/seal.js';
import { bytesOf } from '../vault/vault.js';
import type { ConversationDocument } from './conversation.model.js';
import type { Tail } from './inbox-tails.js';
import type { MessageDocument } from './message.model.js';
import { isSnoozed } from './snoozed.js';
import { conversationView, fileOf, textOf } from './view.js';

const previewLength = 120;

/**
 * Conversations as rows of the inbox. What nobody of the merchant has read yet, and the last message before it,
 * are read for all rows in one query with a range of the index for each (`inbox-tails.ts`).
 */
export async function inboxEntries(
  context: Context,
  conversations: readonly ConversationDocument[],
): Promise<InboxEntry[]> {
  if (conversations.length === 0) return [];
  const ids = conversations.map(({ _id }) => _id as ConversationId);
  const [tails, keys] = await Promise.all([
    context.tails.of(conversations.map((row) => ({ id: row._id, read: readByMerchant(row) }))),
    context.vault.open(ids),
  ]);
  return Promise.all(conversations.map((row) => entry(context, row, tails.get(row._id)!, keys)));
}

const previewOf = (message: MessageDocument, key: Buffer): { text: string; isFile?: true } =>
  message.kind === 'file'
    ? { text: fileOf(message, key).name, isFile: true }
    : { text: textOf(message, key).slice(0, previewLength) };

/** How far the merchant's side has read: as far as whoever of them read furthest. */
const readByMerchant = ({ cursors }: ConversationDocument): number =>
  Math.max(
    0,
    ...Object.entries(cursors).map(([participant, { read }]) => (participant === 'consumer' ? 0 : read)),
  );

async function entry(
  context: Context,
  row: ConversationDocument,
  { head, last, unread }: Tail,
  keys: ReadonlyMap<ConversationId, Buffer>,
): Promise<InboxEntry> {
  const key = keys.get(row._id as ConversationId);
  return {
    conversation: await conversationView(context, row, head),
    preview:
      key && last
        ? {
            ...previewOf(last, key),
            from: last.sender === 'consumer' ? 'consumer' : 'agent',
            at: last.at.getTime(),
          }
        : null,
    unread,
    waitingSince: row.waitingSince?.getTime() ?? null,
    page: key && row.page ? unseal(key, `${row._id}/page`, bytesOf(row.page)).toString('utf8') : null,
    site: await context.directory.siteName(row.site),
    ...standing(row, context.clock.now()),
    labels: (row.labels ?? []) as LabelId[],
  };
}

/** What colleagues are told of and the consumer is not: whom it is offered to, and that it is put off. */
function standing(row: ConversationDocument, now: number): Pick<InboxEntry, 'offer' | 'snooze'> {
  const { state, offer, snooze } = row;
  const isOffered = state === 'queued' && offer && offer.until.getTime() > now;
  return {
    ...(isOffered && { offer: { to: offer.to as AccountId, until: offer.until.getTime() } }),
    ...(snooze && isSnoozed(row, now) && { snooze: { until: snooze.until?.getTime() ?? null } }),
  };
}
