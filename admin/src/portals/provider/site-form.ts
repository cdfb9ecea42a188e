import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { Call } from '@parlour/shared/protocol/define.js';
import { changeSite, type ChangeSiteInput, type SiteView } from '@parlour/shared/protocol/site.js';
import { Deed } from '../../ui/deed.js';
import type { Confirm } from '../../ui/confirm.js';
import { valueOf } from '../../ui/form.js';
import { part } from './part.styles.js';
import { originFailure, originsIn } from './site-words.js';
import { texts } from './texts.js';

const words = texts.about;

/**
 * What a site is called, where its pages are, and whether it shows chats at all.
 *
 * @event changed - With the site as it is now.
 */
export class SiteForm extends LitElement {
  static override properties = {
    call: { attribute: false },
    site: { attribute: false },
  };
  declare call: Call;
  declare site: SiteView;

  readonly #deed = new Deed(this);
  /** The origins that were sent, in the order in which a refusal counts them. */
  #asked: readonly string[] = [];

  #change(change: Omit<ChangeSiteInput, 'site'>): Promise<boolean> {
    this.#asked = change.origins ?? [];
    return this.#deed.do(async () => {
      const { site } = await this.call(changeSite, { site: this.site.id, ...change });
      this.dispatchEvent(new CustomEvent('changed', { detail: site }));
      return words.saved;
    });
  }

  #save(event: SubmitEvent): void {
    event.preventDefault();
    const name = valueOf(this.renderRoot, 'name').trim();
    const origins = originsIn(valueOf(this.renderRoot, 'origins'));
    if (name === '' || origins.length === 0) this.#deed.refuse('missing');
    else void this.#change({ name, origins });
  }

  async #disable(): Promise<void> {
    const sure = await this.renderRoot.querySelector<Confirm>('parlour-confirm')!.ask();
    if (sure) await this.#change({ disabled: true });
  }

  protected override render(): TemplateResult {
    const { name, origins, disabledAt } = this.site;
    return html`<section class="card" aria-labelledby="about">
      <h2 id="about">${words.title}</h2>
      ${disabledAt === null ? nothing : html`<div class="notice warn"><p>${words.isDisabled}</p></div>`}
      <form novalidate @submit=${(event: SubmitEvent) => this.#save(event)}>
        <div class="field">
          <label for="name">${texts.sites.name}</label>
          <input id="name" autocomplete="off" maxlength="80" .value=${name} />
        </div>
        <div class="field">
          <label for="origins">${texts.sites.origins}</label>
          <textarea
            id="origins"
            spellcheck="false"
            aria-describedby="origins-hint"
            .value=${origins.join('\n')}
          ></textarea>
          <p id="origins-hint" class="soft small">${texts.sites.originsHint}</p>
        </div>
        <button class="button next" type="submit">${words.save}</button>
      </form>
      ${this.#deed.refusal((why) => (why === 'missing' ? texts.sites.missing : originFailure(why, this.#asked)))}
      ${this.#deed.notice()}
      ${
        disabledAt === null
          ? html`<button class="button" type="button" @click=${() => this.#disable()}>
              ${words.disable}
            </button>`
          : html`<button class="button" type="button" @click=${() => this.#change({ disabled: false })}>
              ${words.enable}
            </button>`
      }
      <parlour-confirm heading=${words.disableAsk(name)} action=${words.disableConfirm}>
        <p>${words.disableText}</p>
      </parlour-confirm>
    </section>`;
  }

  static override styles = part;
}
