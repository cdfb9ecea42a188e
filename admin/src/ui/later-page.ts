import { css, html, LitElement, type TemplateResult } from 'lit';
import { mark } from './icons.js';
import { controls } from './styles/controls.js';
import { showTitle } from './title.js';
import { texts } from './texts.js';

export interface LaterTexts {
  readonly title: string;
  /** What it will be for. */
  readonly purpose: string;
  readonly notYet: string;
  readonly insteadHeading: string;
  /** Where to go, or what to do, until then. */
  readonly instead: readonly TemplateResult[];
}

/** A portal that is not part of this version: it says so, and where to go instead. */
export class LaterPage extends LitElement {
  static override properties = { texts: { attribute: false } };
  declare texts: LaterTexts;

  override connectedCallback(): void {
    super.connectedCallback();
    showTitle([this.texts.title]);
  }

  protected override render(): TemplateResult {
    const { title, purpose, notYet, insteadHeading, instead } = this.texts;
    return html`<main>
      <p class="brand">${mark()} ${texts.product}</p>
      <h1>${title}</h1>
      <p>${purpose}</p>
      <p class="not-yet">${notYet}</p>
      <h2>${insteadHeading}</h2>
      <ul>
        ${instead.map((way) => html`<li>${way}</li>`)}
      </ul>
    </main>`;
  }

  static override styles = [
    controls,
    css`
      main {
        display: grid;
        gap: var(--space-4);
        max-inline-size: 60ch;
        margin-inline: auto;
        padding: var(--space-7) var(--space-4);
        font-size: var(--text-large);
      }
      .brand {
        display: flex;
        align-items: center;
        gap: var(--space-2);
        font-weight: 650;
      }
      .not-yet {
        padding: var(--space-3) var(--space-4);
        border: 1px solid var(--line);
        border-inline-start: 3px solid var(--warn);
        border-radius: var(--radius);
        background: var(--paper-raised);
      }
      ul {
        display: grid;
        gap: var(--space-3);
        padding-inline-start: 1.2em;
        list-style: disc;
      }
    `,
  ];
}
