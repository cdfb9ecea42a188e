import type { BlockReason, BlockView, ReportReason } from '../model/block.js';
import type { ConsumerId, ConversationId, RequestId } from '../model/ids.js';
import { operation } from './define.js';

export interface BlockInput {
  /** One of the consumer's conversations. */
  readonly conversation: ConversationId;
  readonly hours: number;
  readonly reason: BlockReason;
}

export const blockConsumer = operation<BlockInput, { block: BlockView }>()({
  name: 'consumer.block',
  summary:
    'Blocks a consumer for a set time: what is open is closed, and no new conversation with the merchant begins. It ends by itself.',
  capability: 'consumer.block',
  purpose: 'service',
  limit: 'write',
  http: ['POST', '/conversations/:conversation/block'],
  socket: true,
});

export const listBlocks = operation<Record<never, never>, { blocks: readonly BlockView[] }>()({
  name: 'block.list',
  summary: 'The consumers whom the merchant has blocked, the one that ends next first.',
  capability: 'block.manage',
  purpose: 'service',
  limit: 'read',
  http: ['GET', '/blocks'],
  socket: true,
});

export const unblockConsumer = operation<{ consumer: ConsumerId }, Record<never, never>>()({
  name: 'block.end',
  summary: 'Ends a block before its time.',
  capability: 'block.manage',
  purpose: 'service',
  limit: 'write',
  http: ['DELETE', '/blocks/:consumer'],
  socket: true,
});

export interface ReportInput {
  readonly conversation: ConversationId;
  readonly reason: ReportReason;
  /** Up to 1,000 characters; may be empty. */
  readonly text: string;
}

export const reportAgent = operation<ReportInput, { request: RequestId; dueOn: string }>()({
  name: 'agent.report',
  summary:
    'The consumer reports who answered them. It is a complaint: the merchant’s manager answers it, the platform sees that it is answered. While it waits for an answer there is one for each conversation.',
  capability: 'agent.report',
  purpose: 'service',
  limit: 'write',
  http: ['POST', '/conversations/:conversation/report'],
  socket: true,
});

export const blockingOperations = [blockConsumer, listBlocks, unblockConsumer, reportAgent] as const;
