/** Who and what takes part in a schedule, and how what may fail at any moment is asked until it answers. */
import { setTimeout as pause } from 'node:timers/promises';
import type { MessageView, ConversationView } from '@parlour/shared/model/conversation.js';
import type { ConversationId } from '@parlour/shared/model/ids.js';
import { sync } from '@parlour/shared/protocol/conversation.js';
import type { Cluster } from '@parlour/server/testing/cluster.js';
import { CallRefused } from '@parlour/widget/connection/connection.js';
import type { Client, Person } from './client.js';
import type { History } from './history.js';

/** Everything that takes part in one schedule. */
export interface Cast {
  readonly cluster: Cluster;
  readonly history: History;
  readonly conversation: ConversationId;
  readonly clients: readonly Client[];
  /** They know the conversation's id and are entitled to nothing of it. */
  readonly strangers: readonly Client[];
  readonly people: readonly Person[];
  /** What has been begun and is not over. */
  readonly pending: Promise<unknown>[];
  /** Texts that were sent under a clientId that another text had. */
  readonly conflicting: Set<string>;
  revokedAt: number | null;
  expiredAt: number | null;
  sessionOfSecondAgent: string;
}

/** Tries until it succeeds: other schedules may have killed what it needs. */
export async function insist<Value>(attempt: () => Promise<Value>): Promise<Value> {
  for (let tries = 0; ; tries++) {
    try {
      return await attempt();
    } catch (error) {
      if (tries === 200 || (error instanceof CallRefused && !error.retryable)) throw error;
      await pause(100);
    }
  }
}

export const fetchAll = async (
  client: Client,
  conversation: ConversationId,
): Promise<{ conversation: ConversationView; messages: MessageView[] }> => {
  const messages: MessageView[] = [];
  for (;;) {
    const page = await insist(() => client.connection.call(sync, { conversation, after: messages.length }));
    messages.push(...page.messages);
    if (!page.more) return { conversation: page.conversation, messages };
  }
};
