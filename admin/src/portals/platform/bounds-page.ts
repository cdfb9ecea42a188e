import { html, LitElement, type TemplateResult } from 'lit';
import type { Call } from '@parlour/shared/protocol/define.js';
import {
  changeBounds,
  previewBounds,
  readBounds,
  undoBounds,
  type BoundsInput,
  type PlatformBounds,
} from '@parlour/shared/protocol/retention-rule.js';
import type { RuleAccess } from '../../ui/rule-form.js';
import { Fetched } from '../../ui/fetched.js';
import { bone } from '../../ui/states.js';
import { controls } from '../../ui/styles/controls.js';
import { notices } from '../../ui/styles/notices.js';
import { page } from '../../ui/styles/page.js';
import { texts as common } from '../../ui/texts.js';
import { showTitle } from '../../ui/title.js';
import { texts } from './promises-texts.js';

const words = texts.bounds;

/** RET-6: the platform's bounds, with preview, delay and undo. */
export class BoundsPage extends LitElement {
  static override properties = { call: { attribute: false } };
  declare call: Call;

  readonly #bounds = new Fetched(this, () => this.call(readBounds, {}));

  override connectedCallback(): void {
    super.connectedCallback();
    showTitle([words.title, common.portals.admin]);
  }

  readonly #access: RuleAccess = {
    preview: (values) => this.call(previewBounds, values as unknown as BoundsInput),
    change: (values) => this.call(changeBounds, values as unknown as BoundsInput),
    undo: () => this.call(undoBounds, {}),
  };

  protected override render(): TemplateResult {
    return html`<header>
        <h1 tabindex="-1">${words.title}</h1>
        <p class="lead">${words.lead}</p>
      </header>
      ${this.#bounds.show((bounds) => this.#form(bounds), html`<div class="card">${bone('long')}</div>`)}
      <platform-laws .call=${this.call}></platform-laws>`;
  }

  #form({ floor, ceiling, keep, waiting }: PlatformBounds): TemplateResult {
    return html`<parlour-rule-form
      .fields=${[
        { name: 'floor', label: words.floor, value: floor },
        { name: 'ceiling', label: words.ceiling, value: ceiling },
        { name: 'keep', label: words.keep, value: keep },
      ]}
      .waiting=${waiting}
      .access=${this.#access}
      @changed=${() => this.#bounds.load()}
    ></parlour-rule-form>`;
  }

  static override styles = [controls, notices, page];
}
