import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import type { Call } from '@parlour/shared/protocol/define.js';
import {
  answerPlacement,
  endPlacement,
  listPlacements,
  withdrawPlacement,
  type PlacementView,
  type Side,
} from '@parlour/shared/protocol/placement.js';
import type { Confirm } from './confirm.js';
import { Deed } from './deed.js';
import { Fetched } from './fetched.js';
import { exactly, moment } from './format.js';
import { placementTexts as words } from './placement-texts.js';
import { bone, empty } from './states.js';
import { controls } from './styles/controls.js';
import { notices } from './styles/notices.js';
import { page } from './styles/page.js';
import { texts as common } from './texts.js';
import { showTitle } from './title.js';

type Invited = Extract<PlacementView, { state: 'invited' }>;
type Placed = Exclude<PlacementView, Invited>;

interface Listed {
  readonly placements: readonly PlacementView[];
  /** Where the next page begins. */
  readonly next: string | null;
}

/** A merchant's placements, or those on a provider's sites: asking, answering and ending, alike for both sides. */
export class PlacementsPage extends LitElement {
  static override properties = {
    call: { attribute: false },
    side: {},
    ending: { state: true },
  };
  declare call: Call;
  declare side: Side;
  declare protected ending: Placed | null;

  readonly #listed = new Fetched<Listed>(this, () => this.call(listPlacements, {}), {
    then: () => this.#showTitle(),
  });
  readonly #deed = new Deed(this);

  constructor() {
    super();
    this.side = 'merchant';
    this.ending = null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#showTitle();
  }

  #showTitle(): void {
    const waiting = (this.#listed.value?.placements ?? []).filter(
      (one) => one.state === 'invited' && one.by !== this.side,
    );
    showTitle([words.title[this.side], common.portals[this.side]], waiting.length);
  }

  #more(former: readonly PlacementView[], after: string): Promise<boolean> {
    return this.#deed.do(async () => {
      const { placements, next } = await this.call(listPlacements, { after });
      this.#listed.put({ placements: [...former, ...placements], next });
    });
  }

  /** What was asked for may have happened in another way: whatever came of it, the lists are read anew. */
  async #try(work: () => Promise<unknown>): Promise<void> {
    await this.#deed.do(async () => void (await work()));
    await this.#listed.load();
  }

  async #asked({ detail }: CustomEvent<string>): Promise<void> {
    await this.#listed.load();
    this.#deed.say(words.asked(detail));
  }

  async #end(placement: Placed): Promise<void> {
    this.ending = placement;
    await this.updateComplete;
    const sure = await this.renderRoot.querySelector<Confirm>('parlour-confirm')!.ask();
    const { site, merchant } = placement;
    if (sure) await this.#try(() => this.call(endPlacement, { site: site.id, merchant: merchant.id }));
  }

  protected override render(): TemplateResult {
    const { ending } = this;
    return html`<header>
        <h1 tabindex="-1">${words.title[this.side]}</h1>
        <p class="lead">${words.lead[this.side]}</p>
      </header>
      ${this.#deed.notice()} ${this.#deed.refusal()}
      <parlour-placement-form
        .call=${this.call}
        .side=${this.side}
        @asked=${(event: CustomEvent<string>) => this.#asked(event)}
      ></parlour-placement-form>
      ${this.#listed.show((listed) => this.#lists(listed), html`<div class="card">${bone('half')}${bone('long')}</div>`)}
      <parlour-confirm
        heading=${ending ? words.endAsk(ending.merchant.name, ending.site.name) : ''}
        action=${words.endConfirm}
      >
        <p>${words.endText}</p>
      </parlour-confirm>`;
  }

  #lists({ placements, next }: Listed): TemplateResult {
    const [none, then] = words.none[this.side];
    if (placements.length === 0) return html`<div class="card">${empty(none, then)}</div>`;
    const invited = placements.filter((one) => one.state === 'invited');
    const placed = placements.filter((one) => one.state !== 'invited');
    return html`${this.#list(
      words.forYou,
      invited.filter(({ by }) => by !== this.side).map((one) => this.#question(one)),
    )}
    ${this.#list(
      words.theirs,
      invited.filter(({ by }) => by === this.side).map((one) => this.#waiting(one)),
    )}
    ${this.#list(
      words.active,
      placed.filter(({ state }) => state === 'active').map((one) => this.#placed(one)),
    )}
    ${this.#list(
      words.ended,
      placed.filter(({ state }) => state === 'ended').map((one) => this.#placed(one)),
    )}
    ${
      next === null
        ? nothing
        : html`<button class="button" type="button" @click=${() => this.#more(placements, next)}>
            ${words.more}
          </button>`
    }`;
  }

  #list(heading: string, rows: readonly TemplateResult[]): TemplateResult | typeof nothing {
    if (rows.length === 0) return nothing;
    return html`<section class="card">
      <h2>${heading}</h2>
      <ul>
        ${rows.map((row) => html`<li>${row}</li>`)}
      </ul>
    </section>`;
  }

  #question(invited: Invited): TemplateResult {
    const { id, endsAt } = invited;
    const answer = (accept: boolean) =>
      this.#try(() => this.call(answerPlacement, { invitation: id, accept }));
    return html`${names(invited, this.side)}
      <p class="soft small" title=${exactly(endsAt)}>${words.until(moment(endsAt))}</p>
      <div class="row">
        <button class="button next" type="button" @click=${() => answer(true)}>${words.accept}</button>
        <button class="button" type="button" @click=${() => answer(false)}>${words.decline}</button>
      </div>`;
  }

  #waiting(invited: Invited): TemplateResult {
    const { id, endsAt } = invited;
    return html`${names(invited, this.side)}
      <p class="soft small" title=${exactly(endsAt)}>${words.until(moment(endsAt))}</p>
      <button
        class="button"
        type="button"
        @click=${() => this.#try(() => this.call(withdrawPlacement, { invitation: id }))}
      >
        ${words.withdraw}
      </button>`;
  }

  #placed(placement: Placed): TemplateResult {
    const { since, by, state } = placement;
    return html`${names(placement, this.side)}
      <p class="soft small">
        ${[since === null ? '' : words.since(moment(since)), by === null ? '' : words.endedBy[by]].filter(Boolean).join(', ')}
      </p>
      ${
        state === 'active'
          ? html`<button class="button" type="button" @click=${() => this.#end(placement)}>
              ${words.end}
            </button>`
          : nothing
      }`;
  }

  static override styles = [
    controls,
    notices,
    page,
    css`
      .card {
        display: grid;
        gap: var(--space-2);
      }
      li {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto auto;
        align-items: center;
        gap: var(--space-2) var(--space-5);
        padding-block: var(--space-3);
      }
      li + li {
        border-block-start: 1px solid var(--line);
      }
      .names {
        overflow-wrap: anywhere;
      }
      @media (max-width: 720px) {
        li {
          grid-template-columns: minmax(0, 1fr);
          justify-items: start;
        }
      }
    `,
  ];
}

/** The other side first, as far as it is known to whoever looks; below it where. */
function names(placement: PlacementView, side: Side): TemplateResult {
  const { merchant, site } = placement;
  const said = placement.state === 'invited' ? placement.said : '';
  const isProvider = side === 'provider';
  const first = isProvider ? merchant?.name : site?.name;
  const place =
    site && (isProvider ? `${site.name}, ${site.origin}` : `${site.origin}, ${words.by(site.provider)}`);
  return html`<div class="names">
    <p>
      <strong>${first ?? said}</strong
      >${isProvider && merchant ? html` <span class="soft">${merchant.slug}</span>` : nothing}
    </p>
    ${place ? html`<p class="soft">${place}</p>` : nothing}
  </div>`;
}
