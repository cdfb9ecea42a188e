import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import type { ConversationView } from '@parlour/shared/model/conversation.js';
import { readProfile, type Profile } from '@parlour/shared/protocol/contact.js';
import { sendNews } from '@parlour/shared/protocol/news.js';
import type { Connection } from '@parlour/widget/connection/connection.js';
import { Deed } from '../../ui/deed.js';
import { Fetched } from '../../ui/fetched.js';
import { bone } from '../../ui/states.js';
import { controls } from '../../ui/styles/controls.js';
import { notices } from '../../ui/styles/notices.js';
import { profileTexts as words } from './settings-texts.js';

/** What the consumer has said of themselves, how they may be written to and for what; and news to whoever agreed. */
export class ProfileList extends LitElement {
  static override properties = {
    connection: { attribute: false },
    conversation: { attribute: false },
  };
  declare connection: Connection;
  declare conversation: ConversationView;

  readonly #profile = new Fetched(
    this,
    () => this.connection.call(readProfile, { conversation: this.conversation.id }),
    {
      whose: () => this.conversation.id,
      // Each change of the conversation may be one of what stands here.
      of: () => [this.conversation.revision],
    },
  );
  readonly #deed = new Deed(this);

  async #send(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const given = new FormData(form);
    const { id: conversation } = this.conversation;
    const [subject, text] = [given.get('subject') as string, given.get('text') as string];
    await this.#deed.do(async () => {
      await this.connection.call(sendNews, { conversation, subject, text });
      form.reset();
      return words.sent;
    });
  }

  protected override render(): TemplateResult {
    const known = this.#profile.value;
    // What stands here stays where it cannot be read again: news may be half written in it.
    return html`<h3>${words.title}</h3>
      ${known ? this.#list(known) : this.#profile.show((one) => this.#list(one), bone('half'))}`;
  }

  #list({ fields, contact }: Profile): TemplateResult {
    return html`<dl>
        ${fields.map(
          ({ label, value, purpose }) =>
            html`<dt dir="auto" title=${purpose}>${label}</dt>
              <dd dir="auto">${value}</dd>`,
        )}
        <dt>${words.contact}</dt>
        <dd>
          ${
            contact
              ? html`<bdi>${contact.email}</bdi><br />
                  <span class="soft">${contact.purposes.map((one) => words.purposes[one]).join(' ')}</span>`
              : html`<span class="soft">${words.noContact}</span>`
          }
        </dd>
      </dl>
      ${contact?.purposes.includes('marketing') ? this.#news() : nothing}`;
  }

  #news(): TemplateResult {
    return html`<details>
      <summary>${words.news}</summary>
      <form @submit=${(event: SubmitEvent) => void this.#send(event)}>
        <p class="soft">${words.newsMeans}</p>
        <label class="field"
          >${words.subject}<input name="subject" required maxlength="120" dir="auto"
        /></label>
        <label class="field"
          >${words.text}<textarea name="text" required rows="4" maxlength="4000" dir="auto"></textarea>
        </label>
        ${this.#deed.refusal()}
        <button class="button" type="submit" aria-disabled=${this.#deed.busy}>${words.send}</button>
        <p role="status">${this.#deed.said || nothing}</p>
      </form>
    </details>`;
  }

  static override styles = [
    controls,
    notices,
    css`
      h3 {
        margin-block-end: var(--space-1);
        font-size: var(--text-small);
        font-weight: 650;
      }
      dt {
        color: var(--ink-soft);
      }
      dd {
        margin-block-end: var(--space-2);
        overflow-wrap: anywhere;
      }
      summary {
        cursor: pointer;
        color: var(--accent);
      }
      form {
        display: grid;
        gap: var(--space-3);
        padding-block: var(--space-2);
      }
      .button {
        justify-self: start;
      }
    `,
  ];
}
