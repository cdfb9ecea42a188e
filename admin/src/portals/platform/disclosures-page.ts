import { html, LitElement, type TemplateResult } from 'lit';
import type { Call } from '@parlour/shared/protocol/define.js';
import { download } from '../../data/download.js';
import { disclosureWords } from '../../ui/disclosure-words.js';
import type { Register } from '../../ui/register.js';
import { controls } from '../../ui/styles/controls.js';
import { page } from '../../ui/styles/page.js';
import { texts as common } from '../../ui/texts.js';
import { showTitle } from '../../ui/title.js';
import { disclosureTexts as words } from './disclosures-texts.js';

/** Requests of authorities, changes of ownership, and the register of everybody's disclosures (DIS-1, DIS-3, DIS-5). */
export class DisclosuresPage extends LitElement {
  static override properties = { call: { attribute: false }, download: { attribute: false } };
  declare call: Call;
  declare download: typeof download;

  constructor() {
    super();
    this.download = download;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    showTitle([words.title, common.portals.admin]);
  }

  readonly #reload = (): void => {
    void this.renderRoot.querySelector<Register>('parlour-register')?.load();
  };

  protected override render(): TemplateResult {
    const { register } = disclosureWords;
    return html`<header>
        <h1 tabindex="-1">${words.title}</h1>
        <p class="lead">${words.lead}</p>
      </header>
      <platform-legal-requests
        .call=${this.call}
        .download=${this.download}
        @released=${this.#reload}
      ></platform-legal-requests>
      <platform-ownership .call=${this.call} @carried=${this.#reload}></platform-ownership>
      <h2>${register.title}</h2>
      <parlour-register platform .call=${this.call}></parlour-register>`;
  }

  static override styles = [controls, page];
}
