import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { policyAddress, type PolicyName } from '@parlour/shared/model/policy.js';
import type { Call } from '@parlour/shared/protocol/define.js';
import {
  announcePolicy,
  listPolicies,
  publishPolicy,
  type PolicyVersionView,
} from '@parlour/shared/protocol/policy.js';
import { compareVersions, currentOf } from '@parlour/shared/rules/policy-effect.js';
import { failureWords } from '../../ui/failure-words.js';
import { bone, failure, loading } from '../../ui/states.js';
import { controls } from '../../ui/styles/controls.js';
import { notices } from '../../ui/styles/notices.js';
import { page } from '../../ui/styles/page.js';
import { tables } from '../../ui/styles/tables.js';
import { texts as common } from '../../ui/texts.js';
import { showTitle } from '../../ui/title.js';
import { texts } from './policies-texts.js';

const dates = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeZone: 'UTC' });

type State = keyof typeof texts.states;

/** POL-2, POL-4: every version of every document, and the step that comes next for it. */
export class PoliciesPage extends LitElement {
  static override properties = {
    call: { attribute: false },
    versions: { state: true },
    now: { state: true },
    failed: { state: true },
    said: { state: true },
    refused: { state: true },
  };
  declare call: Call;
  declare protected versions: readonly PolicyVersionView[] | null;
  declare protected now: number;
  declare protected failed: unknown;
  declare protected said: string;
  declare protected refused: unknown;

  constructor() {
    super();
    this.versions = null;
    this.now = 0;
    this.said = '';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    showTitle([texts.title, common.portals.admin]);
    void this.#load();
  }

  async #load(): Promise<void> {
    this.failed = undefined;
    try {
      const { versions, now } = await this.call(listPolicies, {});
      this.versions = versions.toSorted(
        (a, b) => a.document.localeCompare(b.document) || compareVersions(b.version, a.version),
      );
      this.now = now;
    } catch (error) {
      this.failed = error;
    }
  }

  async #step(work: () => Promise<string>): Promise<void> {
    this.refused = undefined;
    this.said = '';
    try {
      this.said = await work();
    } catch (error) {
      this.refused = error;
    }
    await this.#load();
  }

  #stateOf(version: PolicyVersionView): State {
    const { document, publishedAt, noticeSentAt, effectiveAt } = version;
    const holding = currentOf(
      (this.versions ?? []).filter((one) => one.document === document),
      this.now,
    );
    if (holding?.version === version.version) return 'current';
    if (publishedAt !== null) return effectiveAt > this.now ? 'published' : 'past';
    return noticeSentAt === null ? 'prepared' : 'announced';
  }

  protected override render(): TemplateResult {
    return html`<div>
        <h1 tabindex="-1">${texts.title}</h1>
        <p class="lead">${texts.lead}</p>
      </div>
      ${this.refused === undefined ? nothing : html`<div class="notice danger" role="alert"><p>${failureWords(this.refused)}</p></div>`}
      <div role="status">
        ${this.said === '' ? nothing : html`<div class="notice ok"><p>${this.said}</p></div>`}
      </div>
      ${
        this.failed !== undefined
          ? failure(this.failed, () => void this.#load())
          : this.versions === null
            ? loading(html`<div class="card">${bone('half')}${bone('long')}</div>`)
            : html`<div class="card">${this.#table(this.versions)}</div>
                <platform-policy-draft
                  class="card"
                  .call=${this.call}
                  .versions=${this.versions}
                  .now=${this.now}
                  @prepared=${() => void this.#step(() => Promise.resolve(texts.saved))}
                ></platform-policy-draft>`
      }`;
  }

  #table(versions: readonly PolicyVersionView[]): TemplateResult {
    return html`<div class="scroll" tabindex="0" role="region" aria-label=${texts.title}>
      <table>
        <thead>
          <tr>
            <th scope="col">${texts.document}</th>
            <th scope="col">${texts.version}</th>
            <th scope="col">${texts.state}</th>
            <th scope="col">${texts.effective}</th>
            <th scope="col">${texts.next}</th>
          </tr>
        </thead>
        <tbody>
          ${versions.map((version) => this.#row(version))}
        </tbody>
      </table>
    </div>`;
  }

  #row(version: PolicyVersionView): TemplateResult {
    const state = this.#stateOf(version);
    const address = policyAddress(version.document as PolicyName, version.version);
    const isPublic = state !== 'prepared';
    return html`<tr>
      <th scope="row">
        ${isPublic ? html`<a href=${address} target="_blank" rel="noopener">${version.title}</a>` : version.title}
        <span class="soft small">${version.document}</span>
      </th>
      <td class="number" data-label=${texts.version}>${version.version}</td>
      <td data-label=${texts.state}>${texts.states[state]}</td>
      <td class="number" data-label=${texts.effective}>${dates.format(version.effectiveAt)}</td>
      <td>
        ${
          isPublic && version.supersedes !== null
            ? html`<a href="${address}/changes" target="_blank" rel="noopener">${texts.compare}</a>`
            : nothing
        }
        ${this.#buttons(version, state)}
      </td>
    </tr>`;
  }

  #buttons(
    { document, version, material }: PolicyVersionView,
    state: State,
  ): TemplateResult | typeof nothing {
    if (state !== 'prepared' && state !== 'announced') return nothing;
    const one = { document, version };
    const label = `${document} ${version}`;
    return html`${
      state === 'prepared'
        ? html`<button
            class="button"
            type="button"
            aria-label="${texts.announce}: ${label}"
            @click=${() => this.#step(async () => texts.announced((await this.call(announcePolicy, one)).mails))}
          >
            ${texts.announce}
          </button>`
        : nothing
    }
    ${
      state === 'announced' || !material
        ? html`<button
            class="button"
            type="button"
            aria-label="${texts.publish}: ${label}"
            @click=${() => this.#step(async () => (await this.call(publishPolicy, one), texts.published))}
          >
            ${texts.publish}
          </button>`
        : nothing
    }`;
  }

  static override styles = [
    controls,
    notices,
    page,
    tables,
    css`
      .scroll {
        overflow-x: auto;
      }
      th[scope='row'] span {
        display: block;
        font-weight: 400;
      }
    `,
  ];
}
