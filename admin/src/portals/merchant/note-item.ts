/** A note in the log, and one that is on its way. */
import { html, nothing, type TemplateResult } from 'lit';
import type { NoteView } from '@parlour/shared/protocol/note.js';
import { exactly, timeOfDay } from '../../ui/format.js';
import { words } from './inbox-words.js';
import type { Notes, UnsentNote } from './notes.js';
import { textWithLinks } from './text-with-links.js';
import { texts } from './texts.js';

export function noteItem(note: NoteView, me: string): TemplateResult {
  const names = note.mentions.some((account) => account === me);
  return html`<div class="note" data-note=${note.number}>
    <p class="sender">${words.note.by(note.author.id === me ? texts.you : note.author.name)}</p>
    <p class="bubble" dir="auto">${textWithLinks(note.text)}</p>
    ${note.masked ? html`<p class="mark">${texts.masked(note.masked)}</p>` : nothing}
    <p class="mark">
      <time datetime=${new Date(note.at).toISOString()} title=${exactly(note.at)}>${timeOfDay(note.at)}</time>
      · ${names ? html`<strong>${words.note.namesYou}</strong> · ` : nothing}${words.note.private}
    </p>
  </div>`;
}

export function unsentNote({ clientId, text, failed }: UnsentNote, notes: Notes): TemplateResult {
  return html`<div class="note unsent ${failed === null ? '' : 'failed'}">
    <p class="sender">${words.note.by(texts.you)}</p>
    <p class="bubble" dir="auto">${textWithLinks(text)}</p>
    <p class="mark">
      ${
        failed === null
          ? words.note.sending
          : html`${words.note.failed(failed)}
              <button class="link" type="button" @click=${() => notes.retry(clientId)}>
                ${texts.message.retry}
              </button>
              <button class="link" type="button" @click=${() => notes.discard(clientId)}>
                ${texts.message.discard}
              </button>`
      }
    </p>
  </div>`;
}
