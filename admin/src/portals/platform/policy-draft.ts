import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { policyNames, type PolicyName } from '@parlour/shared/model/policy.js';
import type { Call } from '@parlour/shared/protocol/define.js';
import { preparePolicy, type PolicyVersionView } from '@parlour/shared/protocol/policy.js';
import { day } from '@parlour/shared/rules/expiry.js';
import { compareVersions, noticePeriod } from '@parlour/shared/rules/policy-effect.js';
import { lintPolicy } from '@parlour/shared/rules/policy-lint.js';
import { Deed } from '../../ui/deed.js';
import { controls } from '../../ui/styles/controls.js';
import { notices } from '../../ui/styles/notices.js';
import { texts } from './policies-texts.js';

const isoDay = (at: number): string => new Date(at).toISOString().slice(0, 10);

/**
 * Where a new version is written. It starts from the newest text; the linter reads along (POL-5).
 *
 * @fires prepared - The version is stored.
 */
export class PolicyDraft extends LitElement {
  static override properties = {
    call: { attribute: false },
    versions: { attribute: false },
    now: { type: Number },
    document: { state: true },
    text: { state: true },
  };
  declare call: Call;
  declare versions: readonly PolicyVersionView[];
  declare now: number;
  declare protected document: PolicyName;
  declare protected text: string | null;

  readonly #deed = new Deed(this);

  constructor() {
    super();
    this.document = 'visitor/privacy-policy';
    this.text = null;
  }

  #newest(): PolicyVersionView | undefined {
    return this.versions
      .filter(({ document }) => document === this.document)
      .toSorted((a, b) => compareVersions(b.version, a.version))[0];
  }

  #nextNumber(): string {
    const [major = 1, minor = 0] = (this.#newest()?.version ?? '0.9.0').split('.').map(Number);
    return `${major}.${minor + 1}.0`;
  }

  async #save(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const data = new FormData(form);
    const said = (name: string): string => {
      const value = data.get(name);
      return typeof value === 'string' ? value : '';
    };
    await this.#deed.do(async () => {
      await this.call(preparePolicy, {
        document: this.document,
        version: said('version').trim(),
        text: said('text'),
        summary: said('summary').trim(),
        material: data.has('material'),
        effectiveAt: Date.parse(`${said('day')}T00:00:00Z`),
      });
      this.text = null;
      form.reset();
      this.dispatchEvent(new CustomEvent('prepared'));
    });
  }

  protected override render(): TemplateResult {
    const text = this.text ?? this.#newest()?.text ?? '';
    const findings = lintPolicy(text, isoDay(this.now));
    return html`<h2>${texts.prepare}</h2>
      <form @submit=${(event: SubmitEvent) => this.#save(event)}>
        <div class="fields">
          <label
            >${texts.chosen}
            <select
              @change=${(event: Event) => {
                this.document = (event.target as HTMLSelectElement).value as PolicyName;
                this.text = null;
              }}
            >
              ${policyNames.map((name) => html`<option value=${name} ?selected=${name === this.document}>${name}</option>`)}
            </select></label
          >
          <label>${texts.number} <input name="version" required .value=${this.#nextNumber()} /></label>
          <label
            >${texts.day}
            <input
              name="day"
              type="date"
              required
              .value=${isoDay(this.now + noticePeriod + day)}
              min=${isoDay(this.now)}
          /></label>
        </div>
        <label>${texts.summary} <input name="summary" required maxlength="500" /></label>
        <label class="check"><input name="material" type="checkbox" checked /> ${texts.material}</label>
        <label
          >${texts.text}
          <textarea
            name="text"
            rows="16"
            required
            aria-describedby="hint findings"
            .value=${text}
            @input=${(event: Event) => (this.text = (event.target as HTMLTextAreaElement).value)}
          ></textarea>
        </label>
        <p class="soft small" id="hint">${texts.textHint}</p>
        <div id="findings" class="notice ${findings.length > 0 ? 'danger' : 'ok'}" role="status">
          <p>${texts.findings(findings.length)}</p>
          ${
            findings.length === 0
              ? nothing
              : html`<ul>
                  ${findings.map(
                    ({ rule, where, advice }) =>
                      html`<li>
                        <strong>${texts.rules[rule]}</strong
                        >${where === '' ? nothing : html`: <q>${where}</q>`}. ${advice}
                      </li>`,
                  )}
                </ul>`
          }
        </div>
        ${this.#deed.refusal()}
        <button class="button next" type="submit" aria-disabled=${this.#deed.busy || findings.length > 0}>
          ${texts.save}
        </button>
      </form>`;
  }

  static override styles = [
    controls,
    notices,
    css`
      form,
      label {
        display: grid;
        gap: var(--space-2);
      }
      form {
        gap: var(--space-4);
        margin-block-start: var(--space-4);
        justify-items: stretch;
      }
      .fields {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(200px, 1fr));
        gap: var(--space-4);
      }
      .check {
        grid-template-columns: auto 1fr;
        align-items: center;
      }
      .notice ul {
        flex-basis: 100%;
        display: grid;
        gap: var(--space-2);
      }
      button {
        justify-self: start;
      }
      textarea {
        font-family: inherit;
        line-height: 1.45;
      }
    `,
  ];
}
