import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import type { ChangePreview, WaitingChange } from '@parlour/shared/protocol/retention-rule.js';
import { day, hour } from '@parlour/shared/rules/expiry.js';
import { durationInWords } from '@parlour/shared/rules/expiry-words.js';
import type { Confirm } from './confirm.js';
import { Deed } from './deed.js';
import { exactly, fromNow, moment } from './format.js';
import { controls } from './styles/controls.js';
import { notices } from './styles/notices.js';
import { page, pagePart } from './styles/page.js';
import { ruleTexts as words } from './rule-texts.js';

export interface RuleField {
  readonly name: string;
  readonly label: string;
  /** Milliseconds. */
  readonly value: number;
}

type Values = Readonly<Record<string, number>>;

/** How the form reaches the server; the numbers are milliseconds. */
export interface RuleAccess {
  readonly preview: (values: Values) => Promise<ChangePreview>;
  readonly change: (values: Values) => Promise<unknown>;
  readonly undo: () => Promise<unknown>;
}

/** Whole days as days, and whatever is not in hours: what is shown is exactly what holds. */
const unitOf = (value: number): { ms: number; words: string } =>
  value % day === 0 ? { ms: day, words: words.inDays } : { ms: hour, words: words.inHours };

/** RET-6: days that are kept; what a change would do before it is made; the change that waits, with its undo. */
export class RuleForm extends LitElement {
  static override properties = {
    fields: { attribute: false },
    waiting: { attribute: false },
    access: { attribute: false },
    preview: { state: true },
  };
  declare fields: readonly RuleField[];
  declare waiting: WaitingChange<Values> | null;
  declare access: RuleAccess;
  declare protected preview: ChangePreview | null;

  readonly #deed = new Deed(this);

  constructor() {
    super();
    this.fields = [];
    this.waiting = null;
    this.preview = null;
  }

  #values(): Values {
    const written = ({ name, value }: RuleField): number => {
      const input = this.renderRoot.querySelector<HTMLInputElement>(`#${name}`)!;
      return Math.round(Number(input.value) * unitOf(value).ms);
    };
    return Object.fromEntries(this.fields.map((field) => [field.name, written(field)]));
  }

  async #submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const values = this.#values();
    await this.#deed.do(async () => {
      this.preview = await this.access.preview(values);
      const { kind } = this.preview;
      if (kind === 'none') return words.same;
      if (kind === 'shorter' && !(await this.#ask())) return '';
      await this.access.change(values);
      this.dispatchEvent(new CustomEvent('changed'));
      return kind === 'shorter' ? words.waits : words.longer;
    });
  }

  #undo(): Promise<boolean> {
    return this.#deed.do(async () => {
      await this.access.undo();
      this.dispatchEvent(new CustomEvent('changed'));
      return words.undone;
    });
  }

  async #ask(): Promise<boolean> {
    await this.updateComplete;
    return (await this.renderRoot.querySelector<Confirm>('parlour-confirm')?.ask()) ?? false;
  }

  protected override render(): TemplateResult {
    return html`${this.waiting ? this.#waits(this.waiting) : this.#form()}
      <p role="status">${this.#deed.said || nothing}</p>
      ${this.#deed.refusal()} ${this.#question()}`;
  }

  #form(): TemplateResult {
    return html`<form class="card" @submit=${(event: SubmitEvent) => this.#submit(event)}>
      ${this.fields.map(
        ({ name, label, value }) =>
          html`<div class="field">
            <label for=${name}>${label}, ${unitOf(value).words}</label>
            <input
              id=${name}
              name=${name}
              type="number"
              inputmode="decimal"
              min="1"
              step="any"
              required
              .value=${String(value / unitOf(value).ms)}
            />
          </div>`,
      )}
      <p class="soft small">${words.hint}</p>
      <button class="button next" type="submit" aria-disabled=${this.#deed.busy}>${words.submit}</button>
    </form>`;
  }

  #waits({ to, by, askedAt, appliesAt }: WaitingChange<Values>): TemplateResult {
    return html`<section class="card waits" aria-labelledby="waits">
      <h2 id="waits">${words.waiting}</h2>
      <dl>
        ${this.fields.map(({ name, label, value }) => {
          const next = to[name] ?? value;
          return html`<dt>${label}</dt>
            <dd>
              ${durationInWords(value)}
              ${next === value ? nothing : html` → <strong>${durationInWords(next)}</strong>`}
            </dd>`;
        })}
      </dl>
      <p>
        ${words.applies}
        <time title=${exactly(appliesAt)}>${moment(appliesAt)}</time> (${fromNow(appliesAt)}).
      </p>
      <p class="soft small">${words.asked(by, moment(askedAt))}</p>
      <button class="button" type="button" aria-disabled=${this.#deed.busy} @click=${() => this.#undo()}>
        ${words.undo}
      </button>
    </section>`;
  }

  #question(): TemplateResult {
    const { conversations = 0, goneAtOnce = 0, appliesAt = 0 } = this.preview ?? {};
    return html`<parlour-confirm heading=${words.ask} action=${words.confirm}>
      <p>${words.reaches(conversations)}</p>
      <p><strong>${words.gone(goneAtOnce)}</strong></p>
      <p>${words.until(appliesAt ? moment(appliesAt) : '')}</p>
    </parlour-confirm>`;
  }

  static override styles = [
    controls,
    notices,
    page,
    pagePart,
    css`
      form,
      .waits {
        display: grid;
        justify-items: start;
        gap: var(--space-4);
      }
      input {
        max-inline-size: 12rem;
      }
      dl {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: var(--space-1) var(--space-5);
      }
      dt {
        color: var(--ink-soft);
      }
    `,
  ];
}
