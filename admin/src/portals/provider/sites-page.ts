import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import type { Call } from '@parlour/shared/protocol/define.js';
import { createSite, listSites, type SiteView } from '@parlour/shared/protocol/site.js';
import { field, valueOf } from '../../ui/form.js';
import { bone, empty, failure, loading } from '../../ui/states.js';
import { texts as common } from '../../ui/texts.js';
import { showTitle } from '../../ui/title.js';
import { part } from './part.styles.js';
import { originFailure, originsIn } from './site-words.js';
import { texts } from './texts.js';

const words = texts.sites;

/**
 * A provider's sites, each on a card, and the form for one more.
 *
 * @event opened - With the id of a site that was just made.
 */
export class SitesPage extends LitElement {
  static override properties = {
    call: { attribute: false },
    hrefOf: { attribute: false },
    sites: { state: true },
    failed: { state: true },
    refused: { state: true },
    missing: { state: true },
    busy: { state: true },
  };
  declare call: Call;
  declare hrefOf: (site: string) => string;
  declare protected sites: readonly SiteView[] | null;
  declare protected failed: unknown;
  declare protected refused: string;
  declare protected missing: 'name' | 'origins' | null;
  declare protected busy: boolean;

  constructor() {
    super();
    this.sites = null;
    this.refused = '';
    this.missing = null;
    this.busy = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    showTitle([words.title, common.portals.provider]);
    void this.#load();
  }

  async #load(): Promise<void> {
    this.failed = undefined;
    try {
      this.sites = (await this.call(listSites, {})).sites;
    } catch (error) {
      this.failed = error;
    }
  }

  async #create(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const name = valueOf(this.renderRoot, 'name').trim();
    const origins = originsIn(valueOf(this.renderRoot, 'origins'));
    this.refused = '';
    this.missing = name === '' ? 'name' : origins.length === 0 ? 'origins' : null;
    if (this.missing) return this.renderRoot.querySelector<HTMLElement>(`#${this.missing}`)!.focus();
    if (this.busy) return;
    this.busy = true;
    try {
      const { site } = await this.call(createSite, { name, origins });
      this.dispatchEvent(new CustomEvent('opened', { detail: site.id }));
    } catch (error) {
      this.refused = originFailure(error, origins);
    } finally {
      this.busy = false;
    }
  }

  protected override render(): TemplateResult {
    return html`<header>
        <h1 tabindex="-1">${words.title}</h1>
        <p class="lead">${words.lead}</p>
      </header>
      ${this.#list()}
      <form class="card" novalidate @submit=${(event: SubmitEvent) => this.#create(event)}>
        <h2>${words.add}</h2>
        ${field({
          id: 'name',
          label: words.name,
          hint: words.nameHint,
          error: this.missing === 'name' ? words.missing : undefined,
        })}
        <div class="field">
          <label for="origins">${words.origins}</label>
          <textarea
            id="origins"
            spellcheck="false"
            aria-invalid=${this.missing === 'origins'}
            aria-describedby="origins-hint origins-error"
          ></textarea>
          <p id="origins-hint" class="soft small">${words.originsHint}</p>
          <p id="origins-error" class="field-error">
            ${this.missing === 'origins' ? words.missing : nothing}
          </p>
        </div>
        <div role="alert">
          ${this.refused === '' ? nothing : html`<div class="notice danger"><p>${this.refused}</p></div>`}
        </div>
        <button class="button next" type="submit" aria-disabled=${this.busy}>${words.create}</button>
      </form>`;
  }

  #list(): TemplateResult {
    const { sites } = this;
    if (this.failed !== undefined) return failure(this.failed, () => void this.#load());
    if (!sites) return loading(html`<div class="card">${bone('half')}${bone('long')}</div>`);
    if (sites.length === 0) return html`<div class="card">${empty(words.none, words.noneText)}</div>`;
    return html`<ul>
      ${sites.map((site) => html`<li class="card">${this.#site(site)}</li>`)}
    </ul>`;
  }

  #site({ id, name, origins, merchants, formerKeys, disabledAt }: SiteView): TemplateResult {
    const notes = [
      ...(disabledAt === null ? [] : [words.disabled]),
      words.merchants(merchants),
      ...(formerKeys.length > 0 ? [words.oldKeys(formerKeys.length)] : []),
    ];
    return html`<h2><a href=${this.hrefOf(id)}>${name}</a></h2>
      <p class="soft origins">${origins.join(' · ')}</p>
      <p class="small">${notes.join(' · ')}</p>`;
  }

  static override styles = [
    ...part,
    css`
      :host {
        display: grid;
        max-inline-size: 1120px;
        margin-inline: auto;
        padding: var(--space-6) var(--space-6) var(--space-7);
      }
      ul {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(100%, 320px), 1fr));
        gap: var(--space-4);
      }
      li {
        align-content: start;
      }
      .origins {
        overflow-wrap: anywhere;
      }
      @media (max-width: 720px) {
        :host {
          padding: var(--space-4);
        }
      }
    `,
  ];
}
