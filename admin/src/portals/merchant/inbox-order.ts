import type { InboxEntry } from '@parlour/shared/model/conversation.js';
import type { AccountId, ConversationId, LabelId } from '@parlour/shared/model/ids.js';
import type { InboxOutput, InboxView } from '@parlour/shared/protocol/conversation.js';

export const views = ['queue', 'mine', 'all', 'closed'] as const satisfies readonly InboxView[];

export const isView = (name: string): name is InboxView => (views as readonly string[]).includes(name);

/** Whether an entry is shown in `view` to the agent `me`. */
export function belongs({ conversation, snooze }: InboxEntry, view: InboxView, me: AccountId): boolean {
  switch (view) {
    case 'queue':
      return conversation.state === 'queued';
    case 'mine':
      return conversation.state === 'active' && conversation.agent?.id === me && snooze === undefined;
    case 'all':
      return conversation.state !== 'closed';
    case 'closed':
      return conversation.state === 'closed';
  }
}

export const hasLabel = ({ labels }: InboxEntry, label: LabelId | null): boolean =>
  label === null || labels.includes(label);

/** Whether a consumer who is the agent's to answer has written since `before`. */
export function isNews(before: InboxEntry | null, after: InboxEntry, me: AccountId): boolean {
  const isMine = belongs(after, 'queue', me) || belongs(after, 'mine', me);
  if (!isMine || after.preview?.from !== 'consumer') return false;
  return after.unread > (before?.unread ?? 0) && after.preview.at > (before?.preview?.at ?? 0);
}

/** Whether a colleague's conversation has become the agent's own. */
export function isHanded(before: InboxEntry | null, { conversation }: InboxEntry, me: AccountId): boolean {
  if (conversation.state !== 'active' || conversation.agent?.id !== me) return false;
  return before?.conversation.state === 'active' && before.conversation.agent?.id !== me;
}

/** When something last happened in it. */
export const activityOf = ({ preview, conversation }: InboxEntry): number =>
  Math.max(preview?.at ?? 0, conversation.closedAt ?? 0, conversation.startedAt);

/** In the queue whoever waits longest comes first, elsewhere the latest activity. */
export function inOrder(view: InboxView): (one: InboxEntry, other: InboxEntry) => number {
  const waits = ({ waitingSince, conversation }: InboxEntry): number =>
    waitingSince ?? conversation.startedAt;
  return view === 'queue'
    ? (one, other) => waits(one) - waits(other)
    : (one, other) => activityOf(other) - activityOf(one);
}

type Counts = InboxOutput['counts'];

/** The counts after one entry has changed from `before` to `after`; null is for one that is not there. */
export function recount(
  counts: Counts,
  before: InboxEntry | null,
  after: InboxEntry | null,
  me: AccountId,
): Counts {
  const change = (view: InboxView): number =>
    Number(after !== null && belongs(after, view, me)) - Number(before !== null && belongs(before, view, me));
  return {
    queue: Math.max(0, counts.queue + change('queue')),
    mine: Math.max(0, counts.mine + change('mine')),
    all: Math.max(0, counts.all + change('all')),
  };
}

/** The neighbour of the conversation `from`: the first or last of the list where it is not in it. */
export function neighbour(
  entries: readonly InboxEntry[],
  from: ConversationId | null,
  step: 1 | -1,
): ConversationId | null {
  const at = entries.findIndex(({ conversation }) => conversation.id === from);
  const next = at === -1 ? entries.at(step === 1 ? 0 : -1) : entries[at + step];
  return next?.conversation.id ?? null;
}
