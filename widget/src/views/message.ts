import type { MessageView } from '@parlour/shared/model/conversation.js';
import type { FileView } from '@parlour/shared/model/file.js';
import { html, nothing, type TemplateResult } from 'lit';
import { segmentsOf } from '../conversation/links.js';
import type { OutboxEntry, OutgoingFile } from '../conversation/outbox.js';
import { othersCursor, type ConversationState } from '../conversation/state.js';
import { clockTime } from './dates.js';
import { failureInWords } from './failure.js';
import { later } from './later.js';
import type { View } from './view.js';

/** A file of the transcript, or one on its way. */
export type ShownFile = FileView | OutgoingFile;

const fileBubble = later(() => import('./later/files.js').then((module) => module.fileBubble));

type Status = 'waiting' | 'sending' | 'sent' | 'delivered' | 'read' | 'failed';

export interface TextEntry {
  readonly kind: 'text';
  readonly key: string;
  readonly at: number;
  readonly text: string;
  readonly file?: ShownFile | undefined;
  /** The agent's name; null for one's own. */
  readonly sender: string | null;
  /** The server put dots in place of a card number or the like (POL-6). */
  readonly masked: boolean;
  /** It puts something earlier right (REQ-4). */
  readonly corrects?: boolean;
  /** Of one's own. */
  readonly status: Status | null;
  readonly waiting: OutboxEntry | null;
}

export type Entry =
  | TextEntry
  | { readonly kind: 'event'; readonly key: string; readonly at: number; readonly message: MessageView };

export function entryOf(one: MessageView | OutboxEntry, state: ConversationState): Entry {
  const { clientId: key, at } = one;
  if ('status' in one) {
    const { is } = one.status;
    const status = is === 'delayed' ? 'waiting' : is;
    return {
      kind: 'text',
      key,
      at,
      text: one.text,
      file: one.file,
      masked: false,
      corrects: false,
      sender: null,
      status,
      waiting: one,
    };
  }
  if (one.kind === 'event') return { kind: 'event', key: `event-${one.seq}`, at, message: one };
  const sender = one.sender.role === 'agent' ? one.sender.name : null;
  // Another sender may have chosen the same clientId.
  const ownKey = sender === null ? key : `agent-${one.seq}`;
  const status = sender === null ? statusOf(one.seq, state) : null;
  const masked = one.masked !== undefined;
  const isFile = one.kind === 'file';
  const corrects = !isFile && one.corrects !== undefined;
  const text = isFile ? one.file.name : one.text;
  const file = isFile ? one.file : undefined;
  return { kind: 'text', key: ownKey, at, text, file, masked, corrects, sender, status, waiting: null };
}

function statusOf(seq: number, state: ConversationState): Status {
  const { delivered, read } = othersCursor(state);
  return seq <= read ? 'read' : seq <= delivered ? 'delivered' : 'sent';
}

export function entryView(
  view: View,
  entry: TextEntry,
  { first, last }: { first: boolean; last: boolean },
): TemplateResult {
  const { sender, text, status } = entry;
  const classes = ['entry', sender === null && 'mine', first && 'first', status === 'failed' && 'failed'];
  return html`<div class=${classes.filter(Boolean).join(' ')}>
    ${first && sender !== null ? html`<p class="sender">${view.nameOf(sender)}</p>` : nothing}
    ${entry.corrects ? html`<p class="status">${view.t.correction}</p>` : nothing}
    ${
      entry.file
        ? fileBubble(view, entry, entry.file)
        : html`<p class="bubble" dir="auto" part="message">${segmentsOf(text).map(segmentView)}</p>`
    }
    ${entry.masked ? html`<p class="status">${view.t.masked}</p>` : nothing}
    ${last || entry.waiting ? statusLine(view, entry) : nothing}
  </div>`;
}

const segmentView = ({ text, href }: { readonly text: string; readonly href?: string }) =>
  href === undefined
    ? text
    : html`<a href=${href} target="_blank" rel="noopener noreferrer nofollow">${text}</a>`;

function statusLine(view: View, entry: TextEntry): TemplateResult {
  const { t, dateLocale, now } = view;
  const time = html`<time datetime=${new Date(entry.at).toISOString()}
    >${clockTime(entry.at, dateLocale)}</time
  >`;
  const status = entry.waiting?.status;
  if (status?.is === 'failed') return failedLine(view, entry, failureInWords(status.error, t));
  const again =
    status?.is === 'delayed'
      ? ` · ${t.sentAgainIn(Math.max(1, Math.ceil((status.until - now) / 1_000)))}`
      : '';
  return html`<p class="status">
    ${time}${entry.status ? ` · ${t.status[entry.status]}${again}` : nothing}
  </p>`;
}

function failedLine({ t, visit }: View, { key }: TextEntry, why: string): TemplateResult {
  const engine = visit.state.is === 'talking' ? visit.state.engine : null;
  return html`<p class="status" role="alert">${t.status.failed}: ${why}</p>
    <p class="status">
      <button class="link" @click=${() => engine?.retry(key)}>${t.tryAgain}</button> ·
      <button class="link soft" @click=${() => engine?.discard(key)}>${t.discard}</button>
    </p>`;
}
