import type { Purpose } from '@parlour/shared/model/purpose.js';
import { policyAddress } from '@parlour/shared/model/policy.js';
import type {
  ConsentEventView,
  consentReceipt,
  ConsentReceipt,
  ReceiptPurpose,
} from '@parlour/shared/protocol/consent.js';
import { durationInWords } from '@parlour/shared/rules/expiry-words.js';
import type { Context } from '../context.js';
import type { ConversationDocument } from '../conversations/conversation.model.js';
import { findConversation } from '../conversations/find-conversation.js';
import type { UseCase } from '../use-case.js';
import type { ConsentEventDocument } from './consent-event.model.js';

/** CON-7: the receipt of a conversation's answers. Holds no address and no user agent, since none is kept. */
export const consentReceiptCase =
  (context: Context): UseCase<typeof consentReceipt> =>
  async ({ conversation: id }, { scope }) => {
    const conversation = await findConversation(context, id, scope);
    return { receipt: await receiptOf(context, conversation) };
  };

export async function receiptOf(
  { models, directory, publicOrigin }: Context,
  conversation: ConversationDocument,
): Promise<ConsentReceipt> {
  const events = await models.ConsentEvent.find({ conversation: conversation._id })
    .sort({ number: 1 })
    .lean<ConsentEventDocument[]>();
  const merchant = (await directory.merchant(conversation.merchant))?.name ?? '';
  const last = events.at(-1);
  const asked = [...new Set(events.map(({ purpose }) => purpose))];
  return {
    'dct:conformsTo': 'https://w3id.org/dpv/schema/dpv-27560',
    schema_version: 'ISO-TS-27560:2023',
    record_id: conversation._id,
    pii_principal_id: conversation.consumer,
    privacy_notice: {
      url: `${publicOrigin()}${policyAddress('consumer/privacy-agreement', last?.notice.version)}`,
      version: last?.notice.version ?? '',
      sha256: last?.notice.sha256 ?? '0'.repeat(64),
    },
    language: last?.locale ?? 'en',
    purposes: asked.map((purpose) =>
      describe(
        purpose,
        conversation,
        merchant,
        events.findLast((event) => event.purpose === purpose)?.surface,
      ),
    ),
    events: events.map((event) => ({
      event_time: event.at.toISOString(),
      validity_duration: null,
      entity_id: conversation.consumer,
      event_type: event.purpose,
      event_state: event.state,
      event_number: event.number,
      surface: event.surface,
      gpc_seen: event.gpc ?? false,
      notice_sha256: event.notice.sha256,
      ...evidenceOf(event),
    })),
  };
}

interface Data {
  readonly type: string;
  readonly attributes: readonly string[];
  readonly means: string;
}

const transcript = ['messages', 'times', 'page_title'];
const uses: Readonly<Record<Purpose, Data>> = {
  service: { type: 'Service provision', attributes: transcript, means: 'Shown to the merchant’s staff' },
  transcript_storage: {
    type: 'Keeping the transcript',
    attributes: transcript,
    means: 'Stored, encrypted with the conversation’s own key',
  },
  device_storage: {
    type: 'Storage on the device',
    attributes: ['random_key', 'unsent_messages'],
    means: 'Stored in the browser',
  },
  contact_followup: {
    type: 'Follow-up contact',
    attributes: ['contact_address'],
    means: 'One answer or follow-up',
  },
  marketing: { type: 'Direct marketing', attributes: ['contact_address'], means: 'News and offers by mail' },
  analytics: {
    type: 'Service measurement',
    attributes: ['times'],
    means: 'Counted, in groups of ten at least',
  },
  partner_sharing: {
    type: 'Sharing with partners',
    attributes: ['named_fields'],
    means: 'Passed on to the named partner',
  },
  publication: { type: 'Publication', attributes: ['rating_comment'], means: 'Shown in public as approved' },
};

function describe(
  purpose: Purpose,
  { rules }: ConversationDocument,
  merchant: string,
  surface: ConsentEventDocument['surface'] | undefined,
): ReceiptPurpose {
  const { type, attributes, means } = uses[purpose];
  return {
    purpose,
    purpose_type: type,
    lawful_basis: 'Consent',
    pii_information: attributes.map((attribute) => ({
      pii_type: attribute,
      pii_attribute_id: attribute,
      pii_optional: true,
      sensitive_pii_category: false,
    })),
    collection_method:
      surface === 'page' ? 'Said to the page around the chat, which passed it on' : 'Given in the chat',
    processing_method: means,
    storage_locations: [purpose === 'device_storage' ? 'This device' : 'This installation'],
    retention_period: durationInWords(Math.min(Math.max(rules.merchant, rules.floor), rules.ceiling)),
    recipient_third_parties: merchant === '' ? [] : [merchant],
    jurisdiction: 'Where the consumer lives',
    withdrawal_method: '“Your data” in the chat, or /consumer',
    privacy_rights: ['access', 'correction', 'deletion', 'objection', 'complaint'],
    authority_party: 'The data protection authority of the place where the consumer lives',
  };
}

export const consentEventView = (event: ConsentEventDocument): ConsentEventView => ({
  number: event.number,
  purpose: event.purpose,
  state: event.state,
  at: event.at.getTime(),
  notice: event.notice,
  locale: event.locale,
  surface: event.surface,
  gpc: event.gpc ?? false,
  ...evidenceOf(event),
});

const evidenceOf = ({ evidence }: ConsentEventDocument): Pick<ConsentEventView, 'evidence'> =>
  evidence
    ? { evidence: { confirmed: 'mail', link: evidence.link, mailedAt: evidence.mailedAt.getTime() } }
    : {};
