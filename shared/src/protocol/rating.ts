import type { ConversationView, RatingScore } from '../model/conversation.js';
import type { ConversationId } from '../model/ids.js';
import { operation } from './define.js';

export interface RateInput {
  readonly conversation: ConversationId;
  readonly score: RatingScore;
  /** Up to 1,000 characters; leave it out, or empty, for none. */
  readonly comment?: string | undefined;
}

export const rateConversation = operation<RateInput, { conversation: ConversationView }>()({
  name: 'conversation.rate',
  summary:
    'The consumer rates a closed conversation, within 24 hours of its close; a second rating takes the place of the first.',
  capability: 'conversation.rate',
  purpose: 'service',
  limit: 'write',
  http: ['PUT', '/conversations/:conversation/rating'],
  socket: true,
});

export const ratingOperations = [rateConversation] as const;
