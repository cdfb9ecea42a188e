import type { RatingScore } from '../model/conversation.js';
import type { ConversationId } from '../model/ids.js';
import { operation } from './define.js';

/** What everybody may read: as the consumer edited and approved it. */
export interface Testimonial {
  readonly score: RatingScore;
  readonly text: string;
  /** As they want to be called; empty for nothing. */
  readonly name: string;
  readonly at: number;
}

/** One as everybody reads it, with a name for it by which whoever is named in it asks for its takedown (REQ-9). */
export interface PublicTestimonial extends Testimonial {
  readonly ref: string;
}

export const showTestimonials = operation<
  Record<never, never>,
  { merchant: string; testimonials: readonly PublicTestimonial[] }
>()({
  name: 'testimonial.show',
  summary:
    'What consumers have agreed to have read about the merchant, newest first. Ask again within a minute: it may have been taken back.',
  capability: 'welcome.read',
  purpose: 'service',
  limit: 'read',
  http: ['GET', '/testimonials'],
  socket: false,
});

export interface PublishInput {
  readonly conversation: ConversationId;
  /** The hash of the notice that was shown. */
  readonly notice: string;
  readonly locale: string;
  readonly text: string;
  readonly name: string;
}

export interface OwnTestimonial {
  readonly testimonial: Testimonial | null;
}

export const publishTestimonial = operation<PublishInput, OwnTestimonial>()({
  name: 'testimonial.publish',
  summary:
    'The consumer of a rated conversation agrees that this text may be read by everybody; again, it takes the place of the one before.',
  capability: 'testimonial.own',
  purpose: 'service',
  limit: 'write',
  http: ['PUT', '/conversations/:conversation/testimonial'],
  socket: true,
});

export const readTestimonial = operation<{ conversation: ConversationId }, OwnTestimonial>()({
  name: 'testimonial.read',
  summary: 'What of a conversation is public.',
  capability: 'conversation.read',
  purpose: 'service',
  limit: 'read',
  http: ['GET', '/conversations/:conversation/testimonial'],
  socket: true,
});

export const listTestimonials = operation<
  Record<never, never>,
  { testimonials: readonly (Testimonial & { readonly conversation: ConversationId })[]; merchant: string }
>()({
  name: 'testimonial.list',
  summary: "The merchant's testimonials, as its page shows them.",
  capability: 'settings.manage',
  purpose: 'service',
  limit: 'read',
  http: ['GET', '/testimonials/own'],
  socket: true,
});

export const removeTestimonial = operation<{ conversation: ConversationId }, Record<never, never>>()({
  name: 'testimonial.remove',
  summary: 'Takes a testimonial down, as a takedown request asks; the consumer may publish another.',
  capability: 'settings.manage',
  purpose: 'service',
  limit: 'write',
  http: ['DELETE', '/conversations/:conversation/testimonial'],
  socket: true,
});

export const testimonialOperations = [
  showTestimonials,
  publishTestimonial,
  readTestimonial,
  listTestimonials,
  removeTestimonial,
] as const;
