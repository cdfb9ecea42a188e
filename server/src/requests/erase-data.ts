import type { ConversationId } from '@parlour/shared/model/ids.js';
import { Refusal } from '@parlour/shared/protocol/errors.js';
import type { eraseData } from '@parlour/shared/protocol/privacy.js';
import type { Context } from '../context.js';
import type { ConversationDocument } from '../conversations/conversation.model.js';
import { expiryOf } from '../conversations/expiry-of.js';
import { isLiving } from '../conversations/find-conversation.js';
import { hideExpired, hideUntil, purgeTranscripts } from '../retention/purge-transcripts.js';
import type { UseCase } from '../use-case.js';
import { closeDeletion, keptWhole } from './close-deletion.js';
import { sealCopy } from './export-data.js';
import { allOf } from './own-data.js';
import { consumerOf, storeRequest } from './request-store.js';

/**
 * REQ-5: deletes one conversation or all. Its date becomes now, so that it is hidden from everybody before anything
 * else happens, whatever dies; then the one purge place deletes it, unless a hold keeps it: then it stays hidden and
 * goes when the hold ends. A copy that was asked for in writing is taken first and handed over with the answer (REQ-7).
 * The request says what became of it: done in part, where a law keeps fields of what is gone (RET-13) or the whole of it
 * for a while (RET-14).
 */
export const eraseDataCase =
  (context: Context): UseCase<typeof eraseData> =>
  async ({ conversation }, call) => {
    const consumer = consumerOf(call.caller);
    const { models, clock } = context;
    const now = clock.now();
    const living = (await allOf(context, call)).filter((one) => isLiving(one, now));
    const chosen = conversation ? living.filter(({ _id }) => _id === conversation) : living;
    if (conversation && chosen.length === 0) throw new Refusal('not_found');
    const ids = chosen.map(({ _id }) => _id as ConversationId);
    if (ids.length === 0) return { deleted: 0, delayed: 0 };
    const copy = chosen.some(({ accessUntil }) => (accessUntil?.getTime() ?? 0) > now)
      ? await sealCopy(context, call)
      : null;
    const request = await storeRequest(context, consumer, {
      kind: 'deletion',
      text: conversation ? 'One conversation' : 'All conversations',
      state: 'in_progress',
      waitsFor: ids,
    });
    for (const [one, until] of delayedOf(chosen, now)) await hideUntil(context, one, until);
    await models.Conversation.updateMany(
      { ...call.scope, _id: { $in: ids }, state: { $ne: 'expired' } },
      {
        $set: { expiresAt: new Date(now) },
        $push: { expiryReasons: { rule: 'deletion_approved', ms: 0 } },
      },
    );
    await hideExpired(context, ids);
    await purgeTranscripts(context, ids, null);
    // HLD-4: a hold that forbids telling must not be told by a number either.
    const delayed = await models.Conversation.countDocuments({ _id: { $in: ids }, heldOpenly: true });
    const kept = delayed === 0 ? await closeDeletion(context, request._id, ids) : 0;
    const whole = await models.Conversation.countDocuments(keptWhole(ids, now));
    return {
      deleted: ids.length - delayed - whole,
      delayed,
      ...(kept > 0 && { kept }),
      ...(copy && { copy }),
    };
  };

/**
 * HLD-3, RET-14: a day after a hold was lifted, and what a law demands, is left also where the consumer asks; it is
 * hidden by then all the same.
 */
const delayedOf = (chosen: readonly ConversationDocument[], now: number): [ConversationDocument, number][] =>
  chosen.flatMap((conversation) => {
    const { at } = expiryOf({ ...conversation, accessUntil: null }, now);
    return at > now ? [[conversation, at]] : [];
  });
