import type { ConversationId } from '../model/ids.js';
import { operation } from './define.js';

export interface SendNewsInput {
  readonly conversation: ConversationId;
  readonly subject: string;
  readonly text: string;
}

export const sendNews = operation<SendNewsInput, Record<never, never>>()({
  name: 'news.send',
  summary:
    'Mails news to a consumer who has agreed to it and left an address. Without their yes, or after an opt-out, it is refused and recorded.',
  capability: 'news.send',
  purpose: 'marketing',
  limit: 'write',
  http: ['POST', '/conversations/:conversation/news'],
  socket: true,
});

export const newsOperations = [sendNews] as const;
