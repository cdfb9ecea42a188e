import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import type { Call } from '@parlour/shared/protocol/define.js';
import {
  createToken,
  listTokens,
  revokeToken,
  tokenScopes,
  type TokenScope,
  type TokenView,
} from '@parlour/shared/protocol/team.js';
import type { Confirm } from '../../ui/confirm.js';
import { Deed } from '../../ui/deed.js';
import { Fetched } from '../../ui/fetched.js';
import { valueOf } from '../../ui/form.js';
import { exactly, moment } from '../../ui/format.js';
import { bone, empty } from '../../ui/states.js';
import { controls } from '../../ui/styles/controls.js';
import { notices } from '../../ui/styles/notices.js';
import { page } from '../../ui/styles/page.js';
import { tables } from '../../ui/styles/tables.js';
import { texts as common } from '../../ui/texts.js';
import { showTitle } from '../../ui/title.js';
import { tokenTexts as words } from './tokens-texts.js';

/** The merchant's API tokens: made, shown once, ended. For managers, who are asked for a fresh proof. */
export class TokensPage extends LitElement {
  static override properties = {
    call: { attribute: false },
    token: { state: true },
    missing: { state: true },
  };
  declare call: Call;
  /** What has just been made; it is forgotten with this page. */
  declare protected token: string | null;
  declare protected missing: 'name' | 'scopes' | null;

  readonly #tokens = new Fetched(this, async () => (await this.call(listTokens, {})).tokens);
  readonly #deed = new Deed(this);

  constructor() {
    super();
    this.token = null;
    this.missing = null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    showTitle([words.title, common.portals.merchant]);
  }

  #make(event: SubmitEvent): void {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const name = valueOf(form, 'name').trim();
    const scopes = new FormData(form).getAll('scope') as TokenScope[];
    this.missing = name === '' ? 'name' : scopes.length === 0 ? 'scopes' : null;
    if (this.missing !== null) {
      form.querySelector<HTMLElement>(`[name=${this.missing === 'name' ? 'name' : 'scope'}]`)?.focus();
      return;
    }
    this.token = null;
    void this.#deed.do(async () => {
      const { token } = await this.call(createToken, { name, scopes });
      this.token = token;
      form.reset();
      await this.#tokens.load();
    });
  }

  async #end({ id, name }: TokenView): Promise<void> {
    if (!(await this.renderRoot.querySelector<Confirm>('parlour-confirm')!.ask())) return;
    this.token = null;
    await this.#deed.do(async () => {
      await this.call(revokeToken, { id });
      await this.#tokens.load();
      return words.ended(name);
    });
  }

  protected override render(): TemplateResult {
    return html`<header>
        <h1 tabindex="-1">${words.title}</h1>
        <p class="lead">${words.lead}</p>
      </header>
      <p role="status">${this.#deed.said || nothing}</p>
      ${this.#deed.refusal()}
      <div role="status">${this.token === null ? nothing : shownOnce(this.token)}</div>
      ${this.#tokens.show((tokens) => this.#list(tokens), html`<div class="card">${bone('half')}</div>`)}
      ${this.#form()}
      <parlour-confirm heading=${words.endAsk} action=${words.endYes}>
        <p>${words.endText}</p>
      </parlour-confirm>`;
  }

  #list(tokens: readonly TokenView[]): TemplateResult {
    if (tokens.length === 0) return html`<div class="card">${empty(words.none, words.noneNext)}</div>`;
    return html`<div class="table-frame">
      <table>
        <thead>
          <tr>
            <th scope="col">${words.name}</th>
            <th scope="col">${words.scopes}</th>
            <th scope="col">${words.made}</th>
            <th scope="col">${words.used}</th>
            <th scope="col"><span class="hidden-visually">${words.end}</span></th>
          </tr>
        </thead>
        <tbody>
          ${tokens.map((token) => this.#row(token))}
        </tbody>
      </table>
    </div>`;
  }

  #row(token: TokenView): TemplateResult {
    const { name, scopes, createdAt, usedAt } = token;
    return html`<tr>
      <th scope="row">${name}</th>
      <td data-label=${words.scopes}>${scopes.map((scope) => words.scope[scope]).join(', ')}</td>
      <td data-label=${words.made}><span title=${exactly(createdAt)}>${moment(createdAt)}</span></td>
      <td data-label=${words.used}>${usedAt === null ? words.never : moment(usedAt)}</td>
      <td>
        <button
          class="button"
          type="button"
          aria-label=${words.endOne(name)}
          @click=${() => void this.#end(token)}
        >
          ${words.end}
        </button>
      </td>
    </tr>`;
  }

  #form(): TemplateResult {
    const { missing } = this;
    return html`<form class="card" novalidate @submit=${(event: SubmitEvent) => this.#make(event)}>
      <div class="field">
        <label for="name">${words.name}</label>
        <input
          id="name"
          name="name"
          maxlength="80"
          autocomplete="off"
          aria-invalid=${missing === 'name' ? 'true' : 'false'}
          aria-describedby="name-hint name-error"
        />
        <p id="name-hint" class="soft small">${words.nameHint}</p>
        <p id="name-error" class="field-error">${missing === 'name' ? words.nameMissing : nothing}</p>
      </div>
      <fieldset aria-describedby="scopes-error">
        <legend>${words.scopes}</legend>
        ${tokenScopes.map(
          (scope) =>
            html`<label class="tick"
              ><input type="checkbox" name="scope" value=${scope} /> ${words.scope[scope]}</label
            >`,
        )}
        <p id="scopes-error" class="field-error">${missing === 'scopes' ? words.scopesMissing : nothing}</p>
      </fieldset>
      <div>
        <button class="button next" type="submit" aria-disabled=${this.#deed.busy}>${words.make}</button>
      </div>
    </form>`;
  }

  static override styles = [
    controls,
    notices,
    page,
    tables,
    css`
      form,
      .once {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-3);
      }
      fieldset {
        display: grid;
        gap: var(--space-2);
        margin: 0;
        padding: 0;
        border: 0;
      }
      .field {
        max-inline-size: 40ch;
      }
      [role='status']:empty,
      .field-error:empty {
        display: none;
      }
    `,
  ];
}

const shownOnce = (token: string): TemplateResult =>
  html`<div class="notice ok once">
    <p><strong>${words.once}</strong></p>
    <parlour-copy label=${words.shown} code=${token}></parlour-copy>
    <p class="small">${words.onceText}</p>
  </div>`;
