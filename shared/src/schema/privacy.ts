import { z } from 'zod';
import { reportReasons } from '../model/block.js';
import {
  jurisdictions,
  refusalReasons,
  requestKinds,
  requestStates,
  writtenKinds,
} from '../model/request.js';
import { resumedTokenPattern } from '../model/ids.js';
import { obligedFields } from '../model/obligation.js';
import { consentEvent } from './consent.js';
import { email } from './contact.js';
import { ofClass } from './field-class.js';
import {
  accountId,
  clientId,
  conversationId,
  locale,
  messageText,
  nothing,
  requestId,
  seq,
  seqOut,
  sha256,
  time,
} from './fields.js';
import { testimonialRef } from './testimonial.js';
import { obligationTold } from './obligation.js';
import { expiry, rating } from './views.js';

/** Twenty characters of Crockford's base 32: a hundred bits. Read leniently, as people type. */
const code = z.string().min(20).max(40);
const token = z.string().regex(/^[A-Za-z0-9_-]{43}$/, 'what data.export gave');

const timeZone = z
  .string()
  .max(60)
  .refine((name) => {
    try {
      new Intl.DateTimeFormat('en', { timeZone: name });
      return true;
    } catch {
      return false;
    }
  }, 'an IANA time zone such as Europe/Berlin');

const request = z
  .object({
    id: requestId,
    kind: z.enum(requestKinds),
    state: z.enum(requestStates),
    receivedAt: time,
    jurisdiction: z.enum(jurisdictions),
    dueOn: z.string().nullable(),
    overdue: z.boolean(),
    closedAt: time.nullable(),
    reason: z.enum(refusalReasons).nullable(),
    text: ofClass('transcript', z.string()),
    answer: ofClass('transcript', z.string()),
    merchant: z.string(),
    report: z
      .object({
        agent: z.object({ id: accountId, name: z.string() }).nullable(),
        reason: z.enum(reportReasons),
        conversation: conversationId,
      })
      .optional(),
    withheld: z
      .array(z.object({ text: ofClass('transcript', z.string()), name: ofClass('transcript', z.string()) }))
      .optional(),
    disputeChannel: z.string().nullable(),
  })
  .meta({ id: 'PrivacyRequest' });

const keptConversation = z.object({
  id: conversationId,
  state: z.enum(['queued', 'active', 'closed']),
  startedAt: time,
  closedAt: time.nullable(),
  rating: rating.optional(),
  messages: z.int(),
  expiry,
  keeps: z.array(obligationTold),
  consents: z.array(consentEvent),
  viewers: z.array(
    z.object({ name: z.string(), firstAt: time, lastAt: time, byMail: z.literal(true).optional() }),
  ),
});

const writtenRequest = z.strictObject({
  kind: z.enum(writtenKinds),
  text: messageText,
  jurisdiction: z.enum(jurisdictions),
  timeZone,
  about: testimonialRef.optional(),
});

const empty = z.object({});
const withRequest = z.object({ request });

export const privacySchemas = {
  'access.code': {
    input: nothing,
    output: z.object({ code: ofClass('secret', z.string()), expiresAt: time }),
  },
  'access.resume': {
    input: z.strictObject({ code }),
    output: z.object({ token: ofClass('secret', z.string().regex(resumedTokenPattern)) }),
  },
  'access.open': { input: z.strictObject({ code }), output: empty },
  'access.ways': { input: nothing, output: z.object({ mail: z.boolean() }) },
  'access.askLink': {
    input: z.strictObject({
      email,
      shop: z.string().min(1).max(100),
      locale,
      request: writtenRequest.optional(),
    }),
    output: empty,
  },
  'access.openLink': { input: z.strictObject({ token }), output: z.object({ filed: z.boolean() }) },
  'access.close': { input: nothing, output: empty },
  'data.read': {
    input: nothing,
    output: z.object({
      merchant: z.string(),
      site: z.string(),
      conversations: z.array(keptConversation),
      delayed: z.array(z.object({ startedAt: time })),
      byLaw: z.array(z.object({ startedAt: time, until: time, basis: z.string() })),
      obliged: z.array(z.object({ basis: z.string(), fields: z.array(z.enum(obligedFields)), until: time })),
      requests: z.array(request),
      blockedUntil: time.optional(),
      byMail: z.literal(true).optional(),
      notice: z.object({ version: z.string(), sha256 }),
      gpc: z.boolean(),
    }),
  },
  'data.export': {
    input: nothing,
    output: z.object({ token: ofClass('secret', z.string()), expiresAt: time }),
  },
  'data.download': { input: z.strictObject({ token }), output: empty },
  'data.erase': {
    input: z.strictObject({ conversation: conversationId.optional() }),
    output: z.object({
      deleted: z.int(),
      delayed: z.int(),
      kept: z.int().optional(),
      copy: z.object({ token: ofClass('secret', z.string()), expiresAt: time }).optional(),
    }),
  },
  'data.correct': {
    input: z.strictObject({ conversation: conversationId, seq, clientId, text: messageText }),
    output: z.object({ seq: seqOut }),
  },
  'request.open': {
    input: writtenRequest,
    output: z.object({ request: requestId, dueOn: z.string() }),
  },
  'request.list': { input: nothing, output: z.object({ requests: z.array(request) }) },
  'request.decide': {
    input: z.strictObject({
      request: requestId,
      action: z.enum(['verify', 'start', 'extend', 'fulfil', 'fulfil_partly', 'deny']),
      reason: z.enum(refusalReasons).optional(),
      answer: messageText.optional(),
    }),
    output: withRequest,
  },
};
