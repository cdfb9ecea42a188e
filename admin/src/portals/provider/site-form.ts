import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { Call } from '@parlour/shared/protocol/define.js';
import { changeSite, type ChangeSiteInput, type SiteView } from '@parlour/shared/protocol/site.js';
import type { Confirm } from '../../ui/confirm.js';
import { valueOf } from '../../ui/form.js';
import { part } from './part.styles.js';
import { originFailure, originsIn } from './site-words.js';
import { texts } from './texts.js';

const words = texts.about;

/**
 * What a site is called, where its pages are, and whether it shows chats at all.
 *
 * @event changed - With the site as it is now.
 */
export class SiteForm extends LitElement {
  static override properties = {
    call: { attribute: false },
    site: { attribute: false },
    said: { state: true },
    refused: { state: true },
  };
  declare call: Call;
  declare site: SiteView;
  declare protected said: string;
  declare protected refused: string;

  constructor() {
    super();
    this.said = '';
    this.refused = '';
  }

  async #change(change: Omit<ChangeSiteInput, 'site'>): Promise<void> {
    this.said = '';
    this.refused = '';
    try {
      const { site } = await this.call(changeSite, { site: this.site.id, ...change });
      this.said = words.saved;
      this.dispatchEvent(new CustomEvent('changed', { detail: site }));
    } catch (error) {
      this.refused = originFailure(error, change.origins ?? []);
    }
  }

  #save(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const name = valueOf(this.renderRoot, 'name').trim();
    const origins = originsIn(valueOf(this.renderRoot, 'origins'));
    if (name === '' || origins.length === 0) {
      this.refused = texts.sites.missing;
      return Promise.resolve();
    }
    return this.#change({ name, origins });
  }

  async #disable(): Promise<void> {
    const sure = await this.renderRoot.querySelector<Confirm>('parlour-confirm')!.ask();
    if (sure) await this.#change({ disabled: true });
  }

  protected override render(): TemplateResult {
    const { name, origins, disabledAt } = this.site;
    return html`<section class="card" aria-labelledby="about">
      <h2 id="about">${words.title}</h2>
      ${disabledAt === null ? nothing : html`<div class="notice warn"><p>${words.isDisabled}</p></div>`}
      <form novalidate @submit=${(event: SubmitEvent) => this.#save(event)}>
        <div class="field">
          <label for="name">${texts.sites.name}</label>
          <input id="name" autocomplete="off" maxlength="80" .value=${name} />
        </div>
        <div class="field">
          <label for="origins">${texts.sites.origins}</label>
          <textarea
            id="origins"
            spellcheck="false"
            aria-describedby="origins-hint"
            .value=${origins.join('\n')}
          ></textarea>
          <p id="origins-hint" class="soft small">${texts.sites.originsHint}</p>
        </div>
        <button class="button next" type="submit">${words.save}</button>
      </form>
      <div role="alert">
        ${this.refused === '' ? nothing : html`<div class="notice danger"><p>${this.refused}</p></div>`}
      </div>
      <div role="status">
        ${this.said === '' ? nothing : html`<div class="notice ok"><p>${this.said}</p></div>`}
      </div>
      ${
        disabledAt === null
          ? html`<button class="button" type="button" @click=${() => this.#disable()}>
              ${words.disable}
            </button>`
          : html`<button class="button" type="button" @click=${() => this.#change({ disabled: false })}>
              ${words.enable}
            </button>`
      }
      <parlour-confirm heading=${words.disableAsk(name)} action=${words.disableConfirm}>
        <p>${words.disableText}</p>
      </parlour-confirm>
    </section>`;
  }

  static override styles = part;
}
