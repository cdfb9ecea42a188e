import type { ConversationId } from '../model/ids.js';
import type { ConsentState, Purpose } from '../model/purpose.js';
import { operation } from './define.js';

/** One answer, as it was recorded (CON-2). */
export interface ConsentEventView {
  readonly number: number;
  readonly purpose: Purpose;
  readonly state: ConsentState;
  readonly at: number;
  readonly notice: { readonly version: string; readonly sha256: string };
  readonly locale: string;
  readonly surface: 'widget' | 'page' | 'portal' | 'gpc' | 'mail';
  readonly gpc: boolean;
  readonly evidence?: ConfirmationEvidence | undefined;
}

/** OPT-4: what shows that whoever reads an address has confirmed: the hash of the link, and when it was mailed. */
export interface ConfirmationEvidence {
  readonly confirmed: 'mail';
  readonly link: string;
  readonly mailedAt: number;
}

/** A consent receipt with the field names of ISO/IEC TS 27560, as the W3C's DPV guide writes them. */
export interface ConsentReceipt {
  readonly 'dct:conformsTo': string;
  readonly schema_version: string;
  readonly record_id: string;
  /** The consumer at this merchant and site: a code from which nobody can go back to a device. */
  readonly pii_principal_id: string;
  readonly privacy_notice: { readonly url: string; readonly version: string; readonly sha256: string };
  readonly language: string;
  readonly purposes: readonly ReceiptPurpose[];
  readonly events: readonly ReceiptEvent[];
}

export interface ReceiptPurpose {
  readonly purpose: Purpose;
  readonly purpose_type: string;
  readonly lawful_basis: string;
  readonly pii_information: readonly {
    readonly pii_type: string;
    readonly pii_attribute_id: string;
    readonly pii_optional: boolean;
    readonly sensitive_pii_category: boolean;
  }[];
  readonly collection_method: string;
  readonly processing_method: string;
  readonly storage_locations: readonly string[];
  readonly retention_period: string;
  readonly recipient_third_parties: readonly string[];
  readonly jurisdiction: string;
  readonly withdrawal_method: string;
  readonly privacy_rights: readonly string[];
  readonly authority_party: string;
}

export interface ReceiptEvent {
  readonly event_time: string;
  readonly validity_duration: string | null;
  readonly entity_id: string;
  readonly event_type: Purpose;
  readonly event_state: ConsentState;
  readonly event_number: number;
  readonly surface: string;
  readonly gpc_seen: boolean;
  readonly notice_sha256: string;
  readonly evidence?: ConfirmationEvidence | undefined;
}

export const consentReceipt = operation<{ conversation: ConversationId }, { receipt: ConsentReceipt }>()({
  name: 'consent.receipt',
  summary: 'The receipt of every answer about consent in a conversation (CON-7, ISO/IEC TS 27560).',
  capability: 'consent.decide',
  purpose: 'service',
  limit: 'read',
  http: ['GET', '/conversations/:conversation/consent'],
  socket: true,
});

export const consentOperations = [consentReceipt] as const;
