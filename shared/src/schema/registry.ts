/**
 * The validators of every operation, held by type against the operations themselves: one that is missing, or
 * whose shape differs from what its declaration says, does not compile. Objects of input are strict, so a field
 * that is not declared (role, merchant, seq …) is refused and not ignored.
 */
import { z } from 'zod';
import type { InputOf, OutputOf } from '../protocol/define.js';
import type { OperationName, OperationNamed } from '../protocol/registry.js';
import { accountSchemas } from './account.js';
import {
  clientId,
  conversationId,
  cursor,
  decisions,
  labelId,
  locale,
  messageText,
  nothing,
  seq,
  seqOut,
  sha256,
  time,
} from './fields.js';
import { ofClass } from './field-class.js';
import { auditSchemas } from './audit.js';
import { disclosureSchemas } from './disclosure.js';
import { holdSchemas } from './hold.js';
import { appearanceSchemas, appearanceTold } from './appearance.js';
import { contactSchemas } from './contact.js';
import { hoursSchemas, openingState } from './hours.js';
import { newsSchemas } from './news.js';
import { testimonialSchemas } from './testimonial.js';
import { preChatAnswers, preChatField, preChatSchemas } from './pre-chat.js';
import { identitySchemas } from './identity.js';
import { maskingSchemas } from './masking.js';
import { consentSchemas } from './consent.js';
import { fileSchemas } from './file.js';
import { cannedReplySchemas } from './canned-reply.js';
import { colleagueSchemas } from './colleague.js';
import { labelSchemas } from './label.js';
import { obligationSchemas } from './obligation.js';
import { noteSchemas } from './note.js';
import { searchSchemas } from './search.js';
import { passkeySchemas } from './passkey.js';
import { healthSchemas } from './health.js';
import { pictureSchemas } from './picture.js';
import { policySchemas } from './policy.js';
import { privacySchemas } from './privacy.js';
import { assignmentSchemas } from './assignment.js';
import { blockingSchemas } from './blocking.js';
import { handoverSchemas } from './handover.js';
import { ratingSchemas } from './rating.js';
import { reportSchemas } from './report.js';
import { ruleSchemas } from './retention-rule.js';
import { organizationSchemas, placementSchemas, siteSchemas } from './site.js';
import { comingPolicy, conversation, inboxEntry, ledgerEntry, message, purgeRun } from './views.js';

export interface OperationSchema<Input, Output> {
  readonly input: z.ZodType<Input>;
  readonly output: z.ZodType<Output>;
}

type Schemas = {
  readonly [Name in OperationName]: OperationSchema<
    InputOf<OperationNamed<Name>>,
    OutputOf<OperationNamed<Name>>
  >;
};

const conversationOnly = z.strictObject({ conversation: conversationId });
const withConversation = z.object({ conversation });
const empty = z.object({});

export const schemas: Schemas = {
  ...identitySchemas,
  ...maskingSchemas,
  ...fileSchemas,
  ...hoursSchemas,
  ...preChatSchemas,
  ...appearanceSchemas,
  ...contactSchemas,
  ...newsSchemas,
  ...testimonialSchemas,
  ...ratingSchemas,
  ...assignmentSchemas,
  ...handoverSchemas,
  ...blockingSchemas,
  ...holdSchemas,
  ...ruleSchemas,
  ...auditSchemas,
  ...policySchemas,
  ...consentSchemas,
  ...privacySchemas,
  ...disclosureSchemas,
  ...siteSchemas,
  ...placementSchemas,
  ...organizationSchemas,
  ...noteSchemas,
  ...colleagueSchemas,
  ...cannedReplySchemas,
  ...labelSchemas,
  ...obligationSchemas,
  ...reportSchemas,
  ...searchSchemas,
  'welcome.read': {
    input: nothing,
    output: z.object({
      merchant: z.object({ slug: z.string(), name: z.string() }),
      greeting: z.string(),
      presence: z.enum(['online', 'offline']),
      hours: openingState.extend({ timeZone: z.string() }).nullable(),
      mail: z.boolean(),
      asksMarketing: z.boolean(),
      preChat: z.array(preChatField),
      appearance: appearanceTold,
      notice: z.object({ version: z.string(), sha256, text: z.string() }),
      coming: z.array(comingPolicy),
      retention: z.object({ floor: z.int(), ceiling: z.int(), merchant: z.int() }),
      law: z.object({ basis: z.string(), keep: z.int() }).optional(),
      conversation: conversationId.nullable(),
    }),
  },
  'conversation.start': {
    input: z.strictObject({
      notice: sha256,
      decisions,
      locale,
      answers: preChatAnswers.optional(),
      page: z.strictObject({ title: z.string().max(200), path: z.string().max(500) }).optional(),
    }),
    output: withConversation,
  },
  'conversation.sync': {
    input: z.strictObject({ conversation: conversationId, after: seq }),
    output: z.object({
      conversation,
      messages: z.array(message),
      more: z.boolean(),
      place: z.int().optional(),
    }),
  },
  'conversation.close': { input: conversationOnly, output: withConversation },
  'conversation.accept': { input: conversationOnly, output: withConversation },
  'consent.decide': {
    input: z.strictObject({ conversation: conversationId, notice: sha256, decisions, locale }),
    output: withConversation,
  },
  'inbox.show': { input: conversationOnly, output: z.object({ entry: inboxEntry }) },
  'inbox.earlier': {
    input: conversationOnly,
    output: z.object({
      earlier: z.array(
        z.object({
          id: conversationId,
          state: z.enum(['queued', 'active', 'closed']),
          startedAt: time,
          closedAt: time.nullable(),
          page: ofClass('transcript', z.string()).nullable(),
        }),
      ),
    }),
  },
  'inbox.list': {
    input: z.strictObject({
      view: z.enum(['queue', 'mine', 'all', 'closed']),
      before: cursor.optional(),
      label: labelId.optional(),
    }),
    output: z.object({
      entries: z.array(inboxEntry),
      counts: z.object({ queue: z.int(), mine: z.int(), all: z.int() }),
      next: z.string().nullable(),
    }),
  },
  'message.send': {
    input: z.strictObject({ conversation: conversationId, clientId, text: messageText }),
    output: z.object({ conversation: conversationId, clientId: z.string(), seq: seqOut, at: time }),
  },
  'message.acknowledge': {
    input: z.strictObject({ conversation: conversationId, delivered: seq.optional(), read: seq.optional() }),
    output: empty,
  },
  'typing.show': {
    input: z.strictObject({ conversation: conversationId, typing: z.boolean() }),
    output: empty,
  },
  ...accountSchemas,
  ...passkeySchemas,
  ...pictureSchemas,
  ...healthSchemas,
  'purge.preview': {
    input: nothing,
    output: z.object({
      asOf: time,
      conversations: z.int(),
      groups: z.array(z.object({ merchant: z.string(), rule: z.string(), conversations: z.int() })),
    }),
  },
  'purge.start': { input: nothing, output: z.object({ run: purgeRun }) },
  'retention.overview': {
    input: nothing,
    output: z.object({
      asOf: time,
      due: z.int(),
      overdue: z.int(),
      stored: z.int(),
      nextDueAt: time.nullable(),
      byDay: z.array(z.object({ date: z.string(), conversations: z.int() })),
      brake: z.object({ due: z.int(), stored: z.int() }).nullable(),
      runs: z.array(purgeRun),
    }),
  },
  'ledger.list': {
    input: z.strictObject({ before: cursor.optional(), conversation: conversationId.optional() }),
    output: z.object({ entries: z.array(ledgerEntry), next: z.string().nullable() }),
  },
};
