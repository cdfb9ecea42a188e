/**
 * RET-10: what people have decided since the backup, and what has left since then. An opt-out and a disclosure are put
 * back as they were; of consents only what was withdrawn, since a yes that is lost is asked for again, and a no that is
 * lost would be a yes.
 */
import type { ConversationId } from '@parlour/shared/model/ids.js';
import { followEvents } from '../consent/append-consent.js';
import type { Context } from '../context.js';
import type { ConsentEventDocument } from '../consent/consent-event.model.js';
import type { ConversationDocument } from '../conversations/conversation.model.js';
import { isLiving } from '../conversations/find-conversation.js';
import type { JournalLine } from './journal.js';

type Line<Kind extends JournalLine['kind']> = Extract<JournalLine, { readonly kind: Kind }>;

/** False where the database has it. */
export async function putOptOut(
  { models }: Pick<Context, 'models'>,
  { suppression, at }: Line<'opt_out'>,
): Promise<boolean> {
  const put = await models.Suppression.updateOne(
    { _id: suppression },
    { $setOnInsert: { at: new Date(at) } },
    { upsert: true },
  );
  return put.upsertedCount > 0;
}

/** Appends to a conversation what was withdrawn and is not in it; returns how many answers that were. */
export async function putWithdrawals(
  context: Context,
  conversation: ConversationId,
  lines: readonly Line<'withdrawn'>[],
): Promise<number> {
  const { ConsentEvent, Conversation } = context.models;
  if (lines.length === 0) return 0;
  const found = await Conversation.findById(conversation).lean<ConversationDocument>();
  if (!found) return 0;
  let put = 0;
  for (const { purpose, state, at, notice, locale, surface, gpc } of lines) {
    const same = { conversation, purpose, at: new Date(at) };
    if (await ConsentEvent.exists(same)) continue;
    const last = await ConsentEvent.findOne({ conversation }).sort({ number: -1 }).lean();
    const number = (last?.number ?? 0) + 1;
    await ConsentEvent.create({
      _id: `${conversation}:${number}`,
      consumer: found.consumer,
      ...same,
      number,
      state,
      notice,
      locale,
      surface,
      gpc,
    } satisfies ConsentEventDocument);
    put += 1;
  }
  // What has passed its date meanwhile is hidden, and nobody asks it any more.
  if (put > 0 && isLiving(found, context.clock.now())) await followEvents(context, conversation, {});
  return put;
}
