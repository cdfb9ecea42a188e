import type { AgentView } from './conversation.js';
import type { ConsumerId, ConversationId } from './ids.js';

/** CNV-7: why a consumer is blocked. A word of these and no text, so that nothing is kept of what they said. */
export const blockReasons = ['abuse', 'spam', 'threat', 'other'] as const;
export type BlockReason = (typeof blockReasons)[number];

/** The shortest and the longest block. */
export const blockHours = { least: 1, most: 24 * 365 } as const;

export interface BlockView {
  readonly consumer: ConsumerId;
  readonly reason: BlockReason;
  readonly at: number;
  readonly until: number;
  readonly by: AgentView;
  /** The conversation that it was about, for as long as that is kept. */
  readonly conversation: ConversationId | null;
}

/** What a consumer can say of an agent. */
export const reportReasons = ['rude', 'discrimination', 'wrong_information', 'privacy', 'other'] as const;
export type ReportReason = (typeof reportReasons)[number];
