/** One entry of the log: a day, an event, a group of messages, or one that is not sent yet. */
import { html, nothing, type TemplateResult } from 'lit';
import type { MessageView } from '@parlour/shared/model/conversation.js';
import type { ConversationEngine } from '@parlour/widget/conversation/engine.js';
import type { OutboxEntry } from '@parlour/widget/conversation/outbox.js';
import { othersCursor, type ConversationState } from '@parlour/widget/conversation/state.js';
import { dayHeading, exactly, timeOfDay } from '../../ui/format.js';
import { fileItem, fileLeaving } from './file-item.js';
import { fileTexts } from './file-texts.js';
import type { LogItem, SaidMessage } from './message-groups.js';
import { noteItem, unsentNote } from './note-item.js';
import type { Notes } from './notes.js';
import { textWithLinks } from './text-with-links.js';
import { texts } from './texts.js';

/** By what an entry is known again when the log is drawn anew. */
export const keyOf = (item: LogItem): string => {
  switch (item.is) {
    case 'day':
      return `day ${item.at}`;
    case 'event':
      return `seq ${item.message.seq}`;
    case 'group':
      return `seq ${item.messages[0]!.seq}`;
    case 'note':
      return `note ${item.note.clientId}`;
    case 'unsent_note':
      return `note ${item.note.clientId}`;
    case 'unsent':
      return `unsent ${item.entry.clientId}`;
  }
};

export function logItem(
  item: LogItem,
  engine: ConversationEngine,
  notes: Notes | undefined,
): TemplateResult | typeof nothing {
  const { state } = engine;
  switch (item.is) {
    case 'day':
      return html`<p class="day"><span>${dayHeading(item.at)}</span></p>`;
    case 'event':
      return html`<p class="event">${eventWords(item.message, state.me)} · ${time(item.message.at)}</p>`;
    case 'note':
      return noteItem(item.note, state.me);
    case 'unsent_note':
      return notes ? unsentNote(item.note, notes) : nothing;
    case 'unsent':
      return unsent(item.entry, engine);
    case 'group':
      return group(item, state);
  }
}

function group(
  { from, name, messages }: Extract<LogItem, { is: 'group' }>,
  state: ConversationState,
): TemplateResult {
  const last = messages.at(-1)!;
  return html`<div class="group ${from === 'consumer' ? 'theirs' : 'ours'}" data-to=${last.seq}>
    <p class="sender">${from === 'me' ? texts.you : from === 'consumer' ? texts.consumer : name}</p>
    ${messages.map((message) => said(message))}
    <p class="mark">${time(last.at)}${markOf(last, state)}</p>
  </div>`;
}

function said(message: SaidMessage): TemplateResult {
  if (message.kind === 'file')
    return html`${fileItem(message.conversation, message.file)}
    ${message.masked ? html`<p class="mark">${fileTexts.masked}</p>` : nothing}`;
  const { text, masked, corrects } = message;
  return html`${corrects === undefined ? nothing : html`<p class="mark">${texts.correction}</p>`}
    <p class="bubble" dir="auto">${textWithLinks(text)}</p>
    ${masked ? html`<p class="mark">${texts.masked(masked)}</p>` : nothing}`;
}

const unsent = (entry: OutboxEntry, engine: ConversationEngine): TemplateResult =>
  html`<div class="group ours unsent ${entry.status.is === 'failed' ? 'failed' : ''}">
    <p class="sender">${texts.you}</p>
    ${
      entry.file
        ? fileLeaving(entry, engine)
        : html`<p class="bubble" dir="auto">${textWithLinks(entry.text)}</p>`
    }
    <p class="mark">${statusOf(entry, engine)}</p>
  </div>`;

/** MSG-7: where a message is that is not among the others yet, and what can be done about it. */
function statusOf({ clientId, status }: OutboxEntry, engine: ConversationEngine): TemplateResult | string {
  const words = texts.message;
  switch (status.is) {
    case 'delayed':
      return words.delayed(timeOfDay(status.until));
    case 'waiting':
      return engine.state.connection.state === 'connected' ? words.sending : words.waiting;
    case 'sending':
    case 'sent':
      return words[status.is];
    case 'failed':
      return html`${words.failed} ${status.error.message}
        <button class="link" type="button" @click=${() => engine.retry(clientId)}>${words.retry}</button>
        <button class="link" type="button" @click=${() => engine.discard(clientId)}>
          ${words.discard}
        </button>`;
  }
}

const time = (at: number): TemplateResult =>
  html`<time datetime=${new Date(at).toISOString()} title=${exactly(at)}>${timeOfDay(at)}</time>`;

/** Under what was sent from here: how far it has come. */
function markOf({ seq, sender }: SaidMessage, state: ConversationState): string {
  if (sender.role !== 'agent' || sender.id !== state.me) return '';
  const { delivered, read } = othersCursor(state);
  const { message } = texts;
  return ` · ${seq <= read ? message.read : seq <= delivered ? message.delivered : message.sent}`;
}

function eventWords({ event, sender, about }: Extract<MessageView, { kind: 'event' }>, me: string): string {
  const who = sender.role !== 'agent' ? texts.consumer : sender.id === me ? texts.you : sender.name;
  return texts.events[event](who, about?.id === me ? texts.you.toLowerCase() : (about?.name ?? ''));
}
