import type { AskedPurpose } from '@parlour/shared/model/purpose.js';
import type { NoticeView } from '@parlour/shared/protocol/conversation.js';
import { html, nothing, type TemplateResult } from 'lit';
import { opener } from './promise.js';
import type { View } from './view.js';

/** CON-1: each purpose on its own, unticked, with what follows from either answer. */
export const consentCard = (view: View, notice: NoticeView, stale: boolean): TemplateResult => html`
  <div class="card" part="consent">
    ${stale ? html`<p role="alert">${view.t.staleNotice}</p>` : nothing}
    <fieldset aria-describedby=${view.visit.purposes.length > 1 ? 'choices-intro' : nothing}>
      <legend>${view.t.choices}</legend>
      ${view.visit.purposes.length > 1 ? html`<p id="choices-intro">${view.t.choicesIntro}</p>` : nothing}
      ${view.visit.purposes.map((purpose) => choice(view, purpose, view.ticked[purpose], view.tick, 'checkbox'))}
      ${view.device.isOpen ? nothing : html`<p>${view.t.cannotStore}</p>`}
    </fieldset>
    ${view.visit.purposes.length > 1 ? html`<p>${opener(view, 'code', view.t.haveCode)}</p>` : nothing}
    ${noticeText(view, notice)}
  </div>
`;

export const noticeText = ({ t }: View, notice: NoticeView): TemplateResult => html`
  <h3>${t.notice}</h3>
  <p class="notice" dir="auto">${notice.text}</p>
`;

export const choice = (
  { t, visit: { state } }: View,
  purpose: AskedPurpose,
  given: boolean,
  answer: (purpose: AskedPurpose, given: boolean) => void,
  role: 'checkbox' | 'switch',
): TemplateResult => {
  const { name, means, refused } = t.purposes[purpose];
  // RET-14: what a law demands, no answer of theirs changes; they are told so before they give it.
  const law = purpose === 'transcript_storage' && 'welcome' in state && state.welcome.law;
  return html`<div class="choice">
    <input
      type="checkbox"
      role=${role === 'switch' ? 'switch' : nothing}
      id=${purpose}
      aria-describedby="${purpose}-means"
      .checked=${given}
      @change=${({ target }: Event) => answer(purpose, (target as HTMLInputElement).checked)}
    />
    <label for=${purpose}>${name}</label>
    <p id="${purpose}-means">
      ${means} ${law ? html`${t.withKeeping(law.keep)} <span dir="auto">${law.basis}</span>` : refused}
    </p>
  </div>`;
};
