import { css, html, LitElement, type TemplateResult } from 'lit';
import type { Call } from '@parlour/shared/protocol/define.js';
import { listSites, type SiteView } from '@parlour/shared/protocol/site.js';
import { bone, empty, failure, loading } from '../../ui/states.js';
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
    view: { state: true },
    failed: { state: true },
  };
  declare call: Call;
  /** The site's id, as the address says it. */
  declare site: string;
  /** Where the list of sites is. */
  declare back: string;
  declare protected view: SiteView | 'none' | null;
  declare protected failed: unknown;

  constructor() {
    super();
    this.view = null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    showTitle([common.portals.provider]);
    void this.#load();
  }

  async #load(): Promise<void> {
    this.failed = undefined;
    try {
      const { sites } = await this.call(listSites, {});
      this.#show(sites.find(({ id }) => id === this.site) ?? 'none');
    } catch (error) {
      this.failed = error;
    }
  }

  #show(view: SiteView | 'none'): void {
    this.view = view;
    showTitle([view === 'none' ? words.notFound : view.name, common.portals.provider]);
  }

  protected override render(): TemplateResult {
    const { view } = this;
    const name = view === null ? words.label : view === 'none' ? words.notFound : view.name;
    return html`<header>
        <p><a href=${this.back}>${words.back}</a></p>
        <h1 tabindex="-1">${name}</h1>
      </header>
      ${
        this.failed !== undefined
          ? failure(this.failed, () => void this.#load())
          : view === null
            ? loading(html`<div class="card">${bone('half')}${bone('long')}</div>`)
            : view === 'none'
              ? html`<div class="card">
                  ${empty(words.notFound, html`<a href=${this.back}>${words.back}</a>`)}
                </div>`
              : this.#parts(view)
      }`;
  }

  #parts(view: SiteView): TemplateResult {
    const changed = ({ detail }: CustomEvent<SiteView>): void => this.#show(detail);
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
