/** The rooms of Socket.IO, each named in one place. */
import type { AccountId, ConversationId, MerchantId } from '@parlour/shared/model/ids.js';

export const rooms = {
  /** Those who follow a conversation: its consumer's tabs, and the agents who have it open. */
  conversation: (id: ConversationId) => `conversation/${id}`,
  /** Of these, one side: each receives what is said about people in the shape that is theirs (AUT-1). */
  side: (id: ConversationId, role: 'consumer' | 'staff') => `${role}/${id}`,
  /** The agents of a merchant. */
  inbox: (merchant: MerchantId) => `inbox/${merchant}`,
  /** Widgets open at a merchant's placements, chatting or not. */
  lobby: (merchant: MerchantId) => `lobby/${merchant}`,
  session: (session: string) => `session/${session}`,
  account: (account: AccountId) => `account/${account}`,
  admins: 'admins',
} as const;
