import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import type { Call } from '@parlour/shared/protocol/define.js';
import {
  downloadLegalPackage,
  listLegalRequests,
  releaseLegalRequest,
  withdrawLegalRequest,
  type LegalRequestView,
} from '@parlour/shared/protocol/legal-request.js';
import type { download } from '../../data/download.js';
import { Deed } from '../../ui/deed.js';
import type { Confirm } from '../../ui/confirm.js';
import { Fetched } from '../../ui/fetched.js';
import { briefly, moment } from '../../ui/format.js';
import { save } from '../../ui/save.js';
import { bone, empty } from '../../ui/states.js';
import { controls } from '../../ui/styles/controls.js';
import { notices } from '../../ui/styles/notices.js';
import { disclosureTexts } from './disclosures-texts.js';
import { entryStyles } from './disclosures.styles.js';

const words = disclosureTexts.legal;

/**
 * DIS-3: what authorities ask for, and its release by another admin than the one who filed it.
 *
 * @event released - The register has a new entry.
 */
export class LegalRequests extends LitElement {
  static override properties = {
    call: { attribute: false },
    download: { attribute: false },
    token: { state: true },
    asked: { state: true },
  };
  declare call: Call;
  declare download: typeof download;
  /** Opens the package that was just released, once. */
  declare protected token: string | null;
  declare protected asked: LegalRequestView | null;

  readonly #requests = new Fetched(this, async () => (await this.call(listLegalRequests, {})).requests);
  readonly #deed = new Deed(this);

  constructor() {
    super();
    this.token = null;
    this.asked = null;
  }

  #try(work: () => Promise<string>): Promise<boolean> {
    return this.#deed.do(async () => {
      const said = await work();
      await this.#requests.load();
      return said;
    });
  }

  async #release(request: LegalRequestView): Promise<void> {
    this.asked = request;
    await this.updateComplete;
    if (!(await this.renderRoot.querySelector<Confirm>('parlour-confirm')!.ask())) return;
    await this.#try(async () => {
      const { token } = await this.call(releaseLegalRequest, { request: request.id });
      this.token = token;
      this.dispatchEvent(new CustomEvent('released'));
      return '';
    });
  }

  #fetch(token: string): Promise<boolean> {
    return this.#try(async () => {
      const bytes = await this.download(downloadLegalPackage, { token });
      save(bytes, `legal-request-${new Date().toISOString().slice(0, 10)}.zip`);
      this.token = null;
      return words.downloaded;
    });
  }

  protected override render(): TemplateResult {
    const { token, asked } = this;
    return html`<section class="card" aria-labelledby="title">
        <h2 id="title">${words.title}</h2>
        <p class="soft">${words.lead}</p>
        <p role="status">${this.#deed.said || nothing}</p>
        ${this.#deed.refusal()}
        ${
          token === null
            ? nothing
            : html`<div class="notice ok" role="status">
                <p>${words.ready}</p>
                <button class="button next" type="button" @click=${() => this.#fetch(token)}>
                  ${words.download}
                </button>
              </div>`
        }
        ${this.#requests.show((requests) => this.#list(requests), html`<p>${bone('half')}</p>`)}
        <platform-legal-form
          .call=${this.call}
          @filed=${() => {
            this.#deed.say(words.filed);
            void this.#requests.load();
          }}
        ></platform-legal-form>
      </section>
      <parlour-confirm heading=${words.releaseAsk} action=${words.releaseYes}>
        <p>${asked ? words.releaseText(asked.conversations, asked.authority) : nothing}</p>
      </parlour-confirm>`;
  }

  #list(requests: readonly LegalRequestView[]): TemplateResult {
    if (requests.length === 0) return empty(words.none);
    return html`<ul>
      ${requests.map((request) => html`<li>${this.#request(request)}</li>`)}
    </ul>`;
  }

  #request(request: LegalRequestView): TemplateResult {
    const { authority, reference, basis, scope, state, filedBy, filedAt, decidedBy, decidedAt } = request;
    return html`<div class="about">
        <h3 dir="auto">${authority}</h3>
        <p dir="auto">${reference} · ${basis}</p>
        <p class="small">
          ${scope.conversation ?? `${scope.merchant ?? ''} · ${dates(scope)}`} ·
          ${words.about(request.conversations)}
        </p>
        <p class="soft small">
          ${words.by(filedBy, briefly(filedAt))} ·
          ${request.gagUntil === null ? words.open : words.gagged(briefly(request.gagUntil))}
          ${request.held ? words.held : nothing}
        </p>
      </div>
      <div class="state">
        <p><strong>${words.states[state]}</strong></p>
        ${
          decidedBy === null || decidedAt === null
            ? nothing
            : html`<p class="soft small">${words.decided(decidedBy, briefly(decidedAt))}</p>`
        }
        ${state === 'filed' ? this.#waiting(request) : nothing}
      </div>`;
  }

  #waiting(request: LegalRequestView): TemplateResult {
    const { id, own } = request;
    return html`${own ? html`<p class="soft small">${words.own}</p>` : nothing}
      <div class="row">
        ${
          own
            ? nothing
            : html`<button class="button" type="button" @click=${() => this.#release(request)}>
                ${words.release}
              </button>`
        }
        <button
          class="button"
          type="button"
          @click=${() =>
            this.#try(async () => {
              await this.call(withdrawLegalRequest, { request: id });
              return '';
            })}
        >
          ${words.withdraw}
        </button>
      </div>`;
  }

  static override styles = [
    controls,
    notices,
    entryStyles,
    css`
      .notice.ok {
        display: grid;
        justify-items: start;
        gap: var(--space-2);
      }
    `,
  ];
}

const dates = ({ from, to }: LegalRequestView['scope']): string =>
  [from, to].map((at) => (at === null ? '' : moment(at))).join(' – ');
