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
import { Deed } from '../../ui/deed.js';
import { Fetched } from '../../ui/fetched.js';
import { utcDate } from '../../ui/format.js';
import { bone } from '../../ui/states.js';
import { controls } from '../../ui/styles/controls.js';
import { notices } from '../../ui/styles/notices.js';
import { page } from '../../ui/styles/page.js';
import { tables } from '../../ui/styles/tables.js';
import { texts as common } from '../../ui/texts.js';
import { showTitle } from '../../ui/title.js';
import { texts } from './policies-texts.js';

type State = keyof typeof texts.states;

interface Known {
  readonly versions: readonly PolicyVersionView[];
  /** By the server's clock. */
  readonly now: number;
}

/** POL-2, POL-4: every version of every document, and the step that comes next for it. */
export class PoliciesPage extends LitElement {
  static override properties = { call: { attribute: false } };
  declare call: Call;

  readonly #known = new Fetched(this, async () => {
    const { versions, now } = await this.call(listPolicies, {});
    const sorted = versions.toSorted(
      (a, b) => a.document.localeCompare(b.document) || compareVersions(b.version, a.version),
    );
    return { versions: sorted, now };
  });
  readonly #deed = new Deed(this);

  override connectedCallback(): void {
    super.connectedCallback();
    showTitle([texts.title, common.portals.admin]);
  }

  async #step(work: () => Promise<string>): Promise<void> {
    await this.#deed.do(work);
    await this.#known.load();
  }

  protected override render(): TemplateResult {
    return html`<div>
        <h1 tabindex="-1">${texts.title}</h1>
        <p class="lead">${texts.lead}</p>
      </div>
      ${this.#deed.refusal()} ${this.#deed.notice()}
      ${this.#known.show(
        (known) =>
          html`<div class="card">${this.#table(known)}</div>
            <platform-policy-draft
              class="card"
              .call=${this.call}
              .versions=${known.versions}
              .now=${known.now}
              @prepared=${() => void this.#step(() => Promise.resolve(texts.saved))}
            ></platform-policy-draft>`,
        html`<div class="card">${bone('half')}${bone('long')}</div>`,
      )}`;
  }

  #table(known: Known): TemplateResult {
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
          ${known.versions.map((version) => this.#row(version, stateOf(version, known)))}
        </tbody>
      </table>
    </div>`;
  }

  #row(version: PolicyVersionView, state: State): TemplateResult {
    const address = policyAddress(version.document as PolicyName, version.version);
    const isPublic = state !== 'prepared';
    return html`<tr>
      <th scope="row">
        ${isPublic ? html`<a href=${address} target="_blank" rel="noopener">${version.title}</a>` : version.title}
        <span class="soft small">${version.document}</span>
      </th>
      <td class="number" data-label=${texts.version}>${version.version}</td>
      <td data-label=${texts.state}>${texts.states[state]}</td>
      <td class="number" data-label=${texts.effective}>${utcDate(version.effectiveAt)}</td>
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
      th[scope='row'] span {
        display: block;
        font-weight: 400;
      }
    `,
  ];
}

function stateOf(version: PolicyVersionView, { versions, now }: Known): State {
  const { document, publishedAt, noticeSentAt, effectiveAt } = version;
  const holding = currentOf(
    versions.filter((one) => one.document === document),
    now,
  );
  if (holding?.version === version.version) return 'current';
  if (publishedAt !== null) return effectiveAt > now ? 'published' : 'past';
  return noticeSentAt === null ? 'prepared' : 'announced';
}
