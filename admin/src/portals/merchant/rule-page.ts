import { Task } from '@lit/task';
import { html, LitElement, type TemplateResult } from 'lit';
import type { Call } from '@parlour/shared/protocol/define.js';
import { changeRule, previewRule, readRule, undoRule } from '@parlour/shared/protocol/retention-rule.js';
import { durationInWords } from '@parlour/shared/rules/expiry-words.js';
import type { RuleAccess } from '../../ui/rule-form.js';
import { bone, failure, loading } from '../../ui/states.js';
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

  readonly #rule = new Task(this, {
    task: ([call]: readonly [Call]) => call(readRule, {}),
    args: () => [this.call] as const,
  });

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
      ${this.#form()}`;
  }

  #form(): TemplateResult {
    const { value, error } = this.#rule;
    if (error !== undefined) return failure(error, () => void this.#rule.run());
    if (!value) return loading(html`<div class="card">${bone('long')}</div>`);
    const { keep, floor, ceiling, waiting } = value;
    return html`<p class="soft">${words.bounds(durationInWords(floor), durationInWords(ceiling))}</p>
      <parlour-rule-form
        .fields=${[{ name: 'keep', label: words.keep, value: keep }]}
        .waiting=${waiting}
        .access=${this.#access}
        @changed=${() => this.#rule.run()}
      ></parlour-rule-form>
      <merchant-obligations .call=${this.call}></merchant-obligations>`;
  }

  static override styles = [controls, notices, page];
}
