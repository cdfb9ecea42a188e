import { Task } from '@lit/task';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { MerchantId } from '@parlour/shared/model/ids.js';
import type { Call } from '@parlour/shared/protocol/define.js';
import { listPlacements } from '@parlour/shared/protocol/placement.js';
import { embedCode, type EmbedCode, type SiteView } from '@parlour/shared/protocol/site.js';
import { bone, empty, failure, loading } from '../../ui/states.js';
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

  readonly #merchants = new Task(this, {
    task: async ([call, id]: readonly [Call, SiteView['id']]) => {
      const found: Choice[] = [];
      let after: string | undefined;
      do {
        const page = await call(listPlacements, after === undefined ? {} : { after });
        for (const one of page.placements)
          if (one.state === 'active' && one.site.id === id) found.push(one.merchant);
        after = page.next ?? undefined;
      } while (after !== undefined);
      return found.toSorted((one, other) => one.name.localeCompare(other.name));
    },
    args: () => [this.call, this.site.id] as const,
  });

  readonly #code = new Task(this, {
    task: async ([call, id, _changes, merchant, framed]: readonly [
      Call,
      SiteView['id'],
      string,
      MerchantId | null,
      boolean,
    ]) =>
      merchant === null
        ? null
        : call(embedCode, { site: id, merchant, ...(framed && { isolation: 'frame' as const }) }),
    args: () =>
      [
        this.call,
        this.site.id,
        // What the tag says beside the merchant: with another of it the tag is another.
        `${this.site.key} ${this.site.counting}`,
        this.chosen ?? this.#merchants.value?.[0]?.id ?? null,
        this.framed,
      ] as const,
  });

  constructor() {
    super();
    this.chosen = null;
    this.framed = false;
  }

  protected override render(): TemplateResult {
    return html`<section class="card" aria-labelledby="embed">
      <h2 id="embed">${words.title}</h2>
      ${this.#body()}
    </section>`;
  }

  #body(): TemplateResult {
    const { value: merchants, error } = this.#merchants;
    const failed = error ?? this.#code.error;
    const again = (): void => void (error === undefined ? this.#code.run() : this.#merchants.run());
    if (failed !== undefined) return failure(failed, again);
    if (!merchants) return loading(html`<p>${bone('long')}</p>`);
    if (merchants.length === 0) return empty(words.none, words.noneText);
    const code = this.#code.value;
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
      ${code ? codeParts(code) : loading(html`<p>${bone('long')}</p>`)}`;
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
