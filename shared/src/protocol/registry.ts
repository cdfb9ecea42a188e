import { closeSession, openSession, showSession } from './account.js';
import {
  acceptConversation,
  closeConversation,
  decideConsent,
  listInbox,
  startConversation,
  sync,
  welcome,
} from './conversation.js';
import { maskingOperations } from './masking.js';
import { acknowledge, sendMessage, showTyping } from './message.js';
import { policyOperations } from './policy.js';
import { listLedger, previewPurge, retentionOverview, startPurge } from './retention.js';

/** Every operation there is. A route or a listener outside it fails a test. */
export const operations = [
  welcome,
  startConversation,
  sync,
  closeConversation,
  acceptConversation,
  decideConsent,
  listInbox,
  sendMessage,
  acknowledge,
  showTyping,
  openSession,
  showSession,
  closeSession,
  previewPurge,
  startPurge,
  retentionOverview,
  listLedger,
  ...maskingOperations,
  ...policyOperations,
] as const;

export type AnyOperation = (typeof operations)[number];
export type OperationName = AnyOperation['name'];
export type OperationNamed<Name extends OperationName> = Extract<AnyOperation, { readonly name: Name }>;
