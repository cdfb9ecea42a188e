import type { ConversationView } from '@parlour/shared/model/conversation.js';
import { decideConsent } from '@parlour/shared/protocol/conversation.js';
import {
  publishTestimonial,
  readTestimonial,
  type Testimonial,
} from '@parlour/shared/protocol/testimonial.js';
import { html, nothing, type TemplateResult } from 'lit';
import type { LaterTexts } from '../../locales/load-later-texts.js';
import type { Visit } from '../../visit/visit.js';
import { failureInWords } from '../failure.js';
import type { View } from '../view.js';

/** What is public of the conversation, once it is known. */
const known = new WeakMap<Visit, { testimonial: Testimonial | null }>();

/** PUB-1: what was said of the conversation, edited and approved, for others to read; and its taking back. */
export function publish(
  view: View,
  l: LaterTexts,
  conversation: ConversationView,
): TemplateResult | typeof nothing {
  const { t, visit, attempt, redraw, locale, failure } = view;
  const { id, rating } = conversation;
  if (!rating || !('welcome' in visit.state)) return nothing;
  const notice = visit.state.welcome.notice.sha256;
  const look = async (): Promise<void> => {
    const read = await visit.read(readTestimonial, { conversation: id });
    if (read) known.set(visit, read);
    redraw();
  };
  const own = known.get(visit);
  if (!own) {
    known.set(visit, { testimonial: null });
    void look();
  }
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const given = new FormData(event.target as HTMLFormElement);
    const [text, name] = [given.get('text') as string, given.get('name') as string];
    const input = { conversation: id, notice, locale, text, name };
    void attempt(visit.ask(publishTestimonial, input)).then((failed) => (failed ? undefined : look()));
  };
  const takeBack = (): void => {
    const decisions = [{ purpose: 'publication', state: 'refused' }] as const;
    const input = { conversation: id, notice, locale, decisions };
    void attempt(visit.ask(decideConsent, input)).then((failed) => (failed ? undefined : look()));
  };
  if (own?.testimonial)
    return html`<p role="status">${l.publicDone}</p>
      <blockquote dir="auto">${own.testimonial.text}</blockquote>
      <div class="row"><button class="button plain" @click=${takeBack}>${l.publicBack}</button></div>`;
  return html`<details class="publish">
    <summary>${l.publicTitle}</summary>
    <form class="rating" @submit=${submit}>
      <p class="soft">${l.publicMeans}</p>
      <label class="field"
        >${l.publicText}
        <textarea
          name="text"
          rows="2"
          required
          maxlength="1000"
          dir="auto"
          .value=${rating.comment}
        ></textarea>
      </label>
      <label class="field"
        >${l.publicName}
        <textarea name="name" rows="1" maxlength="60" dir="auto"></textarea>
      </label>
      <div class="choice">
        <input type="checkbox" id="publication" required /><label for="publication">${l.publicAgree}</label>
      </div>
      ${failure ? html`<p role="alert">${failureInWords(failure, t)}</p>` : nothing}
      <div class="row"><button class="button">${l.publish}</button></div>
    </form>
  </details>`;
}
