import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import type { ConversationId } from '@parlour/shared/model/ids.js';
import type { Call } from '@parlour/shared/protocol/define.js';
import { mailTranscript, readTranscript } from '@parlour/shared/protocol/disclosure.js';
import { failureWords } from '../../ui/failure-words.js';
import { field, valueOf } from '../../ui/form.js';
import { controls } from '../../ui/styles/controls.js';
import { notices } from '../../ui/styles/notices.js';
import { disclosureTexts } from './disclosure-texts.js';
import { save } from '../../ui/save.js';

/** One conversation to take away: as a file, or by a single mail. */
export class TranscriptCopy extends LitElement {
  static override properties = {
    call: { attribute: false },
    conversation: {},
    asking: { state: true },
    sent: { state: true },
    failed: { state: true },
  };
  declare call: Call;
  declare conversation: ConversationId;
  declare protected asking: boolean;
  declare protected sent: boolean;
  declare protected failed: unknown;

  constructor() {
    super();
    this.asking = false;
    this.sent = false;
  }

  async #try(work: () => Promise<void>): Promise<void> {
    this.failed = undefined;
    this.sent = false;
    await work().catch((error: unknown) => (this.failed = error));
  }

  #save(): Promise<void> {
    return this.#try(async () => {
      const { name, text } = await this.call(readTranscript, { conversation: this.conversation });
      save(new Blob([text], { type: 'text/plain' }), name);
    });
  }

  #mail(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const to = valueOf(this.renderRoot, 'to').trim();
    return this.#try(async () => {
      await this.call(mailTranscript, { conversation: this.conversation, to });
      this.asking = false;
      this.sent = true;
    });
  }

  protected override render(): TemplateResult {
    const words = disclosureTexts.copy;
    return html`<div class="row" role="group" aria-label=${words.heading}>
        <button class="button" type="button" @click=${() => this.#save()}>${words.save}</button>
        <button
          class="button"
          type="button"
          aria-expanded=${this.asking}
          @click=${() => (this.asking = !this.asking)}
        >
          ${words.mail}
        </button>
      </div>
      ${
        this.asking
          ? html`<form @submit=${(event: SubmitEvent) => this.#mail(event)}>
              ${field({ id: 'to', label: words.to, type: 'email', autocomplete: 'email', hint: words.hint })}
              <button class="button next" type="submit">${words.send}</button>
            </form>`
          : nothing
      }
      <p role="status">${this.sent ? words.sent : nothing}</p>
      ${
        this.failed === undefined
          ? nothing
          : html`<div class="notice danger" role="alert"><p>${failureWords(this.failed)}</p></div>`
      }`;
  }

  static override styles = [
    controls,
    notices,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-2);
      }
      .row {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-3);
      }
      form {
        display: grid;
        justify-items: start;
        gap: var(--space-2);
      }
      .field {
        inline-size: 100%;
        max-inline-size: 24rem;
      }
    `,
  ];
}
