import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import type { MessageView } from '@parlour/shared/model/conversation.js';
import type { ConversationId } from '@parlour/shared/model/ids.js';
import type { Call } from '@parlour/shared/protocol/define.js';
import {
  acknowledgeCustody,
  listCustody,
  readHeld,
  type CustodyView,
} from '@parlour/shared/protocol/hold.js';
import type { NoteView } from '@parlour/shared/protocol/note.js';
import { Deed } from '../../ui/deed.js';
import { Fetched } from '../../ui/fetched.js';
import { moment } from '../../ui/format.js';
import { bone, empty } from '../../ui/states.js';
import { controls } from '../../ui/styles/controls.js';
import { notices } from '../../ui/styles/notices.js';
import { page } from '../../ui/styles/page.js';
import { texts as common } from '../../ui/texts.js';
import { showTitle } from '../../ui/title.js';
import { custodyTexts as words } from './custody-texts.js';

interface Opened {
  readonly conversation: ConversationId;
  readonly messages: readonly MessageView[];
  readonly notes: readonly NoteView[];
}

/** HLD-5: the holds whose custodian the manager is: what to keep, their word that they do, and what is held. */
export class CustodyPage extends LitElement {
  static override properties = {
    call: { attribute: false },
    opened: { state: true },
  };
  declare call: Call;
  declare protected opened: Opened | null;

  readonly #held = new Fetched(this, async () => (await this.call(listCustody, {})).holds);
  readonly #deed = new Deed(this);

  constructor() {
    super();
    this.opened = null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    showTitle([words.title, common.portals.merchant]);
  }

  readonly #acknowledge = (hold: CustodyView): Promise<boolean> =>
    this.#deed.do(async () => {
      await this.call(acknowledgeCustody, { hold: hold.id });
      await this.#held.load();
      return words.said;
    });

  async #read(event: SubmitEvent, hold: CustodyView, conversation: ConversationId): Promise<void> {
    event.preventDefault();
    const reason = new FormData(event.target as HTMLFormElement).get('reason') as string;
    await this.#deed.do(async () => {
      const { messages, notes } = await this.call(readHeld, { hold: hold.id, conversation, reason });
      this.opened = { conversation, messages, notes };
    });
  }

  protected override render(): TemplateResult {
    return html`<header>
        <h1 tabindex="-1">${words.title}</h1>
        <p class="lead">${words.lead}</p>
      </header>
      <p role="status">${this.#deed.said || nothing}</p>
      ${this.#deed.refusal()}
      ${this.#held.show(
        (holds) => this.#holds(holds),
        html`<div class="card">${bone('half')}${bone('long')}</div>`,
      )}`;
  }

  #holds(holds: readonly CustodyView[]): TemplateResult {
    if (holds.length === 0) return empty(words.none, words.noneNext);
    return html`${holds.map((hold) => this.#hold(hold))}`;
  }

  #hold(hold: CustodyView): TemplateResult {
    const { id, reason, placedAt, acknowledgedAt, conversations } = hold;
    return html`<section class="card" aria-labelledby=${id}>
      <h2 id=${id} dir="auto">${reason}</h2>
      <p class="soft">${words.placed(moment(placedAt))} ${words.covers(conversations.length)}</p>
      ${
        acknowledgedAt === null
          ? html`<p class="due">${words.waits}</p>
              <button class="button next" type="button" @click=${() => void this.#acknowledge(hold)}>
                ${words.acknowledge}
              </button>`
          : html`<p>${words.acknowledged(moment(acknowledgedAt))}</p>`
      }
      <ul>
        ${conversations.map(
          (one) =>
            html`<li>
              <strong>${words.conversation(moment(one.startedAt))}</strong>
              <span class="soft small">${one.hidden ? words.hidden : words.visible}</span>
              ${this.opened?.conversation === one.id ? this.#transcript(this.opened) : this.#door(hold, one.id)}
            </li>`,
        )}
      </ul>
    </section>`;
  }

  #door(hold: CustodyView, conversation: ConversationId): TemplateResult {
    return html`<details>
      <summary>${words.read}</summary>
      <form @submit=${(event: SubmitEvent) => void this.#read(event, hold, conversation)}>
        <label>${words.reason} <input name="reason" required maxlength="500" dir="auto" /></label>
        <p class="soft small">${words.reasonHint}</p>
        <button class="button" type="submit">${words.read}</button>
      </form>
    </details>`;
  }

  #transcript({ messages, notes }: Opened): TemplateResult {
    return html`<ol>
        ${messages.flatMap((message) => [
          line(message),
          ...notes.filter(({ after }) => after === message.seq).map(noteLine),
        ])}
      </ol>
      <button class="button" type="button" @click=${() => (this.opened = null)}>${words.close}</button>`;
  }

  static override styles = [
    controls,
    notices,
    page,
    css`
      section {
        display: grid;
        justify-items: start;
        gap: var(--space-3);
        margin-block-end: var(--space-4);
      }
      ul,
      ol {
        inline-size: 100%;
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li {
        padding-block: var(--space-2);
        border-block-end: 1px solid var(--line);
        overflow-wrap: anywhere;
        white-space: pre-line;
      }
      li:last-child {
        border: 0;
      }
      form {
        display: grid;
        justify-items: start;
        gap: var(--space-2);
        padding-block: var(--space-2);
      }
      .note {
        padding-inline-start: var(--space-4);
      }
      .due {
        font-weight: 600;
      }
    `,
  ];
}

function line(message: MessageView): TemplateResult | typeof nothing {
  if (message.kind === 'event') return nothing;
  const { sender, at } = message;
  const who = sender.role === 'agent' ? sender.name : words.consumer;
  const said = message.kind === 'text' ? message.text : message.file.name;
  return html`<li>
    <span class="soft small">${who} · ${moment(at)}</span><br /><span dir="auto">${said}</span>
  </li>`;
}

const noteLine = ({ author, at, text }: NoteView): TemplateResult =>
  html`<li class="note">
    <span class="soft small">${words.note(author.name)} · ${moment(at)}</span><br /><span dir="auto"
      >${text}</span
    >
  </li>`;
