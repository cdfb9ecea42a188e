import type { ConsumerId, ConversationId } from '@parlour/shared/model/ids.js';
import type { Place } from '@parlour/shared/access/table.js';
import type { startConversation, StartInput } from '@parlour/shared/protocol/conversation.js';
import { Refusal } from '@parlour/shared/protocol/errors.js';
import { activityClock, decideExpiry, minute } from '@parlour/shared/rules/expiry.js';
import { maskText } from '@parlour/shared/rules/masking.js';
import { closeOpen } from '../blocking/block-consumer.js';
import { blockedUntil, requireUnblocked } from '../blocking/blocked.js';
import {
  consentEvents,
  flagsOf,
  gpcDecisionsBeside,
  requireCurrentNotice,
} from '../consent/consent-events.js';
import type { Context } from '../context.js';
import { newId } from '../new-id.js';
import { heldBy, holdsInForce } from '../holds/holds-in-force.js';
import { hideExpired } from '../retention/purge-transcripts.js';
import { sealAnswers } from '../pre-chat/profile.js';
import { obligationsOf } from '../obligations/obliged.js';
import { rulesInForce } from '../retention/rules-in-force.js';
import type { UseCase } from '../use-case.js';
import { seal } from '../vault/seal.js';
import type { ConversationDocument } from './conversation.model.js';
import { headOf, isLiving } from './find-conversation.js';
import { conversationView } from './view.js';
import { announce } from './announce.js';

/** Milliseconds that the writes of a start may take. */
const patience = 10 * minute;

/**
 * CNV-1: starts a conversation, or returns the open one. Order of writes: key, consent events, conversation. Each
 * before what depends on it, so that a crash in between leaves a key, and perhaps events, that lead to nothing and go
 * within two hours (`retention/sweep-keys.ts`), and never a conversation without its consent.
 */
export const startConversationCase =
  (context: Context): UseCase<typeof startConversation> =>
  async (input, { caller, gpc, surface }) => {
    if (caller.role !== 'consumer') throw new Refusal('forbidden');
    const { consumer, place } = caller;
    const open = await findOpen(context, consumer, place);
    if (open) return { conversation: await conversationView(context, open, await headOf(context, open._id)) };
    const whom = { merchant: place.merchant, consumer };
    await requireUnblocked(context, whom);
    const notice = await context.policies.notice();
    requireCurrentNotice(notice, input.notice);

    const id = newId('conversation');
    const key = context.vault.create(id);
    const document = await compose(context, { id, consumer, place, input });
    const at = document.startedAt.getTime();

    const { locale } = input;
    const answers = { given: input.decisions, refused: gpc ? gpcDecisionsBeside(input.decisions) : [] };
    const common = {
      consumer,
      conversation: id,
      notice,
      locale,
      at,
      permitted: new Set<never>(),
      gpc,
    };
    const events = [
      ...consentEvents(answers.given, { ...common, surface, after: 0 }),
      ...consentEvents(answers.refused, { ...common, surface: 'gpc', after: answers.given.length }),
    ];
    document.consentEvent = events.length;
    await context.vault.store(key);
    await context.models.ConsentEvent.insertMany(events);
    // Whoever stood still here for long must not begin with a key that has been swept away meanwhile.
    if (Math.abs(context.clock.now() - at) > patience) throw new Refusal('unavailable');
    try {
      await context.models.Conversation.collection.insertOne(document as never);
    } catch (error) {
      if ((error as { code?: number }).code !== 11_000) throw error;
      // One of several starts at once was first: theirs is the conversation, and what was prepared here goes.
      await context.purger.discardUnused(id);
      const first = await findOpen(context, consumer, place);
      if (!first) throw new Refusal('conversation_closed');
      return { conversation: await conversationView(context, first, await headOf(context, first._id)) };
    }
    await refuseBlocked(context, document);
    return { conversation: await announce(context, document) };
  };

/** Blocked while it began: it is closed again, as the block has closed what was open (CNV-7). */
async function refuseBlocked(context: Context, { merchant, consumer }: ConversationDocument): Promise<void> {
  const until = await blockedUntil(context, { merchant, consumer });
  if (until === null) return;
  await closeOpen(context, { merchant, consumer }, 'system');
  throw new Refusal('blocked', { until });
}

async function findOpen(
  { models, clock, bus }: Context,
  consumer: ConsumerId,
  place: Place,
): Promise<ConversationDocument | null> {
  const found = await models.Conversation.findOne({
    consumer,
    ...place,
    open: true,
  }).lean<ConversationDocument>();
  if (!found || isLiving(found, clock.now())) return found;
  // Its date has come and the sweep has not passed yet: it makes way now.
  await hideExpired({ models, clock, bus }, [found._id]);
  return null;
}

async function compose(
  context: Context,
  {
    id,
    consumer,
    place,
    input,
  }: { id: ConversationId; consumer: ConsumerId; place: Place; input: StartInput },
): Promise<ConversationDocument> {
  const { models, clock, vault } = context;
  const startedAt = clock.now();
  const activityAt = activityClock(startedAt);
  const [rules, { ids: obligations, statutory }] = await Promise.all([
    rulesInForce(models, place.merchant),
    obligationsOf({ models }, place.merchant),
  ]);
  const consent = flagsOf(input.decisions);
  const expiry = decideExpiry({
    rules,
    consent,
    lastMessageAt: activityAt,
    closedAt: null,
    statutoryFloor: statutory,
  });
  const key = (await vault.open([id])).get(id);
  const covered = {
    _id: id,
    ...place,
    consumer,
    startedAt: new Date(startedAt),
    activityAt: new Date(activityAt),
  };
  return {
    _id: id,
    ...place,
    consumer,
    state: 'queued',
    open: true,
    revision: 1,
    startedAt: new Date(startedAt),
    closedAt: null,
    activityAt: new Date(activityAt),
    waitingSince: null,
    consent,
    consentEvent: input.decisions.length,
    rules,
    ...(obligations.length > 0 && { obligations }),
    ...(statutory > 0 && { statutory }),
    expiresAt: new Date(expiry.at),
    expiryReasons: [...expiry.reasons],
    ...heldBy(await holdsInForce(models), covered),
    agent: null,
    cursors: {},
    profile: key
      ? await sealAnswers(context, place.merchant, { conversation: id, key, answers: input.answers ?? [] })
      : null,
    contact: null,
    answerWaits: false,
    page: key && input.page ? seal(key, `${id}/page`, maskText(input.page.title).text) : null,
  };
}
