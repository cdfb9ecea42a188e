import type { ConversationId } from '@parlour/shared/model/ids.js';
import { decideSilence, type SilenceRules } from '@parlour/shared/rules/silence.js';
import type { Context } from '../context.js';
import { announce } from './announce.js';
import { closeIf, tellClose } from './close-conversation.js';
import type { ConversationDocument } from './conversation.model.js';
import { isLiving } from './find-conversation.js';
import { postEvent } from './post-event.js';
import { awake } from './snoozed.js';

/** Milliseconds between two looks. */
const every = 30_000;

/**
 * CNV-6: reminds consumers who have been answered and say nothing, and closes what stays silent. Both are said in
 * the transcript. Neither moves the clock by which the conversation expires; the close begins it, like any close.
 */
export function watchSilence(context: Context, rules: SilenceRules): void {
  context.jobs.add({ name: 'silence', every, run: () => lookForSilence(context, rules) });
}

async function lookForSilence(context: Context, rules: SilenceRules): Promise<void> {
  const now = context.clock.now();
  const silent = context.models.Conversation.find({
    state: 'active',
    waitingSince: null,
    ...awake(new Date(now)),
    activityAt: { $lte: new Date(now - Math.min(rules.remindAfter, rules.closeAfter)) },
  })
    .lean<ConversationDocument>()
    .cursor();
  for await (const conversation of silent as AsyncIterable<ConversationDocument>) {
    if (!isLiving(conversation, now)) continue;
    const since = sinceOf(conversation);
    // Whoever speaks moves the clock, so a reminder belongs to the silence it was given in.
    const reminded = conversation.remindedFor?.getTime() === since;
    const decision = decideSilence({ now, since, reminded }, rules);
    if (decision === 'remind') await remind(context, conversation);
    else if (decision === 'close') await closeSilent(context, conversation);
  }
}

/** Since when it is silent: what an agent has put off is their silence, not the consumer's, until it is back. */
function sinceOf({ activityAt, snooze, backAt }: ConversationDocument): number {
  const back = snooze?.until ?? backAt;
  return Math.max(activityAt.getTime(), back?.getTime() ?? 0);
}

/** Still as silent as it was read. */
const unchanged = ({ activityAt, snooze }: ConversationDocument) => ({
  state: 'active' as const,
  waitingSince: null,
  activityAt,
  snooze: snooze ?? null,
});

async function remind(context: Context, conversation: ConversationDocument): Promise<void> {
  const { _id } = conversation;
  const since = sinceOf(conversation);
  const marked = await context.models.Conversation.findOneAndUpdate(
    { _id, ...unchanged(conversation) },
    { $set: { remindedFor: new Date(since) } },
    { returnDocument: 'after' },
  ).lean<ConversationDocument>();
  if (!marked) return;
  await postEvent(context, marked, 'reminded', {
    sender: 'system',
    once: `reminded ${since}`,
  });
}

async function closeSilent(context: Context, conversation: ConversationDocument): Promise<void> {
  const closed = await closeIf(
    context,
    conversation,
    { sender: 'system', event: 'closed_by_silence' },
    unchanged(conversation),
  );
  if (!closed) return;
  await tellClose(context, closed);
  context.log.debug({ conversation: closed._id as ConversationId }, 'closed by silence');
  await announce(context, closed);
}
