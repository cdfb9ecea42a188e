import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import type { Call } from '@parlour/shared/protocol/define.js';
import { listProcessors, type ProcessorView } from '@parlour/shared/protocol/disclosure.js';
import {
  changeWebhook,
  listDeliveries,
  listWebhooks,
  removeWebhook,
  testWebhook,
  type DeliveryView,
  type WebhookView,
} from '@parlour/shared/protocol/webhook.js';
import { Deed } from '../../ui/deed.js';
import type { Confirm } from '../../ui/confirm.js';
import { webhookEventWords } from '../../ui/disclosure-words.js';
import { Fetched } from '../../ui/fetched.js';
import { exactly, moment } from '../../ui/format.js';
import { bone, empty } from '../../ui/states.js';
import { controls } from '../../ui/styles/controls.js';
import { notices } from '../../ui/styles/notices.js';
import { page } from '../../ui/styles/page.js';
import { tables } from '../../ui/styles/tables.js';
import { texts as common } from '../../ui/texts.js';
import { showTitle } from '../../ui/title.js';
import { disclosureTexts } from './disclosures-texts.js';

const words = disclosureTexts.webhooks;

interface Known {
  readonly webhooks: readonly WebhookView[];
  /** Who may be sent to. */
  readonly processors: readonly ProcessorView[];
}

/** The merchant's webhooks: what they are told, how the deliveries went, a test, and an end. */
export class WebhooksPage extends LitElement {
  static override properties = {
    call: { attribute: false },
    disclosuresHref: {},
    logs: { state: true },
    secret: { state: true },
  };
  declare call: Call;
  /** Where it is entered who may receive what. */
  declare disclosuresHref: string;
  declare protected logs: ReadonlyMap<string, readonly DeliveryView[]>;
  declare protected secret: string | null;

  readonly #known = new Fetched<Known>(this, async () => {
    const [{ processors }, { webhooks }] = await Promise.all([
      this.call(listProcessors, {}),
      this.call(listWebhooks, {}),
    ]);
    return { processors, webhooks };
  });
  readonly #deed = new Deed(this);

  constructor() {
    super();
    this.logs = new Map();
    this.secret = null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    showTitle([words.title, common.portals.merchant]);
  }

  #switch({ id, enabled, events }: WebhookView): Promise<boolean> {
    return this.#deed.do(async () => {
      await this.call(changeWebhook, { webhook: id, enabled: !enabled, events });
      await this.#known.load();
    });
  }

  #test({ id }: WebhookView): Promise<boolean> {
    return this.#deed.do(async () => {
      const { delivery } = await this.call(testWebhook, { webhook: id });
      if (this.logs.has(id)) await this.#readLog(id);
      return words.tested(outcomeOf(delivery));
    });
  }

  async #remove({ id }: WebhookView): Promise<void> {
    if (!(await this.renderRoot.querySelector<Confirm>('parlour-confirm')!.ask())) return;
    await this.#deed.do(async () => {
      await this.call(removeWebhook, { webhook: id });
      await this.#known.load();
    });
  }

  async #toggleLog(id: WebhookView['id']): Promise<void> {
    const logs = new Map(this.logs);
    if (logs.delete(id)) this.logs = logs;
    else
      await this.#deed.do(async () => {
        await this.#readLog(id);
      });
  }

  async #readLog(id: WebhookView['id']): Promise<void> {
    const { deliveries } = await this.call(listDeliveries, { webhook: id });
    this.logs = new Map(this.logs).set(id, deliveries);
  }

  protected override render(): TemplateResult {
    return html`<header>
        <h1 tabindex="-1">${words.title}</h1>
        <p class="lead">${words.lead}</p>
      </header>
      <p role="status">${this.#deed.said || nothing}</p>
      ${this.#deed.refusal()}
      ${
        this.secret === null
          ? nothing
          : html`<div class="notice ok secret" role="status">
              <p><strong>${words.secretTitle}</strong></p>
              <p><code>${this.secret}</code></p>
              <p class="small">${words.secretText}</p>
            </div>`
      }
      ${this.#known.show((known) => this.#list(known), html`<div class="card">${bone('half')}</div>`)}
      <parlour-confirm heading=${words.removeAsk} action=${words.removeYes}>
        <p>${words.removeText}</p>
      </parlour-confirm>`;
  }

  #list({ webhooks, processors }: Known): TemplateResult {
    return html`${
        webhooks.length === 0
          ? html`<div class="card">${empty(words.none, words.noneText)}</div>`
          : html`<ul class="webhooks">
              ${webhooks.map((webhook) => html`<li class="card">${this.#webhook(webhook)}</li>`)}
            </ul>`
      }
      <merchant-webhook-form
        .call=${this.call}
        .processors=${processors}
        .disclosuresHref=${this.disclosuresHref}
        @created=${({ detail }: CustomEvent<string>) => {
          this.secret = detail;
          void this.#known.load();
        }}
      ></merchant-webhook-form>`;
  }

  #webhook(webhook: WebhookView): TemplateResult {
    const { id, url, events, processor, enabled } = webhook;
    const log = this.logs.get(id);
    return html`<div>
        <h2><code>${url}</code></h2>
        <p class="soft small">
          ${enabled ? words.on : words.off} · <span dir="auto">${processor.name}</span>
        </p>
        <p class="small">${events.map((event) => webhookEventWords[event]).join('; ')}</p>
      </div>
      <div class="row">
        <button class="button" type="button" @click=${() => this.#test(webhook)}>${words.test}</button>
        <button
          class="button"
          type="button"
          aria-expanded=${log !== undefined}
          @click=${() => this.#toggleLog(id)}
        >
          ${log ? words.hideLog : words.log}
        </button>
        <button class="button" type="button" @click=${() => this.#switch(webhook)}>
          ${enabled ? words.turnOff : words.turnOn}
        </button>
        <button class="button" type="button" @click=${() => this.#remove(webhook)}>${words.remove}</button>
      </div>
      ${log ? logTable(log) : nothing}`;
  }

  static override styles = [
    controls,
    notices,
    page,
    tables,
    css`
      .webhooks {
        display: grid;
        gap: var(--space-3);
      }
      li {
        display: grid;
        gap: var(--space-3);
      }
      h2 {
        font-size: var(--text);
      }
      .secret {
        display: grid;
        gap: var(--space-2);
      }
    `,
  ];
}

const outcomeOf = ({ state, status, problem, duration }: DeliveryView): string =>
  words.outcome(state, status, problem, duration);

function logTable(log: readonly DeliveryView[]): TemplateResult {
  if (log.length === 0) return html`<p class="soft">${words.noLog}</p>`;
  return html`<div class="table-frame" tabindex="0" role="region" aria-label=${words.log}>
    <table aria-label=${words.log}>
      <thead>
        <tr>
          <th scope="col">${words.event}</th>
          <th scope="col">${words.at}</th>
          <th scope="col">${words.state}</th>
          <th scope="col">${words.attempts}</th>
        </tr>
      </thead>
      <tbody>
        ${log.map((delivery) => {
          const { event, at, attempts, nextAt } = delivery;
          return html`<tr>
            <th scope="row">${webhookEventWords[event]}</th>
            <td data-label=${words.at}><time title=${exactly(at)}>${moment(at)}</time></td>
            <td data-label=${words.state}>
              ${outcomeOf(delivery)}${nextAt === null ? nothing : html`, ${moment(nextAt)}`}
            </td>
            <td data-label=${words.attempts} class="number">${attempts}</td>
          </tr>`;
        })}
      </tbody>
    </table>
  </div>`;
}
