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
import { field, valueOf } from './form.js';
import { passkeyWords } from './passkey-offer.js';
import { bone, failure, loading } from './states.js';
import { controls } from './styles/controls.js';
import { notices } from './styles/notices.js';
import { page } from './styles/page.js';
import { tables } from './styles/tables.js';

const dates = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
const words = accountTexts.passkeys;

/** ACC-7: one's own passkeys: which there are, one more, one less. */
export class Passkeys extends LitElement {
  static override properties = {
    call: { attribute: false },
    changed: { attribute: false },
    passkeys: { state: true },
    failed: { state: true },
    refused: { state: true },
    naming: { state: true },
    missing: { state: true },
    busy: { state: true },
    leaving: { state: true },
    said: { state: true },
  };
  declare call: Call;
  /** There are more or fewer of them. */
  declare changed: () => void;
  declare protected passkeys: readonly PasskeyView[] | null;
  declare protected failed: unknown;
  declare protected refused: unknown;
  declare protected naming: boolean;
  declare protected missing: boolean;
  declare protected busy: boolean;
  declare protected leaving: PasskeyView | null;
  declare protected said: string;

  constructor() {
    super();
    this.passkeys = null;
    this.naming = false;
    this.missing = false;
    this.busy = false;
    this.leaving = null;
    this.said = '';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#load();
  }

  async #load(): Promise<void> {
    this.failed = undefined;
    try {
      this.passkeys = (await this.call(listPasskeys, {})).passkeys;
    } catch (error) {
      this.failed = error;
    }
  }

  async #try(work: () => Promise<unknown>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.refused = undefined;
    this.said = '';
    await work().catch((error: unknown) => (this.refused = error));
    this.busy = false;
  }

  async #begin(): Promise<void> {
    this.naming = true;
    this.refused = undefined;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLInputElement>('#name')!.focus();
  }

  #add(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const name = valueOf(this.renderRoot, 'name').trim();
    this.missing = name === '';
    if (this.missing) return Promise.resolve();
    return this.#try(async () => {
      const { creation } = await this.call(beginPasskey, {});
      await this.call(addPasskey, { name, passkey: await makePasskey(creation) });
      this.naming = false;
      await this.#load();
      this.said = words.added(name);
      this.changed();
    });
  }

  async #remove(passkey: PasskeyView): Promise<void> {
    this.leaving = passkey;
    await this.updateComplete;
    if (!(await this.renderRoot.querySelector<Confirm>('parlour-confirm')!.ask())) return;
    await this.#try(async () => {
      await this.call(removePasskey, { id: passkey.id });
      await this.#load();
      this.said = words.removed(passkey.name);
      this.changed();
    });
  }

  protected override render(): TemplateResult {
    if (this.failed !== undefined) return failure(this.failed, () => void this.#load());
    const { passkeys } = this;
    if (!passkeys) return html`<section class="card">${loading(html`<p>${bone('half')}</p>`)}</section>`;
    return html`<section class="card" aria-labelledby="passkeys">
        <h2 id="passkeys">${words.title}</h2>
        <p>${words.lead}</p>
        ${this.#outcome()} ${passkeys.length > 0 ? this.#list(passkeys) : nothing} ${this.#more(passkeys)}
      </section>
      <parlour-confirm .heading=${words.confirm(this.leaving?.name ?? '')} .action=${words.removeNow}>
        ${words.confirmText}
      </parlour-confirm>`;
  }

  #outcome(): TemplateResult {
    return html`<div role="alert">
        ${
          this.refused === undefined
            ? nothing
            : html`<div class="notice danger"><p>${passkeyWords(this.refused)}</p></div>`
        }
      </div>
      <div role="status">${this.said === '' ? nothing : html`<p class="notice">${this.said}</p>`}</div>`;
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
      <td data-label=${words.created}>${dates.format(createdAt)}</td>
      <td data-label=${words.used}>${usedAt === null ? words.never : dates.format(usedAt)}</td>
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
      <button class="button next" type="submit" aria-disabled=${this.busy}>${words.make}</button>
    </form>`;
  }

  static override styles = [
    controls,
    notices,
    page,
    tables,
    css`
      /* A part of a page, not one of its own. */
      :host {
        display: block;
        inline-size: auto;
        margin: 0;
        padding: 0;
      }
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
      thead td {
        border-block-start: 0;
      }
      .small:empty,
      .field-error:empty,
      [role='alert']:empty,
      [role='status']:empty {
        display: none;
      }
    `,
  ];
}
