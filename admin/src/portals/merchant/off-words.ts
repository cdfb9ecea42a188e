import { html, nothing, type TemplateResult } from 'lit';
import type { InboxEntry } from '@parlour/shared/model/conversation.js';
import { moment } from '../../ui/format.js';
import { texts } from './flow-texts.js';

/** Until when a conversation is put off; null where it is not. */
export function offWords(entry: InboxEntry | undefined): string | null {
  const snooze = entry?.snooze;
  if (!snooze) return null;
  return texts.snooze.off(snooze.until === null ? null : moment(snooze.until));
}

/** The same, as a line above the messages. */
export function offLine(entry: InboxEntry | undefined): TemplateResult | typeof nothing {
  const words = offWords(entry);
  return words === null ? nothing : html`<p class="notice small">${words}</p>`;
}
