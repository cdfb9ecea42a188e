import { css, html, LitElement, type TemplateResult } from 'lit';
import { availabilities, type Availability } from '@parlour/shared/model/agent.js';
import { chooseAvailability, readAssignment } from '@parlour/shared/protocol/assignment.js';
import type { Connection } from '@parlour/widget/connection/connection.js';
import { Hearing } from '../../ui/hearing.js';
import { controls } from '../../ui/styles/controls.js';
import { texts } from './flow-texts.js';

const { availability: words } = texts;

/** CNV-2: what the agent has chosen to be, in step in all of their tabs. */
export class AvailabilityChoice extends LitElement {
  static override properties = {
    connection: { attribute: false },
    chosen: { state: true },
    failed: { state: true },
  };
  declare connection: Connection;
  /** Null until it is known. */
  declare protected chosen: Availability | null;
  declare protected failed: boolean;

  constructor() {
    super();
    this.chosen = null;
    this.failed = false;
    new Hearing(
      this,
      () => this.connection,
      (connection) => [
        connection.on('availability.changed', ({ availability }) => (this.chosen = availability)),
        connection.onState(() => connection.state === 'connected' && void this.#read()),
      ],
    );
  }

  protected override firstUpdated(): void {
    if (this.connection.state === 'connected') void this.#read();
  }

  async #read(): Promise<void> {
    const answer = await this.connection.call(readAssignment, {}).catch(() => null);
    if (answer) this.chosen = answer.chosen;
  }

  async #choose(availability: Availability): Promise<void> {
    const before = this.chosen;
    this.chosen = availability;
    this.failed = false;
    await this.connection.call(chooseAvailability, { availability }).catch(() => {
      this.chosen = before;
      this.failed = true;
    });
  }

  protected override render(): TemplateResult {
    const { chosen } = this;
    return html`<label data-is=${chosen ?? 'offline'}>
        <span class="hidden-visually">${words.label}</span>
        <select
          .disabled=${chosen === null}
          .value=${chosen ?? 'online'}
          @change=${({ target }: Event) =>
            void this.#choose((target as HTMLSelectElement).value as Availability)}
        >
          ${availabilities.map(
            (one) => html`<option value=${one} ?selected=${one === chosen}>${words.names[one]}</option>`,
          )}
        </select>
      </label>
      <p role="alert" class="small">${this.failed ? words.failed : ''}</p>`;
  }

  static override styles = [
    controls,
    css`
      label {
        display: flex;
        align-items: center;
        justify-content: center;
        gap: var(--space-1);
        font-weight: 400;
      }
      /* The state is a word; the dot repeats it. */
      label::before {
        content: '';
        flex: none;
        inline-size: 8px;
        block-size: 8px;
        border-radius: 50%;
        border: 2px solid var(--ink-soft);
      }
      label[data-is='online']::before {
        border-color: var(--ok);
        background: var(--ok);
      }
      label[data-is='away']::before {
        border-color: var(--warn);
        background: var(--warn);
      }
      select {
        min-inline-size: 0;
        min-block-size: 32px;
        padding: 0 2px;
        border: 1px solid transparent;
        border-radius: var(--radius);
        background: none;
        color: var(--ink);
        font: inherit;
        font-size: var(--text-small);
        cursor: pointer;
      }
      select:hover {
        border-color: var(--edge);
      }
      option {
        background: var(--paper-raised);
        color: var(--ink);
      }
      p {
        color: var(--danger);
        text-align: center;
      }
    `,
  ];
}
