import type { ConversationId } from '@parlour/shared/model/ids.js';
import type { listEarlier } from '@parlour/shared/protocol/conversation.js';
import type { Context } from '../context.js';
import type { UseCase } from '../use-case.js';
import { unseal } from '../vault/seal.js';
import { bytesOf } from '../vault/vault.js';
import type { ConversationDocument } from './conversation.model.js';
import { findConversation } from './find-conversation.js';

const most = 20;

/** What the same consumer has with this merchant besides, as long as each is kept. Not a word of it is opened. */
export const listEarlierCase =
  ({ models, clock, vault }: Context): UseCase<typeof listEarlier> =>
  async ({ conversation: id }, { scope }) => {
    const { consumer } = await findConversation({ models, clock }, id, scope);
    const found = await models.Conversation.find({
      ...scope,
      consumer,
      _id: { $ne: id },
      state: { $ne: 'expired' },
      expiresAt: { $gt: new Date(clock.now()) },
    })
      .sort({ startedAt: -1 })
      .limit(most)
      .lean<ConversationDocument[]>();
    const keys = await vault.open(found.map(({ _id }) => _id as ConversationId));
    return {
      earlier: found.map(({ _id, state, startedAt, closedAt, page }) => {
        const key = keys.get(_id as ConversationId);
        return {
          id: _id as ConversationId,
          state: state === 'expired' ? 'closed' : state,
          startedAt: startedAt.getTime(),
          closedAt: closedAt?.getTime() ?? null,
          page: key && page ? unseal(key, `${_id}/page`, bytesOf(page)).toString('utf8') : null,
        };
      }),
    };
  };
