import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import type { Call } from '@parlour/shared/protocol/define.js';
import { checkPage, type PageCheck, type PageFinding, type SiteView } from '@parlour/shared/protocol/site.js';
import { Deed } from '../../ui/deed.js';
import { valueOf } from '../../ui/form.js';
import { moment, timeOfDay } from '../../ui/format.js';
import { part } from './part.styles.js';
import { findingWords, texts } from './texts.js';

const words = texts.check;

/** A look at a page of the site: whether the tag works there, and if not, why. */
export class Check extends LitElement {
  static override properties = {
    call: { attribute: false },
    site: { attribute: false },
    found: { state: true },
  };
  declare call: Call;
  declare site: SiteView;
  declare protected found: PageCheck | null;

  readonly #deed = new Deed(this);

  constructor() {
    super();
    this.found = null;
  }

  async #look(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const address = valueOf(this.renderRoot, 'address').trim() || `${this.site.origins[0]}/`;
    await this.#deed.do(async () => {
      this.found = await this.call(checkPage, { site: this.site.id, address });
    });
    if (this.#deed.refused !== undefined) this.found = null;
  }

  protected override render(): TemplateResult {
    return html`<section class="card" aria-labelledby="check">
      <h2 id="check">${words.title}</h2>
      <p class="lead">${words.lead}</p>
      <form novalidate @submit=${(event: SubmitEvent) => this.#look(event)}>
        <div class="field">
          <label for="address">${words.address}</label>
          <input
            id="address"
            type="url"
            autocomplete="off"
            spellcheck="false"
            value="${this.site.origins[0] ?? ''}/"
          />
        </div>
        <button class="button next" type="submit" aria-disabled=${this.#deed.busy}>
          ${this.#deed.busy ? words.busy : words.submit}
        </button>
      </form>
      ${this.#deed.refusal()}
      <div role="status"><div class="found">${this.found ? outcome(this.found) : nothing}</div></div>
    </section>`;
  }

  static override styles = [
    ...part,
    css`
      .found {
        display: grid;
        gap: var(--space-2);
        inline-size: 100%;
      }
      .found p {
        overflow-wrap: anywhere;
      }
    `,
  ];
}

const outcome = ({ address, at, findings }: PageCheck): TemplateResult =>
  html`<p class="soft small">${words.at(address, timeOfDay(at))}</p>
    ${findings.map(
      (finding) => html`<div class="notice ${toneOf(finding)}"><p>${wordsOf(finding)}</p></div>`,
    )}`;

const toneOf = ({ kind, fatal }: PageFinding): string =>
  kind === 'works' ? 'ok' : fatal ? 'danger' : 'warn';

function wordsOf({ kind, about }: PageFinding): string {
  const said = about ?? '';
  return findingWords[kind](kind === 'key_former' && said !== '' ? moment(Date.parse(said)) : said);
}
