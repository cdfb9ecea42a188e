import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import type { PortalAudience } from '@parlour/shared/access/table.js';
import { policyAddress } from '@parlour/shared/model/policy.js';
import type { Call } from '@parlour/shared/protocol/define.js';
import { acceptPolicies, ownPolicies, type OwnPolicy } from '@parlour/shared/protocol/policy.js';
import { failureWords } from './failure-words.js';
import { day as dateOf } from './policy-dates.js';
import { policyText } from './policy-text.js';
import { bone, failure, loading } from './states.js';
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
    policies: { state: true },
    failed: { state: true },
    refused: { state: true },
    busy: { state: true },
  };
  declare call: Call;
  declare audience: PortalAudience;
  /** Called once everything is accepted. */
  declare accepted: () => void;
  declare leave: () => Promise<void>;
  declare protected policies: readonly OwnPolicy[] | null;
  declare protected failed: unknown;
  declare protected refused: unknown;
  declare protected busy: boolean;

  constructor() {
    super();
    this.audience = 'merchant';
    this.policies = null;
    this.busy = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    showTitle([texts.gate.title, texts.portals[this.audience]]);
    void this.#load();
  }

  async #load(): Promise<void> {
    this.failed = undefined;
    try {
      this.policies = (await this.call(ownPolicies, {})).policies;
    } catch (error) {
      this.failed = error;
    }
  }

  #due(): readonly OwnPolicy[] {
    return (this.policies ?? []).filter(({ acceptedAt }) => acceptedAt === null);
  }

  async #accept(): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.refused = undefined;
    try {
      const sha256 = this.#due().map(({ current }) => current.sha256);
      if (sha256.length > 0) await this.call(acceptPolicies, { sha256 });
      this.accepted();
    } catch (error) {
      this.refused = error;
      // A newer version may hold by now: what is shown must be what is accepted.
      await this.#load();
    } finally {
      this.busy = false;
    }
  }

  protected override render(): TemplateResult {
    const words = texts.gate;
    return html`<main>
      <h1>${words.title}</h1>
      <p class="lead">${words.lead} <a href="/policies" target="_blank" rel="noopener">${words.all}</a></p>
      ${
        this.failed !== undefined
          ? failure(this.failed, () => void this.#load())
          : this.policies === null
            ? loading(html`<div class="card">${bone('half')}${bone('long')}${bone('long')}</div>`)
            : this.#documents()
      }
    </main>`;
  }

  #documents(): TemplateResult {
    const words = texts.gate;
    return html`${this.#due().map(
        ({ current }, index) =>
          html`<details class="card" ?open=${index === 0}>
            <summary>
              <h2>${current.title}</h2>
              <span class="soft small">${words.version(current.version, dateOf(current.effectiveAt))}</span>
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
      ${
        this.refused === undefined
          ? nothing
          : html`<div class="notice danger" role="alert"><p>${failureWords(this.refused)}</p></div>`
      }
      <div class="row">
        <button class="button next" type="button" aria-disabled=${this.busy} @click=${() => this.#accept()}>
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
