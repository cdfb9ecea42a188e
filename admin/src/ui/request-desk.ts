import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { refusalReasons, type RefusalReason } from '@parlour/shared/model/request.js';
import type { Call } from '@parlour/shared/protocol/define.js';
import { decideRequest, listRequests, type RequestView } from '@parlour/shared/protocol/privacy.js';
import type { RequestAction } from '@parlour/shared/rules/request-states.js';
import { Deed } from './deed.js';
import { Fetched } from './fetched.js';
import { calendarDay, moment } from './format.js';
import { texts } from './request-texts.js';
import { bone, empty } from './states.js';
import { controls } from './styles/controls.js';
import { notices } from './styles/notices.js';
import { page } from './styles/page.js';
import { showTitle } from './title.js';

const choices: readonly RequestAction[] = ['start', 'fulfil', 'fulfil_partly', 'extend', 'deny'];

/** REQ-6: what consumers have asked, the nearest deadline first, and what becomes of it. */
export class RequestDesk extends LitElement {
  static override properties = {
    call: { attribute: false },
    portal: {},
    platform: { type: Boolean },
    action: { state: true },
  };
  declare call: Call;
  /** The portal's name, for the title. */
  declare portal: string;
  /** Whether this is the operator's view, which holds no words of anybody. */
  declare platform: boolean;
  declare protected action: Readonly<Record<string, RequestAction>>;

  readonly #requests = new Fetched(this, async () => (await this.call(listRequests, {})).requests, {
    then: (requests) => {
      const waiting = requests.filter(({ closedAt }) => closedAt === null).length;
      showTitle([texts.title, this.portal], waiting);
    },
  });
  readonly #deed = new Deed(this);

  constructor() {
    super();
    this.portal = '';
    this.platform = false;
    this.action = {};
  }

  async #decide(event: SubmitEvent, request: RequestView): Promise<void> {
    event.preventDefault();
    const data = new FormData(event.target as HTMLFormElement);
    const answer = (data.get('answer') as string).trim();
    const reason = data.get('reason') as RefusalReason | null;
    await this.#deed.do(async () => {
      await this.call(decideRequest, {
        request: request.id,
        action: data.get('action') as RequestAction,
        ...(answer !== '' && { answer }),
        ...(reason && { reason }),
      });
      await this.#requests.load();
      return texts.saved;
    });
  }

  protected override render(): TemplateResult {
    return html`<div>
        <h1 tabindex="-1">${texts.title}</h1>
        <p class="lead">${this.platform ? texts.platformLead : texts.lead}</p>
      </div>
      ${this.#deed.notice()} ${this.#deed.refusal()}
      ${this.#requests.show(
        (requests) => this.#lists(requests),
        html`<div class="card">${bone('half')}${bone('long')}</div>`,
      )}`;
  }

  #lists(requests: readonly RequestView[]): TemplateResult {
    const waiting = requests.filter(({ closedAt }) => closedAt === null);
    const answered = requests.filter(({ closedAt }) => closedAt !== null);
    return html`<section class="list" aria-label=${texts.open}>
        <h2>${texts.open}</h2>
        ${waiting.length === 0 ? empty(texts.none, texts.noneNext) : waiting.map((one) => this.#card(one))}
      </section>
      ${
        answered.length === 0
          ? nothing
          : html`<section class="list" aria-label=${texts.closed}>
              <h2>${texts.closed}</h2>
              ${answered.map((one) => this.#card(one))}
            </section>`
      }`;
  }

  #card(request: RequestView): TemplateResult {
    const { kind, state, receivedAt, dueOn, overdue, merchant, reason } = request;
    // An operator's answer comes without the words: the fields are not there.
    const { text = '', answer = '' } = request as Partial<RequestView>;
    return html`<article class="card">
      <h3>${texts.kinds[kind]}${this.platform ? ` · ${merchant}` : nothing}</h3>
      <p class="soft small">
        ${texts.states[state]} · ${moment(receivedAt)}
        ${
          dueOn === null
            ? nothing
            : html`·
                <strong class=${overdue ? 'late' : ''}
                  >${overdue ? texts.overdue(calendarDay(dueOn).long) : texts.due(calendarDay(dueOn).long)}</strong
                >`
        }
        ${reason === null ? nothing : html`· ${texts.reasons[reason]}`}
      </p>
      ${this.#report(request)} ${this.#withheld(request)}
      ${text === '' ? nothing : html`<p class="said" dir="auto">${text}</p>`}
      ${answer === '' ? nothing : html`<p class="said answer" dir="auto">${answer}</p>`}
      ${request.closedAt === null && kind !== 'deletion' ? this.#form(request) : nothing}
    </article>`;
  }

  /** CNV-7: about whom a complaint is, and why; who may read conversations is led to it. */
  #report({ report }: RequestView): TemplateResult | typeof nothing {
    if (!report) return nothing;
    return html`<p>
      ${texts.report(report.agent?.name ?? null, texts.reports[report.reason])}
      ${
        this.platform
          ? nothing
          : html`<a href="/merchant/conversations/${report.conversation}">${texts.reportedIn}</a>`
      }
    </p>`;
  }

  /** REQ-9: what the takedown hides meanwhile. */
  #withheld({ withheld = [] }: RequestView): TemplateResult | typeof nothing {
    if (withheld.length === 0 || this.platform) return nothing;
    return html`<p>${texts.withheld}</p>
      ${withheld.map(({ text, name }) => html`<blockquote dir="auto">${text} <span class="soft small">(${texts.by(name)})</span></blockquote>`)}`;
  }

  #form(request: RequestView): TemplateResult {
    const chosen = this.action[request.id] ?? (request.state === 'open' ? 'start' : 'fulfil');
    const needsAnswer = chosen !== 'start' && chosen !== 'fulfil';
    return html`<form @submit=${(event: SubmitEvent) => void this.#decide(event, request)}>
      <label
        >${texts.decision}
        <select
          name="action"
          @change=${(event: Event) =>
            (this.action = {
              ...this.action,
              [request.id]: (event.target as HTMLSelectElement).value as RequestAction,
            })}
        >
          ${choices.map(
            (action) =>
              html`<option value=${action} ?selected=${action === chosen}>${texts.actions[action]}</option>`,
          )}
        </select></label
      >
      ${
        chosen === 'deny'
          ? html`<label
              >${texts.reason}
              <select name="reason" required>
                <option value=""></option>
                ${refusalReasons.map((reason) => html`<option value=${reason}>${texts.reasons[reason]}</option>`)}
              </select></label
            >`
          : nothing
      }
      <label
        >${texts.answer} <textarea name="answer" rows="3" ?required=${needsAnswer} dir="auto"></textarea>
      </label>
      <button class="button next" type="submit">${texts.save}</button>
    </form>`;
  }

  static override styles = [
    controls,
    notices,
    page,
    css`
      .list,
      .card,
      form,
      label {
        display: grid;
        gap: var(--space-3);
      }
      label {
        gap: var(--space-2);
      }
      h3 {
        font-size: var(--text);
        font-weight: 650;
      }
      .late {
        color: var(--danger);
      }
      .said {
        overflow-wrap: anywhere;
        white-space: pre-line;
      }
      .answer {
        padding-inline-start: var(--space-3);
        border-inline-start: 3px solid var(--accent);
      }
      select {
        inline-size: min(100%, 420px);
      }
      button {
        justify-self: start;
      }
    `,
  ];
}
