import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import type { PortalAudience } from '@parlour/shared/access/table.js';
import { policyAddress } from '@parlour/shared/model/policy.js';
import type { Call } from '@parlour/shared/protocol/define.js';
import { acceptPolicies, ownPolicies, type OwnPolicy } from '@parlour/shared/protocol/policy.js';
import { Deed } from './deed.js';
import { Fetched } from './fetched.js';
import { longDate } from './format.js';
import { policyText } from './policy-text.js';
import { bone } from './states.js';
import { controls } from './styles/controls.js';
import { notices } from './styles/notices.js';
import { page } from './styles/page.js';
import { texts } from './texts.js';
import { showTitle } from './title.js';

/** POL-3: before a portal opens, its user reads what binds them and accepts it. */
export class PolicyGate extends LitElement {
  static override properties = {
    call: { attribute: false },
    audience: {},
    accepted: { attribute: false },
    leave: { attribute: false },
  };
  declare call: Call;
  declare audience: PortalAudience;
  /** Called once everything is accepted. */
  declare accepted: () => void;
  declare leave: () => Promise<void>;

  readonly #due = new Fetched(this, async () => {
    const { policies } = await this.call(ownPolicies, {});
    return policies.filter(({ acceptedAt }) => acceptedAt === null);
  });
  readonly #deed = new Deed(this);

  constructor() {
    super();
    this.audience = 'merchant';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    showTitle([texts.gate.title, texts.portals[this.audience]]);
  }

  async #accept(due: readonly OwnPolicy[]): Promise<void> {
    const accepted = await this.#deed.do(async () => {
      const sha256 = due.map(({ current }) => current.sha256);
      if (sha256.length > 0) await this.call(acceptPolicies, { sha256 });
      this.accepted();
    });
    // A newer version may hold by now: what is shown must be what is accepted.
    if (!accepted && !this.#deed.busy) await this.#due.load();
  }

  protected override render(): TemplateResult {
    const words = texts.gate;
    return html`<main>
      <h1>${words.title}</h1>
      <p class="lead">${words.lead} <a href="/policies" target="_blank" rel="noopener">${words.all}</a></p>
      ${this.#due.show(
        (due) => this.#documents(due),
        html`<div class="card">${bone('half')}${bone('long')}${bone('long')}</div>`,
      )}
    </main>`;
  }

  #documents(due: readonly OwnPolicy[]): TemplateResult {
    const words = texts.gate;
    return html`${due.map(
        ({ current }, index) =>
          html`<details class="card" ?open=${index === 0}>
            <summary>
              <h2>${current.title}</h2>
              <span class="soft small">${words.version(current.version, longDate(current.effectiveAt))}</span>
            </summary>
            ${
              current.supersedes === null
                ? nothing
                : html`<p class="notice">
                    ${current.summary}
                    <a
                      href="${policyAddress(current.document, current.version)}/changes"
                      target="_blank"
                      rel="noopener"
                      >${words.changes}</a
                    >
                  </p>`
            }
            ${policyText(current.text)}
            <p class="small">
              <a href=${policyAddress(current.document)} target="_blank" rel="noopener">${words.print}</a>
            </p>
          </details>`,
      )}
      ${this.#deed.refusal()}
      <div class="row">
        <button
          class="button next"
          type="button"
          aria-disabled=${this.#deed.busy}
          @click=${() => this.#accept(due)}
        >
          ${words.accept}
        </button>
        <button class="button" type="button" @click=${() => void this.leave()}>${texts.signOut}</button>
      </div>`;
  }

  static override styles = [
    controls,
    notices,
    page,
    css`
      :host {
        max-inline-size: 760px;
      }
      main {
        display: grid;
        gap: var(--space-4);
      }
      summary {
        cursor: pointer;
      }
      summary h2 {
        display: inline;
      }
      summary span {
        display: block;
      }
      .policy {
        display: grid;
        gap: var(--space-3);
        margin-block: var(--space-4);
      }
      .policy h3 {
        margin-block-start: var(--space-3);
        font-size: var(--text);
      }
      .policy ul {
        display: grid;
        gap: var(--space-2);
        padding-inline-start: var(--space-5);
        list-style: disc;
      }
      .card .notice {
        margin-block-start: var(--space-3);
      }
    `,
  ];
}
