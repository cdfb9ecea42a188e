import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import type { ConversationId, LabelId } from '@parlour/shared/model/ids.js';
import { labelLimits, putLabels } from '@parlour/shared/protocol/label.js';
import type { Connection } from '@parlour/widget/connection/connection.js';
import { failureWords } from '../../ui/failure-words.js';
import { Hearing } from '../../ui/hearing.js';
import { controls } from '../../ui/styles/controls.js';
import { notices } from '../../ui/styles/notices.js';
import { words } from './inbox-words.js';
import { labelChip, labelChips, labelStyles } from './label-chips.js';
import type { LabelSet } from './label-set.js';

/** The labels of one conversation, and the boxes that change them. Each change is made at once. */
export class LabelPicker extends LitElement {
  static override properties = {
    connection: { attribute: false },
    labels: { attribute: false },
    conversation: {},
    chosen: { attribute: false },
    failed: { state: true },
    asked: { state: true },
  };
  declare connection: Connection;
  declare labels: LabelSet;
  declare conversation: ConversationId;
  /** As the inbox knows them. */
  declare chosen: readonly LabelId[];
  declare protected failed: string;
  /** What was asked for and is not known to the inbox yet. */
  declare protected asked: readonly LabelId[] | null;

  constructor() {
    super();
    this.chosen = [];
    this.failed = '';
    this.asked = null;
    new Hearing(
      this,
      () => this.labels,
      (labels) => [labels.subscribe(() => this.requestUpdate())],
    );
  }

  protected override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has('conversation') || changed.has('chosen')) this.asked = null;
  }

  async #put(id: LabelId, isOn: boolean): Promise<void> {
    const { conversation } = this;
    const before = this.asked ?? this.chosen;
    const labels = isOn ? [...before, id] : before.filter((one) => one !== id);
    this.failed = '';
    this.asked = labels;
    try {
      await this.connection.call(putLabels, { conversation, labels });
    } catch (error) {
      if (conversation !== this.conversation) return;
      this.asked = null;
      this.failed = words.labels.failed(failureWords(error));
    }
  }

  protected override render(): TemplateResult {
    const ids = this.asked ?? this.chosen;
    const { list } = this.labels;
    return html`<h3>${words.labels.title}</h3>
      ${labelChips(this.labels.of(ids))}
      ${
        list.length === 0
          ? html`<p class="soft">${words.labels.noneForAgent}</p>`
          : html`<details>
              <summary>${words.labels.change}</summary>
              <div role="group" aria-label=${words.labels.change}>
                ${list.map((label) => {
                  const isOn = ids.includes(label.id);
                  return html`<label
                    ><input
                      type="checkbox"
                      .checked=${isOn}
                      ?disabled=${!isOn && ids.length >= labelLimits.perConversation}
                      @change=${(event: Event) =>
                        void this.#put(label.id, (event.target as HTMLInputElement).checked)}
                    />${labelChip(label)}</label
                  >`;
                })}
              </div>
            </details>`
      }
      <p class="field-error" role="alert">${this.failed || nothing}</p>`;
  }

  static override styles = [
    controls,
    notices,
    labelStyles,
    css`
      h3 {
        margin: 0 0 var(--space-1);
        font-size: var(--text-small);
        font-weight: 650;
      }
      .labels {
        flex-wrap: wrap;
        margin-block-end: var(--space-2);
      }
      summary {
        color: var(--accent);
        cursor: pointer;
      }
      [role='group'] {
        display: grid;
        gap: var(--space-1);
        margin-block-start: var(--space-2);
      }
      [role='group'] label {
        display: flex;
        align-items: center;
        gap: var(--space-2);
        min-block-size: 28px;
        font-weight: 400;
      }
      .label {
        max-inline-size: 100%;
      }
    `,
  ];
}
