import { z } from 'zod';
import { purposes } from '../model/purpose.js';
import { conversationId, sha256, time } from './fields.js';

const state = z.enum(['requested', 'given', 'refused', 'withdrawn', 'renewed', 'expired', 'invalidated']);

/** OPT-4: what shows a confirmation: the hash of the link that was mailed, and when. */
const evidence = z.object({ confirmed: z.literal('mail'), link: sha256, mailedAt: time });

export const consentEvent = z
  .object({
    number: z.int(),
    purpose: z.enum(purposes),
    state,
    at: time,
    notice: z.object({ version: z.string(), sha256 }),
    locale: z.string(),
    surface: z.enum(['widget', 'page', 'portal', 'gpc', 'mail']),
    gpc: z.boolean(),
    evidence: evidence.optional(),
  })
  .meta({ id: 'ConsentEvent' });

const receipt = z
  .object({
    'dct:conformsTo': z.string(),
    schema_version: z.string(),
    record_id: z.string(),
    pii_principal_id: z.string(),
    privacy_notice: z.object({ url: z.string(), version: z.string(), sha256 }),
    language: z.string(),
    purposes: z.array(
      z.object({
        purpose: z.enum(purposes),
        purpose_type: z.string(),
        lawful_basis: z.string(),
        pii_information: z.array(
          z.object({
            pii_type: z.string(),
            pii_attribute_id: z.string(),
            pii_optional: z.boolean(),
            sensitive_pii_category: z.boolean(),
          }),
        ),
        collection_method: z.string(),
        processing_method: z.string(),
        storage_locations: z.array(z.string()),
        retention_period: z.string(),
        recipient_third_parties: z.array(z.string()),
        jurisdiction: z.string(),
        withdrawal_method: z.string(),
        privacy_rights: z.array(z.string()),
        authority_party: z.string(),
      }),
    ),
    events: z.array(
      z.object({
        event_time: z.string(),
        validity_duration: z.string().nullable(),
        entity_id: z.string(),
        event_type: z.enum(purposes),
        event_state: state,
        event_number: z.int(),
        surface: z.string(),
        gpc_seen: z.boolean(),
        notice_sha256: sha256,
        evidence: evidence.optional(),
      }),
    ),
  })
  .meta({ id: 'ConsentReceipt' });

export const consentSchemas = {
  'consent.receipt': {
    input: z.strictObject({ conversation: conversationId }),
    output: z.object({ receipt }),
  },
};
