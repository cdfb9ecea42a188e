/** Every collection, bound to one connection: several servers can live in one process, as in the tests. */
import type { Connection } from 'mongoose';
import { accountModel } from './accounts/account.model.js';
import { apiTokenModel } from './accounts/api-token.model.js';
import { attemptModel } from './accounts/attempts.model.js';
import { linkModel } from './accounts/link.model.js';
import { sessionModel } from './accounts/session.model.js';
import { assignmentRuleModel } from './assignment/assignment-rule.model.js';
import { blockModel } from './blocking/block.model.js';
import { auditCheckModel } from './audit/audit-check.model.js';
import { auditEntryModel } from './audit/audit-entry.model.js';
import { auditPayloadModel } from './audit/audit-payload.model.js';
import { consentEventModel } from './consent/consent-event.model.js';
import { conversationModel } from './conversations/conversation.model.js';
import { migrationModel } from './database/migrations/migration.model.js';
import { messageModel } from './conversations/message.model.js';
import { fileChunkModel } from './files/file-chunk.model.js';
import { fileModel } from './files/file.model.js';
import { pageHourModel } from './statistics/page-hour.model.js';
import { disclosureModel } from './disclosures/disclosure.model.js';
import { legalRequestModel } from './disclosures/legal-request.model.js';
import { legalPackageModel } from './disclosures/link.model.js';
import { ownershipChangeModel } from './disclosures/ownership-change.model.js';
import { processorModel } from './disclosures/processor.model.js';
import { holdModel } from './holds/hold.model.js';
import { identityKeyModel } from './identity/identity-key.model.js';
import { leaseModel } from './jobs/lease.model.js';
import { mailModel } from './mail/mail.model.js';
import { nodePresenceModel } from './presence/node-presence.model.js';
import { appearanceModel } from './appearance/appearance.model.js';
import { openingHoursModel } from './hours/opening-hours.model.js';
import { preChatModel } from './pre-chat/pre-chat.model.js';
import { suppressionModel } from './contact/suppression.model.js';
import { maskingRuleModel } from './masking/masking-rule.model.js';
import { passkeyModel } from './passkeys/passkey.model.js';
import { accountPictureModel } from './pictures/account-picture.model.js';
import { spentChallengeModel } from './passkeys/spent-challenge.model.js';
import { acceptanceModel } from './policies/acceptance.model.js';
import { policyVersionModel } from './policies/policy-version.model.js';
import { merchantDayModel } from './reports/merchant-day.model.js';
import { certificateModel } from './retention/certificate.model.js';
import { journalMarkModel } from './retention/journal-mark.model.js';
import { exportChunkModel } from './requests/export-chunk.model.js';
import { accessLinkModel } from './requests/link.model.js';
import { requestModel } from './requests/request.model.js';
import { consumerSessionModel } from './requests/session.model.js';
import { transcriptViewModel } from './requests/transcript-view.model.js';
import { purgeLedgerModel } from './retention/purge-ledger.model.js';
import { purgeRunModel } from './retention/purge-run.model.js';
import { retentionRuleModel } from './retention/retention-rule.model.js';
import { ruleChangeModel } from './retention/rule-change.model.js';
import { chatCountModel } from './sites/chat-count.model.js';
import { merchantModel } from './sites/merchant.model.js';
import { placementInvitationModel } from './sites/placement-invitation.model.js';
import { placementModel } from './sites/placement.model.js';
import { providerModel } from './sites/provider.model.js';
import { publishedFileModel } from './sites/published-file.model.js';
import { siteModel } from './sites/site.model.js';
import { cannedReplyModel } from './canned-replies/canned-reply.model.js';
import { labelModel } from './labels/label.model.js';
import { obligationModel } from './obligations/obligation.model.js';
import { obligedRecordModel } from './obligations/obliged-record.model.js';
import { noteModel } from './notes/note.model.js';
import { searchEntryModel } from './search/search-entry.model.js';
import { searchKeyModel } from './search/search-key.model.js';
import { searchMarkModel } from './search/search-mark.model.js';
import { conversationKeyModel } from './vault/conversation-key.model.js';
import { webhookDeliveryModel } from './webhooks/delivery.model.js';
import { webhookModel } from './webhooks/webhook.model.js';

export function createModels(connection: Connection) {
  return {
    Account: accountModel(connection),
    Session: sessionModel(connection),
    Attempt: attemptModel(connection),
    Link: linkModel(connection),
    ApiToken: apiTokenModel(connection),
    Passkey: passkeyModel(connection),
    AccountPicture: accountPictureModel(connection),
    SpentChallenge: spentChallengeModel(connection),
    Provider: providerModel(connection),
    Merchant: merchantModel(connection),
    Site: siteModel(connection),
    Placement: placementModel(connection),
    PlacementInvitation: placementInvitationModel(connection),
    ChatCount: chatCountModel(connection),
    PublishedFile: publishedFileModel(connection),
    Conversation: conversationModel(connection),
    Message: messageModel(connection),
    File: fileModel(connection),
    PageHour: pageHourModel(connection),
    MerchantDay: merchantDayModel(connection),
    FileChunk: fileChunkModel(connection),
    ConversationKey: conversationKeyModel(connection),
    ConsentEvent: consentEventModel(connection),
    RetentionRule: retentionRuleModel(connection),
    PurgeLedger: purgeLedgerModel(connection),
    PurgeRun: purgeRunModel(connection),
    Lease: leaseModel(connection),
    Migration: migrationModel(connection),
    NodePresence: nodePresenceModel(connection),
    AuditEntry: auditEntryModel(connection),
    AuditPayload: auditPayloadModel(connection),
    AuditCheck: auditCheckModel(connection),
    Hold: holdModel(connection),
    RuleChange: ruleChangeModel(connection),
    Certificate: certificateModel(connection),
    JournalMark: journalMarkModel(connection),
    Mail: mailModel(connection),
    IdentityKey: identityKeyModel(connection),
    MaskingRule: maskingRuleModel(connection),
    AssignmentRule: assignmentRuleModel(connection),
    Block: blockModel(connection),
    OpeningHours: openingHoursModel(connection),
    PreChat: preChatModel(connection),
    Suppression: suppressionModel(connection),
    Appearance: appearanceModel(connection),
    AccessLink: accessLinkModel(connection),
    ExportChunk: exportChunkModel(connection),
    Request: requestModel(connection),
    ConsumerSession: consumerSessionModel(connection),
    TranscriptView: transcriptViewModel(connection),
    PolicyVersion: policyVersionModel(connection),
    Acceptance: acceptanceModel(connection),
    Disclosure: disclosureModel(connection),
    Processor: processorModel(connection),
    LegalRequest: legalRequestModel(connection),
    LegalPackage: legalPackageModel(connection),
    OwnershipChange: ownershipChangeModel(connection),
    Webhook: webhookModel(connection),
    WebhookDelivery: webhookDeliveryModel(connection),
    Note: noteModel(connection),
    CannedReply: cannedReplyModel(connection),
    Label: labelModel(connection),
    Obligation: obligationModel(connection),
    ObligedRecord: obligedRecordModel(connection),
    SearchEntry: searchEntryModel(connection),
    SearchKey: searchKeyModel(connection),
    SearchMark: searchMarkModel(connection),
  };
}

export type Models = ReturnType<typeof createModels>;

/** Collections and indexes exist before anything is served; what is there already is left as it is. */
export async function prepareModels(models: Models): Promise<void> {
  await Promise.all(Object.values(models).map((model) => model.createIndexes()));
}
