import { auditOperations } from './audit.js';
import {
  beginSecondFactor,
  changePassword,
  closeSession,
  confirmSecondFactor,
  confirmSession,
  endSecondFactor,
  endSessions,
  forgetPassword,
  listSessions,
  openSession,
  resetPassword,
  showSession,
} from './account.js';
import {
  acceptInvitation,
  changeAccount,
  createToken,
  inviteAccount,
  listAccounts,
  listTokens,
  readInvitation,
  revokeToken,
} from './team.js';
import {
  acceptConversation,
  closeConversation,
  decideConsent,
  listEarlier,
  listInbox,
  showInboxEntry,
  startConversation,
  sync,
  welcome,
} from './conversation.js';
import { disclosureOperations } from './disclosure.js';
import { holdOperations } from './hold.js';
import { identityOperations } from './identity.js';
import { appearanceOperations } from './appearance.js';
import { accessLinkOperations } from './access-link.js';
import { contactOperations } from './contact.js';
import { hoursOperations } from './hours.js';
import { newsOperations } from './news.js';
import { testimonialOperations } from './testimonial.js';
import { preChatOperations } from './pre-chat.js';
import { legalOperations } from './legal-request.js';
import { maskingOperations } from './masking.js';
import { acknowledge, sendMessage, showTyping } from './message.js';
import { consentOperations } from './consent.js';
import { fileOperations } from './file.js';
import { pageStatistics } from './page-statistics.js';
import { cannedReplyOperations } from './canned-reply.js';
import { colleagueOperations } from './colleague.js';
import { labelOperations } from './label.js';
import { obligationOperations } from './obligation.js';
import { readReport } from './report.js';
import { noteOperations } from './note.js';
import { organizationOperations } from './organization.js';
import { placementOperations } from './placement.js';
import { ownershipOperations } from './ownership.js';
import { passkeyOperations } from './passkey.js';
import { readHealth } from './health.js';
import { pictureOperations } from './picture.js';
import { policyOperations } from './policy.js';
import { privacyOperations } from './privacy.js';
import { assignmentOperations } from './assignment.js';
import { blockingOperations } from './blocking.js';
import { handoverOperations } from './handover.js';
import { ratingOperations } from './rating.js';
import { ruleOperations } from './retention-rule.js';
import { searchOperations } from './search.js';
import { listLedger, previewPurge, retentionOverview, startPurge } from './retention.js';
import { webhookOperations } from './webhook.js';
import { siteOperations } from './site.js';

/** Every operation there is. A route or a listener outside it fails a test. */
export const operations = [
  welcome,
  startConversation,
  sync,
  closeConversation,
  acceptConversation,
  decideConsent,
  listEarlier,
  listInbox,
  showInboxEntry,
  sendMessage,
  acknowledge,
  showTyping,
  openSession,
  showSession,
  closeSession,
  listSessions,
  endSessions,
  confirmSession,
  changePassword,
  forgetPassword,
  resetPassword,
  beginSecondFactor,
  confirmSecondFactor,
  endSecondFactor,
  ...passkeyOperations,
  ...pictureOperations,
  listAccounts,
  inviteAccount,
  changeAccount,
  readInvitation,
  acceptInvitation,
  listTokens,
  createToken,
  revokeToken,
  previewPurge,
  startPurge,
  retentionOverview,
  readHealth,
  listLedger,
  ...maskingOperations,
  ...identityOperations,
  ...fileOperations,
  pageStatistics,
  readReport,
  ...hoursOperations,
  ...preChatOperations,
  ...appearanceOperations,
  ...accessLinkOperations,
  ...contactOperations,
  ...newsOperations,
  ...testimonialOperations,
  ...ratingOperations,
  ...assignmentOperations,
  ...handoverOperations,
  ...blockingOperations,
  ...holdOperations,
  ...ruleOperations,
  ...auditOperations,
  ...policyOperations,
  ...consentOperations,
  ...privacyOperations,
  ...disclosureOperations,
  ...webhookOperations,
  ...legalOperations,
  ...ownershipOperations,
  ...siteOperations,
  ...placementOperations,
  ...organizationOperations,
  ...noteOperations,
  ...colleagueOperations,
  ...cannedReplyOperations,
  ...labelOperations,
  ...obligationOperations,
  ...searchOperations,
] as const;

export type AnyOperation = (typeof operations)[number];
export type OperationName = AnyOperation['name'];
export type OperationNamed<Name extends OperationName> = Extract<AnyOperation, { readonly name: Name }>;
