/** What an admin must look at, and whether what runs by itself runs. No person is in it. */
import { operation } from './define.js';

export const attentionKinds = [
  'requests_overdue',
  'requests_soon',
  'holds_to_review',
  'legal_waiting',
  'mail_stuck',
  'jobs_wrong',
] as const;
export type AttentionKind = (typeof attentionKinds)[number];

/** So many of a kind wait for somebody; one that nobody waits for is not there. */
export interface Attention {
  readonly kind: AttentionKind;
  readonly count: number;
}

/** Work that is done again and again by one node at a time. */
export interface JobView {
  readonly name: string;
  /** Milliseconds between two runs. */
  readonly every: number;
  /** When its last run began; null before the first. */
  readonly ranAt: number | null;
  /** `failed`: its last run did. `late`: no run has begun for three times as long as is usual. */
  readonly state: 'ok' | 'failed' | 'late' | 'not_yet';
}

export interface Health {
  readonly asOf: number;
  readonly attention: readonly Attention[];
  /** Milliseconds in which the store has just answered. */
  readonly store: { readonly ms: number };
  /** What waits to be delivered; null where no mail is set up. */
  readonly mail: { readonly waiting: number; readonly stuck: number } | null;
  readonly jobs: readonly JobView[];
}

export const readHealth = operation<Record<never, never>, Health>()({
  name: 'health.read',
  summary:
    'What waits for an admin, and whether the store, the mail and what runs by itself are well (OPS-7).',
  capability: 'health.read',
  purpose: 'service',
  limit: 'read',
  http: ['GET', '/health'],
  socket: true,
});
