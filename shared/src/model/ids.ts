/**
 * Identifiers. Each kind carries its own prefix, so that an id put in the wrong place is refused by shape
 * before any store is asked, and its own type, so that the compiler refuses it before that.
 */
declare const brand: unique symbol;

export type Id<Kind extends string> = string & { readonly [brand]: Kind };

export type AccountId = Id<'account'>;
export type ConversationId = Id<'conversation'>;
export type ConsumerId = Id<'consumer'>;
export type MerchantId = Id<'merchant'>;
export type ProviderId = Id<'provider'>;
export type SiteId = Id<'site'>;
export type PurgeRunId = Id<'purgeRun'>;
export type HoldId = Id<'hold'>;
export type RequestId = Id<'request'>;
/** Of a merchant to a site, or of a site by a merchant. */
export type InvitationId = Id<'invitation'>;
export type FileId = Id<'file'>;
export type DisclosureId = Id<'disclosure'>;
export type ProcessorId = Id<'processor'>;
export type WebhookId = Id<'webhook'>;
export type DeliveryId = Id<'delivery'>;
export type LegalRequestId = Id<'legalRequest'>;
export type OwnershipChangeId = Id<'ownershipChange'>;
export type CannedReplyId = Id<'cannedReply'>;
export type LabelId = Id<'label'>;
export type ObligationId = Id<'obligation'>;
export type ObligedRecordId = Id<'obligedRecord'>;
/** Of one picture of one account: another picture has another. */
export type PictureId = Id<'picture'>;

/** What an id starts with. What follows is 22 characters of base64url: at least 128 random or hashed bits. */
export const idPrefix = {
  account: 'acc_',
  conversation: 'cnv_',
  consumer: 'con_',
  merchant: 'mer_',
  provider: 'prv_',
  site: 'sit_',
  purgeRun: 'run_',
  hold: 'hld_',
  request: 'req_',
  invitation: 'inv_',
  file: 'fil_',
  disclosure: 'dis_',
  processor: 'prc_',
  webhook: 'whk_',
  delivery: 'evt_',
  legalRequest: 'lgl_',
  ownershipChange: 'own_',
  cannedReply: 'cnr_',
  label: 'lbl_',
  obligation: 'obl_',
  obligedRecord: 'kpt_',
  picture: 'pic_',
} as const;

export type IdKind = keyof typeof idPrefix;

export const idPattern = (kind: IdKind): RegExp => new RegExp(`^${idPrefix[kind]}[A-Za-z0-9_-]{22}$`);

/** 128 random bits made by a sender before its first attempt and reused for every retry (MSG-1). */
export const clientIdPattern = /^[A-Za-z0-9_-]{22}$/;

/** A consumer's opaque token: 256 random bits as base64url, without padding. */
export const consumerTokenPattern = /^[A-Za-z0-9_-]{43}$/;

/** WID-15: what the server gives for a resume code, to be shown in a token's place: of another form than any token. */
export const resumedTokenPattern = /^code\.[A-Za-z0-9_-]{43}$/;
