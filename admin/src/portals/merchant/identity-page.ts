import { css, html, nothing, type TemplateResult } from 'lit';
import {
  readIdentityKey,
  rotateIdentityKey,
  type IdentityKeyView,
} from '@parlour/shared/protocol/identity.js';
import type { Confirm } from '../../ui/confirm.js';
import { exactly, moment } from '../../ui/format.js';
import { handingOver, identityTexts as words, signing } from './identity-texts.js';
import { SettingPage } from './setting-page.js';

/**
 * WID-10: the secret with which a merchant's server signs who a shopper is. It is shown once, when it is made, and is
 * forgotten with this page. For managers, who are asked for a fresh proof.
 */
export class IdentityPage extends SettingPage<IdentityKeyView> {
  static override properties = {
    ...SettingPage.properties,
    secret: { state: true },
    overlap: { state: true },
  };
  declare protected secret: string | null;
  /** Whether the secret before stays good for a day. */
  declare protected overlap: boolean;

  protected override readonly words = words;

  constructor() {
    super();
    this.secret = null;
    this.overlap = true;
  }

  protected override fetch(): Promise<IdentityKeyView> {
    return this.call(readIdentityKey, {});
  }

  protected override take(): void {
    this.overlap = true;
  }

  async #make({ madeAt }: IdentityKeyView): Promise<void> {
    const overlap = madeAt !== null && this.overlap;
    if (madeAt !== null && !overlap) {
      const ask = this.renderRoot.querySelector<Confirm>('parlour-confirm');
      if (!(await ask?.ask())) return;
    }
    await this.save(async () => {
      const { secret, key } = await this.call(rotateIdentityKey, { overlap });
      this.secret = secret;
      return key;
    });
  }

  protected override form(key: IdentityKeyView): TemplateResult {
    return html`<section class="card" aria-labelledby="secret">
        <h2 id="secret">${words.secret}</h2>
        ${this.#state(key)}
        <div role="status">${this.secret === null ? nothing : shownOnce(this.secret)}</div>
        ${this.deed.refusal()} ${key.madeAt === null ? nothing : this.#overlap()}
        <div>
          <button
            class="button next"
            type="button"
            aria-disabled=${this.deed.busy}
            @click=${() => void this.#make(key)}
          >
            ${key.madeAt === null ? words.make : words.renew}
          </button>
        </div>
      </section>
      ${howTo}
      <parlour-confirm heading=${words.endAsk} action=${words.endYes}>
        <p>${words.endText}</p>
      </parlour-confirm>`;
  }

  #state({ madeAt, previousUntil }: IdentityKeyView): TemplateResult {
    if (madeAt === null) return html`<p>${words.none}</p>`;
    return html`<p title=${exactly(madeAt)}>
        ${words.since(moment(madeAt))} ${this.secret === null ? words.hidden : nothing}
      </p>
      ${previousUntil === null ? nothing : html`<p>${words.before(moment(previousUntil))}</p>`}`;
  }

  #overlap(): TemplateResult {
    return html`<div>
      <label class="tick">
        <input
          type="checkbox"
          aria-describedby="overlap-hint"
          .checked=${this.overlap}
          @change=${({ target }: Event) => (this.overlap = (target as HTMLInputElement).checked)}
        />
        ${words.overlap}
      </label>
      <p id="overlap-hint" class="soft small">${words.overlapHint}</p>
    </div>`;
  }

  static override styles = [
    ...SettingPage.styles,
    css`
      p {
        max-inline-size: 68ch;
      }
      .once {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
      }
      [role='status']:empty,
      [role='alert']:empty {
        display: none;
      }
      dl {
        display: grid;
        grid-template-columns: max-content minmax(0, 68ch);
        gap: var(--space-2) var(--space-4);
        margin: 0;
      }
      dd {
        margin: 0;
      }
    `,
  ];
}

const shownOnce = (secret: string): TemplateResult =>
  html`<div class="notice ok once">
    <p><strong>${words.once}</strong></p>
    <parlour-copy label=${words.shown} code=${secret}></parlour-copy>
    <p class="small">${words.onceText}</p>
  </div>`;

const howTo: TemplateResult = html`<section class="card" aria-labelledby="how">
    <h2 id="how">${words.how}</h2>
    <p>${words.howText}</p>
    <parlour-copy label=${words.serverCode} code=${signing}></parlour-copy>
    <h3>${words.checked}</h3>
    <dl>
      ${words.claims.map(
        ([name, meaning]) =>
          html`<dt><code>${name}</code></dt>
            <dd>${meaning}</dd>`,
      )}
    </dl>
  </section>
  <section class="card" aria-labelledby="page">
    <h2 id="page">${words.page}</h2>
    <p>${words.pageText}</p>
    <parlour-copy label=${words.pageCode} code=${handingOver}></parlour-copy>
  </section>`;
