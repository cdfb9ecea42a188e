import type { MessageView } from '@parlour/shared/model/conversation.js';
import type { OutboxEntry } from '@parlour/widget/conversation/outbox.js';
import { minute } from '@parlour/shared/rules/expiry.js';

/** What somebody has said, in words or as a file. */
export type SaidMessage = Extract<MessageView, { kind: 'text' | 'file' }>;

/** Messages of one sender within a minute stand together under one name. */
export type LogItem =
  | { readonly is: 'day'; readonly at: number }
  | { readonly is: 'event'; readonly message: Extract<MessageView, { kind: 'event' }> }
  | {
      readonly is: 'group';
      readonly from: 'consumer' | 'me' | 'colleague';
      /** The colleague's name; null for the others. */
      readonly name: string | null;
      readonly messages: readonly SaidMessage[];
    }
  | { readonly is: 'unsent'; readonly entry: OutboxEntry };

type Group = Extract<LogItem, { is: 'group' }>;

const dayOf = (at: number): string => new Date(at).toDateString();

/** What a log shows, in order: days, groups of messages, events, and at the end what is not sent yet. */
export function logItems(
  messages: readonly MessageView[],
  outbox: readonly OutboxEntry[],
  me: string,
): LogItem[] {
  const items: LogItem[] = [];
  let shown = '';
  for (const message of messages) {
    if (dayOf(message.at) !== shown) items.push({ is: 'day', at: message.at });
    shown = dayOf(message.at);
    if (message.kind === 'event') items.push({ is: 'event', message });
    else append(items, message, me);
  }
  return [...items, ...outbox.map((entry): LogItem => ({ is: 'unsent', entry }))];
}

function append(items: LogItem[], message: SaidMessage, me: string): void {
  const { sender } = message;
  const from = sender.role !== 'agent' ? 'consumer' : sender.id === me ? 'me' : 'colleague';
  const name = from === 'colleague' && sender.role === 'agent' ? sender.name : null;
  const last = items.at(-1);
  if (last?.is === 'group' && continues(last, from, name, message.at)) {
    items[items.length - 1] = { ...last, messages: [...last.messages, message] };
  } else {
    items.push({ is: 'group', from, name, messages: [message] });
  }
}

function continues(group: Group, from: Group['from'], name: string | null, at: number): boolean {
  const last = group.messages.at(-1);
  return group.from === from && group.name === name && last !== undefined && at - last.at < minute;
}
