import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { PortalAudience } from '@parlour/shared/access/table.js';
import { CallRefused } from '@parlour/widget/connection/connection.js';
import type { UsedPasskey } from '@parlour/shared/protocol/passkey.js';
import { passkeysWork, usePasskey } from '../data/passkeys.js';
import type { Session } from '../data/session.js';
import { accountTexts } from './account-texts.js';
import { mark } from './icons.js';
import { PasskeyOffer, passkeyWords } from './passkey-offer.js';
import { controls } from './styles/controls.js';
import { door } from './styles/door.js';
import { notices } from './styles/notices.js';
import { texts } from './texts.js';
import { showTitle } from './title.js';

/** A credible shape, and no more: whether the address exists is never said. */
const addressShape = /^\S+@\S+\.\S+$/;

/** The door of a portal. It keeps the address that was typed, whatever goes wrong. */
export class SignIn extends LitElement {
  static override properties = {
    session: { attribute: false },
    audience: {},
    failed: { state: true },
    busy: { state: true },
    revealed: { state: true },
    missing: { state: true },
    asksCode: { state: true },
  };
  declare session: Session;
  declare audience: PortalAudience;
  declare protected failed: unknown;
  declare protected busy: boolean;
  declare protected revealed: boolean;
  declare protected missing: { email?: string; password?: string; code?: string };
  /** The password was right; what is asked for now is the second factor (ACC-2). */
  declare protected asksCode: boolean;

  readonly #offer = new PasskeyOffer(
    () => this.session.askPasskey(),
    (passkey) => void this.#openBy(() => Promise.resolve(passkey)),
  );

  constructor() {
    super();
    this.audience = 'merchant';
    this.busy = false;
    this.revealed = false;
    this.missing = {};
    this.asksCode = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    showTitle([texts.signIn.title, texts.portals[this.audience]]);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    void this.#offer.end();
  }

  protected override firstUpdated(): void {
    this.#input('email').focus();
    void this.#offer.begin();
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.get('asksCode') === false && this.asksCode) this.#input('code').focus();
    if (changed.has('missing')) {
      const { email, password, code } = this.missing;
      const first = email ? 'email' : password ? 'password' : code ? 'code' : null;
      if (first) this.#input(first).focus();
    }
  }

  #input(name: 'email' | 'password' | 'code'): HTMLInputElement {
    return this.renderRoot.querySelector<HTMLInputElement>(`#${name}`)!;
  }

  async #submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (this.busy) return;
    const email = this.#input('email').value.trim();
    const password = this.#input('password').value;
    const code = this.asksCode ? this.#input('code').value.trim() : undefined;
    this.failed = undefined;
    this.missing = {
      ...(email === '' && { email: texts.signIn.emailMissing }),
      ...(email !== '' && !addressShape.test(email) && { email: texts.signIn.emailMalformed }),
      ...(password === '' && { password: texts.signIn.passwordMissing }),
      ...(code === '' && { code: accountTexts.codeMissing }),
    };
    if (Object.keys(this.missing).length > 0) return;
    this.busy = true;
    try {
      await this.session.open(email, password, code);
    } catch (error) {
      if (error instanceof CallRefused && error.error.code === 'second_factor_needed') {
        this.asksCode = true;
        return;
      }
      this.failed = error;
      this.#input(this.asksCode ? 'code' : 'password').select();
    } finally {
      this.busy = false;
    }
  }

  #usePasskey(): Promise<void> {
    return this.#openBy(async () => usePasskey(await this.session.askPasskey()));
  }

  /** ACC-7: the browser's own question goes while this one is open, and comes back where its owner turned away. */
  async #openBy(passkey: () => Promise<UsedPasskey>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.failed = undefined;
    this.missing = {};
    try {
      await this.#offer.end();
      await this.session.openBy(await passkey());
    } catch (error) {
      this.failed = error;
      // What the server has refused would be offered again just as it is; the button is there for another try.
      if (!(error instanceof CallRefused)) void this.#offer.begin();
    } finally {
      this.busy = false;
    }
  }

  protected override render(): TemplateResult {
    return html`<main>
      <header>${mark()} <span>${texts.product}</span></header>
      <form novalidate @submit=${(event: SubmitEvent) => this.#submit(event)}>
        <div>
          <h1>${texts.signIn.title}</h1>
          <p class="soft">${texts.portals[this.audience]}</p>
        </div>
        ${this.#why()}
        <div role="alert">
          ${
            this.failed === undefined
              ? nothing
              : html`<div class="notice danger"><p>${passkeyWords(this.failed)}</p></div>`
          }
        </div>
        ${this.#field('email', texts.signIn.email, 'email', 'username webauthn')} ${this.#password()}
        ${this.asksCode ? this.#code() : nothing}
        <button class="button next" type="submit" aria-disabled=${this.busy}>
          ${this.busy ? texts.signIn.submitting : texts.signIn.submit}
        </button>
        ${
          passkeysWork()
            ? html`<button
                class="button"
                type="button"
                aria-disabled=${this.busy}
                @click=${() => this.#usePasskey()}
              >
                ${accountTexts.passkeys.signIn}
              </button>`
            : nothing
        }
        <p><a href="/${this.audience}/password">${accountTexts.forgotten}</a></p>
      </form>
    </main>`;
  }

  /** Why one stands here, where that is not plain. */
  #why(): TemplateResult | typeof nothing {
    const { state } = this.session;
    const words =
      state.kind === 'elsewhere'
        ? texts.signIn.elsewhere(state.account.name, texts.portals[state.account.audience])
        : state.kind === 'signed_out' && state.because
          ? texts.signIn[state.because]
          : null;
    return words === null ? nothing : html`<div class="notice" role="status"><p>${words}</p></div>`;
  }

  #field(
    name: 'email' | 'password' | 'code',
    label: string,
    type: string,
    autocomplete: AutoFill,
  ): TemplateResult {
    const error = this.missing[name];
    return html`<div class="field">
      <label for=${name}>${label}</label>
      <input
        id=${name}
        name=${name}
        type=${type}
        autocomplete=${autocomplete}
        autocapitalize="none"
        spellcheck="false"
        maxlength=${name === 'email' ? 254 : 1_024}
        aria-invalid=${error ? 'true' : 'false'}
        aria-describedby=${`${name}-error`}
      />
      <p id=${`${name}-error`} class="field-error">${error ?? nothing}</p>
    </div>`;
  }

  #code(): TemplateResult {
    return html`${this.#field('code', accountTexts.code, 'text', 'one-time-code')}
      <p class="soft">${accountTexts.codeHint}</p>`;
  }

  #password(): TemplateResult {
    return html`<div class="secret">
      ${this.#field(
        'password',
        texts.signIn.password,
        this.revealed ? 'text' : 'password',
        'current-password',
      )}
      <button
        class="reveal"
        type="button"
        aria-label=${this.revealed ? texts.signIn.hidePassword : texts.signIn.showPassword}
        @click=${() => (this.revealed = !this.revealed)}
      >
        ${this.revealed ? texts.signIn.hide : texts.signIn.show}
      </button>
    </div>`;
  }

  static override styles = [
    controls,
    notices,
    door,
    css`
      .secret {
        position: relative;
      }
      .secret input {
        padding-inline-end: 64px;
      }
      .reveal {
        position: absolute;
        inset-block-start: 0;
        inset-inline-end: 0;
        padding: 0 2px;
        border: 0;
        background: none;
        color: var(--accent);
        font: inherit;
        font-size: var(--text);
        line-height: 24px;
        cursor: pointer;
      }
    `,
  ];
}
