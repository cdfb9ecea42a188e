import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import type { Call } from '@parlour/shared/protocol/define.js';
import { Deed } from '../../ui/deed.js';
import { Fetched } from '../../ui/fetched.js';
import { bone } from '../../ui/states.js';
import { controls } from '../../ui/styles/controls.js';
import { notices } from '../../ui/styles/notices.js';
import { page } from '../../ui/styles/page.js';
import { texts as common } from '../../ui/texts.js';
import { showTitle } from '../../ui/title.js';
import { settingsTexts as words } from './settings-texts.js';

/** A page with one thing to set: fetched, changed as a draft, saved as a whole. */
export abstract class SettingPage<View> extends LitElement {
  static override properties = {
    call: { attribute: false },
  };
  declare call: Call;
  readonly #view = new Fetched<View>(this, () => this.fetch(), { then: (view) => this.take(view) });
  protected readonly deed = new Deed(this);

  override connectedCallback(): void {
    super.connectedCallback();
    showTitle([this.words.title, common.portals.merchant]);
  }

  protected abstract readonly words: { readonly title: string; readonly lead: string };
  protected abstract fetch(): Promise<View>;
  /** Begins the draft anew, from what is stored. */
  protected abstract take(view: View): void;
  protected abstract form(view: View): TemplateResult;

  protected get view(): View | null {
    return this.#view.value;
  }

  /** Something of the draft has changed. */
  protected changed(): void {
    this.deed.forget();
  }

  protected async save(work: () => Promise<View>): Promise<void> {
    await this.deed.do(async () => {
      this.#view.put(await work());
      return words.saved;
    });
  }

  protected override render(): TemplateResult {
    return html`<header>
        <h1 tabindex="-1">${this.words.title}</h1>
        <p class="lead">${this.words.lead}</p>
      </header>
      ${this.#view.show(
        (view) => this.form(view),
        html`<div class="card">${bone('half')}${bone('long')}</div>`,
      )}`;
  }

  /** The button that saves, and what became of it. */
  protected end(): TemplateResult {
    return html`<div class="row">
        <button class="button next" type="submit" aria-disabled=${this.deed.busy}>${words.save}</button>
        <p role="status">${this.deed.said || nothing}</p>
      </div>
      ${this.deed.refusal()}`;
  }

  static override styles = [
    controls,
    notices,
    page,
    css`
      :host {
        grid-template-columns: minmax(0, 1fr);
        padding-block-start: var(--space-4);
      }
      form {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-5);
      }
      .card {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-4);
      }
      .field {
        max-inline-size: 520px;
      }
      select {
        inline-size: 100%;
      }
      .tick {
        display: flex;
        gap: var(--space-2);
        align-items: center;
      }
      fieldset {
        display: grid;
        gap: var(--space-3);
        margin: 0;
        padding: 0;
        border: 0;
        min-inline-size: 0;
      }
      legend {
        padding: 0;
        font-weight: 650;
      }
    `,
  ];
}
