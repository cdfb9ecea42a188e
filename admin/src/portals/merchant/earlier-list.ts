import { css, html, LitElement, type TemplateResult } from 'lit';
import type { ConversationId } from '@parlour/shared/model/ids.js';
import { listEarlier, type EarlierConversation } from '@parlour/shared/protocol/conversation.js';
import type { Connection } from '@parlour/widget/connection/connection.js';
import { Fetched } from '../../ui/fetched.js';
import { exactly, moment } from '../../ui/format.js';
import { bone } from '../../ui/states.js';
import { controls } from '../../ui/styles/controls.js';
import { notices } from '../../ui/styles/notices.js';
import { words } from './inbox-words.js';
import { texts } from './texts.js';

/** The consumer's other conversations with the merchant, as long as each is kept. */
export class EarlierList extends LitElement {
  static override properties = {
    connection: { attribute: false },
    conversation: {},
    href: { attribute: false },
  };
  declare connection: Connection;
  declare conversation: ConversationId;
  declare href: (earlier: EarlierConversation) => string;

  readonly #earlier = new Fetched(
    this,
    () => this.connection.call(listEarlier, { conversation: this.conversation }),
    { whose: () => this.conversation },
  );

  protected override render(): TemplateResult {
    return html`<h3>${words.earlier.title}</h3>
      ${this.#earlier.show(
        ({ earlier }) =>
          earlier.length === 0
            ? html`<p class="soft">${words.earlier.none}</p>`
            : html`<ul>
                ${earlier.map((one) => this.#row(one))}
              </ul>`,
        bone('half'),
      )}`;
  }

  #row(one: EarlierConversation): TemplateResult {
    const { startedAt, page, state } = one;
    return html`<li>
      <a href=${this.href(one)} dir="auto">${page ?? texts.untitled('')}</a>
      <span class="soft">
        <time datetime=${new Date(startedAt).toISOString()} title=${exactly(startedAt)}
          >${moment(startedAt)}</time
        >
        · ${texts.states[state]}
      </span>
    </li>`;
  }

  static override styles = [
    controls,
    notices,
    css`
      h3 {
        margin: 0 0 var(--space-1);
        font-size: var(--text-small);
        font-weight: 650;
      }
      li {
        display: grid;
        margin-block-end: var(--space-1);
      }
    `,
  ];
}
