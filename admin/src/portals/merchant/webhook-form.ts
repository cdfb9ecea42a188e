import { html, LitElement, type TemplateResult } from 'lit';
import { webhookEvents, type WebhookEvent } from '@parlour/shared/model/disclosure.js';
import type { ProcessorId } from '@parlour/shared/model/ids.js';
import type { Call } from '@parlour/shared/protocol/define.js';
import type { ProcessorView } from '@parlour/shared/protocol/disclosure.js';
import { createWebhook } from '@parlour/shared/protocol/webhook.js';
import { Deed } from '../../ui/deed.js';
import { webhookEventWords } from '../../ui/disclosure-words.js';
import { controls } from '../../ui/styles/controls.js';
import { notices } from '../../ui/styles/notices.js';
import { disclosureTexts } from './disclosures-texts.js';
import { formStyles } from './webhook-form.styles.js';

const words = disclosureTexts.webhooks;

/**
 * A new webhook.
 *
 * @event created - With the secret, which is not shown again.
 */
export class WebhookForm extends LitElement {
  static override properties = {
    call: { attribute: false },
    processors: { attribute: false },
    disclosuresHref: {},
  };
  declare call: Call;
  declare processors: readonly ProcessorView[];
  declare disclosuresHref: string;

  readonly #deed = new Deed(this);

  constructor() {
    super();
    this.processors = [];
  }

  async #submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const data = new FormData(form);
    await this.#deed.do(async () => {
      const { secret } = await this.call(createWebhook, {
        url: (data.get('url') as string).trim(),
        events: data.getAll('events') as WebhookEvent[],
        processor: data.get('processor') as ProcessorId,
      });
      form.reset();
      this.dispatchEvent(new CustomEvent('created', { detail: secret }));
    });
  }

  protected override render(): TemplateResult {
    if (this.processors.length === 0)
      return html`<div class="card">
        <p>${words.noProcessor} <a href=${this.disclosuresHref}>${words.toProcessors}</a></p>
      </div>`;
    return html`<form class="card" @submit=${(event: SubmitEvent) => this.#submit(event)}>
      <h2>${words.add}</h2>
      <div class="field">
        <label for="url">${words.url}</label>
        <input
          id="url"
          name="url"
          type="url"
          required
          autocomplete="off"
          placeholder="https://"
          aria-describedby="url-hint"
        />
        <p id="url-hint" class="soft small">${words.urlHint}</p>
      </div>
      <div class="field">
        <label for="processor">${words.processor}</label>
        <select id="processor" name="processor">
          ${this.processors.map(({ id, name }) => html`<option value=${id}>${name}</option>`)}
        </select>
      </div>
      <fieldset>
        <legend>${words.events}</legend>
        ${webhookEvents.map(
          (event) =>
            html`<label class="choice">
              <input type="checkbox" name="events" value=${event} checked /><span
                >${webhookEventWords[event]}</span
              >
            </label>`,
        )}
      </fieldset>
      ${this.#deed.refusal()}
      <button class="button next" type="submit" aria-disabled=${this.#deed.busy}>${words.submit}</button>
    </form>`;
  }

  static override styles = [controls, notices, formStyles];
}
