import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { MerchantId } from '@parlour/shared/model/ids.js';
import type { Call } from '@parlour/shared/protocol/define.js';
import { listPlacements } from '@parlour/shared/protocol/placement.js';
import { embedCode, type EmbedCode, type SiteView } from '@parlour/shared/protocol/site.js';
import { Fetched } from '../../ui/fetched.js';
import { bone, empty } from '../../ui/states.js';
import { part } from './part.styles.js';
import { texts } from './texts.js';

const words = texts.embed;

interface Choice {
  readonly id: MerchantId;
  readonly name: string;
}

/** The tag for a merchant's pages, as the server has computed it from what it serves. */
export class Embed extends LitElement {
  static override properties = {
    call: { attribute: false },
    site: { attribute: false },
    chosen: { state: true },
    framed: { state: true },
  };
  declare call: Call;
  declare site: SiteView;
  declare protected chosen: MerchantId | null;
  declare protected framed: boolean;

  readonly #merchants = new Fetched(this, () => this.#listMerchants(), { whose: () => this.site.id });
  /** None while it is not known for whom. */
  readonly #code = new Fetched<EmbedCode | 'none'>(this, () => this.#tag(), {
    // With another of what the tag says it is another.
    of: () => [this.site.id, this.site.key, this.site.counting, this.#merchant, this.framed],
  });

  get #merchant(): MerchantId | null {
    return this.chosen ?? this.#merchants.value?.[0]?.id ?? null;
  }

  constructor() {
    super();
    this.chosen = null;
    this.framed = false;
  }

  async #listMerchants(): Promise<readonly Choice[]> {
    const found: Choice[] = [];
    let after: string | undefined;
    do {
      const page = await this.call(listPlacements, after === undefined ? {} : { after });
      for (const one of page.placements)
        if (one.state === 'active' && one.site.id === this.site.id) found.push(one.merchant);
      after = page.next ?? undefined;
    } while (after !== undefined);
    return found.toSorted((one, other) => one.name.localeCompare(other.name));
  }

  async #tag(): Promise<EmbedCode | 'none'> {
    const merchant = this.#merchant;
    if (merchant === null) return 'none';
    return this.call(embedCode, {
      site: this.site.id,
      merchant,
      ...(this.framed && { isolation: 'frame' as const }),
    });
  }

  protected override render(): TemplateResult {
    return html`<section class="card" aria-labelledby="embed">
      <h2 id="embed">${words.title}</h2>
      ${this.#merchants.show((merchants) => this.#body(merchants), html`<p>${bone('long')}</p>`)}
    </section>`;
  }

  #body(merchants: readonly Choice[]): TemplateResult {
    if (merchants.length === 0) return empty(words.none, words.noneText);
    return html`<div class="field">
        <label for="merchant">${words.merchant}</label>
        <select
          id="merchant"
          @change=${({ target }: Event) => (this.chosen = (target as HTMLSelectElement).value as MerchantId)}
        >
          ${merchants.map(({ id, name }) => html`<option value=${id}>${name}</option>`)}
        </select>
      </div>
      <label class="choice">
        <input
          type="checkbox"
          aria-describedby="frame-text"
          .checked=${this.framed}
          @change=${({ target }: Event) => (this.framed = (target as HTMLInputElement).checked)}
        />
        ${words.frame}
      </label>
      <p class="soft" id="frame-text">${words.frameText}</p>
      ${this.#code.show(
        (code) => (code === 'none' ? nothing : codeParts(code)),
        html`<p>${bone('long')}</p>`,
      )}`;
  }

  static override styles = part;
}

const codeParts = ({ tag, pinned, csp }: EmbedCode): TemplateResult =>
  html`<h3>${words.tag}</h3>
    <p class="soft">${words.tagText}</p>
    <parlour-copy .label=${words.tag} .code=${tag}></parlour-copy>
    ${
      pinned === null
        ? nothing
        : html`<h3>${words.pinned}</h3>
            <p class="soft">${words.pinnedText}</p>
            <parlour-copy .label=${words.pinned} .code=${pinned}></parlour-copy>`
    }
    <h3>${words.csp}</h3>
    <parlour-copy .label=${words.csp} .code=${csp.join('; ')}></parlour-copy>`;
