import type { MessageView } from '@parlour/shared/model/conversation.js';
import { html, nothing, type TemplateResult } from 'lit';
import type { ConversationState } from '../conversation/state.js';
import { dayInWords, isSameDay } from './dates.js';
import { entryOf, entryView, type Entry } from './message.js';
import type { LaterTexts } from '../locales/load-later-texts.js';
import type { View } from './view.js';

/**
 * The transcript, and below it what is on its way. Stored messages are only ever appended, so each is announced
 * once, when it is stored; what waits is on the screen but not announced (WID-7).
 */
export function log(view: View, l: LaterTexts, state: ConversationState): TemplateResult {
  const stored = state.messages.map((message) => entryOf(message, state));
  const waiting = state.outbox.map((entry) => entryOf(entry, state));
  const all = [...stored, ...waiting];
  const drawn = all.map((entry, index) => withDay(view, l, entry, [all[index - 1], all[index + 1]], state));
  return html`<div role="log" aria-label=${view.t.conversation} aria-relevant="additions">
      ${drawn.slice(0, stored.length)}
      <div class="waiting" aria-live="off">${drawn.slice(stored.length)}</div>
    </div>
    <p class="typing" role="status">
      ${state.typing.length > 0 ? view.t.typing(state.typing.map(({ name }) => view.nameOf(name ?? view.t.theAgent))) : nothing}
    </p>`;
}

function withDay(
  view: View,
  l: LaterTexts,
  entry: Entry,
  [before, after]: readonly [Entry | undefined, Entry | undefined],
  state: ConversationState,
): TemplateResult {
  const { t, dateLocale, now } = view;
  const isNewDay = !before || !isSameDay(before.at, entry.at);
  const day = isNewDay ? html`<p class="day">${dayInWords(entry.at, now, dateLocale, t.today)}</p>` : nothing;
  const first = isNewDay || !together(before, entry);
  const last = !after || !together(entry, after);
  const shown =
    entry.kind === 'event'
      ? html`<p class="happened">${eventInWords(view, l, entry.message, state)}</p>`
      : entryView(view, entry, { first, last });
  return html`${day}${shown}`;
}

/** One sender, one minute: shown as one block. */
const together = (one: Entry, next: Entry): boolean =>
  one.kind === 'text' &&
  next.kind === 'text' &&
  one.sender === next.sender &&
  Math.floor(one.at / 60_000) === Math.floor(next.at / 60_000);

function eventInWords(
  { t, nameOf }: View,
  l: LaterTexts,
  message: MessageView,
  { conversation }: ConversationState,
): string {
  const name =
    message.sender.role === 'agent' ? message.sender.name : (conversation?.agent?.name ?? t.theAgent);
  return message.kind === 'event' ? l.events[message.event](nameOf(message.about?.name ?? name)) : '';
}
