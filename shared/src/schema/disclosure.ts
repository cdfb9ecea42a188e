import { z } from 'zod';
import {
  deliveryStates,
  disclosedFields,
  processorFields,
  disclosureBases,
  disclosureKinds,
  processorCategories,
  recipientCategories,
  webhookEvents,
} from '../model/disclosure.js';
import { ofClass } from './field-class.js';
import {
  conversationId,
  cursor,
  deliveryId,
  disclosureId,
  legalRequestId,
  line,
  nothing,
  ownershipChangeId,
  processorId,
  time,
  webhookId,
} from './fields.js';

const instant = z.int().min(0).max(8_640_000_000_000_000);
const empty = z.object({});
const distinct = <Item>(list: readonly Item[]): boolean => new Set(list).size === list.length;

const entry = z.object({
  id: disclosureId,
  kind: z.enum(disclosureKinds),
  recipient: z.string(),
  category: z.enum(recipientCategories),
  basis: z.enum(disclosureBases),
  fields: z.array(z.enum(disclosedFields)),
  purpose: z.string(),
  consentEvent: z.int().nullable(),
  firstAt: time,
  lastAt: time,
  times: z.int(),
});

const processor = z
  .object({
    id: processorId,
    name: z.string(),
    category: z.enum(processorCategories),
    purpose: z.string(),
    fields: z.array(z.enum(disclosedFields)),
    merchant: z.string(),
  })
  .meta({ id: 'Processor' });

const fields = z
  .array(z.enum(processorFields))
  .max(processorFields.length)
  .refine(distinct, 'each field once');
const transcriptFile = z.object({ name: z.string(), text: ofClass('transcript', z.string()) });

const disclosures = {
  'disclosure.list': {
    input: z.strictObject({ before: cursor.optional() }),
    output: z.object({
      disclosures: z.array(
        entry.extend({
          conversations: z.int().nullable(),
          merchant: z.string(),
          by: z.string(),
          shownFrom: time.nullable(),
        }),
      ),
      next: z.string().nullable(),
    }),
  },
  'disclosure.own': {
    input: nothing,
    output: z.object({
      disclosures: z.array(
        entry.extend({ startedAt: z.array(time), reason: ofClass('transcript', z.string()) }),
      ),
      ownership: z.object({ newOwner: z.string(), on: time }).nullable(),
    }),
  },
  'processor.list': { input: nothing, output: z.object({ processors: z.array(processor) }) },
  'processor.save': {
    input: z.strictObject({
      processor: processorId.optional(),
      name: line(120),
      category: z.enum(processorCategories),
      purpose: line(300),
      fields,
    }),
    output: z.object({ processor }),
  },
  'processor.remove': { input: z.strictObject({ processor: processorId }), output: empty },
  'transcript.export': {
    input: z.strictObject({
      conversation: conversationId,
      purpose: line(300).refine((words) => words.trim().length >= 5, 'says what it is needed for'),
      processor: processorId.optional(),
    }),
    output: transcriptFile,
  },
  'transcript.mail': {
    input: z.strictObject({ conversation: conversationId, to: z.email().max(254) }),
    output: empty,
  },
  'transcript.read': { input: z.strictObject({ conversation: conversationId }), output: transcriptFile },
};

const webhook = z
  .object({
    id: webhookId,
    url: z.string(),
    events: z.array(z.enum(webhookEvents)),
    processor: z.object({ id: processorId, name: z.string() }),
    enabled: z.boolean(),
    createdAt: time,
  })
  .meta({ id: 'Webhook' });

const delivery = z
  .object({
    id: deliveryId,
    event: z.enum([...webhookEvents, 'test']),
    at: time,
    state: z.enum(deliveryStates),
    attempts: z.int(),
    status: z.int().nullable(),
    duration: z.int().nullable(),
    problem: z.string().nullable(),
    nextAt: time.nullable(),
  })
  .meta({ id: 'WebhookDelivery' });

const events = z
  .array(z.enum(webhookEvents))
  .min(1)
  .max(webhookEvents.length)
  .refine(distinct, 'each event once');
const webhookOnly = z.strictObject({ webhook: webhookId });

const webhooks = {
  'webhook.list': { input: nothing, output: z.object({ webhooks: z.array(webhook) }) },
  'webhook.create': {
    // What kind of address it may be is decided where it is known what this installation allows.
    input: z.strictObject({
      url: z.url({ protocol: /^https?$/ }).max(2_000),
      events,
      processor: processorId,
    }),
    output: z.object({ webhook, secret: ofClass('secret', z.string()) }),
  },
  'webhook.change': {
    input: z.strictObject({ webhook: webhookId, enabled: z.boolean(), events }),
    output: z.object({ webhook }),
  },
  'webhook.remove': { input: webhookOnly, output: empty },
  'webhook.test': { input: webhookOnly, output: z.object({ delivery }) },
  'webhook.deliveries': { input: webhookOnly, output: z.object({ deliveries: z.array(delivery) }) },
};

const legalRequest = z
  .object({
    id: legalRequestId,
    authority: z.string(),
    reference: z.string(),
    basis: z.string(),
    scope: z.object({
      conversation: conversationId.nullable(),
      merchant: z.string().nullable(),
      from: time.nullable(),
      to: time.nullable(),
    }),
    conversations: z.int(),
    gagUntil: time.nullable(),
    held: z.boolean(),
    state: z.enum(['filed', 'released', 'withdrawn']),
    filedBy: z.string(),
    filedAt: time,
    decidedBy: z.string().nullable(),
    decidedAt: time.nullable(),
    own: z.boolean(),
  })
  .meta({ id: 'LegalRequest' });

const requestOnly = z.strictObject({ request: legalRequestId });

const legal = {
  'legal.list': { input: nothing, output: z.object({ requests: z.array(legalRequest) }) },
  'legal.file': {
    input: z.strictObject({
      authority: line(200),
      reference: line(200),
      basis: line(300),
      scope: z
        .strictObject({
          conversation: conversationId.optional(),
          merchant: line(80).optional(),
          from: instant.optional(),
          to: instant.optional(),
        })
        .refine(
          ({ conversation, merchant, from, to }) =>
            conversation !== undefined
              ? merchant === undefined && from === undefined && to === undefined
              : merchant !== undefined && from !== undefined && to !== undefined && from <= to,
          'names either conversation, or merchant, from and to; from is not after to',
        ),
      gagUntil: instant.optional(),
      hold: z.boolean(),
    }),
    output: z.object({ request: legalRequest }),
  },
  'legal.release': {
    input: requestOnly,
    output: z.object({ request: legalRequest, token: ofClass('secret', z.string()), expiresAt: time }),
  },
  'legal.withdraw': { input: requestOnly, output: z.object({ request: legalRequest }) },
  'legal.download': {
    input: z.strictObject({ token: z.string().regex(/^[A-Za-z0-9_-]{43}$/, 'what legal.release gave') }),
    output: empty,
  },
};

const change = z
  .object({
    id: ownershipChangeId,
    merchant: z.string(),
    newOwner: z.string(),
    on: time,
    state: z.enum(['planned', 'announced', 'carried_out', 'cancelled']),
    noticeSentAt: time.nullable(),
    doneAt: time.nullable(),
  })
  .meta({ id: 'OwnershipChange' });

const changeOnly = z.strictObject({ change: ownershipChangeId });
const withChange = z.object({ change });

const ownership = {
  'ownership.list': { input: nothing, output: z.object({ changes: z.array(change) }) },
  'ownership.plan': {
    input: z.strictObject({ merchant: line(80), newOwner: line(200), on: instant }),
    output: withChange,
  },
  'ownership.announce': { input: changeOnly, output: z.object({ change, mails: z.int() }) },
  'ownership.carry-out': { input: changeOnly, output: withChange },
  'ownership.cancel': { input: changeOnly, output: withChange },
};

export const disclosureSchemas = { ...disclosures, ...webhooks, ...legal, ...ownership };
