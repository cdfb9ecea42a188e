/** Each operation and what carries it out. One that is missing does not compile. */
import type { OperationName, OperationNamed } from '@parlour/shared/protocol/registry.js';
import { acceptInvitationCase, readInvitationCase } from './accounts/accept-invitation.js';
import { changeAccountCase } from './accounts/change-account.js';
import { changePasswordCase } from './accounts/change-password.js';
import { confirmSessionCase } from './accounts/confirm-session.js';
import { endSessionsCase } from './accounts/end-sessions.js';
import { forgetPasswordCase } from './accounts/forget-password.js';
import { inviteAccountCase } from './accounts/invite-account.js';
import { listAccountsCase } from './accounts/list-accounts.js';
import { listSessionsCase } from './accounts/list-sessions.js';
import { createTokenCase, listTokensCase, revokeTokenCase } from './accounts/manage-tokens.js';
import { resetPasswordCase } from './accounts/reset-password.js';
import {
  beginSecondFactorCase,
  confirmSecondFactorCase,
  endSecondFactorCase,
} from './accounts/set-up-second-factor.js';
import { closeSessionCase } from './accounts/close-session.js';
import { openSessionCase } from './accounts/open-session.js';
import { showSessionCase } from './accounts/show-session.js';
import { auditStateCase, verifyAuditCase } from './audit/audit-state.js';
import { listAuditCase } from './audit/list-audit.js';
import { listOwnAuditCase } from './audit/list-own-audit.js';
import { consentReceiptCase } from './consent/consent-receipt.js';
import { decideConsentCase } from './consent/decide-consent.js';
import type { Context } from './context.js';
import { acceptConversationCase } from './conversations/accept-conversation.js';
import { acknowledgeCase } from './conversations/acknowledge-messages.js';
import { closeConversationCase } from './conversations/close-conversation.js';
import { listEarlierCase } from './conversations/list-earlier.js';
import { listInboxCase } from './conversations/list-inbox.js';
import { showInboxEntryCase } from './conversations/show-inbox-entry.js';
import { welcomeCase } from './conversations/read-welcome.js';
import { sendMessageCase } from './conversations/send-message.js';
import { showTypingCase } from './conversations/show-typing.js';
import { startConversationCase } from './conversations/start-conversation.js';
import { syncCase } from './conversations/sync-conversation.js';
import { readAppearanceCase, setAppearanceCase } from './appearance/manage-appearance.js';
import { giveContactCase } from './contact/contact.js';
import { sendNewsCase } from './contact/send-news.js';
import { publishTestimonialCase, readTestimonialCase } from './testimonials/publish-testimonial.js';
import {
  listTestimonialsCase,
  removeTestimonialCase,
  showTestimonialsCase,
} from './testimonials/show-testimonials.js';
import { readHoursCase, setHoursCase } from './hours/manage-hours.js';
import { readPreChatCase, setPreChatCase } from './pre-chat/manage-pre-chat.js';
import { correctProfileCase, readProfileCase } from './pre-chat/profile.js';
import { readIdentityKeyCase, rotateIdentityKeyCase } from './identity/manage-identity.js';
import { readReportCase } from './reports/read-report.js';
import { pageStatisticsCase } from './statistics/show-pages.js';
import { readFileCase, readFileLimitsCase } from './files/read-file.js';
import { sendFileCase } from './files/send-file.js';
import { readMaskingCase, setMaskingCase } from './masking/manage-masking.js';
import { declineOfferCase, listOffersCase } from './assignment/answer-offers.js';
import { readAssignmentCase, setAssignmentCase, setCapacityCase } from './assignment/manage-assignment.js';
import { blockConsumerCase, listBlocksCase, unblockConsumerCase } from './blocking/block-consumer.js';
import { reportAgentCase } from './blocking/report-agent.js';
import { snoozeConversationCase, wakeConversationCase } from './conversations/snooze-conversation.js';
import { transferConversationCase } from './conversations/transfer-conversation.js';
import { chooseAvailabilityCase } from './presence/choose-availability.js';
import { rateConversationCase } from './ratings/rate-conversation.js';
import { decideRequestCase, listRequestsCase, openRequestCase } from './requests/decide-request.js';
import { correctMessageCase } from './requests/correct-message.js';
import { eraseDataCase } from './requests/erase-data.js';
import { downloadExportCase, exportDataCase } from './requests/export-data.js';
import { askLinkCase, openLinkCase } from './requests/mailed-link.js';
import { resumeAccessCase } from './requests/resume-chat.js';
import { accessWaysCase, closeAccessCase, makeCodeCase, openAccessCase } from './requests/open-access.js';
import { readOwnDataCase } from './requests/own-data.js';
import { askPasskeyCase, openByPasskeyCase } from './passkeys/open-by-passkey.js';
import {
  addPasskeyCase,
  beginPasskeyCase,
  listPasskeysCase,
  removePasskeyCase,
} from './passkeys/own-passkeys.js';
import { askProofCase } from './passkeys/prove-by-passkey.js';
import { removeOwnPictureCase, setOwnPictureCase } from './pictures/own-picture.js';
import { readPictureCase } from './pictures/read-picture.js';
import { acceptPoliciesCase, ownPoliciesCase } from './policies/accept-policies.js';
import { announcePolicyCase } from './policies/announce-policy.js';
import { listPoliciesCase, preparePolicyCase, publishPolicyCase } from './policies/publish-policy.js';
import { acknowledgeCustodyCase, listCustodyCase, readHeldCase } from './holds/custody.js';
import { exportTranscriptCase, readTranscriptCase } from './disclosures/export-transcript.js';
import {
  fileLegalRequestCase,
  listLegalRequestsCase,
  withdrawLegalRequestCase,
} from './disclosures/legal-requests.js';
import { mailTranscriptCase } from './disclosures/mail-transcript.js';
import {
  announceOwnershipChangeCase,
  cancelOwnershipChangeCase,
  carryOutOwnershipChangeCase,
  listOwnershipChangesCase,
  planOwnershipChangeCase,
} from './disclosures/ownership.js';
import { listProcessorsCase, removeProcessorCase, saveProcessorCase } from './disclosures/processors.js';
import { listDisclosuresCase, ownDisclosuresCase } from './disclosures/register.js';
import { downloadLegalPackageCase, releaseLegalRequestCase } from './disclosures/release-legal-request.js';
import { listHoldsCase } from './holds/list-holds.js';
import { placeHoldCase } from './holds/place-hold.js';
import { releaseHoldCase } from './holds/release-hold.js';
import { reviewHoldCase } from './holds/review-hold.js';
import { readHealthCase } from './health/read-health.js';
import { listLedgerCase } from './retention/list-ledger.js';
import {
  changeBoundsCase,
  changeRuleCase,
  previewBoundsCase,
  previewRuleCase,
  readBoundsCase,
  readRuleCase,
  undoBoundsCase,
  undoRuleCase,
} from './retention/manage-rules.js';
import { previewPurgeCase } from './retention/preview-purge.js';
import { readCertificateCase } from './retention/read-certificate.js';
import { retentionOverviewCase } from './retention/show-overview.js';
import { startPurgeCase } from './retention/start-purge.js';
import {
  listCannedRepliesCase,
  removeCannedReplyCase,
  saveCannedReplyCase,
} from './canned-replies/manage-canned-replies.js';
import { listColleaguesCase } from './colleagues/list-colleagues.js';
import { lookCase } from './colleagues/look.js';
import { listLabelsCase, removeLabelCase, saveLabelCase } from './labels/manage-labels.js';
import { putLabelsCase } from './labels/put-labels.js';
import {
  addObligationCase,
  endObligationCase,
  listObligationsCase,
  readObligedCase,
} from './obligations/manage-obligations.js';
import { addLawCase, endLawCase, listLawsCase } from './obligations/manage-laws.js';
import { listMentionsCase } from './notes/list-mentions.js';
import { listNotesCase } from './notes/list-notes.js';
import { writeNoteCase } from './notes/write-note.js';
import { searchTranscriptsCase } from './search/search-transcripts.js';
import {
  changeOrganizationCase,
  createOrganizationCase,
  listOrganizationsCase,
} from './organizations/manage-organizations.js';
import { askPlacementCase, invitePlacementCase } from './sites/ask-placement.js';
import { checkPageCase } from './sites/check-page.js';
import { embedCodeCase } from './sites/embed-code.js';
import {
  answerPlacementCase,
  endPlacementCase,
  listPlacementsCase,
  withdrawPlacementCase,
} from './sites/manage-placements.js';
import { changeSiteCase, createSiteCase, listSitesCase } from './sites/manage-sites.js';
import { endKeyCase, rotateKeyCase } from './sites/rotate-key.js';
import { siteCountsCase } from './sites/show-counts.js';
import type { UseCase } from './use-case.js';
import {
  changeWebhookCase,
  createWebhookCase,
  listDeliveriesCase,
  listWebhooksCase,
  removeWebhookCase,
  testWebhookCase,
} from './webhooks/manage-webhooks.js';

export type UseCases = { readonly [Name in OperationName]: UseCase<OperationNamed<Name>> };

export const createUseCases = (context: Context): UseCases => ({
  'welcome.read': welcomeCase(context),
  'conversation.start': startConversationCase(context),
  'conversation.sync': syncCase(context),
  'conversation.close': closeConversationCase(context),
  'conversation.accept': acceptConversationCase(context),
  'conversation.rate': rateConversationCase(context),
  'conversation.transfer': transferConversationCase(context),
  'conversation.snooze': snoozeConversationCase(context),
  'conversation.wake': wakeConversationCase(context),
  'assignment.read': readAssignmentCase(context),
  'assignment.set': setAssignmentCase(context),
  'agent.capacity': setCapacityCase(context),
  'availability.choose': chooseAvailabilityCase(context),
  'offer.list': listOffersCase(context),
  'offer.decline': declineOfferCase(context),
  'consumer.block': blockConsumerCase(context),
  'block.list': listBlocksCase(context),
  'block.end': unblockConsumerCase(context),
  'agent.report': reportAgentCase(context),
  'consent.decide': decideConsentCase(context),
  'inbox.list': listInboxCase(context),
  'inbox.show': showInboxEntryCase(context),
  'inbox.earlier': listEarlierCase(context),
  'message.send': sendMessageCase(context),
  'site.pages': pageStatisticsCase(context),
  'report.read': readReportCase(context),
  'file.send': sendFileCase(context),
  'file.read': readFileCase(context),
  'file.limits': readFileLimitsCase(context),
  'message.acknowledge': acknowledgeCase(context),
  'typing.show': showTypingCase(context),
  'note.write': writeNoteCase(context),
  'note.list': listNotesCase(context),
  'note.mentions': listMentionsCase(context),
  'colleague.list': listColleaguesCase(context),
  'colleague.look': lookCase(context),
  'canned_reply.list': listCannedRepliesCase(context),
  'canned_reply.save': saveCannedReplyCase(context),
  'canned_reply.remove': removeCannedReplyCase(context),
  'label.list': listLabelsCase(context),
  'label.save': saveLabelCase(context),
  'label.remove': removeLabelCase(context),
  'label.put': putLabelsCase(context),
  'obligation.list': listObligationsCase(context),
  'obligation.add': addObligationCase(context),
  'obligation.end': endObligationCase(context),
  'obligation.read': readObligedCase(context),
  'law.list': listLawsCase(context),
  'law.add': addLawCase(context),
  'law.end': endLawCase(context),
  'transcript.search': searchTranscriptsCase(context),
  'session.open': openSessionCase(context),
  'session.read': showSessionCase(context),
  'session.close': closeSessionCase(context),
  'session.list': listSessionsCase(context),
  'session.end': endSessionsCase(context),
  'session.confirm': confirmSessionCase(context),
  'password.change': changePasswordCase(context),
  'password.forget': forgetPasswordCase(context),
  'password.reset': resetPasswordCase(context),
  'second-factor.begin': beginSecondFactorCase(context),
  'second-factor.confirm': confirmSecondFactorCase(context),
  'second-factor.end': endSecondFactorCase(context),
  'passkey.list': listPasskeysCase(context),
  'passkey.begin': beginPasskeyCase(context),
  'passkey.add': addPasskeyCase(context),
  'passkey.remove': removePasskeyCase(context),
  'passkey.ask': askPasskeyCase(context),
  'passkey.open': openByPasskeyCase(context),
  'passkey.prove': askProofCase(context),
  'picture.set': setOwnPictureCase(context),
  'picture.remove': removeOwnPictureCase(context),
  'picture.read': readPictureCase(context),
  'account.list': listAccountsCase(context),
  'account.invite': inviteAccountCase(context),
  'account.change': changeAccountCase(context),
  'invitation.read': readInvitationCase(context),
  'invitation.accept': acceptInvitationCase(context),
  'token.list': listTokensCase(context),
  'token.create': createTokenCase(context),
  'token.revoke': revokeTokenCase(context),
  'purge.preview': previewPurgeCase(context),
  'purge.start': startPurgeCase(context),
  'retention.overview': retentionOverviewCase(context),
  'health.read': readHealthCase(context),
  'ledger.list': listLedgerCase(context),
  'hold.place': placeHoldCase(context),
  'hold.list': listHoldsCase(context),
  'hold.release': releaseHoldCase(context),
  'hold.review': reviewHoldCase(context),
  'hold.custody': listCustodyCase(context),
  'hold.read': readHeldCase(context),
  'hold.acknowledge': acknowledgeCustodyCase(context),
  'rule.read': readRuleCase(context),
  'rule.preview': previewRuleCase(context),
  'rule.change': changeRuleCase(context),
  'rule.undo': undoRuleCase(context),
  'bounds.read': readBoundsCase(context),
  'bounds.preview': previewBoundsCase(context),
  'bounds.change': changeBoundsCase(context),
  'bounds.undo': undoBoundsCase(context),
  'audit.list': listAuditCase(context),
  'audit.own': listOwnAuditCase(context),
  'audit.state': auditStateCase(context),
  'audit.verify': verifyAuditCase(context),
  'certificate.read': readCertificateCase(context),
  'hours.read': readHoursCase(context),
  'hours.set': setHoursCase(context),
  'prechat.read': readPreChatCase(context),
  'prechat.set': setPreChatCase(context),
  'appearance.read': readAppearanceCase(context),
  'appearance.set': setAppearanceCase(context),
  'contact.give': giveContactCase(context),
  'news.send': sendNewsCase(context),
  'testimonial.show': showTestimonialsCase(context),
  'testimonial.publish': publishTestimonialCase(context),
  'testimonial.read': readTestimonialCase(context),
  'testimonial.list': listTestimonialsCase(context),
  'testimonial.remove': removeTestimonialCase(context),
  'profile.read': readProfileCase(context),
  'profile.correct': correctProfileCase(context),
  'identity.read': readIdentityKeyCase(context),
  'identity.rotate': rotateIdentityKeyCase(context),
  'masking.read': readMaskingCase(context),
  'masking.set': setMaskingCase(context),
  'consent.receipt': consentReceiptCase(context),
  'access.code': makeCodeCase(context),
  'access.resume': resumeAccessCase(context),
  'access.open': openAccessCase(context),
  'access.ways': accessWaysCase(context),
  'access.askLink': askLinkCase(context),
  'access.openLink': openLinkCase(context),
  'access.close': closeAccessCase(context),
  'data.read': readOwnDataCase(context),
  'data.export': exportDataCase(context),
  'data.download': downloadExportCase(context),
  'data.erase': eraseDataCase(context),
  'data.correct': correctMessageCase(context),
  'request.open': openRequestCase(context),
  'request.list': listRequestsCase(context),
  'request.decide': decideRequestCase(context),
  'site.list': listSitesCase(context),
  'site.create': createSiteCase(context),
  'site.change': changeSiteCase(context),
  'site.rotate': rotateKeyCase(context),
  'site.end-key': endKeyCase(context),
  'site.embed': embedCodeCase(context),
  'site.check': checkPageCase(context),
  'site.counts': siteCountsCase(context),
  'placement.list': listPlacementsCase(context),
  'placement.invite': invitePlacementCase(context),
  'placement.ask': askPlacementCase(context),
  'placement.answer': answerPlacementCase(context),
  'placement.withdraw': withdrawPlacementCase(context),
  'placement.end': endPlacementCase(context),
  'organization.list': listOrganizationsCase(context),
  'organization.create': createOrganizationCase(context),
  'organization.change': changeOrganizationCase(context),
  'policy.list': listPoliciesCase(context),
  'policy.prepare': preparePolicyCase(context),
  'policy.announce': announcePolicyCase(context),
  'policy.publish': publishPolicyCase(context),
  'policy.own': ownPoliciesCase(context),
  'policy.accept': acceptPoliciesCase(context),
  'disclosure.list': listDisclosuresCase(context),
  'disclosure.own': ownDisclosuresCase(context),
  'processor.list': listProcessorsCase(context),
  'processor.save': saveProcessorCase(context),
  'processor.remove': removeProcessorCase(context),
  'transcript.export': exportTranscriptCase(context),
  'transcript.mail': mailTranscriptCase(context),
  'transcript.read': readTranscriptCase(context),
  'webhook.list': listWebhooksCase(context),
  'webhook.create': createWebhookCase(context),
  'webhook.change': changeWebhookCase(context),
  'webhook.remove': removeWebhookCase(context),
  'webhook.test': testWebhookCase(context),
  'webhook.deliveries': listDeliveriesCase(context),
  'legal.list': listLegalRequestsCase(context),
  'legal.file': fileLegalRequestCase(context),
  'legal.release': releaseLegalRequestCase(context),
  'legal.withdraw': withdrawLegalRequestCase(context),
  'legal.download': downloadLegalPackageCase(context),
  'ownership.list': listOwnershipChangesCase(context),
  'ownership.plan': planOwnershipChangeCase(context),
  'ownership.announce': announceOwnershipChangeCase(context),
  'ownership.carry-out': carryOutOwnershipChangeCase(context),
  'ownership.cancel': cancelOwnershipChangeCase(context),
});
