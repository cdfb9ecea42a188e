import { html, nothing, type TemplateResult } from 'lit';
import type { Mention } from '@parlour/shared/protocol/note.js';
import { exactly, moment } from '../../ui/format.js';
import { bone, empty, failure, loading as outline } from '../../ui/states.js';
import { words } from './inbox-words.js';
import type { Mentions } from './mentions.js';
import { texts } from './texts.js';

/** The notes that name the agent, the latest first; each leads to its place in the conversation. */
export function mentionList(mentions: Mentions, href: (mention: Mention) => string): TemplateResult {
  const { list, loading, failed, hasMore } = mentions;
  return html`<div class="results">
    ${failed === undefined ? nothing : failure(failed, () => void mentions.again())}
    ${
      list.length === 0 && !loading && failed === undefined
        ? empty(words.mentions.none, words.mentions.noneNext)
        : list.length === 0 && loading
          ? waiting()
          : html`<ul aria-label=${words.mentions.list} aria-busy=${loading}>
              ${list.map((mention) => html`<li>${row(mention, href(mention))}</li>`)}
            </ul>`
    }
    ${
      hasMore
        ? html`<button class="button" type="button" @click=${() => void mentions.more()}>
            ${words.mentions.more}
          </button>`
        : nothing
    }
  </div>`;
}

/** The outline of the notes while they are on their way. */
const waiting = (): TemplateResult => {
  const one = html`<div class="bones">${bone('half')}${bone('long')}${bone('short')}</div>`;
  return outline(html`${one}${one}${one}`);
};

const row = ({ page, site, at, author, text }: Mention, href: string): TemplateResult =>
  html`<a href=${href}>
    <span class="title" dir="auto">${page ?? texts.untitled(site)}</span>
    <time class="since" datetime=${new Date(at).toISOString()} title=${exactly(at)}>${moment(at)}</time>
    <span class="snippet" dir="auto"><i>${author.name}:</i> ${text}</span>
  </a>`;
