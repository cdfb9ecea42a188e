import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import type { Call } from '@parlour/shared/protocol/define.js';
import {
  addPasskey,
  beginPasskey,
  listPasskeys,
  passkeysPerAccount,
  removePasskey,
  type PasskeyView,
} from '@parlour/shared/protocol/passkey.js';
import { makePasskey, passkeysWork } from '../data/passkeys.js';
import { accountTexts } from './account-texts.js';
import type { Confirm } from './confirm.js';
import { Deed } from './deed.js';
import { Fetched } from './fetched.js';
import { field, valueOf } from './form.js';
import { moment } from './format.js';
import { passkeyWords } from './passkey-offer.js';
import { bone } from './states.js';
import { controls } from './styles/controls.js';
import { notices } from './styles/notices.js';
import { page, pagePart } from './styles/page.js';
import { tables } from './styles/tables.js';

const words = accountTexts.passkeys;

/** ACC-7: one's own passkeys: which there are, one more, one less. */
export class Passkeys extends LitElement {
  static override properties = {
    call: { attribute: false },
    changed: { attribute: false },
    naming: { state: true },
    missing: { state: true },
    leaving: { state: true },
  };
  declare call: Call;
  /** There are more or fewer of them. */
  declare changed: () => void;
  declare protected naming: boolean;
  declare protected missing: boolean;
  declare protected leaving: PasskeyView | null;

  readonly #passkeys = new Fetched(this, async () => (await this.call(listPasskeys, {})).passkeys);
  readonly #deed = new Deed(this);

  constructor() {
    super();
    this.naming = false;
    this.missing = false;
    this.leaving = null;
  }

  async #begin(): Promise<void> {
    this.naming = true;
    this.#deed.forget();
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLInputElement>('#name')!.focus();
  }

  #add(event: SubmitEvent): void {
    event.preventDefault();
    const name = valueOf(this.renderRoot, 'name').trim();
    this.missing = name === '';
    if (this.missing) return;
    void this.#deed.do(async () => {
      const { creation } = await this.call(beginPasskey, {});
      await this.call(addPasskey, { name, passkey: await makePasskey(creation) });
      this.naming = false;
      await this.#passkeys.load();
      this.changed();
      return words.added(name);
    });
  }

  async #remove(passkey: PasskeyView): Promise<void> {
    this.leaving = passkey;
    await this.updateComplete;
    if (!(await this.renderRoot.querySelector<Confirm>('parlour-confirm')!.ask())) return;
    await this.#deed.do(async () => {
      await this.call(removePasskey, { id: passkey.id });
      await this.#passkeys.load();
      this.changed();
      return words.removed(passkey.name);
    });
  }

  protected override render(): TemplateResult {
    return this.#passkeys.show(
      (passkeys) => this.#card(passkeys),
      html`<section class="card"><p>${bone('half')}</p></section>`,
    );
  }

  #card(passkeys: readonly PasskeyView[]): TemplateResult {
    return html`<section class="card" aria-labelledby="passkeys">
        <h2 id="passkeys">${words.title}</h2>
        <p>${words.lead}</p>
        ${this.#deed.refusal(passkeyWords)} ${this.#deed.notice('plain')}
        ${passkeys.length > 0 ? this.#list(passkeys) : nothing} ${this.#more(passkeys)}
      </section>
      <parlour-confirm .heading=${words.confirm(this.leaving?.name ?? '')} .action=${words.removeNow}>
        ${words.confirmText}
      </parlour-confirm>`;
  }

  #list(passkeys: readonly PasskeyView[]): TemplateResult {
    return html`<table aria-labelledby="passkeys">
      <thead>
        <tr>
          <th scope="col">${words.name}</th>
          <th scope="col">${words.created}</th>
          <th scope="col">${words.used}</th>
          <td></td>
        </tr>
      </thead>
      <tbody>
        ${passkeys.map((passkey) => this.#row(passkey))}
      </tbody>
    </table>`;
  }

  #row(passkey: PasskeyView): TemplateResult {
    const { name, createdAt, usedAt, synced } = passkey;
    return html`<tr>
      <th scope="row">${name} <span class="kind soft small">${synced ? words.synced : words.bound}</span></th>
      <td data-label=${words.created}>${moment(createdAt)}</td>
      <td data-label=${words.used}>${usedAt === null ? words.never : moment(usedAt)}</td>
      <td>
        <button
          class="button"
          type="button"
          aria-label=${words.removeOne(name)}
          @click=${() => this.#remove(passkey)}
        >
          ${words.remove}
        </button>
      </td>
    </tr>`;
  }

  #more(passkeys: readonly PasskeyView[]): TemplateResult {
    if (!passkeysWork()) return html`<p class="soft">${words.unsupported}</p>`;
    if (passkeys.length >= passkeysPerAccount) return html`<p class="soft">${words.full}</p>`;
    if (!this.naming)
      return html`<button class="button" type="button" @click=${() => this.#begin()}>${words.add}</button>`;
    return html`<form novalidate @submit=${(event: SubmitEvent) => this.#add(event)}>
      ${field({
        id: 'name',
        label: words.name,
        hint: words.nameHint,
        error: this.missing ? words.nameMissing : undefined,
      })}
      <button class="button next" type="submit" aria-disabled=${this.#deed.busy}>${words.make}</button>
    </form>`;
  }

  static override styles = [
    controls,
    notices,
    page,
    pagePart,
    tables,
    css`
      .card {
        display: grid;
        gap: var(--space-3);
        justify-items: start;
      }
      form {
        display: grid;
        gap: var(--space-3);
        inline-size: min(100%, 400px);
      }
      .kind {
        display: block;
        font-weight: 400;
      }
    `,
  ];
}
