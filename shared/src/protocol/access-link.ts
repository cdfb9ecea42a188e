import type { OpenRequestInput } from './privacy.js';
import { operation } from './define.js';

export const accessWays = operation<Record<never, never>, { readonly mail: boolean }>()({
  name: 'access.ways',
  summary: 'Whether this installation can mail a link to "Your data"; it is the same for everybody (REQ-1).',
  capability: 'data.open',
  purpose: 'service',
  limit: 'read',
  http: ['GET', '/access/ways'],
  socket: false,
});

export interface AskLinkInput {
  /** The address that was left in a chat. */
  readonly email: string;
  /** The merchant's name or slug, however it is written. */
  readonly shop: string;
  readonly locale: string;
  /** What is asked of the merchant with it: filed once the link is opened, so once the address is proven. */
  readonly request?: OpenRequestInput | undefined;
}

export const askLink = operation<AskLinkInput, Record<never, never>>()({
  name: 'access.askLink',
  summary:
    'Mails a link that opens "Your data" once, within ten minutes, to an address that was left in a chat with this merchant. Whether it was is not told: the answer comes before it is looked up (REQ-1).',
  capability: 'data.open',
  purpose: 'service',
  limit: 'signIn',
  http: ['POST', '/access/links'],
  socket: false,
});

export const openLink = operation<{ token: string }, { readonly filed: boolean }>()({
  name: 'access.openLink',
  summary:
    'Opens "Your data" with a mailed link: exactly the conversations in which its address was left. The second time there is nothing.',
  capability: 'data.open',
  purpose: 'service',
  limit: 'signIn',
  http: ['POST', '/access/links/session'],
  socket: false,
});

export const accessLinkOperations = [accessWays, askLink, openLink] as const;
