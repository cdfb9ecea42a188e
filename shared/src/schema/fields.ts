/** The validators of single fields, each once. Strings only: an object, array or number is refused by type. */
import { z } from 'zod';
import { clientIdPattern, idPattern, idPrefix, type IdKind } from '../model/ids.js';
import { choosablePurposes } from '../model/purpose.js';
import { ofClass } from './field-class.js';
import { cleanText, fitsText, textLimits } from '../rules/text.js';
import type {
  AccountId,
  CannedReplyId,
  ConsumerId,
  ConversationId,
  FileId,
  DeliveryId,
  DisclosureId,
  HoldId,
  InvitationId,
  LabelId,
  LegalRequestId,
  MerchantId,
  ObligationId,
  ObligedRecordId,
  OwnershipChangeId,
  PictureId,
  ProcessorId,
  ProviderId,
  PurgeRunId,
  RequestId,
  SiteId,
  WebhookId,
} from '../model/ids.js';

const id = <Brand extends string>(kind: IdKind): z.ZodType<Brand, string> =>
  z
    .string()
    .regex(idPattern(kind), `an id that starts with ${idPrefix[kind]}`)
    .meta({ examples: [`${idPrefix[kind]}AAAAAAAAAAAAAAAAAAAAAA`] }) as unknown as z.ZodType<Brand, string>;

export const conversationId = id<ConversationId>('conversation');
export const accountId = ofClass('staff.id', id<AccountId>('account'));
/** Who takes part in a conversation; a consumer reads `agent` for whichever agent. */
export const participantId = z.union([z.literal('consumer'), accountId]);
export const consumerId = id<ConsumerId>('consumer');
export const purgeRunId = id<PurgeRunId>('purgeRun');
export const holdId = id<HoldId>('hold');
export const requestId = id<RequestId>('request');
export const siteId = id<SiteId>('site');
export const merchantId = id<MerchantId>('merchant');
export const invitationId = id<InvitationId>('invitation');
export const organizationId = z.union([merchantId, id<ProviderId>('provider')]);
export const fileId = id<FileId>('file');
export const disclosureId = id<DisclosureId>('disclosure');
export const processorId = id<ProcessorId>('processor');
export const webhookId = id<WebhookId>('webhook');
export const deliveryId = id<DeliveryId>('delivery');
export const legalRequestId = id<LegalRequestId>('legalRequest');
export const ownershipChangeId = id<OwnershipChangeId>('ownershipChange');
export const cannedReplyId = id<CannedReplyId>('cannedReply');
export const labelId = id<LabelId>('label');
export const obligationId = id<ObligationId>('obligation');
export const obligedRecordId = id<ObligedRecordId>('obligedRecord');
export const pictureId = id<PictureId>('picture');
export const clientId = z.string().regex(clientIdPattern, '128 random bits as 22 characters of base64url');

/** MSG-11. The raw string is bounded first, so that normalising cannot be made expensive. */
export const messageText = z
  .string()
  .max(textLimits.maxLength * 4, `at most ${textLimits.maxLength} characters`)
  .transform(cleanText)
  .refine(
    fitsText,
    `${textLimits.minLength} to ${textLimits.maxLength} characters, not counting space around them`,
  );

/** A sequence number; over HTTP it comes from the query as digits. */
export const seq = z.union([
  z.int().min(0),
  z
    .string()
    .regex(/^\d{1,15}$/)
    .transform(Number),
]);
export const seqOut = z.int().min(0);
export const time = z.int();
export const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256 in hexadecimal');
export const locale = z.string().regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/, 'a BCP 47 language tag');
export const cursor = z.string().regex(/^[A-Za-z0-9_.:-]{1,120}$/, 'what the answer before gave as "next"');
export const line = (max: number) => z.string().min(1).max(max);
export const nothing = z.strictObject({});
export const decisions = z
  .array(
    z.strictObject({
      purpose: z.enum(choosablePurposes),
      state: z.enum(['given', 'refused']),
      through: z.literal('page').optional(),
    }),
  )
  .max(choosablePurposes.length)
  .refine((list) => new Set(list.map(({ purpose }) => purpose)).size === list.length, 'each purpose once');
