/** What can be disclosed of a conversation, field by field; what is not allowed is never read (DIS-2). */
import type { ConversationId } from '@parlour/shared/model/ids.js';
import type { MessageView } from '@parlour/shared/model/conversation.js';
import type { Facts } from '@parlour/shared/rules/disclosed-fields.js';
import { permittedBy } from '../consent/consent-events.js';
import type { ConsentEventDocument } from '../consent/consent-event.model.js';
import type { Context } from '../context.js';
import type { ConversationDocument } from '../conversations/conversation.model.js';
import type { MessageDocument } from '../conversations/message.model.js';
import { messageViews } from '../conversations/view.js';
import { ratingView } from '../ratings/rating-view.js';
import { unseal } from '../vault/seal.js';
import { bytesOf } from '../vault/vault.js';

type FactsContext = Pick<Context, 'models' | 'directory' | 'vault'>;

const iso = (at: Date | number | null): string | null => (at === null ? null : new Date(at).toISOString());

/** The facts about a conversation as a whole. */
export const conversationFacts = (context: FactsContext, conversation: ConversationDocument): Facts => ({
  reference: () => ({
    conversation: conversation._id,
    startedAt: iso(conversation.startedAt),
    closedAt: iso(conversation.closedAt),
  }),
  state: () => ({ state: conversation.state === 'expired' ? 'closed' : conversation.state }),
  site: async () => ({ site: await context.directory.siteName(conversation.site) }),
  page: async () => ({ page: await pageOf(context, conversation) }),
  consents: async () => {
    const events = await context.models.ConsentEvent.find({ conversation: conversation._id })
      .sort({ number: 1 })
      .lean<ConsentEventDocument[]>();
    return { consents: [...permittedBy(events)].toSorted() };
  },
  expiry: () => ({ deletedOn: iso(conversation.expiresAt) }),
  rating: () => ratingOf(context, conversation),
});

/** The facts about one message of it; its text was masked before it was stored. */
export const messageFacts = (message: MessageView): Facts => ({
  reference: () => ({ seq: message.seq, sentAt: iso(message.at) }),
  sender: () => ({
    from: message.sender.role,
    ...(message.sender.role === 'agent' && { agent: message.sender.name }),
  }),
  text: () =>
    message.kind === 'text'
      ? { text: message.text }
      : message.kind === 'file'
        ? { file: message.file.name }
        : {},
});

/** Two sources of facts as one. */
export const together = (one: Facts, other: Facts): Facts => {
  const fields = new Set([...Object.keys(one), ...Object.keys(other)]) as Set<keyof Facts>;
  return Object.fromEntries(
    [...fields].map((field) => [
      field,
      async () => ({ ...(await one[field]?.()), ...(await other[field]?.()) }),
    ]),
  );
};

type Said = Extract<MessageView, { kind: 'text' | 'file' }>;

/** What both sides said, in order: texts and the names of files, never what is between agents. */
export async function saidIn(
  context: FactsContext,
  id: ConversationId,
  only: { seq?: number } = {},
): Promise<Said[]> {
  const [stored, keys] = await Promise.all([
    context.models.Message.find({ ...only, conversation: id, kind: { $in: ['text', 'file'] } })
      .sort({ seq: 1 })
      .lean<MessageDocument[]>(),
    context.vault.open([id]),
  ]);
  const views = await messageViews(context, stored, keys);
  return views.flatMap((message) => (message.kind === 'event' ? [] : [message]));
}

async function pageOf({ vault }: FactsContext, { _id, page }: ConversationDocument): Promise<string | null> {
  const key = page && (await vault.open([_id as ConversationId])).get(_id as ConversationId);
  return key ? unseal(key, pageContext(_id), bytesOf(page)).toString('utf8') : null;
}

async function ratingOf(
  { vault }: FactsContext,
  conversation: ConversationDocument,
): Promise<Readonly<Record<string, unknown>>> {
  if (!conversation.rating) return {};
  const id = conversation._id as ConversationId;
  const { score, comment } = ratingView(conversation, (await vault.open([id])).get(id)) ?? {};
  return { rating: score, ...(comment && { ratingComment: comment }) };
}

const pageContext = (conversation: string): string => `${conversation}/page`;
