import type { ConversationId } from '@parlour/shared/model/ids.js';
import type { exportTranscript, readTranscript } from '@parlour/shared/protocol/disclosure.js';
import { Refusal } from '@parlour/shared/protocol/errors.js';
import { hour } from '@parlour/shared/rules/expiry.js';
import { takeAllowance } from '../accounts/attempts.js';
import type { Context } from '../context.js';
import { findConversation } from '../conversations/find-conversation.js';
import type { UseCase } from '../use-case.js';
import { requirePass, type Pass } from './gate.js';
import { processorOf } from './processors.js';
import {
  ownFields,
  ownTranscript,
  shapedTranscript,
  staffFields,
  transcriptPage,
  transcriptText,
} from './transcript.js';
import type { ConversationDocument } from '../conversations/conversation.model.js';

/** Answering somebody's question takes a few; carrying customers off takes many. */
const forOnePerson = { most: 30, within: 1 * hour };

/**
 * POL-6, DIS-1: staff take a transcript out for a purpose that the consumer reads. What will be handed to somebody
 * is shaped by what the registry allows them, and a third party gets nothing without the consumer's yes (DIS-4).
 */
export const exportTranscriptCase =
  (context: Context): UseCase<typeof exportTranscript> =>
  async ({ conversation: id, purpose, processor: named }, { caller, scope }) => {
    if (!('merchant' in caller)) throw new Refusal('forbidden');
    const conversation = await findConversation(context, id, scope);
    await takeAllowance(context, `transcript export\n${caller.account}`, forOnePerson);
    const processor = named ? await processorOf(context, named, scope) : null;
    const merchant = (await context.directory.merchant(conversation.merchant))?.name ?? '';
    return context.gate.disclose(
      {
        kind: 'staff_export',
        recipient: processor?.name ?? merchant,
        category: processor?.category ?? 'staff',
        basis: processor ? basisOf(processor.category) : 'legitimate_interest',
        fields: processor?.fields ?? [...staffFields, 'notes'],
        purpose: processor?.purpose ?? '',
        reason: purpose,
        merchant: conversation.merchant,
        conversations: [id],
        by: caller.account,
      },
      (pass) => takeOut(context, pass, conversation),
    );
  };

export const basisOf = (category: 'processor' | 'third_party'): 'contract' | 'consent' =>
  category === 'processor' ? 'contract' : 'consent';

async function takeOut(context: Context, pass: Pass, conversation: ConversationDocument) {
  requirePass(pass);
  const shaped = await shapedTranscript(context, conversation, pass.fields);
  const day = conversation.startedAt.toISOString().slice(0, 10);
  return { name: `conversation-${day}.html`, text: transcriptPage(shaped, `Conversation of ${day}`) };
}

/** The consumer's own: nobody else receives it, so that it is no disclosure. */
export const readTranscriptCase =
  (context: Context): UseCase<typeof readTranscript> =>
  async ({ conversation: id }, { scope }) => {
    const conversation = await findConversation(context, id, scope);
    const day = conversation.startedAt.toISOString().slice(0, 10);
    const shaped = await ownTranscript(context, conversation, ownFields);
    await context.audit.append({
      actor: 'consumer',
      action: 'transcript.read',
      target: id as ConversationId,
    });
    return { name: `conversation-${day}.txt`, text: transcriptText(shaped, `Conversation of ${day}`) };
  };
