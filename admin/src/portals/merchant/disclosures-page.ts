import { html, LitElement, type TemplateResult } from 'lit';
import type { Call } from '@parlour/shared/protocol/define.js';
import { disclosureWords } from '../../ui/disclosure-words.js';
import { controls } from '../../ui/styles/controls.js';
import { page } from '../../ui/styles/page.js';
import { texts as common } from '../../ui/texts.js';
import { showTitle } from '../../ui/title.js';
import { disclosureTexts } from './disclosures-texts.js';

/** What has left the merchant's conversations, and who may receive what (DIS-1, DIS-2). */
export class DisclosuresPage extends LitElement {
  static override properties = { call: { attribute: false } };
  declare call: Call;

  override connectedCallback(): void {
    super.connectedCallback();
    showTitle([disclosureTexts.label, common.portals.merchant]);
  }

  protected override render(): TemplateResult {
    const { register } = disclosureWords;
    return html`<header>
        <h1 tabindex="-1">${disclosureTexts.label}</h1>
        <p class="lead">${register.lead}</p>
      </header>
      <parlour-register .call=${this.call}></parlour-register>
      <merchant-processors .call=${this.call}></merchant-processors>`;
  }

  static override styles = [controls, page];
}
