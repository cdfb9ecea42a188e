import type { ConversationId } from '@parlour/shared/model/ids.js';
import { Refusal } from '@parlour/shared/protocol/errors.js';
import type { eraseData } from '@parlour/shared/protocol/privacy.js';
import type { Context } from '../context.js';
import type { ConversationDocument } from '../conversations/conversation.model.js';
import { expiryOf } from '../conversations/expiry-of.js';
import { isLiving } from '../conversations/find-conversation.js';
import { hideExpired, purgeTranscripts } from '../retention/purge-transcripts.js';
import type { UseCase } from '../use-case.js';
import { closeDeletion } from './close-deletion.js';
import { sealCopy } from './export-data.js';
import { allOf } from './own-data.js';
import { consumerOf, storeRequest } from './request-store.js';

/**
 * REQ-5: deletes one conversation or all. Its date becomes now, so that it is hidden from everybody before anything
 * else happens, whatever dies; then the one purge place deletes it, unless a hold keeps it: then it stays hidden and
 * goes when the hold ends. A copy that was asked for in writing is taken first and handed over with the answer (REQ-7).
 * The request says what became of it: done in part, where a law keeps fields of what is gone (RET-13).
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
    await models.Conversation.updateMany(
      { ...call.scope, _id: { $in: ids }, state: { $ne: 'expired' } },
      {
        $set: { expiresAt: new Date(now) },
        $push: { expiryReasons: { rule: 'deletion_approved', ms: 0 } },
      },
    );
    await hideExpired(context, ids);
    await keepGrace(context, chosen);
    await purgeTranscripts(context, ids, null);
    // HLD-4: a hold that forbids telling must not be told by a number either.
    const delayed = await models.Conversation.countDocuments({ _id: { $in: ids }, heldOpenly: true });
    const kept = delayed === 0 ? await closeDeletion(context, request._id, ids) : 0;
    return { deleted: ids.length - delayed, delayed, ...(kept > 0 && { kept }), ...(copy && { copy }) };
  };

/** HLD-3: a day after a hold was lifted is left also where the consumer asks; it is hidden by then all the same. */
async function keepGrace({ models, clock }: Context, chosen: readonly ConversationDocument[]): Promise<void> {
  for (const conversation of chosen) {
    if (!conversation.holdReleasedAt) continue;
    const { at } = expiryOf({ ...conversation, accessUntil: null }, clock.now());
    if (at <= clock.now()) continue;
    await models.Conversation.updateOne({ _id: conversation._id }, { $set: { expiresAt: new Date(at) } });
  }
}
