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

/** One row of the list: title, how long it waits, the last words, what is unread. */
export function conversationRow(
  entry: InboxEntry,
  {
    href,
    current,
    now,
    labels,
  }: { href: string; current: boolean; now: number; labels: readonly LabelView[] },
): TemplateResult {
  const { preview, unread, site } = entry;
  return html`<div role="listitem">
    <a
      href=${href}
      class=${unread > 0 ? 'has-unread' : ''}
      aria-current=${current ? 'true' : nothing}
      data-conversation=${entry.conversation.id}
    >
      <span class="title" dir="auto">${titleOf(entry)}</span>
      ${since(entry, now)}
      <span class="last" dir="auto">
        ${
          preview
            ? html`${preview.from === 'agent' ? html`<i>${texts.from.agent}</i> ` : nothing}${preview.isFile ? fileTexts.preview(preview.text) : preview.text}`
            : html`<i>${texts.noMessage}</i>`
        }
      </span>
      <span class="unread">
        ${
          unread > 0
            ? html`<b class="number" aria-hidden="true">${number(unread)}</b
                ><span class="hidden-visually">${texts.unread(unread)}</span>`
            : nothing
        }
      </span>
      <span class="foot"
        ><span class="site" dir="auto">${offWords(entry) ?? site}</span>${labelChips(labels)}</span
      >
    </a>
  </div>`;
}

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
