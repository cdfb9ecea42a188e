import type { BlockView } from '@parlour/shared/model/block.js';
import type { AccountId, ConsumerId, ConversationId } from '@parlour/shared/model/ids.js';
import type { blockConsumer, listBlocks, unblockConsumer } from '@parlour/shared/protocol/blocking.js';
import { Refusal } from '@parlour/shared/protocol/errors.js';
import { hour } from '@parlour/shared/rules/expiry.js';
import type { Context } from '../context.js';
import { announce } from '../conversations/announce.js';
import { closeIf, tellClose } from '../conversations/close-conversation.js';
import type { ConversationDocument } from '../conversations/conversation.model.js';
import { findConversation } from '../conversations/find-conversation.js';
import type { UseCase } from '../use-case.js';
import type { BlockDocument } from './block.model.js';
import { blockId } from './blocked.js';

/**
 * CNV-7: blocks whoever takes part in a conversation, for a set time. The block is stored first and what is open is
 * closed then, so that nothing begins in between; blocking again sets another time.
 */
export const blockConsumerCase =
  (context: Context): UseCase<typeof blockConsumer> =>
  async ({ conversation: id, hours, reason }, { caller, scope }) => {
    if (!('merchant' in caller)) throw new Refusal('forbidden');
    const { account: by, merchant } = caller;
    const { consumer } = await findConversation(context, id, scope);
    const at = context.clock.now();
    const block: BlockDocument = {
      _id: blockId({ merchant, consumer }),
      merchant,
      consumer,
      reason,
      at: new Date(at),
      until: new Date(at + hours * hour),
      by,
      conversation: id,
    };
    await context.models.Block.replaceOne({ _id: block._id }, block, { upsert: true });
    await context.audit.append({
      actor: by,
      action: 'consumer.block',
      target: id,
      payload: { hours, reason },
    });
    await closeOpen(context, { merchant, consumer }, by);
    return { block: (await blockViews(context, [block]))[0]! };
  };

/** Closes what is open between the two, as the merchant does. */
export async function closeOpen(
  context: Context,
  whose: { merchant: string; consumer: string },
  by: string,
): Promise<void> {
  for (;;) {
    const open = await context.models.Conversation.findOne({
      ...whose,
      open: true,
    }).lean<ConversationDocument>();
    if (!open) return;
    const closed = await closeIf(context, open, { sender: by, event: 'closed_by_agent' });
    if (!closed) continue;
    await tellClose(context, closed);
    await announce(context, closed);
  }
}

export const listBlocksCase =
  (context: Context): UseCase<typeof listBlocks> =>
  async (_input, { scope }) => {
    const blocks = await context.models.Block.find({
      ...scope,
      until: { $gt: new Date(context.clock.now()) },
    })
      .sort({ until: 1 })
      .limit(500)
      .lean<BlockDocument[]>();
    return { blocks: await blockViews(context, blocks) };
  };

export const unblockConsumerCase =
  ({ models, audit }: Context): UseCase<typeof unblockConsumer> =>
  async ({ consumer }, { caller, scope }) => {
    if (!('merchant' in caller)) throw new Refusal('forbidden');
    const ended = await models.Block.findOneAndDelete({ ...scope, consumer }).lean<BlockDocument>();
    if (!ended) throw new Refusal('not_found');
    const { conversation: target } = ended;
    await audit.append({ actor: caller.account, action: 'consumer.unblock', target, payload: {} });
    return {};
  };

async function blockViews(
  { directory, models, clock }: Context,
  blocks: readonly BlockDocument[],
): Promise<BlockView[]> {
  const names = await directory.agentNames(blocks.map(({ by }) => by));
  const kept = await models.Conversation.find(
    {
      _id: { $in: blocks.map(({ conversation }) => conversation) },
      state: { $ne: 'expired' },
      expiresAt: { $gt: new Date(clock.now()) },
    },
    { _id: 1 },
  ).lean();
  const stored = new Set(kept.map(({ _id }) => _id));
  return blocks.map(({ consumer, reason, at, until, by, conversation }) => ({
    consumer: consumer as ConsumerId,
    reason,
    at: at.getTime(),
    until: until.getTime(),
    by: { id: by as AccountId, name: names.get(by) ?? '' },
    conversation: stored.has(conversation) ? (conversation as ConversationId) : null,
  }));
}

/** Milliseconds between two clean-ups: what has ended is kept no longer than that. */
const every = 1 * hour;

export function watchBlocks({ models, clock, jobs }: Context): void {
  jobs.add({
    name: 'blocks',
    every,
    run: async () => {
      await models.Block.deleteMany({ until: { $lte: new Date(clock.now()) } });
    },
  });
}
