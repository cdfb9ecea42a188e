import type { Cursor, ParticipantId } from '@parlour/shared/model/conversation.js';
import type { MerchantId } from '@parlour/shared/model/ids.js';
import type { acknowledge } from '@parlour/shared/protocol/message.js';
import type { Context } from '../context.js';
import type { UseCase } from '../use-case.js';
import { findConversation, headOf } from './find-conversation.js';

/** MSG-10: cursors grow, never past the head, and what is read is delivered too. */
export const acknowledgeCase =
  (context: Context): UseCase<typeof acknowledge> =>
  async ({ conversation: id, delivered = 0, read = 0 }, { caller, scope }) => {
    const conversation = await findConversation(context, id, scope);
    const participant: ParticipantId = 'account' in caller ? caller.account : 'consumer';
    const before: Cursor = conversation.cursors[participant] ?? { delivered: 0, read: 0 };
    if (Math.max(delivered, read) <= before.delivered && read <= before.read) return {};
    const head = await headOf(context, id);
    const readTo = Math.min(read, head);
    const deliveredTo = Math.min(Math.max(delivered, read), head);
    const field = `cursors.${participant}`;
    const changed = await context.models.Conversation.findOneAndUpdate(
      { _id: id, state: { $ne: 'expired' } },
      { $max: { [`${field}.delivered`]: deliveredTo, [`${field}.read`]: readTo } },
      { returnDocument: 'after', projection: { cursors: 1, merchant: 1 } },
    ).lean();
    const cursor = (changed?.cursors as Record<string, Cursor> | undefined)?.[participant];
    if (changed && cursor) {
      context.bus.tell('cursor.moved', {
        conversation: id,
        merchant: changed.merchant as MerchantId,
        participant,
        delivered: cursor.delivered,
        read: cursor.read,
      });
    }
    return {};
  };
