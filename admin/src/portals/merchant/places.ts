import type { ConversationId, LabelId } from '@parlour/shared/model/ids.js';
import { idPattern } from '@parlour/shared/model/ids.js';
import type { InboxView } from '@parlour/shared/protocol/conversation.js';
import { matchPath, type Route } from '../../ui/route.js';
import { isView } from './inbox-order.js';

/** Where in the inbox one is: which list, and which conversation is open. */
export interface InboxPlace {
  readonly view: InboxView;
  readonly conversation: ConversationId | null;
  /** Only conversations with this label are listed. */
  readonly label?: LabelId;
  /** Instead of a view, the notes that name the agent are listed. */
  readonly mentions?: true;
  /** What is to be brought into sight in the conversation: a message by its `seq`, or a note by its number. */
  readonly at?: { readonly kind: 'message' | 'note'; readonly number: number };
}

/** What an address of the merchant portal means. What leads nowhere means the queue. */
export function placeOf({ path, query }: Pick<Route, 'path' | 'query'>): InboxPlace {
  const label = query.get('label') ?? '';
  const mentions = path === '/mentions' || query.get('list') === 'mentions';
  const more = {
    ...(idPattern('label').test(label) && { label: label as LabelId }),
    ...(mentions && { mentions }),
    ...atOf(query),
  };
  const id = matchPath('/conversations/:id', path)?.['id'] ?? '';
  if (idPattern('conversation').test(id)) {
    const view = query.get('view') ?? '';
    return { view: isView(view) ? view : 'queue', conversation: id as ConversationId, ...more };
  }
  const view = path.slice(1);
  return { view: isView(view) ? view : 'queue', conversation: null, ...more };
}

function atOf(query: URLSearchParams): Pick<InboxPlace, 'at'> {
  for (const kind of ['message', 'note'] as const) {
    const number = Number(query.get(kind) ?? 0);
    if (Number.isSafeInteger(number) && number > 0) return { at: { kind, number } };
  }
  return {};
}

/** The address of a place, below the portal's base. */
export function pathOf({ view, conversation, label, mentions, at }: InboxPlace): string {
  if (mentions && conversation === null) return '/mentions';
  const query = new URLSearchParams();
  if (conversation !== null && view !== 'queue') query.set('view', view);
  if (label !== undefined) query.set('label', label);
  if (mentions) query.set('list', 'mentions');
  if (at !== undefined) query.set(at.kind, String(at.number));
  const text = query.size > 0 ? `?${query.toString()}` : '';
  if (conversation === null) return `${view === 'queue' ? '/' : `/${view}`}${text}`;
  return `/conversations/${conversation}${text}`;
}
