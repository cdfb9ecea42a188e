import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { confirmSession } from '@parlour/shared/protocol/account.js';
import type { Call } from '@parlour/shared/protocol/define.js';
import { askProof } from '@parlour/shared/protocol/passkey.js';
import { passkeysWork, usePasskey } from '../data/passkeys.js';
import { accountTexts } from './account-texts.js';
import { Deed } from './deed.js';
import { passkeyWords } from './passkey-offer.js';
import { controls } from './styles/controls.js';
import { notices } from './styles/notices.js';
import { texts } from './texts.js';

/** ACC-2: asks for a proof before what is dangerous: a passkey, a code, or the password of whoever has no second factor. */
export class Prove extends LitElement {
  static override properties = {
    call: { attribute: false },
    secondFactor: { type: Boolean },
    passkeys: { type: Boolean },
  };
  declare call: Call;
  declare secondFactor: boolean;
  /** Whether the account has one. */
  declare passkeys: boolean;

  readonly #deed = new Deed(this);
  #answer: ((proven: boolean) => void) | undefined;

  /** Resolves with whether it was proven; closing means no. */
  async ask(): Promise<boolean> {
    await this.updateComplete;
    this.#deed.forget();
    this.#input().value = '';
    this.#dialog().showModal();
    return new Promise((answer) => (this.#answer = answer));
  }

  #dialog(): HTMLDialogElement {
    return this.renderRoot.querySelector('dialog')!;
  }

  #input(): HTMLInputElement {
    return this.renderRoot.querySelector('input')!;
  }

  async #submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const { value } = this.#input();
    await this.#deed.do(async () => {
      await this.call(confirmSession, this.secondFactor ? { code: value.trim() } : { password: value });
      this.#dialog().close('yes');
    });
    if (this.#deed.refused !== undefined) this.#input().select();
  }

  #usePasskey(): Promise<boolean> {
    return this.#deed.do(async () => {
      const { request } = await this.call(askProof, {});
      await this.call(confirmSession, { passkey: await usePasskey(request) });
      this.#dialog().close('yes');
    });
  }

  /** First, where there is one: it takes nothing to type. */
  #byPasskey(): TemplateResult | typeof nothing {
    if (!this.passkeys || !passkeysWork()) return nothing;
    return html`<button class="button next" type="button" @click=${() => this.#usePasskey()}>
        ${accountTexts.prove.passkey}
      </button>
      <p class="or soft">${accountTexts.prove.or}</p>`;
  }

  #closed(): void {
    this.#answer?.(this.#dialog().returnValue === 'yes');
    this.#dialog().returnValue = '';
    this.#answer = undefined;
  }

  protected override render(): TemplateResult {
    const { secondFactor } = this;
    return html`<dialog aria-labelledby="heading" aria-describedby="why" @close=${() => this.#closed()}>
      <form novalidate @submit=${(event: SubmitEvent) => this.#submit(event)}>
        <h2 id="heading">${accountTexts.prove.title}</h2>
        <p id="why">${accountTexts.prove.why}</p>
        ${this.#deed.refusal(passkeyWords)} ${this.#byPasskey()}
        <div class="field">
          <label for="proof">${secondFactor ? accountTexts.code : texts.signIn.password}</label>
          <input
            id="proof"
            type=${secondFactor ? 'text' : 'password'}
            autocomplete=${secondFactor ? 'one-time-code' : 'current-password'}
            inputmode=${secondFactor ? 'numeric' : 'text'}
          />
        </div>
        <div class="answers">
          <button class="button" type="button" @click=${() => this.#dialog().close('no')}>
            ${texts.cancel}
          </button>
          <button class="button ${this.passkeys ? '' : 'next'}" type="submit">
            ${accountTexts.prove.submit}
          </button>
        </div>
      </form>
    </dialog>`;
  }

  static override styles = [
    controls,
    notices,
    css`
      :host {
        display: contents;
      }
      dialog {
        inline-size: min(420px, calc(100vw - 32px));
        padding: var(--space-5);
        border: 1px solid var(--line);
        border-radius: var(--radius-large);
        background: var(--paper-raised);
        color: var(--ink);
      }
      form {
        display: grid;
        gap: var(--space-4);
      }
      .answers {
        display: flex;
        justify-content: flex-end;
        gap: var(--space-3);
      }
      .or {
        text-align: center;
      }
    `,
  ];
}
