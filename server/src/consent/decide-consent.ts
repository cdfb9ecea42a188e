import type { ConsumerId, ConversationId } from '@parlour/shared/model/ids.js';
import type { ChoosablePurpose } from '@parlour/shared/model/purpose.js';
import type { decideConsent } from '@parlour/shared/protocol/conversation.js';
import { Refusal } from '@parlour/shared/protocol/errors.js';
import { decideExpiry } from '@parlour/shared/rules/expiry.js';
import { forgetUnagreed } from '../contact/agreed.js';
import type { Context } from '../context.js';
import { announce } from '../conversations/announce.js';
import type { ConversationDocument } from '../conversations/conversation.model.js';
import { findConversation, headOf } from '../conversations/find-conversation.js';
import { postEvent } from '../conversations/post-event.js';
import { conversationView } from '../conversations/view.js';
import { unpublish } from '../testimonials/testimonial.js';
import type { OperationCall, UseCase } from '../use-case.js';
import type { ConsentEventDocument } from './consent-event.model.js';
import { consentEvents, flagsOf, gpcDecisions, permittedBy, requireCurrentNotice } from './consent-events.js';

/**
 * CON-4: a consumer gives or withdraws consent; the next operation already obeys. The events are appended first,
 * under numbers that only one of several at once can have; then the flags and the date are made to follow from
 * all events. Should the server die between the two, the next decision brings both in.
 */
export const decideConsentCase =
  (context: Context): UseCase<typeof decideConsent> =>
  async ({ conversation: id, notice, decisions, locale }, { caller, scope, gpc, surface }) => {
    if (caller.role !== 'consumer') throw new Refusal('forbidden');
    const current = await context.policies.notice();
    requireCurrentNotice(current, notice);
    const { consumer } = caller;
    while (decisions.length > 0) {
      await findConversation(context, id, scope);
      const before = await eventsOf(context, id);
      const events = consentEvents(decisions, {
        consumer,
        conversation: id,
        notice: current,
        locale,
        at: context.clock.now(),
        after: before.at(-1)?.number ?? 0,
        permitted: permittedBy(before),
        surface,
        gpc,
      });
      if (await append(context, events)) break;
    }
    return { conversation: await followEvents(context, id, scope) };
  };

/**
 * CON-6: what Global Privacy Control refuses and is not refused yet, is refused now. Called at a consumer's every
 * return; does nothing where there is nothing to add.
 */
export async function heedGpc(
  context: Context,
  conversation: ConversationDocument,
  { scope, caller }: Pick<OperationCall, 'scope' | 'caller'>,
): Promise<void> {
  if (caller.role !== 'consumer') return;
  const id = conversation._id as ConversationId;
  for (;;) {
    const before = await eventsOf(context, id);
    const decisions = gpcDecisions(before);
    if (decisions.length === 0) return;
    const events = consentEvents(decisions, {
      consumer: caller.consumer,
      conversation: id,
      notice: await context.policies.notice(),
      locale: before.at(-1)?.locale ?? 'en',
      at: context.clock.now(),
      after: before.at(-1)?.number ?? 0,
      permitted: permittedBy(before),
      surface: 'gpc',
      gpc: true,
    });
    if (await append(context, events)) break;
  }
  await followEvents(context, id, scope);
}

/** CON-4: withdraws one purpose where it is in force, for a consumer who said so elsewhere (OPT-2). */
export async function withdraw(
  context: Context,
  { _id, consumer }: ConversationDocument,
  purpose: ChoosablePurpose,
  surface: ConsentEventDocument['surface'],
): Promise<void> {
  const id = _id as ConversationId;
  for (;;) {
    const before = await eventsOf(context, id);
    if (!permittedBy(before).has(purpose)) return;
    const events = consentEvents([{ purpose, state: 'refused' }], {
      consumer: consumer as ConsumerId,
      conversation: id,
      notice: await context.policies.notice(),
      locale: before.at(-1)?.locale ?? 'en',
      at: context.clock.now(),
      after: before.at(-1)?.number ?? 0,
      permitted: permittedBy(before),
      surface,
      gpc: false,
    });
    if (await append(context, events)) break;
  }
  await followEvents(context, id, {});
}

const eventsOf = ({ models }: Context, conversation: ConversationId): Promise<ConsentEventDocument[]> =>
  models.ConsentEvent.find({ conversation }).sort({ number: 1 }).lean<ConsentEventDocument[]>().exec();

/** False where another decision took the number. */
async function append({ models }: Context, events: ConsentEventDocument[]): Promise<boolean> {
  try {
    await models.ConsentEvent.insertMany(events);
    return true;
  } catch (error) {
    if ((error as { code?: number }).code === 11_000) return false;
    throw error;
  }
}

/** Brings the conversation's flags and date to where its events stand, whoever appended them. */
async function followEvents(context: Context, id: ConversationId, scope: OperationCall['scope']) {
  for (;;) {
    const conversation = await findConversation(context, id, scope);
    const events = await eventsOf(context, id);
    const last = events.at(-1)?.number ?? 0;
    if (conversation.consentEvent >= last) {
      return conversationView(context, conversation, await headOf(context, id));
    }
    await Promise.all([forgetUnagreed(context, id), unpublish(context, id)]);
    const changed = await apply(context, conversation, flagsOf(events), last);
    if (!changed) continue;
    await postEvent(context, changed, 'consent_changed', { sender: 'consumer', once: `consent_${last}` });
    return announce(context, changed);
  }
}

/** Null where the conversation has changed since it was read. */
async function apply(
  { models }: Context,
  conversation: ConversationDocument,
  consent: ConversationDocument['consent'],
  consentEvent: number,
): Promise<ConversationDocument | null> {
  const { _id, rules, activityAt, closedAt } = conversation;
  const expiry = decideExpiry({
    rules,
    consent,
    lastMessageAt: activityAt.getTime(),
    closedAt: closedAt?.getTime() ?? null,
  });
  return models.Conversation.findOneAndUpdate(
    {
      _id,
      state: { $ne: 'expired' },
      consentEvent: conversation.consentEvent,
      activityAt,
      closedAt,
      'rules.merchant': rules.merchant,
    },
    {
      $set: { consent, consentEvent, expiresAt: new Date(expiry.at), expiryReasons: expiry.reasons },
      $inc: { revision: 1 },
    },
    { returnDocument: 'after' },
  ).lean<ConversationDocument>();
}
