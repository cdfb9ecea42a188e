import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { correctProfile, readProfile, type Profile } from '@parlour/shared/protocol/contact.js';
import { decideConsent } from '@parlour/shared/protocol/conversation.js';
import type { Call, OutputOf } from '@parlour/shared/protocol/define.js';
import type { KeptConversation, OwnData } from '@parlour/shared/protocol/privacy.js';
import {
  publishTestimonial,
  readTestimonial,
  type Testimonial,
} from '@parlour/shared/protocol/testimonial.js';
import { Deed } from '../../ui/deed.js';
import { Fetched } from '../../ui/fetched.js';
import { longDate } from '../../ui/format.js';
import { failure } from '../../ui/states.js';
import { controls } from '../../ui/styles/controls.js';
import { notices } from '../../ui/styles/notices.js';
import { ownWordsTexts } from './own-words-texts.js';

/** Of one conversation: what was said of oneself, to be put right (REQ-4), and what others may read (PUB-1). */
export class OwnWords extends LitElement {
  static override properties = {
    call: { attribute: false },
    kept: { attribute: false },
    notice: { attribute: false },
  };
  declare call: Call;
  declare kept: KeptConversation;
  declare notice: OwnData['notice'];

  readonly #own = new Fetched(this, () => this.#fetch(), {
    whose: () => this.kept.id,
    of: () => [this.kept],
  });
  readonly #deed = new Deed(this);

  async #fetch(): Promise<{
    profile: Profile;
    testimonial: OutputOf<typeof readTestimonial>['testimonial'];
  }> {
    const { id: conversation } = this.kept;
    const [profile, { testimonial }] = await Promise.all([
      this.call(readProfile, { conversation }),
      this.call(readTestimonial, { conversation }),
    ]);
    return { profile, testimonial };
  }

  #do(said: string, work: () => Promise<unknown>): Promise<boolean> {
    return this.#deed.do(async () => {
      await work();
      await this.#own.load();
      return said;
    });
  }

  protected override render(): TemplateResult {
    const { value: own, error } = this.#own;
    if (error !== undefined && !own) return failure(error, () => void this.#own.load());
    return html`${own ? html`${this.#profile(own.profile)} ${this.#testimonial(own.testimonial)}` : nothing}
      <p role="status">${this.#deed.said || nothing}</p>
      ${this.#deed.refusal()}`;
  }

  #profile({ fields, contact }: Profile): TemplateResult | typeof nothing {
    const words = ownWordsTexts.profile;
    if (fields.length === 0 && !contact) return nothing;
    const correct = (event: SubmitEvent, field: string): void => {
      event.preventDefault();
      const value = new FormData(event.target as HTMLFormElement).get('value') as string;
      const { id: conversation } = this.kept;
      void this.#do(words.saved, () => this.call(correctProfile, { conversation, field, value }));
    };
    return html`<section>
      <h3>${words.title}</h3>
      ${fields.map(
        ({ id, label, value }) =>
          html`<form class="row" @submit=${(event: SubmitEvent) => correct(event, id)}>
            <label class="field" dir="auto"
              >${label} <input name="value" maxlength="500" dir="auto" .value=${value} />
            </label>
            <button class="button" type="submit">${words.save}</button>
          </form>`,
      )}
      ${fields.length > 0 ? html`<p class="soft small">${words.empty}</p>` : nothing}
      ${
        contact
          ? html`<p>
              ${words.contact(contact.email)},
              ${contact.purposes.map((one) => words.purposes[one]).join(', ')}. ${words.takeBack}
            </p>`
          : nothing
      }
    </section>`;
  }

  #testimonial(published: Testimonial | null): TemplateResult | typeof nothing {
    const words = ownWordsTexts.testimonial;
    const { rating, id: conversation, expiry } = this.kept;
    if (!rating) return nothing;
    const { sha256: notice } = this.notice;
    const locale = navigator.language;
    const publish = (event: SubmitEvent): void => {
      event.preventDefault();
      const given = new FormData(event.target as HTMLFormElement);
      const [text, name] = [given.get('text') as string, given.get('name') as string];
      void this.#do(words.published, () =>
        this.call(publishTestimonial, { conversation, notice, locale, text, name }),
      );
    };
    const takeBack = (): Promise<boolean> =>
      this.#do(words.gone, () =>
        this.call(decideConsent, {
          conversation,
          notice,
          locale,
          decisions: [{ purpose: 'publication', state: 'refused' }],
        }),
      );
    return html`<section>
      <h3>${words.title}</h3>
      ${
        published
          ? html`<p>${words.isPublic}</p>
              <blockquote dir="auto">${published.text}</blockquote>
              <div class="row">
                <button class="button" type="button" @click=${takeBack}>${words.takeBack}</button>
              </div>`
          : html`<p class="soft">${words.lead(longDate(expiry.at))}</p>`
      }
      <details>
        <summary>${published ? words.edit : words.publish}</summary>
        <form @submit=${publish}>
          <label class="field"
            >${words.text}
            <textarea
              name="text"
              rows="3"
              required
              maxlength="1000"
              dir="auto"
              .value=${published?.text ?? rating.comment}
            ></textarea>
          </label>
          <label class="field"
            >${words.name}
            <input name="name" maxlength="60" dir="auto" autocomplete="off" .value=${published?.name ?? ''} />
          </label>
          <label class="tick"><input type="checkbox" required />${words.agree}</label>
          <button class="button" type="submit">${published ? words.edit : words.publish}</button>
        </form>
      </details>
    </section>`;
  }

  static override styles = [
    controls,
    notices,
    css`
      :host,
      section,
      form {
        display: grid;
        gap: var(--space-3);
      }
      form.row {
        display: flex;
        flex-wrap: wrap;
        align-items: end;
      }
      form .field {
        flex: 1 1 20ch;
        max-inline-size: 520px;
      }
      details form {
        padding-block-start: var(--space-3);
      }
      .row {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-3);
      }
      .tick {
        display: flex;
        align-items: center;
        gap: var(--space-2);
      }
      h3 {
        font-size: var(--text);
        font-weight: 650;
      }
      blockquote {
        margin: 0;
        padding-inline-start: var(--space-3);
        border-inline-start: 3px solid var(--accent);
        overflow-wrap: anywhere;
        white-space: pre-line;
      }
      summary {
        cursor: pointer;
        color: var(--accent);
      }
      details form .button {
        justify-self: start;
      }
    `,
  ];
}
