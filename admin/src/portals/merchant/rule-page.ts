import { html, LitElement, type TemplateResult } from 'lit';
import type { Call } from '@parlour/shared/protocol/define.js';
import {
  changeRule,
  previewRule,
  readRule,
  undoRule,
  type MerchantRule,
} from '@parlour/shared/protocol/retention-rule.js';
import { durationInWords } from '@parlour/shared/rules/expiry-words.js';
import { Fetched } from '../../ui/fetched.js';
import type { RuleAccess } from '../../ui/rule-form.js';
import { bone } from '../../ui/states.js';
import { controls } from '../../ui/styles/controls.js';
import { notices } from '../../ui/styles/notices.js';
import { page } from '../../ui/styles/page.js';
import { texts as common } from '../../ui/texts.js';
import { showTitle } from '../../ui/title.js';
import { ruleWords as words } from './rule-words.js';

/** RET-6: how long the merchant keeps conversations, with preview, delay and undo. For managers. */
export class RulePage extends LitElement {
  static override properties = { call: { attribute: false } };
  declare call: Call;

  readonly #rule = new Fetched(this, () => this.call(readRule, {}));

  override connectedCallback(): void {
    super.connectedCallback();
    showTitle([words.title, common.portals.merchant]);
  }

  readonly #access: RuleAccess = {
    preview: ({ keep = 0 }) => this.call(previewRule, { keep }),
    change: ({ keep = 0 }) => this.call(changeRule, { keep }),
    undo: () => this.call(undoRule, {}),
  };

  protected override render(): TemplateResult {
    return html`<header>
        <h1 tabindex="-1">${words.title}</h1>
        <p class="lead">${words.lead}</p>
      </header>
      ${this.#rule.show((rule) => this.#form(rule), html`<div class="card">${bone('long')}</div>`)}`;
  }

  #form({ keep, floor, ceiling, waiting }: MerchantRule): TemplateResult {
    return html`<p class="soft">${words.bounds(durationInWords(floor), durationInWords(ceiling))}</p>
      <parlour-rule-form
        .fields=${[{ name: 'keep', label: words.keep, value: keep }]}
        .waiting=${waiting}
        .access=${this.#access}
        @changed=${() => this.#rule.load()}
      ></parlour-rule-form>
      <merchant-obligations .call=${this.call}></merchant-obligations>`;
  }

  static override styles = [controls, notices, page];
}
