import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { controls } from './styles/controls.js';
import { texts } from './texts.js';

/** Milliseconds that it says so. */
const saidFor = 4_000;

/** Something to be copied as it stands, with the button that does it. */
export class CopyCode extends LitElement {
  static override properties = { label: {}, code: {}, said: { state: true } };
  /** What it is; names the text and, with "Copy", the button. */
  declare label: string;
  declare code: string;
  declare protected said: 'copied' | 'marked' | null;

  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.label = '';
    this.code = '';
    this.said = null;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  async #copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(this.code);
      this.said = 'copied';
    } catch {
      // Not every page may write to the clipboard: then it is marked, for the keyboard to copy.
      getSelection()?.selectAllChildren(this.renderRoot.querySelector('code')!);
      this.said = 'marked';
    }
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => (this.said = null), saidFor);
  }

  protected override render(): TemplateResult {
    return html`<pre tabindex="0" role="region" aria-label=${this.label}><code>${this.code}</code></pre>
      <div class="row">
        <button
          class="button"
          type="button"
          aria-label="${texts.copy}: ${this.label}"
          @click=${() => this.#copy()}
        >
          ${texts.copy}
        </button>
        <span class="soft" role="status"
          >${this.said === null ? nothing : this.said === 'copied' ? texts.copied : texts.marked}</span
        >
      </div>`;
  }

  static override styles = [
    controls,
    css`
      :host {
        display: grid;
        gap: var(--space-2);
        min-inline-size: 0;
      }
      pre {
        margin: 0;
        padding: var(--space-3);
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--paper-sunken);
        overflow-x: auto;
        white-space: pre-wrap;
        overflow-wrap: anywhere;
      }
      code {
        font-family: ui-monospace, 'SF Mono', Menlo, Consolas, monospace;
        font-size: 0.92em;
      }
      .row {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--space-3);
      }
    `,
  ];
}
