import { cleanText, textLimits } from '@parlour/shared/rules/text.js';
import { html, nothing, type TemplateResult } from 'lit';
import { sendIcon } from './icons.js';
import { later } from './later.js';
import type { View } from './view.js';

const attach = later(() => import('./later/files.js').then((module) => module.attach));

const nearLimit = 200;

/** Enter sends, Shift+Enter makes a new line; nothing that was typed is ever cut off. */
export function composer(view: View): TemplateResult {
  const { t, draft, write, submit, visit } = view;
  const starting = visit.state.is === 'starting';
  const text = starting ? '' : draft;
  const left = textLimits.maxLength - cleanText(text).length;
  const cannot = starting || visit.state.is === 'arriving' || left < 0 || left === textLimits.maxLength;
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    submit();
  };
  const onSubmit = (event: Event): void => {
    event.preventDefault();
    submit();
  };
  return html`<form part="composer" @submit=${onSubmit}>
    ${visit.state.is === 'talking' ? attach(view) : nothing}
    <div class="write">
      <textarea
        rows="1"
        aria-label=${t.message}
        aria-describedby=${left < nearLimit ? 'count' : nothing}
        placeholder=${t.messagePlaceholder}
        enterkeyhint="send"
        dir=${text ? 'auto' : nothing}
        ?readonly=${starting}
        .value=${text}
        @input=${({ target }: Event) => write((target as HTMLTextAreaElement).value)}
        @keydown=${onKey}
      ></textarea>
      ${
        left < nearLimit
          ? html`<span id="count" class="count ${left < 0 ? 'over' : ''}" role="status"
              >${t.left(left)}</span
            >`
          : nothing
      }
    </div>
    <button class="icon go" title=${t.send} aria-label=${t.send} aria-disabled=${cannot}>${sendIcon}</button>
  </form>`;
}
