import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { SiteId } from '@parlour/shared/model/ids.js';
import type { Call } from '@parlour/shared/protocol/define.js';
import { askPlacement, invitePlacement, type Side } from '@parlour/shared/protocol/placement.js';
import { listSites, type SiteView } from '@parlour/shared/protocol/site.js';
import { Deed } from './deed.js';
import { Fetched } from './fetched.js';
import { field, valueOf } from './form.js';
import { placementTexts as words } from './placement-texts.js';
import { failure } from './states.js';
import { controls } from './styles/controls.js';
import { forms } from './styles/forms.js';
import { notices } from './styles/notices.js';
import { page, pagePart } from './styles/page.js';

/**
 * A provider invites a merchant to a site, or a merchant asks for one.
 *
 * @event asked - With what was typed, once it is asked.
 */
export class PlacementForm extends LitElement {
  static override properties = {
    call: { attribute: false },
    side: {},
    missing: { state: true },
  };
  declare call: Call;
  declare side: Side;
  declare protected missing: boolean;

  readonly #sites = new Fetched<readonly SiteView[]>(
    this,
    async () => (this.side === 'provider' ? (await this.call(listSites, {})).sites : []),
    { of: () => [this.side] },
  );
  readonly #deed = new Deed(this);

  constructor() {
    super();
    this.side = 'merchant';
    this.missing = false;
  }

  async #submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const said = valueOf(this.renderRoot, 'said').trim();
    this.#deed.forget();
    this.missing = said === '';
    if (this.missing) return this.renderRoot.querySelector<HTMLInputElement>('#said')!.focus();
    const asked = await this.#deed.do(() => this.#ask(said));
    if (!asked) return;
    form.reset();
    this.dispatchEvent(new CustomEvent('asked', { detail: said }));
  }

  async #ask(said: string): Promise<void> {
    if (this.side === 'provider') {
      const site = this.renderRoot.querySelector('select')!.value as SiteId;
      await this.call(invitePlacement, { site, to: said });
    } else {
      const origin = said.includes('://') ? said : `https://${said}`;
      await this.call(askPlacement, { origin });
    }
  }

  protected override render(): TemplateResult {
    const { side } = this;
    const { value: sites, error } = this.#sites;
    const isProvider = side === 'provider';
    return html`<form class="card" novalidate @submit=${(event: SubmitEvent) => this.#submit(event)}>
      <h2>${words.ask[side]}</h2>
      ${isProvider && sites?.length === 0 ? html`<p>${words.noSite}</p>` : nothing}
      ${
        isProvider
          ? html`<div class="field">
              <label for="site">${words.site}</label>
              <select id="site">
                ${(sites ?? []).map(({ id, name }) => html`<option value=${id}>${name}</option>`)}
              </select>
            </div>`
          : nothing
      }
      ${field({
        id: 'said',
        label: isProvider ? words.to : words.origin,
        type: isProvider ? 'text' : 'url',
        hint: isProvider ? words.toHint : words.originHint,
        error: this.missing ? words.missing : undefined,
      })}
      ${error === undefined ? nothing : failure(error, () => void this.#sites.load())} ${this.#deed.refusal()}
      <button class="button next" type="submit" aria-disabled=${this.#deed.busy}>
        ${words.submit[side]}
      </button>
    </form>`;
  }

  static override styles = [controls, notices, page, pagePart, forms];
}
