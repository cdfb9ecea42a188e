import { css, html, LitElement, type TemplateResult } from 'lit';
import type { Call } from '@parlour/shared/protocol/define.js';
import { listSites, type SiteView } from '@parlour/shared/protocol/site.js';
import { Fetched } from '../../ui/fetched.js';
import { bone, empty } from '../../ui/states.js';
import { texts as common } from '../../ui/texts.js';
import { showTitle } from '../../ui/title.js';
import { part } from './part.styles.js';
import { texts } from './texts.js';

const words = texts.sites;

/** One site: its tag, whether it works, its counts, its key, and what it is called. */
export class SitePage extends LitElement {
  static override properties = {
    call: { attribute: false },
    site: {},
    back: {},
  };
  declare call: Call;
  /** The site's id, as the address says it. */
  declare site: string;
  /** Where the list of sites is. */
  declare back: string;

  readonly #view = new Fetched<SiteView | 'none'>(
    this,
    async () => (await this.call(listSites, {})).sites.find(({ id }) => id === this.site) ?? 'none',
    {
      whose: () => this.site,
      then: (view) => showTitle([view === 'none' ? words.notFound : view.name, common.portals.provider]),
    },
  );

  override connectedCallback(): void {
    super.connectedCallback();
    showTitle([common.portals.provider]);
  }

  protected override render(): TemplateResult {
    const view = this.#view.value;
    const name = view === null ? words.label : view === 'none' ? words.notFound : view.name;
    return html`<header>
        <p><a href=${this.back}>${words.back}</a></p>
        <h1 tabindex="-1">${name}</h1>
      </header>
      ${this.#view.show(
        (shown) =>
          shown === 'none'
            ? html`<div class="card">
                ${empty(words.notFound, html`<a href=${this.back}>${words.back}</a>`)}
              </div>`
            : this.#parts(shown),
        html`<div class="card">${bone('half')}${bone('long')}</div>`,
      )}`;
  }

  #parts(view: SiteView): TemplateResult {
    const changed = ({ detail }: CustomEvent<SiteView>): void => this.#view.put(detail);
    return html`<provider-embed .call=${this.call} .site=${view}></provider-embed>
      <provider-check .call=${this.call} .site=${view}></provider-check>
      <provider-counts .call=${this.call} .site=${view}></provider-counts>
      <provider-pages .call=${this.call} .site=${view} @changed=${changed}></provider-pages>
      <provider-site-key .call=${this.call} .site=${view} @changed=${changed}></provider-site-key>
      <provider-site-form .call=${this.call} .site=${view} @changed=${changed}></provider-site-form>`;
  }

  static override styles = [
    ...part,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        max-inline-size: 1120px;
        margin-inline: auto;
        padding: var(--space-6) var(--space-6) var(--space-7);
      }
      @media (max-width: 720px) {
        :host {
          padding: var(--space-4);
        }
      }
    `,
  ];
}
