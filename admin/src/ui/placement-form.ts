import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import type { SiteId } from '@parlour/shared/model/ids.js';
import type { Call } from '@parlour/shared/protocol/define.js';
import { askPlacement, invitePlacement, type Side } from '@parlour/shared/protocol/placement.js';
import { listSites, type SiteView } from '@parlour/shared/protocol/site.js';
import { failureWords } from './failure-words.js';
import { field, valueOf } from './form.js';
import { placementTexts as words } from './placement-texts.js';
import { controls } from './styles/controls.js';
import { notices } from './styles/notices.js';
import { page } from './styles/page.js';

/**
 * A provider invites a merchant to a site, or a merchant asks for one.
 *
 * @event asked - With what was typed, once it is asked.
 */
export class PlacementForm extends LitElement {
  static override properties = {
    call: { attribute: false },
    side: {},
    sites: { state: true },
    failed: { state: true },
    missing: { state: true },
    busy: { state: true },
  };
  declare call: Call;
  declare side: Side;
  declare protected sites: readonly SiteView[] | null;
  declare protected failed: unknown;
  declare protected missing: boolean;
  declare protected busy: boolean;

  constructor() {
    super();
    this.side = 'merchant';
    this.sites = null;
    this.missing = false;
    this.busy = false;
  }

  protected override firstUpdated(): void {
    if (this.side === 'provider') void this.#loadSites();
  }

  async #loadSites(): Promise<void> {
    try {
      this.sites = (await this.call(listSites, {})).sites;
    } catch (error) {
      this.failed = error;
    }
  }

  async #submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const said = valueOf(this.renderRoot, 'said').trim();
    this.failed = undefined;
    this.missing = said === '';
    if (this.missing) return this.renderRoot.querySelector<HTMLInputElement>('#said')!.focus();
    if (this.busy) return;
    this.busy = true;
    try {
      if (this.side === 'provider') {
        const site = this.renderRoot.querySelector('select')!.value as SiteId;
        await this.call(invitePlacement, { site, to: said });
      } else {
        const origin = said.includes('://') ? said : `https://${said}`;
        await this.call(askPlacement, { origin });
      }
      form.reset();
      this.dispatchEvent(new CustomEvent('asked', { detail: said }));
    } catch (error) {
      this.failed = error;
    } finally {
      this.busy = false;
    }
  }

  protected override render(): TemplateResult {
    const { side, sites } = this;
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
      <div role="alert">
        ${
          this.failed === undefined
            ? nothing
            : html`<div class="notice danger"><p>${failureWords(this.failed)}</p></div>`
        }
      </div>
      <button class="button next" type="submit" aria-disabled=${this.busy}>${words.submit[side]}</button>
    </form>`;
  }

  static override styles = [
    controls,
    notices,
    page,
    css`
      :host {
        max-inline-size: none;
        margin: 0;
        padding: 0;
      }
      form {
        display: grid;
        justify-items: start;
        gap: var(--space-3);
      }
      .field {
        inline-size: min(100%, 32rem);
      }
      select {
        min-block-size: 41px;
        padding: 0 var(--space-3);
        border: 1px solid var(--edge);
        border-radius: var(--radius);
        background: var(--paper-raised);
        color: var(--ink);
        font: inherit;
      }
      .field-error:empty {
        display: none;
      }
      [role='alert'] {
        display: contents;
      }
    `,
  ];
}
