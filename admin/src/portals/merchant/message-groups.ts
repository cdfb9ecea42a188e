import type { MessageView } from '@parlour/shared/model/conversation.js';
import type { NoteView } from '@parlour/shared/protocol/note.js';
import type { OutboxEntry } from '@parlour/widget/conversation/outbox.js';
import { minute } from '@parlour/shared/rules/expiry.js';
import type { Notes, UnsentNote } from './notes.js';

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
  /** What agents tell each other; the consumer has no such entry. */
  | { readonly is: 'note'; readonly note: NoteView }
  | { readonly is: 'unsent_note'; readonly note: UnsentNote }
  | { readonly is: 'unsent'; readonly entry: OutboxEntry };

type Group = Extract<LogItem, { is: 'group' }>;

const dayOf = (at: number): string => new Date(at).toDateString();

/** What a log shows, in order: days, groups of messages, events, notes, and at the end what is not sent yet. */
export function logItems(
  messages: readonly MessageView[],
  outbox: readonly OutboxEntry[],
  me: string,
  { list, unsent }: Pick<Notes, 'list' | 'unsent'> = { list: [], unsent: [] },
): LogItem[] {
  const items: LogItem[] = [];
  let shown = '';
  let placed = 0;
  const day = (at: number): void => {
    if (dayOf(at) !== shown) items.push({ is: 'day', at });
    shown = dayOf(at);
  };
  /** A note stands below the message that was the last when it was written. */
  const notesBefore = (seq: number): void => {
    for (; placed < list.length && list[placed]!.after < seq; placed++) {
      day(list[placed]!.at);
      items.push({ is: 'note', note: list[placed]! });
    }
  };
  for (const message of messages) {
    notesBefore(message.seq);
    day(message.at);
    if (message.kind === 'event') items.push({ is: 'event', message });
    else append(items, message, me);
  }
  notesBefore(Infinity);
  return [
    ...items,
    ...unsent.map((note): LogItem => ({ is: 'unsent_note', note })),
    ...outbox.map((entry): LogItem => ({ is: 'unsent', entry })),
  ];
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
