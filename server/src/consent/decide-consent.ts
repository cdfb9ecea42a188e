import type { ConversationId, ConsumerId } from '@parlour/shared/model/ids.js';
import type { decideConsent } from '@parlour/shared/protocol/conversation.js';
import { Refusal } from '@parlour/shared/protocol/errors.js';
import { decideExpiry } from '@parlour/shared/rules/expiry.js';
import type { Context } from '../context.js';
import { announce } from '../conversations/announce.js';
import type { ConversationDocument } from '../conversations/conversation.model.js';
import { findConversation } from '../conversations/find-conversation.js';
import { postEvent } from '../conversations/post-event.js';
import type { UseCase } from '../use-case.js';
import { consentEvents, flagsAfter, requireCurrentNotice } from './consent-events.js';

/**
 * CON-4: a consumer gives or withdraws consent; the next operation already obeys. The event is appended first, by
 * its number, which only one of several at once can have; then the flags and the date follow from it. Should the
 * server die between the two, the events stand ahead of the flags, and the repeated decision goes on from there.
 */
export const decideConsentCase =
  (context: Context): UseCase<typeof decideConsent> =>
  async ({ conversation: id, notice, decisions, locale }, { caller, scope }) => {
    if (caller.role !== 'consumer') throw new Refusal('forbidden');
    requireCurrentNotice(context.notice, notice);
    for (;;) {
      const conversation = await findConversation(context, id, scope);
      const at = context.clock.now();
      const after = await lastEvent(context, id);
      const events = consentEvents(decisions, {
        consumer: caller.consumer as ConsumerId,
        conversation: id,
        notice: context.notice,
        locale,
        at,
        after,
        before: conversation.consent,
      });
      if (events.length === 0 || !(await append(context, events))) continue;
      const changed = await apply(
        context,
        conversation,
        flagsAfter(conversation.consent, decisions),
        after + events.length,
      );
      if (!changed) continue;
      await postEvent(context, changed, 'consent_changed', {
        sender: 'consumer',
        once: `consent_${changed.consentEvent}`,
      });
      return { conversation: await announce(context, changed) };
    }
  };

async function lastEvent({ models }: Context, conversation: ConversationId): Promise<number> {
  const last = await models.ConsentEvent.findOne({ conversation }, { number: 1 }).sort({ number: -1 }).lean();
  return last?.number ?? 0;
}

/** False where another decision took the number. */
async function append(
  { models }: Context,
  events: Parameters<Context['models']['ConsentEvent']['insertMany']>[0],
) {
  try {
    await models.ConsentEvent.insertMany(events);
    return true;
  } catch (error) {
    if ((error as { code?: number }).code === 11_000) return false;
    throw error;
  }
}

async function apply(
  { models }: Context,
  conversation: ConversationDocument,
  consent: ConversationDocument['consent'],
  consentEvent: number,
): Promise<ConversationDocument | null> {
  const { rules, activityAt, closedAt } = conversation;
  const expiry = decideExpiry({
    rules,
    consent,
    lastMessageAt: activityAt.getTime(),
    closedAt: closedAt?.getTime() ?? null,
  });
  return models.Conversation.findOneAndUpdate(
    {
      _id: conversation._id,
      state: { $ne: 'expired' },
      consentEvent: { $lt: consentEvent },
      activityAt,
      closedAt,
    },
    {
      $set: { consent, consentEvent, expiresAt: new Date(expiry.at), expiryReasons: expiry.reasons },
    },
    { returnDocument: 'after' },
  ).lean<ConversationDocument>();
}
