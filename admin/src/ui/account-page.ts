import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import {
  beginSecondFactor,
  changePassword,
  confirmSecondFactor,
  endSecondFactor,
  endSessions,
  listSessions,
  type AccountView,
  type SessionView,
} from '@parlour/shared/protocol/account.js';
import type { Call } from '@parlour/shared/protocol/define.js';
import { accountTexts } from './account-texts.js';
import { Deed } from './deed.js';
import { Fetched } from './fetched.js';
import { field, valueOf } from './form.js';
import { moment } from './format.js';
import { bone } from './states.js';
import { controls } from './styles/controls.js';
import { notices } from './styles/notices.js';
import { page } from './styles/page.js';
import { tables } from './styles/tables.js';
import { showTitle } from './title.js';

const { own } = accountTexts;

/** What is one's own: the second factor, the password, and where one is signed in (ACC-1 to ACC-3). */
export class AccountPage extends LitElement {
  static override properties = {
    call: { attribute: false },
    account: { attribute: false },
    changed: { attribute: false },
    secret: { state: true },
    codes: { state: true },
    ending: { state: true },
  };
  declare call: Call;
  declare account: AccountView;
  /** The account is not what it was: read it again. */
  declare changed: () => void;
  declare protected secret: { readonly secret: string; readonly uri: string } | null;
  declare protected codes: readonly string[] | null;
  declare protected ending: boolean;

  readonly #sessions = new Fetched(this, async () => (await this.call(listSessions, {})).sessions);
  readonly #deed = new Deed(this);

  constructor() {
    super();
    this.secret = null;
    this.codes = null;
    this.ending = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    showTitle([own.title]);
  }

  protected override render(): TemplateResult {
    return html`<h1 tabindex="-1">${own.title}</h1>
      <p class="lead">${this.account.name}, ${this.account.email}</p>
      ${this.#isBare ? html`<p class="notice warn">${own.required}</p>` : nothing} ${this.#deed.refusal()}
      ${this.#deed.notice('plain')}
      ${
        this.#isBare
          ? nothing
          : html`<parlour-own-picture
              .call=${this.call}
              .account=${this.account}
              .changed=${this.changed}
            ></parlour-own-picture>`
      }
      ${this.#factor()}
      ${
        this.#isBare
          ? nothing
          : html`<parlour-passkeys .call=${this.call} .changed=${this.changed}></parlour-passkeys>`
      }
      ${this.#password()} ${this.#where()}`;
  }

  get #isBare(): boolean {
    return this.account.audience === 'admin' && !this.account.secondFactor && this.codes === null;
  }

  #factor(): TemplateResult {
    const on = this.account.secondFactor;
    return html`<section class="card" aria-labelledby="factor">
      <h2 id="factor">${own.factor}</h2>
      ${this.codes ? this.#recovery(this.codes) : this.secret ? this.#scan(this.secret) : this.#state(on)}
    </section>`;
  }

  #state(on: boolean): TemplateResult {
    return html`<p>${on ? own.on : own.off}</p>
      <div class="row">
        <button class="button ${on ? '' : 'next'}" type="button" @click=${() => this.#begin()}>
          ${on ? own.renew : own.begin}
        </button>
        ${
          on && this.account.audience !== 'admin' && !this.ending
            ? html`<button class="button" type="button" @click=${() => (this.ending = true)}>
                ${own.end}
              </button>`
            : nothing
        }
      </div>
      ${
        this.ending
          ? html`<form class="inner" novalidate @submit=${(event: SubmitEvent) => this.#end(event)}>
              ${field({ id: 'end-password', label: own.current, type: 'password', autocomplete: 'current-password' })}
              <button class="button danger" type="submit">${own.end.replace('…', '')}</button>
            </form>`
          : nothing
      }`;
  }

  #begin(): Promise<boolean> {
    return this.#deed.do(async () => {
      this.secret = await this.call(beginSecondFactor, {});
    });
  }

  #scan({ secret, uri }: { readonly secret: string; readonly uri: string }): TemplateResult {
    return html`<p>${own.scan}</p>
      <p><code>${secret.replace(/(.{4})/g, '$1 ').trim()}</code></p>
      <p><a href=${uri}>${own.open}</a></p>
      <form class="inner" novalidate @submit=${(event: SubmitEvent) => this.#confirm(event)}>
        ${field({ id: 'code', label: accountTexts.code, autocomplete: 'one-time-code' })}
        <button class="button next" type="submit">${own.confirm}</button>
      </form>`;
  }

  #confirm(event: SubmitEvent): Promise<boolean> {
    event.preventDefault();
    const code = valueOf(this.renderRoot, 'code').trim();
    return this.#deed.do(async () => {
      this.codes = (await this.call(confirmSecondFactor, { code })).recoveryCodes;
      this.secret = null;
      await this.#sessions.load();
    });
  }

  #recovery(codes: readonly string[]): TemplateResult {
    return html`<p>${own.codes}</p>
      <ul class="codes">
        ${codes.map((code) => html`<li><code>${code}</code></li>`)}
      </ul>
      <button class="button next" type="button" @click=${() => this.#kept()}>${own.kept}</button>`;
  }

  #kept(): void {
    this.codes = null;
    this.changed();
  }

  #end(event: SubmitEvent): Promise<boolean> {
    event.preventDefault();
    return this.#deed.do(async () => {
      await this.call(endSecondFactor, { password: valueOf(this.renderRoot, 'end-password') });
      this.ending = false;
      this.changed();
    });
  }

  #password(): TemplateResult {
    return html`<section class="card" aria-labelledby="password-heading">
      <h2 id="password-heading">${own.password}</h2>
      <form class="inner" novalidate @submit=${(event: SubmitEvent) => this.#change(event)}>
        ${field({ id: 'current', label: own.current, type: 'password', autocomplete: 'current-password' })}
        ${field({
          id: 'next',
          label: own.next,
          type: 'password',
          autocomplete: 'new-password',
          hint: accountTexts.join.passwordHint,
        })}
        <button class="button" type="submit">${own.change}</button>
      </form>
    </section>`;
  }

  #change(event: SubmitEvent): Promise<boolean> {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const [password, next] = [valueOf(this.renderRoot, 'current'), valueOf(this.renderRoot, 'next')];
    return this.#deed.do(async () => {
      await this.call(changePassword, { password, next });
      form.reset();
      await this.#sessions.load();
      return own.changed;
    });
  }

  #where(): TemplateResult {
    return this.#sessions.show(
      (sessions) => this.#list(sessions),
      html`<section class="card"><p>${bone('half')}</p></section>`,
    );
  }

  #list(sessions: readonly SessionView[]): TemplateResult {
    return html`<section class="card" aria-labelledby="sessions">
      <h2 id="sessions">${own.sessions}</h2>
      <div class="scroll" tabindex="0" role="group" aria-labelledby="sessions">
        <table aria-labelledby="sessions">
          <thead>
            <tr>
              <th scope="col">${own.started}</th>
              <th scope="col">${own.seen}</th>
              <td></td>
            </tr>
          </thead>
          <tbody>
            ${sessions.map(
              ({ id, startedAt, seenAt, current }) =>
                html`<tr>
                  <td data-label=${own.started}>${moment(startedAt)}</td>
                  <td data-label=${own.seen}>${moment(seenAt)}</td>
                  <td>
                    ${
                      current
                        ? own.here
                        : html`<button class="button" type="button" @click=${() => this.#endOne(id)}>
                            ${own.endOne}
                          </button>`
                    }
                  </td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
      ${
        sessions.length > 1
          ? html`<button class="button" type="button" @click=${() => this.#endOne()}>${own.endAll}</button>`
          : nothing
      }
    </section>`;
  }

  #endOne(session?: string): Promise<boolean> {
    return this.#deed.do(async () => {
      await this.call(endSessions, session === undefined ? {} : { session });
      await this.#sessions.load();
    });
  }

  static override styles = [
    controls,
    notices,
    page,
    tables,
    css`
      .card,
      .inner {
        display: grid;
        gap: var(--space-3);
        justify-items: start;
      }
      .inner {
        inline-size: min(100%, 400px);
        justify-items: stretch;
      }
      .codes {
        columns: 2;
        padding-inline-start: var(--space-4);
      }
      code {
        font-size: var(--text-large);
        overflow-wrap: anywhere;
      }
    `,
  ];
}
