import { activityClock } from '@parlour/shared/rules/expiry.js';
import type { Context } from '../context.js';
import { announce } from './announce.js';
import type { ConversationDocument } from './conversation.model.js';
import { datedBy, expiryOf } from './expiry-of.js';

/** When something was said, and whether by the merchant's side. */
export interface Turn {
  readonly at: number;
  readonly isAnswer: boolean;
}

/** Whether what was said changes anything that `keepClock` keeps. */
export const movesClock = (conversation: ConversationDocument, { at, isAnswer }: Turn): boolean =>
  conversation.open && changeOf(conversation, at, isAnswer) !== null;

/**
 * Moves the clock from which expiry counts, and who waits for whom. Both change at most once a minute or once a
 * turn, so most messages cost one write; what changes is on disk before the message is acknowledged. Resolves with
 * the conversation where this has changed it, null where nothing had to change.
 */
export async function keepClock(
  context: Context,
  conversation: ConversationDocument,
  { at, isAnswer }: Turn,
): Promise<ConversationDocument | null> {
  let current: ConversationDocument | null = conversation;
  const { _id } = conversation;
  // Somebody may change the conversation at the same time: then the change is made again on what is there now.
  // Once it is closed nothing moves its clock any more (CNV-5).
  while (current?.open) {
    const change = changeOf(current, at, isAnswer);
    if (!change) return null;
    const { activityAt }: ConversationDocument = current;
    const changed: ConversationDocument | null = await context.models.Conversation.findOneAndUpdate(
      { _id, open: true, activityAt, ...datedBy(current) },
      { $set: change, $inc: { revision: 1 } },
      { returnDocument: 'after' },
    ).lean<ConversationDocument>();
    if (changed) {
      if (change.expiresAt) await announce(context, changed);
      return changed;
    }
    current = await context.models.Conversation.findOne({ _id }).lean<ConversationDocument>();
  }
  return null;
}

function changeOf(
  conversation: ConversationDocument,
  at: number,
  isAnswer: boolean,
): Partial<ConversationDocument> | null {
  const { waitingSince } = conversation;
  const activityAt = activityClock(at);
  const moves = activityAt > conversation.activityAt.getTime();
  const turns = isAnswer !== (waitingSince === null);
  // Whoever writes ends what was put off.
  const wakes = !isAnswer && Boolean(conversation.snooze);
  if (!moves && !turns && !wakes) return null;
  const expiry = expiryOf({ ...conversation, activityAt: new Date(activityAt), closedAt: null });
  return {
    ...(moves && {
      activityAt: new Date(activityAt),
      expiresAt: new Date(expiry.at),
      expiryReasons: [...expiry.reasons],
    }),
    ...(turns && { waitingSince: isAnswer ? null : new Date(at) }),
    ...(wakes && { snooze: null }),
  };
}
