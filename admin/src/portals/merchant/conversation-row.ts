import { html, nothing, type TemplateResult } from 'lit';
import type { LabelView } from '@parlour/shared/protocol/label.js';
import type { InboxEntry } from '@parlour/shared/model/conversation.js';
import { elapsed, exactly, number } from '../../ui/format.js';
import { activityOf } from './inbox-order.js';
import { fileTexts } from './file-texts.js';
import { labelChips } from './label-chips.js';
import { offWords } from './off-words.js';
import { texts } from './texts.js';

/** What a conversation is called: the page it was started on, else the site. */
export const titleOf = (entry: InboxEntry | undefined): string =>
  entry?.page ?? texts.untitled(entry?.site ?? '');

interface RowOptions {
  readonly href: string;
  /** It is the one that is open. */
  readonly current: boolean;
  /** Tab leads to it; to the others the arrow keys do. */
  readonly tabs: boolean;
  readonly now: number;
  readonly labels: readonly LabelView[];
}

/** One row of the list: title, how long it waits, the last words, what is unread. */
export function conversationRow(
  entry: InboxEntry,
  { href, current, tabs, now, labels }: RowOptions,
): TemplateResult {
  const { preview, unread, site } = entry;
  return html`<a
    href=${href}
    tabindex=${tabs ? 0 : -1}
    class=${unread > 0 ? 'has-unread' : ''}
    aria-current=${current ? 'true' : nothing}
    data-conversation=${entry.conversation.id}
  >
    <span class="line"><span class="title">${titleOf(entry)}</span> ${since(entry, now)}</span>
    <span class="line"
      ><span class="last">${lastWords(preview)}</span> ${unread > 0 ? unreadBadge(unread) : nothing}</span
    >
    <span class="line"><span class="site">${offWords(entry) ?? site}</span>${labelChips(labels)}</span>
  </a>`;
}

function lastWords(preview: InboxEntry['preview']): TemplateResult | string {
  if (preview === null) return html`<i>${texts.noMessage}</i>`;
  const words = preview.isFile ? fileTexts.preview(preview.text) : preview.text;
  return preview.from === 'agent' ? html`<i>${texts.from.agent}</i> ${words}` : words;
}

const unreadBadge = (count: number): TemplateResult =>
  html`<b class="unread number"
    >${number(count)}<span class="hidden-visually"> ${texts.unreadWord(count)}</span></b
  >`;

/** How long the consumer waits, where they do; else how long ago something happened. */
function since(entry: InboxEntry, now: number): TemplateResult {
  const { waitingSince } = entry;
  const at = waitingSince ?? activityOf(entry);
  const time = elapsed(now - at);
  const waits = waitingSince !== null && time !== null;
  return html`<time
    class="since number ${waitingSince === null ? '' : 'waits'}"
    datetime=${new Date(at).toISOString()}
    title=${exactly(at)}
    >${waits ? texts.waiting(time) : (time ?? texts.justNow)}</time
  >`;
}
