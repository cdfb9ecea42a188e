import { css, html, LitElement, type TemplateResult } from 'lit';
import { icon } from '../../ui/icons.js';
import { controls } from '../../ui/styles/controls.js';
import { texts as common } from '../../ui/texts.js';
import { questionMark } from './shortcuts.js';
import { texts } from './texts.js';

const words = texts.shortcuts;

const keys: readonly (readonly [keys: readonly string[], does: string])[] = [
  [['Alt', 'J'], words.next],
  [['Alt', 'K'], words.previous],
  [['Alt', 'L'], words.reply],
  [['Alt', 'E'], words.close],
  [['Enter'], words.send],
  [['Shift', 'Enter'], words.newline],
  [['?'], words.list],
];

/** Lists the shortcuts, and lets the one that is a single character be turned off. */
export class ShortcutsDialog extends LitElement {
  show(): void {
    const dialog = this.renderRoot.querySelector('dialog');
    if (dialog && !dialog.open) dialog.showModal();
  }

  protected override render(): TemplateResult {
    return html`<dialog aria-labelledby="heading">
      <form method="dialog">
        <h2 id="heading">${words.title}</h2>
        <button class="button quiet" aria-label=${common.close} title=${common.close}>
          ${icon('close')}
        </button>
      </form>
      <dl>
        ${keys.map(
          ([pressed, does]) =>
            html`<div>
              <dt>${pressed.map((key, at) => html`${at > 0 ? ' + ' : ''}<kbd>${key}</kbd>`)}</dt>
              <dd>${does}</dd>
            </div>`,
        )}
      </dl>
      <label>
        <input
          type="checkbox"
          .checked=${questionMark.on}
          @change=${(event: Event) => (questionMark.on = (event.target as HTMLInputElement).checked)}
        />
        ${words.questionMark}
      </label>
    </dialog>`;
  }

  static override styles = [
    controls,
    css`
      :host {
        display: contents;
      }
      dialog {
        inline-size: min(calc(100vw - var(--space-5)), 420px);
        padding: var(--space-5);
        border: 1px solid var(--line);
        border-radius: var(--radius-large);
        background: var(--paper-raised);
        color: var(--ink);
        box-shadow: var(--shadow);
      }
      dialog::backdrop {
        background: oklch(0.2 0.01 195 / 0.45);
      }
      form {
        display: flex;
        align-items: center;
        justify-content: space-between;
      }
      form .button {
        padding-inline: var(--space-2);
      }
      dl > div {
        display: flex;
        justify-content: space-between;
        gap: var(--space-4);
        padding-block: var(--space-2);
        border-block-end: 1px solid var(--line);
      }
      dt {
        order: 1;
        color: var(--ink-soft);
        white-space: nowrap;
      }
      kbd {
        padding: 1px 6px;
        border: 1px solid var(--edge);
        border-radius: 4px;
        font: inherit;
        font-size: var(--text-small);
        color: var(--ink);
      }
      label {
        display: flex;
        align-items: center;
        gap: var(--space-2);
        margin-block-start: var(--space-4);
        font-weight: 400;
      }
    `,
  ];
}
