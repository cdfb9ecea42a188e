/** What a delivery says, put together at the moment when it leaves, from what there is and what may be given then. */
import type { ConversationId } from '@parlour/shared/model/ids.js';
import type { Facts } from '@parlour/shared/rules/disclosed-fields.js';
import { shapeDisclosed } from '@parlour/shared/rules/disclosed-fields.js';
import type { ConversationDocument } from '../conversations/conversation.model.js';
import { isLiving } from '../conversations/find-conversation.js';
import { basisOf } from '../disclosures/export-transcript.js';
import { conversationFacts, messageFacts, saidIn, together } from '../disclosures/facts.js';
import type { Disclosing, Pass } from '../disclosures/gate.js';
import type { ProcessorDocument } from '../disclosures/processor.model.js';
import type { WebhookDeliveryDocument } from './delivery.model.js';
import type { WebhookDocument } from './webhook.model.js';
import type { WebhookParts } from './webhooks.js';

type Parts = Pick<WebhookParts, 'models' | 'clock' | 'vault' | 'directory'>;

/** There is nothing to send any more, and why. */
export class Undeliverable extends Error {
  constructor(readonly why: 'endpoint_off' | 'conversation_gone') {
    super(why);
  }
}

export interface Composed {
  readonly webhook: WebhookDocument;
  readonly disclosing: Disclosing;
  readonly bodyOf: (pass: Pass) => Promise<string>;
}

/** @throws Undeliverable */
export async function compose(parts: Parts, delivery: WebhookDeliveryDocument): Promise<Composed> {
  const { webhook, processor } = await recipientOf(parts, delivery);
  const { event, conversation, gone, _id, at } = delivery;
  const facts = conversation ? await factsOf(parts, delivery) : aboutNobody(gone);
  return {
    webhook,
    disclosing: {
      kind: 'webhook',
      recipient: processor.name,
      category: conversation ? processor.category : 'processor',
      basis: basisOf(conversation ? processor.category : 'processor'),
      // That something is gone must reach whoever was told of it, whatever else they may be given.
      fields: conversation ? processor.fields : ['reference'],
      purpose: processor.purpose,
      merchant: webhook.merchant,
      conversations: conversation ? [conversation as ConversationId] : [],
      by: 'system',
      gathered: webhook._id,
    },
    bodyOf: async ({ fields }) =>
      JSON.stringify({ id: _id, event, at: at.toISOString(), data: await shapeDisclosed(facts, fields) }),
  };
}

async function recipientOf(
  { models }: Parts,
  { webhook: id, event }: WebhookDeliveryDocument,
): Promise<{ webhook: WebhookDocument; processor: ProcessorDocument }> {
  const webhook = await models.Webhook.findOne({ _id: id, removedAt: null }).lean<WebhookDocument>();
  if (!webhook || (!webhook.enabled && event !== 'test')) throw new Undeliverable('endpoint_off');
  const processor = await models.Processor.findOne({
    _id: webhook.processor,
    merchant: webhook.merchant,
    removedAt: null,
  }).lean<ProcessorDocument>();
  if (!processor) throw new Undeliverable('endpoint_off');
  return { webhook, processor };
}

/** RET-2: what has reached its date does not leave any more, whether or not the sweep has seen it. */
async function factsOf(parts: Parts, { conversation: id, seq }: WebhookDeliveryDocument): Promise<Facts> {
  const conversation = await parts.models.Conversation.findById(id).lean<ConversationDocument>();
  if (!conversation || !isLiving(conversation, parts.clock.now()))
    throw new Undeliverable('conversation_gone');
  const about = conversationFacts(parts, conversation);
  if (seq === null) return about;
  const said = async (): Promise<Facts> => {
    const [message] = await saidIn(parts, id as ConversationId, { seq });
    return message ? messageFacts(message) : {};
  };
  // Read only where its fields are asked for.
  return together(about, {
    reference: async () => (await said()).reference?.() ?? {},
    sender: async () => (await said()).sender?.() ?? {},
    text: async () => (await said()).text?.() ?? {},
  });
}

const aboutNobody = (gone: string | null): Facts => ({
  reference: () => (gone ? { conversation: gone } : {}),
});
