import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import type { Call } from '@parlour/shared/protocol/define.js';
import { createSite, listSites, type SiteView } from '@parlour/shared/protocol/site.js';
import { Deed } from '../../ui/deed.js';
import { Fetched } from '../../ui/fetched.js';
import { field, valueOf } from '../../ui/form.js';
import { bone, empty } from '../../ui/states.js';
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
    missing: { state: true },
  };
  declare call: Call;
  declare hrefOf: (site: string) => string;
  declare protected missing: 'name' | 'origins' | null;

  readonly #sites = new Fetched(this, async () => (await this.call(listSites, {})).sites);
  readonly #deed = new Deed(this);
  /** The origins that were sent, in the order in which a refusal counts them. */
  #asked: readonly string[] = [];

  constructor() {
    super();
    this.missing = null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    showTitle([words.title, common.portals.provider]);
  }

  async #create(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const name = valueOf(this.renderRoot, 'name').trim();
    const origins = originsIn(valueOf(this.renderRoot, 'origins'));
    this.#deed.forget();
    this.missing = name === '' ? 'name' : origins.length === 0 ? 'origins' : null;
    if (this.missing) return this.renderRoot.querySelector<HTMLElement>(`#${this.missing}`)!.focus();
    this.#asked = origins;
    await this.#deed.do(async () => {
      const { site } = await this.call(createSite, { name, origins });
      this.dispatchEvent(new CustomEvent('opened', { detail: site.id }));
    });
  }

  protected override render(): TemplateResult {
    return html`<header>
        <h1 tabindex="-1">${words.title}</h1>
        <p class="lead">${words.lead}</p>
      </header>
      ${this.#sites.show((sites) => this.#list(sites), html`<div class="card">${bone('half')}${bone('long')}</div>`)}
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
        ${this.#deed.refusal((error) => originFailure(error, this.#asked))}
        <button class="button next" type="submit" aria-disabled=${this.#deed.busy}>${words.create}</button>
      </form>`;
  }

  #list(sites: readonly SiteView[]): TemplateResult {
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
