import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import type { ConversationId, ProcessorId } from '@parlour/shared/model/ids.js';
import { exportTranscript, listProcessors, type ProcessorView } from '@parlour/shared/protocol/disclosure.js';
import type { Connection } from '@parlour/widget/connection/connection.js';
import { failureWords } from '../../ui/failure-words.js';
import { controls } from '../../ui/styles/controls.js';
import { notices } from '../../ui/styles/notices.js';
import { save } from '../../ui/save.js';
import { disclosureTexts } from './disclosures-texts.js';
import { formStyles } from './webhook-form.styles.js';

const words = disclosureTexts.export;

/** POL-6: a transcript leaves as a file for a purpose that the consumer reads, and for no other. */
export class TranscriptExport extends LitElement {
  static override properties = {
    connection: { attribute: false },
    conversation: {},
    open: { state: true },
    processors: { state: true },
    failed: { state: true },
    done: { state: true },
  };
  declare connection: Connection;
  declare conversation: ConversationId;
  declare protected open: boolean;
  /** Whom it may be handed to; only managers are told. */
  declare protected processors: readonly ProcessorView[];
  declare protected failed: unknown;
  declare protected done: boolean;

  constructor() {
    super();
    this.open = false;
    this.processors = [];
    this.done = false;
  }

  async #toggle(): Promise<void> {
    this.open = !this.open;
    this.done = false;
    this.failed = undefined;
    if (!this.open) return;
    // An agent may not read the registry, and exports for the merchant alone.
    const answer = await this.connection.call(listProcessors, {}).catch(() => null);
    this.processors = answer?.processors ?? [];
  }

  async #submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const data = new FormData(event.currentTarget as HTMLFormElement);
    const processor = data.get('processor') as ProcessorId | null;
    this.failed = undefined;
    try {
      const { name, text } = await this.connection.call(exportTranscript, {
        conversation: this.conversation,
        purpose: (data.get('purpose') as string).trim(),
        ...(processor && { processor }),
      });
      save(new Blob([text], { type: 'text/html' }), name);
      this.open = false;
      this.done = true;
    } catch (error) {
      this.failed = error;
    }
  }

  protected override render(): TemplateResult {
    return html`<button
        class="button"
        type="button"
        aria-expanded=${this.open}
        @click=${() => this.#toggle()}
      >
        ${words.button}
      </button>
      <p role="status">${this.done ? words.done : nothing}</p>
      ${this.open ? this.#form() : nothing}`;
  }

  #form(): TemplateResult {
    return html`<form aria-label=${words.title} @submit=${(event: SubmitEvent) => this.#submit(event)}>
      <p class="soft">${words.lead}</p>
      <div class="field">
        <label for="purpose">${words.purpose}</label>
        <input
          id="purpose"
          name="purpose"
          required
          minlength="5"
          maxlength="300"
          autocomplete="off"
          aria-describedby="purpose-hint"
        />
        <p id="purpose-hint" class="soft small">${words.purposeHint}</p>
      </div>
      ${
        this.processors.length === 0
          ? nothing
          : html`<div class="field">
              <label for="processor">${words.recipient}</label>
              <select id="processor" name="processor">
                <option value="">${words.own}</option>
                ${this.processors.map(({ id, name }) => html`<option value=${id}>${name}</option>`)}
              </select>
            </div>`
      }
      ${
        this.failed === undefined
          ? nothing
          : html`<div class="notice danger" role="alert"><p>${failureWords(this.failed)}</p></div>`
      }
      <button class="button next" type="submit">${words.submit}</button>
    </form>`;
  }

  static override styles = [
    controls,
    notices,
    formStyles,
    css`
      :host {
        display: grid;
        justify-items: start;
        gap: var(--space-3);
      }
    `,
  ];
}
