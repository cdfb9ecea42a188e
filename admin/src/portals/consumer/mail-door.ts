import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { accessWays, askLink, type AskLinkInput } from '@parlour/shared/protocol/access-link.js';
import type { Call } from '@parlour/shared/protocol/define.js';
import { textLimits } from '@parlour/shared/rules/text.js';
import { Fetched } from '../../ui/fetched.js';
import { failureWords } from '../../ui/failure-words.js';
import { mailDoorTexts as texts } from './mail-door-texts.js';
import { requestFields, requestIn } from './request-card.js';
import { portalStyles } from './styles.js';

/** REQ-1: the way in for whoever has neither the device nor a code, where mail can be sent. */
export class MailDoor extends LitElement {
  static override properties = {
    call: { attribute: false },
    shop: {},
    about: {},
    state: { state: true },
  };
  declare call: Call;
  /** What stands in the field for the shop at first. */
  declare shop: string;
  /** REQ-9: the testimonial whose takedown is asked for; empty for none. */
  declare about: string;
  declare protected state: { readonly said: string; readonly failed: unknown; readonly busy: boolean };

  constructor() {
    super();
    this.shop = '';
    this.about = '';
    this.state = { said: '', failed: undefined, busy: false };
  }

  readonly #ways = new Fetched(this, () => this.call(accessWays, {}));

  async #ask(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (this.state.busy) return;
    const form = event.target as HTMLFormElement;
    const data = new FormData(form);
    const shop = (data.get('shop') as string).trim();
    const request = { ...requestIn(data), ...(this.about !== '' && { about: this.about }) };
    const input: AskLinkInput = {
      email: (data.get('email') as string).trim(),
      shop,
      locale: navigator.language,
      ...(request.text.trim() !== '' && { request }),
    };
    this.state = { said: '', failed: undefined, busy: true };
    try {
      await this.call(askLink, input);
      form.reset();
      this.state = { said: texts.sent(shop), failed: undefined, busy: false };
    } catch (failed) {
      this.state = { said: '', failed, busy: false };
    }
  }

  protected override render(): TemplateResult | typeof nothing {
    if (this.#ways.value?.mail !== true) return nothing;
    const { said, failed, busy } = this.state;
    return html`<form class="card" @submit=${(event: SubmitEvent) => void this.#ask(event)}>
      <h2>${texts.title}</h2>
      <p class="soft">${texts.lead}</p>
      <label
        >${texts.email}
        <input name="email" type="email" required maxlength="254" autocomplete="email" dir="ltr" />
      </label>
      <label
        >${texts.shop}
        <input
          name="shop"
          required
          maxlength="100"
          autocomplete="off"
          aria-describedby="shop-hint"
          .value=${this.shop}
        />
      </label>
      <p class="soft small" id="shop-hint">${texts.shopHint}</p>
      ${this.about === '' ? this.#something() : this.#takedown()}
      ${failed === undefined ? nothing : html`<p class="field-error" role="alert">${failureWords(failed)}</p>`}
      <div role="status">${said === '' ? nothing : html`<p class="notice ok">${said}</p>`}</div>
      <button class="button" type="submit" aria-disabled=${busy}>${texts.send}</button>
    </form>`;
  }

  #something(): TemplateResult {
    return html`<details>
      <summary>${texts.ask}</summary>
      <p class="soft small">${texts.askMeans}</p>
      ${requestFields({ required: false, maxLength: textLimits.maxLength })}
    </details>`;
  }

  #takedown(): TemplateResult {
    return html`<p>${texts.about}</p>
      ${requestFields({ required: true, maxLength: textLimits.maxLength, kind: 'takedown' })}`;
  }

  static override styles = portalStyles;
}
