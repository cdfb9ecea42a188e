import { html, nothing, type TemplateResult } from 'lit';
import { jurisdictions, writtenKinds } from '@parlour/shared/model/request.js';
import type { OpenRequestInput, RequestView } from '@parlour/shared/protocol/privacy.js';
import { textLimits } from '@parlour/shared/rules/text.js';
import { longDate, moment, ownTimeZone } from '../../ui/format.js';
import { texts } from './texts.js';

/** REQ-6: what was asked, by when it is answered, what the answer was; and a form for the next. */
export const requestCard = (
  requests: readonly RequestView[],
  ask: (input: OpenRequestInput) => Promise<void>,
): TemplateResult =>
  html`<section class="card" aria-label=${texts.requests}>
    <h2>${texts.requests}</h2>
    <p class="soft">${texts.requestsLead}</p>
    ${
      requests.length === 0
        ? nothing
        : html`<ul class="requests">
            ${requests.map(one)}
          </ul>`
    }
    <form @submit=${(event: SubmitEvent) => void send(event, ask)}>
      ${requestFields({ required: true, maxLength: textLimits.maxLength })}
      <button class="button" type="submit">${texts.send}</button>
    </form>
  </section>`;

/** What is asked, about what, and under which law. */
export const requestFields = ({
  required,
  maxLength,
  kind,
}: {
  readonly required: boolean;
  readonly maxLength: number;
  /** The only one that can be asked here. */
  readonly kind?: OpenRequestInput['kind'];
}): TemplateResult =>
  html`<label
      >${texts.kind}
      <select name="kind">
        ${(kind ? [kind] : writtenKinds).map((one) => html`<option value=${one}>${texts.kinds[one]}</option>`)}
      </select></label
    >
    <label
      >${texts.text}
      <textarea name="text" rows="4" ?required=${required} maxlength=${maxLength} dir="auto"></textarea>
    </label>
    <label
      >${texts.where}
      <select name="jurisdiction">
        ${jurisdictions.map((place) => html`<option value=${place}>${texts.places[place]}</option>`)}
      </select></label
    >`;

/** What has been written into those fields. */
export const requestIn = (data: FormData): OpenRequestInput => ({
  kind: data.get('kind') as OpenRequestInput['kind'],
  text: data.get('text') as string,
  jurisdiction: data.get('jurisdiction') as OpenRequestInput['jurisdiction'],
  timeZone: ownTimeZone(),
});

async function send(event: SubmitEvent, ask: (input: OpenRequestInput) => Promise<void>): Promise<void> {
  event.preventDefault();
  const form = event.target as HTMLFormElement;
  await ask(requestIn(new FormData(form)));
  form.reset();
}

const one = (request: RequestView): TemplateResult => {
  const { kind, state, receivedAt, dueOn, text, answer, reason, disputeChannel } = request;
  return html`<li>
    <p><strong>${texts.kinds[kind]}</strong>: ${texts.requestStates[state]}</p>
    <span class="soft small">
      ${moment(receivedAt)}${dueOn === null ? nothing : html` · ${texts.due(longDate(Date.parse(`${dueOn}T12:00:00`)))}`}
    </span>
    <p dir="auto">${text}</p>
    ${answer === '' ? nothing : html`<p class="answer" dir="auto">${answer}</p>`}
    ${reason === null ? nothing : html`<p>${texts.refusedBecause(reason)}</p>`}
    ${
      disputeChannel === null
        ? nothing
        : html`<p class="small">
            <a href=${disputeChannel} target="_blank" rel="noopener noreferrer">${texts.dispute}</a>
          </p>`
    }
  </li>`;
};
