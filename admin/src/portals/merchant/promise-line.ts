import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import type { ConversationView } from '@parlour/shared/model/conversation.js';
import { askedPurposes } from '@parlour/shared/model/purpose.js';
import { explainExpiry } from '@parlour/shared/rules/expiry-words.js';
import { coming, exactly } from '../../ui/format.js';
import { Repeating } from '../../ui/repeating.js';
import { controls } from '../../ui/styles/controls.js';
import { texts } from './texts.js';

/** RET-1, RET-8 of what both sides see: when the conversation is deleted and, asked "Why?", by which rules. */
export class PromiseLine extends LitElement {
  static override properties = { conversation: { attribute: false }, open: { state: true } };
  declare conversation: ConversationView;
  declare protected open: boolean;

  constructor() {
    super();
    this.open = false;
    new Repeating(this, 60_000);
  }

  protected override render(): TemplateResult {
    const { at } = this.conversation.expiry;
    const { today, words } = coming(at);
    return html`<p class="line">
        <time datetime=${new Date(at).toISOString()} title=${exactly(at)}
          >${today ? texts.promise.today(words) : texts.promise.onDate(words)}</time
        >
        <button
          type="button"
          aria-expanded=${this.open}
          aria-controls="why"
          @click=${() => (this.open = !this.open)}
        >
          ${texts.promise.why}
        </button>
      </p>
      <div id="why">${this.open ? this.#explanation() : nothing}</div>`;
  }

  #explanation(): TemplateResult {
    const { expiry, closedAt } = this.conversation;
    return html`<h3>${texts.promise.heading}</h3>
      <ul>
        ${explainExpiry(expiry.reasons).map((reason) => html`<li>${reason}</li>`)}
        ${closedAt === null ? html`<li>${texts.promise.mayMove}</li>` : nothing}
        <li>${texts.promise.exact(exactly(expiry.at))}</li>
      </ul>
      ${consentList(this.conversation)}`;
  }

  static override styles = [
    controls,
    css`
      :host {
        padding: var(--space-2) var(--space-5);
        border-block-start: 1px solid var(--line);
        font-size: var(--text-small);
      }
      .line {
        color: var(--ink-soft);
      }
      button {
        min-block-size: 24px;
        padding: 0 var(--space-1);
        border: 0;
        background: none;
        color: var(--accent);
        font: inherit;
        text-decoration: underline;
        text-underline-offset: 0.2em;
        cursor: pointer;
      }
      #why:not(:empty) {
        max-block-size: 40dvh;
        padding-block: var(--space-1) var(--space-2);
        overflow-y: auto;
      }
      h3 {
        font-size: inherit;
        font-weight: 650;
      }
      ul {
        margin-block-end: var(--space-2);
        padding-inline-start: 1.3em;
        list-style: disc;
      }
      dl {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: 0 var(--space-4);
      }
    `,
  ];
}

/** The consents in force, each with its answer. */
export const consentList = ({ consent }: ConversationView): TemplateResult =>
  html`<h3>${texts.consents}</h3>
    <dl class="consents">
      ${askedPurposes.map(
        (purpose) =>
          html`<dt>${texts.purposes[purpose]}</dt>
            <dd>${consent[purpose] ? texts.agreed : texts.notAgreed}</dd>`,
      )}
    </dl>`;
