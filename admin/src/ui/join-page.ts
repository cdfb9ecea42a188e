import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { PortalAudience } from '@parlour/shared/access/table.js';
import { forgetPassword, resetPassword } from '@parlour/shared/protocol/account.js';
import type { Call } from '@parlour/shared/protocol/define.js';
import { CallRefused } from '@parlour/widget/connection/connection.js';
import { acceptInvitation, readInvitation, type OpenInvitation } from '@parlour/shared/protocol/team.js';
import { accountTexts } from './account-texts.js';
import { Deed } from './deed.js';
import { failureWords } from './failure-words.js';
import { field, valueOf } from './form.js';
import { mark } from './icons.js';
import { bone, loading } from './states.js';
import { controls } from './styles/controls.js';
import { door } from './styles/door.js';
import { notices } from './styles/notices.js';
import { texts } from './texts.js';
import { showTitle } from './title.js';

type Purpose = 'join' | 'forgot' | 'reset';

/**
 * What a link opens, before anybody is signed in: an invitation, or a new password. What opens it stands after the
 * `#` and is taken out of the address at once, so that it stays in no history.
 */
export class JoinPage extends LitElement {
  static override properties = {
    call: { attribute: false },
    audience: {},
    page: {},
    home: {},
    invitation: { state: true },
    missing: { state: true },
  };
  declare call: Call;
  declare audience: PortalAudience;
  declare page: 'join' | 'password';
  /** Where one signs in. */
  declare home: string;
  declare protected invitation: OpenInvitation | null;
  declare protected missing: Readonly<Record<string, string>>;

  readonly #deed = new Deed(this);
  #token = '';

  constructor() {
    super();
    this.invitation = null;
    this.missing = {};
  }

  get #purpose(): Purpose {
    if (this.page === 'join') return 'join';
    return this.#token === '' ? 'forgot' : 'reset';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#token = location.hash.slice(1);
    if (this.#token !== '') history.replaceState(null, '', location.pathname);
    showTitle([
      this.page === 'join' ? accountTexts.join.title : accountTexts.forgot.title,
      texts.portals[this.audience],
    ]);
    if (this.page === 'join') void this.#read();
  }

  async #read(): Promise<void> {
    if (this.#token === '') return this.#deed.refuse('no link');
    await this.#deed.do(async () => {
      this.invitation = await this.call(readInvitation, { token: this.#token });
    });
  }

  /** What is no whole link opens nothing, however often it is tried. */
  get #isLinkless(): boolean {
    const { refused } = this.#deed;
    return (
      refused === 'no link' || (refused instanceof CallRefused && refused.error.code === 'invalid_input')
    );
  }

  #submit(event: SubmitEvent): void {
    event.preventDefault();
    const names = [...this.renderRoot.querySelectorAll('input')].map(({ id }) => id);
    const empty = names.filter((name) => valueOf(this.renderRoot, name).trim() === '');
    this.missing = Object.fromEntries(empty.map((name) => [name, accountTexts.join.missing]));
    const first = empty[0];
    if (first) return this.renderRoot.querySelector<HTMLElement>(`#${first}`)?.focus();
    void this.#deed.do(() => this.#carryOut());
  }

  async #carryOut(): Promise<string> {
    const root = this.renderRoot;
    const password = valueOf(root, 'password');
    if (this.#purpose === 'join') {
      const email = valueOf(root, 'email').trim();
      const name = valueOf(root, 'name').trim();
      await this.call(acceptInvitation, { token: this.#token, name, password, ...(email && { email }) });
      location.assign(this.home);
      return '';
    }
    if (this.#purpose === 'forgot') {
      await this.call(forgetPassword, { audience: this.audience, email: valueOf(root, 'email').trim() });
      return accountTexts.forgot.sent;
    }
    await this.call(resetPassword, { token: this.#token, password });
    return accountTexts.forgot.saved;
  }

  protected override render(): TemplateResult {
    const { join, forgot } = accountTexts;
    return html`<main>
      <header>${mark()} <span>${texts.product}</span></header>
      <form novalidate @submit=${(event: SubmitEvent) => this.#submit(event)}>
        <div>
          <h1>${this.#purpose === 'join' ? join.title : forgot.title}</h1>
          <p class="soft">${texts.portals[this.audience]}</p>
        </div>
        ${this.#deed.refusal((why) =>
          this.#purpose === 'join' && !this.invitation && this.#isLinkless ? join.noLink : failureWords(why),
        )}
        ${this.#deed.notice('plain')} ${this.#deed.said === '' ? this.#fields() : nothing}
        ${this.#purpose === 'join' ? nothing : html`<p><a href=${this.home}>${forgot.back}</a></p>`}
      </form>
    </main>`;
  }

  #fields(): TemplateResult | typeof nothing {
    const { join, forgot } = accountTexts;
    const password = field({
      id: 'password',
      label: this.#purpose === 'join' ? join.password : accountTexts.own.next,
      type: 'password',
      autocomplete: 'new-password',
      hint: join.passwordHint,
      error: this.missing['password'],
    });
    const email = field({
      id: 'email',
      label: texts.signIn.email,
      type: 'email',
      autocomplete: 'username',
      error: this.missing['email'],
    });
    if (this.#purpose === 'forgot')
      return html`<p>${forgot.lead}</p>
        ${email} ${this.#button(forgot.submit)}`;
    if (this.#purpose === 'reset')
      return html`<p>${forgot.choose}</p>
        ${password} ${this.#button(forgot.save)}`;
    const { invitation } = this;
    if (!invitation) return this.#unread();
    return html`<p>
        ${invitation.kind === 'setup' ? join.first : join.to(accountTexts.roles[invitation.role], invitation.organization)}
        ${invitation.email}
      </p>
      ${invitation.email === null ? email : nothing}
      ${field({ id: 'name', label: join.name, autocomplete: 'name', hint: join.nameHint, error: this.missing['name'] })}
      ${password} ${this.#button(join.submit)}`;
  }

  /** Before the invitation is here: the outline of its fields, or the way on where it did not come. */
  #unread(): TemplateResult {
    const { join } = accountTexts;
    if (this.#deed.refused === undefined)
      return loading(
        html`<p>${bone('long')}</p>
          <p>${bone('half')}</p>`,
      );
    return html`${
        this.#isLinkless
          ? nothing
          : html`<button class="button" type="button" @click=${() => void this.#read()}>
              ${texts.tryAgain}
            </button>`
      }
      <p><a href=${this.home}>${join.toSignIn}</a></p>`;
  }

  #button(label: string): TemplateResult {
    return html`<button class="button next" type="submit" aria-disabled=${this.#deed.busy}>${label}</button>`;
  }

  static override styles = [controls, notices, door];
}
