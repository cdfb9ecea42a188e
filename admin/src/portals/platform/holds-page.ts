import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import type { Call } from '@parlour/shared/protocol/define.js';
import { listHolds, releaseHold, reviewHold, type HoldView } from '@parlour/shared/protocol/hold.js';
import { day } from '@parlour/shared/rules/expiry.js';
import { Deed } from '../../ui/deed.js';
import type { Confirm } from '../../ui/confirm.js';
import { Fetched } from '../../ui/fetched.js';
import { briefly, exactly, moment } from '../../ui/format.js';
import { bone, empty } from '../../ui/states.js';
import { controls } from '../../ui/styles/controls.js';
import { notices } from '../../ui/styles/notices.js';
import { page } from '../../ui/styles/page.js';
import { texts as common } from '../../ui/texts.js';
import { showTitle } from '../../ui/title.js';
import { texts } from './promises-texts.js';

const words = texts.holds;

/** HLD-1 to HLD-4: the holds, placing one, reviewing and releasing it. */
export class HoldsPage extends LitElement {
  static override properties = { call: { attribute: false } };
  declare call: Call;

  readonly #holds = new Fetched(this, async () => (await this.call(listHolds, {})).holds);
  readonly #deed = new Deed(this);

  override connectedCallback(): void {
    super.connectedCallback();
    showTitle([words.title, common.portals.admin]);
  }

  #placed(hold: HoldView): void {
    this.#deed.say(words.placed(hold.held));
    void this.#holds.load();
  }

  async #release({ id, reason }: HoldView): Promise<void> {
    const dialog = this.renderRoot.querySelector<Confirm>('parlour-confirm');
    if (!(await dialog?.ask())) return;
    await this.#try(() => this.call(releaseHold, { hold: id, reason }));
  }

  #try(work: () => Promise<unknown>): Promise<boolean> {
    return this.#deed.do(async () => {
      await work();
      await this.#holds.load();
    });
  }

  protected override render(): TemplateResult {
    return html`<header>
        <h1 tabindex="-1">${words.title}</h1>
        <p class="lead">${words.lead}</p>
      </header>
      <p role="status">${this.#deed.said || nothing}</p>
      ${this.#deed.refusal()}
      ${this.#holds.show((holds) => this.#list(holds), html`<div class="card">${bone('half')}</div>`)}
      <platform-hold-form
        .call=${this.call}
        @placed=${({ detail }: CustomEvent<HoldView>) => this.#placed(detail)}
      ></platform-hold-form>
      <parlour-confirm heading=${words.releaseAsk} action=${words.releaseConfirm}>
        <p>${words.releaseText}</p>
      </parlour-confirm>`;
  }

  #list(holds: readonly HoldView[]): TemplateResult {
    if (holds.length === 0) return html`<div class="card">${empty(words.none, words.noneText)}</div>`;
    return html`<ul class="holds">
      ${holds.map((hold) => html`<li class="card">${this.#hold(hold)}</li>`)}
    </ul>`;
  }

  #hold(hold: HoldView): TemplateResult {
    const { reason, author, placedAt, releasedAt, custodians, gagged } = hold;
    const names = custodians
      .map(({ name, acknowledgedAt }) => words.custodian(name, acknowledgedAt !== null))
      .join(', ');
    return html`<div class="about">
        <h2>${reason}</h2>
        <p>${scopeWords(hold).join(' · ')}</p>
        <p class="soft small" title=${exactly(placedAt)}>${words.by(author, moment(placedAt))}</p>
        ${
          releasedAt === null
            ? html`<p class="soft small">
                ${custodians.length === 0 ? words.noCustodians : words.custodianNames(names)} ·
                ${gagged ? words.silently : words.openly}
              </p>`
            : nothing
        }
      </div>
      ${releasedAt === null ? this.#inForce(hold) : html`<p class="soft">${words.released(briefly(releasedAt))}</p>`}`;
  }

  #inForce(hold: HoldView): TemplateResult {
    const { id, reviewAt, isReviewDue } = hold;
    const later = Date.now() + 90 * day;
    return html`<div class="state">
      <p class="number"><strong>${words.held(hold.held, hold.hidden)}</strong></p>
      <p class=${isReviewDue ? 'due' : 'soft'}>
        ${isReviewDue ? words.reviewDue : words.review(briefly(reviewAt))}
      </p>
      <div class="row">
        ${
          isReviewDue
            ? html`<button
                class="button"
                type="button"
                @click=${() => this.#try(() => this.call(reviewHold, { hold: id, reviewAt: later }))}
              >
                ${words.keep}
              </button>`
            : nothing
        }
        <button class="button" type="button" @click=${() => this.#release(hold)}>${words.release}</button>
      </div>
    </div>`;
  }

  static override styles = [
    controls,
    notices,
    page,
    css`
      .holds {
        display: grid;
        gap: var(--space-3);
      }
      li {
        display: flex;
        flex-wrap: wrap;
        justify-content: space-between;
        gap: var(--space-3) var(--space-6);
      }
      .about,
      .state {
        display: grid;
        align-content: start;
        gap: var(--space-1);
        overflow-wrap: anywhere;
      }
      .state {
        justify-items: end;
        text-align: end;
      }
      .due {
        color: var(--danger);
        font-weight: 650;
      }
      @media (max-width: 720px) {
        .state {
          justify-items: start;
          text-align: start;
        }
      }
    `,
  ];
}

/** What a hold covers, as its parts. */
function scopeWords({ scope }: HoldView): string[] {
  const { covers } = words;
  const date = (at: number | null): string => (at === null ? covers.open : briefly(at));
  return [
    ...(scope.conversation ? [covers.conversation(scope.conversation)] : []),
    ...(scope.consumer ? [covers.consumer] : []),
    ...(scope.merchant ? [covers.merchant(scope.merchant)] : []),
    ...(scope.from !== null || scope.to !== null ? [covers.dates(date(scope.from), date(scope.to))] : []),
  ];
}
