import { css, html, type TemplateResult } from 'lit';
import { listTestimonials, removeTestimonial } from '@parlour/shared/protocol/testimonial.js';
import type { OutputOf } from '@parlour/shared/protocol/define.js';
import { moment } from '../../ui/format.js';
import { empty } from '../../ui/states.js';
import { SettingPage } from './setting-page.js';
import { settingsTexts } from './settings-texts.js';

const words = settingsTexts.testimonials;

type Listed = OutputOf<typeof listTestimonials>;

/** PUB-1: what consumers let others read, the tag that shows it, and a takedown (REQ-9). For managers. */
export class TestimonialsPage extends SettingPage<Listed> {
  protected override readonly words = words;

  protected override fetch(): Promise<Listed> {
    return this.call(listTestimonials, {});
  }

  protected override take(): void {
    // Nothing is drafted here.
  }

  #remove(conversation: Listed['testimonials'][number]['conversation']): void {
    void this.save(async () => {
      await this.call(removeTestimonial, { conversation });
      return this.fetch();
    });
  }

  protected override form({ testimonials, merchant }: Listed): TemplateResult {
    const tag = `<script async src="${location.origin}/testimonials.js"></script>
<parlour-testimonials site="${settingsTexts.appearance.siteKey}" merchant="${merchant}"></parlour-testimonials>`;
    return html`<section class="card" aria-labelledby="tag">
        <h2 id="tag">${words.tag}</h2>
        <p class="soft small">${words.tagMeans}</p>
        <pre tabindex="0" aria-label=${words.tag}><code>${tag}</code></pre>
      </section>
      <p role="status">${this.deed.said === '' ? '' : words.removed}</p>
      ${
        testimonials.length === 0
          ? empty(words.none, words.noneNext)
          : testimonials.map(
              ({ conversation, score, text, name, at }) =>
                html`<article class="card">
                  <p class="soft small">
                    ${words.score(score)} · <bdi>${name || words.someone}</bdi> · ${moment(at)}
                  </p>
                  <blockquote dir="auto">${text}</blockquote>
                  <div>
                    <button class="button" type="button" @click=${() => this.#remove(conversation)}>
                      ${words.remove}
                    </button>
                  </div>
                </article>`,
            )
      }`;
  }

  static override styles = [
    ...SettingPage.styles,
    css`
      pre {
        margin: 0;
        padding: var(--space-3);
        white-space: pre-wrap;
        overflow-wrap: anywhere;
        border-radius: var(--radius);
        background: var(--paper-sunken);
        font-size: var(--text-small);
      }
      blockquote {
        margin: 0;
        white-space: pre-line;
        overflow-wrap: anywhere;
      }
    `,
  ];
}
