/** Appends answers about consent and brings the conversation to where they stand, whoever gave them. */
import type { ConsumerId, ConversationId } from '@parlour/shared/model/ids.js';
import { permits, type ChoosablePurpose, type ConsentState } from '@parlour/shared/model/purpose.js';
import { forgetUnagreed } from '../contact/agreed.js';
import type { Context } from '../context.js';
import { announce } from '../conversations/announce.js';
import type { ConversationDocument } from '../conversations/conversation.model.js';
import { datedBy, expiryOf } from '../conversations/expiry-of.js';
import { findConversation, headOf } from '../conversations/find-conversation.js';
import { postEvent } from '../conversations/post-event.js';
import { conversationView } from '../conversations/view.js';
import { unpublish } from '../testimonials/testimonial.js';
import type { OperationCall } from '../use-case.js';
import type { ConsentEventDocument } from './consent-event.model.js';
import { consentEvents, flagsOf, permittedBy } from './consent-events.js';

interface Elsewhere {
  readonly purpose: ChoosablePurpose;
  readonly state: 'given' | 'refused' | 'expired';
  readonly surface: ConsentEventDocument['surface'];
  /** Asked of the latest answer for the purpose: where it says no, nothing is appended. */
  readonly where: (latest: ConsentState | undefined) => boolean;
  readonly gpc?: boolean;
  readonly evidence?: ConsentEventDocument['evidence'];
}

/** An answer that did not come by the chat or the portal (OPT-2, OPT-4). False where it did not apply. */
export async function answerElsewhere(
  context: Context,
  { _id, consumer }: Pick<ConversationDocument, '_id' | 'consumer'>,
  { purpose, state, surface, where, gpc = false, evidence }: Elsewhere,
): Promise<boolean> {
  const id = _id as ConversationId;
  for (;;) {
    const before = await eventsOf(context, id);
    if (!where(before.findLast((event) => event.purpose === purpose)?.state)) return false;
    const events = consentEvents([{ purpose, state }], {
      consumer: consumer as ConsumerId,
      conversation: id,
      notice: await context.policies.notice(),
      locale: before.at(-1)?.locale ?? 'en',
      at: context.clock.now(),
      after: before.at(-1)?.number ?? 0,
      permitted: permittedBy(before),
      confirmed: true,
      surface,
      gpc,
    });
    const said = evidence ? events.map((event) => ({ ...event, evidence })) : events;
    if (await append(context, said)) break;
  }
  await followEvents(context, id, {});
  return true;
}

/** CON-4: withdraws one purpose where it is in force, for a consumer who said so elsewhere. */
export const withdraw = (
  context: Context,
  conversation: Pick<ConversationDocument, '_id' | 'consumer'>,
  purpose: ChoosablePurpose,
  surface: ConsentEventDocument['surface'],
): Promise<boolean> =>
  answerElsewhere(context, conversation, { purpose, state: 'refused', surface, where: permits });

export const eventsOf = (
  { models }: Context,
  conversation: ConversationId,
): Promise<ConsentEventDocument[]> =>
  models.ConsentEvent.find({ conversation }).sort({ number: 1 }).lean<ConsentEventDocument[]>().exec();

/** False where another decision took the number. */
export async function append(
  { models, journal, vault }: Context,
  events: ConsentEventDocument[],
): Promise<boolean> {
  try {
    await models.ConsentEvent.insertMany(events);
  } catch (error) {
    if ((error as { code?: number }).code === 11_000) return false;
    throw error;
  }
  // What is taken back must not come back with a restored copy (RET-10).
  await journal.append(
    events.flatMap(({ conversation, purpose, state, at, notice, locale, surface, gpc = false }) =>
      permits(state) || state === 'refused'
        ? []
        : [
            {
              kind: 'withdrawn' as const,
              subject: vault.subject(conversation),
              at: at.getTime(),
              ...{ purpose, state, notice, locale, surface, gpc },
            },
          ],
    ),
  );
  return true;
}

/** Brings the conversation's flags and date to where its events stand, whoever appended them. */
export async function followEvents(context: Context, id: ConversationId, scope: OperationCall['scope']) {
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
  const { _id, activityAt, closedAt } = conversation;
  const expiry = expiryOf({ ...conversation, consent });
  return models.Conversation.findOneAndUpdate(
    {
      _id,
      state: { $ne: 'expired' },
      ...datedBy(conversation),
      activityAt,
      closedAt,
    },
    {
      $set: { consent, consentEvent, expiresAt: new Date(expiry.at), expiryReasons: expiry.reasons },
      $inc: { revision: 1 },
    },
    { returnDocument: 'after' },
  ).lean<ConversationDocument>();
}
