import type { ConversationId } from '@parlour/shared/model/ids.js';
import { idPattern } from '@parlour/shared/model/ids.js';
import type { InboxView } from '@parlour/shared/protocol/conversation.js';
import { matchPath, type Route } from '../../ui/route.js';
import { isView } from './inbox-order.js';

/** Where in the inbox one is: which list, and which conversation is open. */
export interface InboxPlace {
  readonly view: InboxView;
  readonly conversation: ConversationId | null;
}

/** What an address of the merchant portal means. What leads nowhere means the queue. */
export function placeOf({ path, query }: Pick<Route, 'path' | 'query'>): InboxPlace {
  const id = matchPath('/conversations/:id', path)?.['id'] ?? '';
  if (idPattern('conversation').test(id)) {
    const view = query.get('view') ?? '';
    return { view: isView(view) ? view : 'queue', conversation: id as ConversationId };
  }
  const view = path.slice(1);
  return { view: isView(view) ? view : 'queue', conversation: null };
}

/** The address of a place, below the portal's base. */
export function pathOf({ view, conversation }: InboxPlace): string {
  if (conversation === null) return view === 'queue' ? '/' : `/${view}`;
  return `/conversations/${conversation}${view === 'queue' ? '' : `?view=${view}`}`;
}
