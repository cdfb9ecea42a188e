/** Disclosures: content that left the platform, to whom, why, and on which basis (DIS-1). */
export const disclosureKinds = [
  'webhook',
  'transcript_mail',
  'staff_export',
  'legal_request',
  'ownership_change',
] as const;

export type DisclosureKind = (typeof disclosureKinds)[number];

/** Who received it. A `processor` works for the merchant; a `third_party` uses it for its own ends (DIS-4). */
export const recipientCategories = [
  'processor',
  'third_party',
  'consumer',
  'staff',
  'authority',
  'successor',
] as const;

export type RecipientCategory = (typeof recipientCategories)[number];

/** What a merchant may enter into the registry of processors. */
export const processorCategories = [
  'processor',
  'third_party',
] as const satisfies readonly RecipientCategory[];
export type ProcessorCategory = (typeof processorCategories)[number];

export const disclosureBases = [
  'consumer_asked',
  'contract',
  'consent',
  'legitimate_interest',
  'legal_obligation',
] as const;

export type DisclosureBasis = (typeof disclosureBases)[number];

/** What a recipient may be allowed, each on its own (DIS-2). `reference` is the bare id and the time of an event. */
export const disclosedFields = [
  'reference',
  'state',
  'site',
  'page',
  'sender',
  'text',
  'consents',
  'expiry',
  'rating',
  'notes',
] as const;

/** Notes are between agents: nobody outside may be allowed them. */
export const processorFields = disclosedFields.filter((field) => field !== 'notes');

export type DisclosedField = (typeof disclosedFields)[number];

/** What a merchant's endpoint can be told of. */
export const webhookEvents = [
  'conversation.started',
  'message.posted',
  'conversation.closed',
  'conversation.rated',
  'conversation.purged',
] as const;

export type WebhookEvent = (typeof webhookEvents)[number];

/**
 * `waiting` is tried again, `given_up` is not; `dropped` was never sent, since what it was about is hidden or gone,
 * the endpoint is off, or the consumer has not agreed.
 */
export const deliveryStates = ['waiting', 'delivered', 'given_up', 'dropped'] as const;
export type DeliveryState = (typeof deliveryStates)[number];

/** How the receiver knows that it is from here and new: HMAC-SHA-256 over `<timestamp>.<body>`, in hexadecimal. */
export const webhookHeaders = {
  event: 'parlour-event',
  id: 'parlour-event-id',
  /** Seconds since the epoch, of this attempt. */
  timestamp: 'parlour-timestamp',
  /** `v1=<hexadecimal>` */
  signature: 'parlour-signature',
} as const;
