import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import type { Call } from '@parlour/shared/protocol/define.js';
import { endKey, longestOverlap, rotateKey, type SiteView } from '@parlour/shared/protocol/site.js';
import { day } from '@parlour/shared/rules/expiry.js';
import type { Confirm } from '../../ui/confirm.js';
import { Deed } from '../../ui/deed.js';
import { valueOf } from '../../ui/form.js';
import { exactly, moment } from '../../ui/format.js';
import { part } from './part.styles.js';
import { texts } from './texts.js';

const words = texts.key;

/** A day as a date field has it, in the person's own zone. */
function dayOf(at: number): string {
  const date = new Date(at);
  const two = (count: number): string => String(count).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/**
 * The site's key, those before it that still work, and a new one.
 *
 * @event changed - With the site as it is now.
 */
export class SiteKey extends LitElement {
  static override properties = {
    call: { attribute: false },
    site: { attribute: false },
  };
  declare call: Call;
  declare site: SiteView;

  readonly #deed = new Deed(this);

  #try(work: () => Promise<{ readonly site: SiteView }>, said: string): Promise<boolean> {
    return this.#deed.do(async () => {
      const { site } = await work();
      this.dispatchEvent(new CustomEvent('changed', { detail: site }));
      return said;
    });
  }

  #rotate(event: SubmitEvent): Promise<boolean> {
    event.preventDefault();
    const chosen = new Date(`${valueOf(this.renderRoot, 'until')}T23:59:59`).getTime();
    // The thirtieth day is not over in exactly thirty days.
    const until = Math.min(Number.isNaN(chosen) ? 0 : chosen, Date.now() + longestOverlap);
    return this.#try(() => this.call(rotateKey, { site: this.site.id, until }), words.rotated);
  }

  async #end(key: string): Promise<void> {
    const sure = await this.renderRoot.querySelector<Confirm>('parlour-confirm')!.ask();
    if (sure) await this.#try(() => this.call(endKey, { site: this.site.id, key }), '');
  }

  protected override render(): TemplateResult {
    const { key, formerKeys } = this.site;
    return html`<section class="card" aria-labelledby="key">
      <h2 id="key">${words.title}</h2>
      <p class="lead">${words.lead}</p>
      <parlour-copy .label=${words.current} .code=${key}></parlour-copy>
      ${formerKeys.length === 0 ? nothing : this.#former()}
      <form novalidate @submit=${(event: SubmitEvent) => this.#rotate(event)}>
        <h3>${words.rotate}</h3>
        <p>${words.rotateText}</p>
        <div class="field">
          <label for="until">${words.date}</label>
          <input
            id="until"
            type="date"
            min=${dayOf(Date.now())}
            max=${dayOf(Date.now() + longestOverlap)}
            value=${dayOf(Date.now() + 7 * day)}
            aria-describedby="until-hint"
          />
          <p id="until-hint" class="soft small">${words.dateHint}</p>
        </div>
        <button class="button" type="submit">${words.submit}</button>
      </form>
      ${this.#deed.refusal()} ${this.#deed.notice()}
      <parlour-confirm heading=${words.endAsk} action=${words.endConfirm}>
        <p>${words.endText}</p>
      </parlour-confirm>
    </section>`;
  }

  #former(): TemplateResult {
    return html`<h3 id="former">${words.former}</h3>
      <ul aria-labelledby="former">
        ${this.site.formerKeys.map(
          ({ key, endsAt }) =>
            html`<li>
              <span class="names"
                ><code>${key}</code>
                <span class="soft" title=${exactly(endsAt)}>${words.until(moment(endsAt))}</span></span
              >
              <button class="button" type="button" @click=${() => this.#end(key)}>${words.end}</button>
            </li>`,
        )}
      </ul>`;
  }

  static override styles = [
    ...part,
    css`
      ul {
        display: grid;
        inline-size: 100%;
      }
      li {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: space-between;
        gap: var(--space-2) var(--space-4);
        padding-block: var(--space-2);
        border-block-start: 1px solid var(--line);
      }
      .names {
        min-inline-size: 0;
        overflow-wrap: anywhere;
      }
    `,
  ];
}
