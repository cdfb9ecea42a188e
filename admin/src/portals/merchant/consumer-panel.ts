import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import type { ConversationView, InboxEntry } from '@parlour/shared/model/conversation.js';
import type { EarlierConversation } from '@parlour/shared/protocol/conversation.js';
import type { Connection } from '@parlour/widget/connection/connection.js';
import { explainExpiry } from '@parlour/shared/rules/expiry-words.js';
import { exactly, fromNow, moment } from '../../ui/format.js';
import { controls } from '../../ui/styles/controls.js';
import { consentList } from './promise-line.js';
import type { LabelSet } from './label-set.js';
import { texts } from './texts.js';

const noLabels: InboxEntry['labels'] = [];

/** What an agent may know of the consumer: where they wrote from, what they agreed to, until when it is kept. */
export class ConsumerPanel extends LitElement {
  static override properties = {
    conversation: { attribute: false },
    entry: { attribute: false },
    connection: { attribute: false },
    labels: { attribute: false },
    earlierHref: { attribute: false },
  };
  declare conversation: ConversationView;
  declare entry: InboxEntry | undefined;
  declare connection: Connection;
  declare labels: LabelSet;
  declare earlierHref: (earlier: EarlierConversation) => string;

  protected override render(): TemplateResult {
    const { conversation, entry } = this;
    return html`<h2 id="about" tabindex="-1">${texts.about}</h2>
      <dl>
        <dt>${texts.page}</dt>
        <dd dir="auto">${entry?.page ?? texts.unknown}</dd>
        <dt>${texts.site}</dt>
        <dd dir="auto">${entry?.site ?? texts.unknown}</dd>
        <dt>${texts.started}</dt>
        <dd>${timeOf(conversation.startedAt)}</dd>
      </dl>
      <merchant-labels
        .connection=${this.connection}
        .labels=${this.labels}
        .conversation=${conversation.id}
        .chosen=${entry?.labels ?? noLabels}
      ></merchant-labels>
      <merchant-earlier
        .connection=${this.connection}
        .conversation=${conversation.id}
        .href=${this.earlierHref}
      ></merchant-earlier>
      <merchant-profile .connection=${this.connection} .conversation=${conversation}></merchant-profile>
      <section>${consentList(conversation)}</section>
      <section>
        <h3>${texts.deletion}</h3>
        <p>${timeOf(conversation.expiry.at)} (${fromNow(conversation.expiry.at)})</p>
        <ul>
          ${explainExpiry(conversation.expiry.reasons).map((reason) => html`<li>${reason}</li>`)}
          ${conversation.closedAt === null ? html`<li>${texts.promise.mayMove}</li>` : nothing}
        </ul>
      </section>
      <section>
        <h3>${texts.seeing}</h3>
        <p>${texts.seeingText}</p>
      </section>
      <merchant-export .connection=${this.connection} .conversation=${conversation.id}></merchant-export>`;
  }

  static override styles = [
    controls,
    css`
      :host {
        display: grid;
        align-content: start;
        gap: var(--space-5);
        padding: var(--space-4);
        font-size: var(--text-small);
        line-height: 1.45;
        overflow-y: auto;
      }
      h2 {
        font-size: var(--text);
      }
      h3 {
        margin-block-end: var(--space-1);
        font-size: var(--text-small);
        font-weight: 650;
      }
      dl {
        display: grid;
        gap: 0 var(--space-3);
      }
      dt {
        color: var(--ink-soft);
      }
      dd {
        margin-block-end: var(--space-2);
        overflow-wrap: anywhere;
      }
      ul {
        padding-inline-start: 1.2em;
        list-style: disc;
        color: var(--ink-soft);
      }
    `,
  ];
}

const timeOf = (at: number): TemplateResult =>
  html`<time datetime=${new Date(at).toISOString()} title=${exactly(at)}>${moment(at)}</time>`;
