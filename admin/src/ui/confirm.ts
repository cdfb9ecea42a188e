import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { controls } from './styles/controls.js';
import { texts } from './texts.js';

/**
 * Asks before something that cannot be undone. What is safe has the focus; the dangerous button says what it does.
 *
 * @slot - What will happen, in sentences.
 */
export class Confirm extends LitElement {
  static override properties = { heading: {}, action: {} };
  declare heading: string;
  /** What the dangerous button says: the deed, with its number. */
  declare action: string;

  #answer: ((yes: boolean) => void) | undefined;

  constructor() {
    super();
    this.heading = '';
    this.action = '';
  }

  /** Opens with the focus on the first button, the safe one, and answers whether to go on. Escape means no. */
  async ask(): Promise<boolean> {
    await this.updateComplete;
    this.#dialog().showModal();
    return new Promise((answer) => (this.#answer = answer));
  }

  #dialog(): HTMLDialogElement {
    return this.renderRoot.querySelector('dialog')!;
  }

  #closed(): void {
    this.#answer?.(this.#dialog().returnValue === 'yes');
    this.#dialog().returnValue = '';
    this.#answer = undefined;
  }

  protected override render(): TemplateResult {
    return html`<dialog aria-labelledby="heading" aria-describedby="body" @close=${() => this.#closed()}>
      <h2 id="heading">${this.heading || nothing}</h2>
      <div id="body"><slot></slot></div>
      <div class="answers">
        <button class="button" type="button" @click=${() => this.#dialog().close('no')}>
          ${texts.cancel}
        </button>
        <button class="button danger" type="button" @click=${() => this.#dialog().close('yes')}>
          ${this.action}
        </button>
      </div>
    </dialog>`;
  }

  static override styles = [
    controls,
    css`
      :host {
        display: contents;
      }
      dialog {
        inline-size: min(calc(100vw - var(--space-5)), 460px);
        padding: var(--space-5);
        border: 1px solid var(--line);
        border-radius: var(--radius-large);
        background: var(--paper-raised);
        color: var(--ink);
        box-shadow: var(--shadow);
      }
      dialog::backdrop {
        background: oklch(0.2 0.01 195 / 0.45);
      }
      h2 {
        font-size: var(--text-title);
      }
      #body {
        margin-block: var(--space-3) var(--space-5);
      }
      .answers {
        display: flex;
        flex-wrap: wrap;
        justify-content: end;
        gap: var(--space-2);
      }
    `,
  ];
}
