/** The shapes of answers. An answer is passed through its schema, which drops whatever is not named here. */
import { z } from 'zod';
import { portalAudiences } from '../access/table.js';
import { ratingScores } from '../model/conversation.js';
import { maskKinds } from '../rules/masking.js';
import { ofClass } from './field-class.js';
import { fileView } from './file.js';
import {
  accountId,
  conversationId,
  labelId,
  participantId,
  pictureId,
  purgeRunId,
  seqOut,
  time,
} from './fields.js';

export const expiry = z.object({
  at: time,
  reasons: z.array(
    z.object({
      rule: z.enum([
        'since_close',
        'since_last_message',
        'merchant_rule',
        'platform_floor',
        'platform_ceiling',
        'consumer_refused',
        'deletion_approved',
        'statutory_floor',
        'access_open',
        'hold_released',
        'legal_hold',
      ]),
      ms: z.int(),
    }),
  ),
});

export const rating = z.object({
  score: z.literal(ratingScores),
  comment: ofClass('transcript', z.string()),
  at: time,
});

export const conversation = z
  .object({
    id: conversationId,
    state: z.enum(['queued', 'active', 'closed']),
    merchant: z.string(),
    startedAt: time,
    closedAt: time.nullable(),
    revision: z.int(),
    head: seqOut,
    consent: z.object({ transcript_storage: z.boolean(), device_storage: z.boolean() }),
    expiry,
    agent: z.object({ id: accountId, name: z.string(), picture: pictureId.optional() }).nullable(),
    cursors: z.record(participantId, z.object({ delivered: seqOut, read: seqOut })),
    rating: rating.optional(),
  })
  .meta({ id: 'Conversation' });

const sender = z.union([
  z.object({ role: z.enum(['consumer', 'system']) }),
  z.object({ role: z.literal('agent'), id: accountId, name: z.string() }),
]);

const messageBase = {
  conversation: conversationId,
  seq: seqOut,
  at: time,
  sender,
  clientId: z.string(),
  consentEvent: z.int(),
};

export const message = z
  .discriminatedUnion('kind', [
    z.object({
      ...messageBase,
      kind: z.literal('text'),
      text: ofClass('transcript', z.string()),
      masked: z.array(z.enum(maskKinds)).optional(),
      corrects: seqOut.optional(),
    }),
    z.object({
      ...messageBase,
      kind: z.literal('file'),
      file: fileView,
      masked: z.array(z.enum(maskKinds)).optional(),
    }),
    z.object({
      ...messageBase,
      kind: z.literal('event'),
      event: z.enum([
        'accepted',
        'transferred',
        'taken_over',
        'returned_to_queue',
        'closed_by_consumer',
        'closed_by_agent',
        'consent_changed',
        'reminded',
        'closed_by_silence',
      ]),
      about: z.object({ id: accountId, name: z.string() }).optional(),
    }),
  ])
  .meta({ id: 'Message' });

export const inboxEntry = z
  .object({
    conversation,
    preview: z
      .object({
        text: ofClass('transcript', z.string()),
        isFile: z.literal(true).optional(),
        from: z.enum(['consumer', 'agent']),
        at: time,
      })
      .nullable(),
    unread: z.int(),
    waitingSince: time.nullable(),
    page: ofClass('transcript', z.string()).nullable(),
    site: z.string(),
    labels: z.array(labelId),
    offer: z.object({ to: accountId, until: time }).optional(),
    snooze: z.object({ until: time.nullable() }).optional(),
  })
  .meta({ id: 'InboxEntry' });

export const comingPolicy = z.object({
  title: z.string(),
  version: z.string(),
  summary: z.string(),
  effectiveAt: time,
  address: z.string(),
});

export const account = z
  .object({
    id: accountId,
    name: z.string(),
    email: ofClass('staff.email', z.string()),
    audience: z.enum(portalAudiences),
    role: z.enum(['agent', 'manager', 'provider', 'admin']),
    merchant: z.object({ slug: z.string(), name: z.string() }).nullable(),
    provider: z.object({ name: z.string() }).optional(),
    secondFactor: z.boolean(),
    passkeys: z.boolean().optional(),
    picture: pictureId.optional(),
    policies: z.object({ due: z.boolean(), coming: z.array(comingPolicy) }).optional(),
  })
  .meta({ id: 'Account' });

export const purgeRun = z
  .object({
    id: purgeRunId,
    state: z.enum(['running', 'done', 'stopped']),
    startedAt: time,
    doneAt: time.nullable(),
    due: z.int(),
    purged: z.int(),
    held: z.int().optional(),
    by: z.enum(['sweep', 'admin', 'command_line']),
  })
  .meta({ id: 'PurgeRun' });

export const ledgerEntry = z
  .object({
    id: z.string(),
    subject: z.string(),
    scope: z.literal('conversation'),
    counts: z.record(z.string(), z.int()),
    rule: z.string(),
    basis: z.string(),
    intentAt: time,
    doneAt: time.nullable(),
    keyDestroyed: z.boolean(),
    run: purgeRunId.nullable(),
  })
  .meta({ id: 'LedgerEntry' });
