import { css, html, LitElement, type TemplateResult } from 'lit';
import { icon } from '../../ui/icons.js';
import { controls } from '../../ui/styles/controls.js';
import { texts as common } from '../../ui/texts.js';
import { dialogStyles } from './dialog.styles.js';
import { texts as flow } from './flow-texts.js';
import { words as inboxWords } from './inbox-words.js';
import { questionMark } from './shortcuts.js';
import { texts } from './texts.js';

const words = texts.shortcuts;
const more = inboxWords.shortcuts;

const { offers } = flow;
const keys: readonly (readonly [keys: readonly string[], does: string])[] = [
  [['Alt', 'J'], words.next],
  [['Alt', 'K'], words.previous],
  [['Alt', 'L'], words.reply],
  [['Alt', 'P'], more.note],
  [['Alt', 'S'], more.search],
  [['/'], more.search],
  [['Alt', 'E'], words.close],
  [['Enter'], words.send],
  [['Shift', 'Enter'], words.newline],
  [['/'], more.canned],
  [['@'], more.mention],
  [['Alt', 'A'], offers.takeKey],
  [['Alt', 'X'], offers.passKey],
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
    dialogStyles,
    css`
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
