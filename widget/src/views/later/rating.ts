import { ratingScores, type ConversationView, type RatingScore } from '@parlour/shared/model/conversation.js';
import { rateConversation } from '@parlour/shared/protocol/rating.js';
import { longestComment } from '@parlour/shared/rules/rating.js';
import { html, nothing, type TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';
import type { LaterTexts } from '../../locales/load-later-texts.js';
import { failureInWords } from '../failure.js';
import type { LaterView } from '../later.js';
import type { View } from '../view.js';
import { publish } from './publish.js';
import { ratingStyles } from './rating.styles.js';
import { wear } from './wear.js';

const star = html`<svg viewBox="0 0 24 24" aria-hidden="true">
  <path d="M12 3l2.8 5.8 6.2.8-4.5 4.4 1.1 6.3L12 17.2l-5.6 3.1 1.1-6.3L3 9.6l6.2-.8z"></path>
</svg>`;

const dress = wear(ratingStyles);

/** CNV-5: after the end, how it was. What has been given can be changed for as long as it can be given. */
export const rating: LaterView = (view, l) => {
  const { state } = view.visit;
  const conversation = state.is === 'talking' ? state.engine.state.conversation : null;
  if (!conversation) return html``;
  const given = conversation.rating;
  return html`<div class="rating" ${ref(dress)}>
    <p role="status">${given ? l.rateThanks(given.score) : nothing}</p>
    ${
      given
        ? html`<details>
            <summary>${l.rateChange}</summary>
            ${form(view, l, conversation)}
          </details>`
        : form(view, l, conversation)
    }
    ${publish(view, l, conversation)}
  </div>`;
};

function form(view: View, l: LaterTexts, conversation: ConversationView): TemplateResult {
  const { t, failure, attempt, visit } = view;
  const given = conversation.rating;
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const target = event.target as HTMLFormElement;
    const fields = new FormData(target);
    const score = Number(fields.get('score')) as RatingScore;
    const comment = fields.get('comment') as string;
    void attempt(visit.ask(rateConversation, { conversation: conversation.id, score, comment })).then(
      (failed) => failed ?? target.closest('details')?.removeAttribute('open'),
    );
  };
  return html`<form class="rating" @submit=${submit}>
    <fieldset>
      <legend>${l.rateTitle}</legend>
      <div class="stars">
        ${ratingScores.map(
          (score) =>
            html`<label title=${l.stars(score)}
              ><input
                type="radio"
                name="score"
                value=${score}
                aria-label=${l.stars(score)}
                required
                .checked=${given?.score === score}
              />${star}</label
            >`,
        )}
      </div>
    </fieldset>
    <label class="field"
      >${l.rateComment}
      <textarea
        name="comment"
        rows="2"
        maxlength=${longestComment}
        dir="auto"
        .value=${given?.comment ?? ''}
      ></textarea>
    </label>
    <p class="soft">${l.rateMeans}</p>
    ${failure ? html`<p role="alert">${failureInWords(failure, t)}</p>` : nothing}
    <div class="row"><button class="button">${l.rateSend}</button></div>
  </form>`;
}
