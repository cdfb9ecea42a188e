import { css, html, nothing, type TemplateResult } from 'lit';
import { assignmentRules, type AgentState, type AssignmentRule } from '@parlour/shared/model/agent.js';
import type { AccountId } from '@parlour/shared/model/ids.js';
import {
  readAssignment,
  setAssignment,
  setCapacity,
  type AssignmentView,
} from '@parlour/shared/protocol/assignment.js';
import { tables } from '../../ui/styles/tables.js';
import { texts } from './flow-texts.js';
import { SettingPage } from './setting-page.js';

const { assignment: words, availability } = texts;

/** CNV-2: how waiting conversations find an agent, and how many each is offered. For managers. */
export class AssignmentPage extends SettingPage<AssignmentView> {
  protected override readonly words = words;
  #rule: AssignmentRule = 'automatic';
  #seconds = 30;
  #capacities = new Map<AccountId, number>();

  protected override fetch(): Promise<AssignmentView> {
    return this.call(readAssignment, {});
  }

  protected override take({ settings, agents }: AssignmentView): void {
    this.#rule = settings.rule;
    this.#seconds = settings.offerSeconds;
    this.#capacities = new Map(agents.map(({ id, capacity }) => [id, capacity]));
  }

  readonly #submit = (event: SubmitEvent): void => {
    event.preventDefault();
    void this.save(() => this.#store());
  };

  async #store(): Promise<AssignmentView> {
    await this.call(setAssignment, { rule: this.#rule, offerSeconds: this.#seconds });
    for (const { id, capacity: before } of this.view?.agents ?? []) {
      const capacity = this.#capacities.get(id) ?? before;
      if (capacity !== before) await this.call(setCapacity, { account: id, capacity });
    }
    return this.fetch();
  }

  protected override form({ agents }: AssignmentView): TemplateResult {
    return html`<form @submit=${this.#submit}>
      <fieldset class="card">
        <legend class="hidden-visually">${words.rule}</legend>
        ${assignmentRules.map((rule) => this.#choice(rule))}
        ${
          this.#rule === 'automatic'
            ? html`<div class="field">
                <label for="seconds">${words.seconds}</label>
                <input
                  id="seconds"
                  type="number"
                  min="10"
                  max="600"
                  required
                  .value=${String(this.#seconds)}
                  @input=${({ target }: Event) => (this.#seconds = (target as HTMLInputElement).valueAsNumber)}
                />
              </div>`
            : nothing
        }
      </fieldset>
      <div class="table-frame">
        <table>
          <caption>
            ${words.team}
            <p class="soft small">${words.capacityHint}</p>
          </caption>
          <thead>
            <tr>
              <th scope="col">${words.name}</th>
              <th scope="col">${words.state}</th>
              <th scope="col" class="amount">${words.load}</th>
              <th scope="col">${words.capacity}</th>
            </tr>
          </thead>
          <tbody>
            ${agents.map((agent) => this.#agent(agent))}
          </tbody>
        </table>
      </div>
      ${this.end()}
    </form>`;
  }

  #choice(rule: AssignmentRule): TemplateResult {
    return html`<div class="rule">
      <input
        type="radio"
        name="rule"
        id=${rule}
        aria-describedby="${rule}-hint"
        .checked=${this.#rule === rule}
        @change=${() => {
          this.#rule = rule;
          this.changed();
        }}
      />
      <label for=${rule}>${words.rules[rule]}</label>
      <p class="soft small" id="${rule}-hint">${words.hints[rule]}</p>
    </div>`;
  }

  #agent({ id, name, availability: is, load }: AgentState): TemplateResult {
    return html`<tr>
      <th scope="row" dir="auto">${name}</th>
      <td data-label=${words.state}>${availability.names[is]}</td>
      <td data-label=${words.load} class="amount">${load}</td>
      <td data-label=${words.capacity}>
        <input
          type="number"
          class="capacity"
          min="0"
          max="50"
          required
          aria-label=${words.capacityOf(name)}
          .value=${String(this.#capacities.get(id) ?? 0)}
          @input=${({ target }: Event) => {
            this.#capacities.set(id, (target as HTMLInputElement).valueAsNumber);
            this.changed();
          }}
        />
      </td>
    </tr>`;
  }

  static override styles = [
    ...SettingPage.styles,
    tables,
    css`
      fieldset {
        min-inline-size: 0;
        margin: 0;
      }
      .rule {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: 2px var(--space-2);
        align-items: baseline;
      }
      .rule input {
        inline-size: auto;
        min-block-size: 0;
      }
      .rule p {
        grid-column: 2;
      }
      .field input,
      input.capacity {
        inline-size: 96px;
      }
      caption p {
        font-weight: 400;
      }
    `,
  ];
}
