import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { Hearing } from '../../ui/hearing.js';
import { icon } from '../../ui/icons.js';
import { controls } from '../../ui/styles/controls.js';
import { notices } from '../../ui/styles/notices.js';
import { texts as common } from '../../ui/texts.js';
import { alertKinds, permission, type AlertChoices, type Alerts, type Bell } from './alerts.js';
import { dialogStyles } from './dialog.styles.js';
import { words } from './inbox-words.js';

/** What an agent wants to hear and see when something comes in. */
export class AlertsDialog extends LitElement {
  static override properties = { alerts: { attribute: false }, bell: { attribute: false } };
  declare alerts: Alerts;
  declare bell: Bell;

  constructor() {
    super();
    new Hearing(
      this,
      () => this.alerts,
      (alerts) => [alerts.subscribe(() => this.requestUpdate())],
    );
  }

  show(): void {
    const dialog = this.renderRoot.querySelector('dialog');
    if (dialog && !dialog.open) dialog.showModal();
  }

  /** Only here, on a click, is the browser asked. */
  async #ask(): Promise<void> {
    await Notification.requestPermission();
    this.requestUpdate();
  }

  #choice(name: keyof AlertChoices, label: string, hint?: string): TemplateResult {
    return html`<div class="choice">
      <input
        type="checkbox"
        id=${name}
        aria-describedby="${name}-hint"
        .checked=${this.alerts.choices[name]}
        @change=${(event: Event) => this.alerts.choose({ [name]: (event.target as HTMLInputElement).checked })}
      />
      <label for=${name}>${label}</label>
      <p class="soft small" id="${name}-hint">${hint ?? nothing}</p>
    </div>`;
  }

  protected override render(): TemplateResult {
    const { alerts } = words;
    return html`<dialog aria-labelledby="heading">
      <form method="dialog">
        <h2 id="heading">${alerts.title}</h2>
        <button class="button quiet" aria-label=${common.close} title=${common.close}>
          ${icon('close')}
        </button>
      </form>
      <h3>${alerts.how}</h3>
      ${this.#choice('sound', alerts.sound, alerts.soundHint)}
      <button class="button" type="button" @click=${() => this.bell.ring()}>${alerts.try}</button>
      ${this.#choice('desktop', alerts.desktop, alerts.desktopHint)} ${this.#permission()}
      ${this.#choice('badge', alerts.badge)}
      <h3>${alerts.about}</h3>
      ${alertKinds.map((kind) => this.#choice(kind, alerts.kinds[kind]))}
      <p class="soft small">${alerts.lead}</p>
    </dialog>`;
  }

  #permission(): TemplateResult | typeof nothing {
    if (!this.alerts.choices.desktop) return nothing;
    switch (permission()) {
      case 'granted':
        return nothing;
      case 'default':
        return html`<button class="button next" type="button" @click=${() => void this.#ask()}>
          ${words.alerts.ask}
        </button>`;
      case 'denied':
        return html`<p class="notice warn small">${words.alerts.denied}</p>`;
      case 'unsupported':
        return html`<p class="notice warn small">${words.alerts.unsupported}</p>`;
    }
  }

  static override styles = [
    controls,
    notices,
    dialogStyles,
    css`
      h3 {
        margin-block: var(--space-5) 0;
        font-size: var(--text);
        font-weight: 650;
      }
      h3 + .choice {
        margin-block-start: var(--space-2);
      }
      .choice:has(p:empty) + .choice:has(p:empty) {
        margin-block-start: var(--space-2);
      }
      .choice {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: 2px var(--space-2);
        align-items: center;
        margin-block-start: var(--space-4);
      }
      .choice p {
        grid-column: 2;
      }
      .choice p:empty {
        display: none;
      }
      dialog > .button {
        margin-block-start: var(--space-2);
        margin-inline-start: 26px;
      }
      dialog > p {
        margin-block-start: var(--space-4);
      }
    `,
  ];
}
