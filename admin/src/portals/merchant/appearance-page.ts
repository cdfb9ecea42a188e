import { css, html, nothing, type TemplateResult } from 'lit';
import {
  corners,
  readAppearance,
  setAppearance,
  type Appearance,
  type AppearanceView,
} from '@parlour/shared/protocol/appearance.js';
import { contrast, readableAccent } from '@parlour/shared/rules/accent.js';
import { tenths } from '../../ui/format.js';
import type { PreviewMoment } from './preview-line.js';
import { SettingPage } from './setting-page.js';
import { settingsTexts } from './settings-texts.js';

const words = settingsTexts.appearance;
/** Where a choice begins that replaces Parlour's own teal. */
const firstAccent = '#0b6e6e';

/** How the widget looks, beside the widget as it will look. For managers. */
export class AppearancePage extends SettingPage<AppearanceView> {
  static override properties = { ...super.properties, scheme: { state: true }, moment: { state: true } };
  declare protected scheme: 'light' | 'dark';
  declare protected moment: PreviewMoment;
  #draft: Appearance | null = null;

  protected override readonly words = words;

  constructor() {
    super();
    this.scheme = 'light';
    this.moment = 'opening';
  }

  protected override fetch(): Promise<AppearanceView> {
    return this.call(readAppearance, {});
  }

  protected override take({ appearance }: AppearanceView): void {
    this.#draft = appearance;
  }

  #put(part: Partial<Appearance>): void {
    if (this.#draft) this.#draft = { ...this.#draft, ...part };
    this.changed();
  }

  protected override form(view: AppearanceView): TemplateResult {
    const draft = this.#draft ?? view.appearance;
    const colours = draft.accent === null ? null : readableAccent(draft.accent);
    const submit = (event: SubmitEvent): void => {
      event.preventDefault();
      void this.save(() => this.call(setAppearance, draft));
    };
    return html`<div class="beside">
      <form @submit=${submit}>
        <section class="card">
          ${this.#accent(draft)} ${this.#corners(draft)} ${this.#words(draft)}
          ${this.#tick(draft, 'agentNames')} ${this.#tick(draft, 'asksMarketing', words.asksMarketingHint)}
        </section>
        <section class="card" aria-labelledby="tag">${this.#tag(draft, view)}</section>
        ${this.end()}
      </form>
      <section class="preview" aria-label=${words.preview}>
        <div class="row">
          <h2>${words.preview}</h2>
          ${this.#toggle('scheme', ['light', 'dark'], (scheme) => (this.scheme = scheme))}
          ${this.#toggle('moment', ['opening', 'talking'], (moment) => (this.moment = moment))}
        </div>
        <merchant-appearance-preview
          .view=${{ ...view, appearance: draft, colours }}
          .scheme=${this.scheme}
          .moment=${this.moment}
        ></merchant-appearance-preview>
        <p class="soft small">${words.previewOf}</p>
      </section>
    </div>`;
  }

  #toggle<Value extends 'light' | 'dark' | PreviewMoment>(
    of: 'scheme' | 'moment',
    values: readonly Value[],
    choose: (value: Value) => void,
  ): TemplateResult {
    return html`<div class="toggle" role="group" aria-label=${words.showing[of]}>
      ${values.map(
        (value) =>
          html`<button
            class="button"
            type="button"
            aria-pressed=${this[of] === value}
            @click=${() => choose(value)}
          >
            ${words.shown[value]}
          </button>`,
      )}
    </div>`;
  }

  #accent({ accent }: Appearance): TemplateResult {
    const own = accent !== null;
    return html`<fieldset>
      <legend>${words.accent}</legend>
      <p class="soft small">${words.accentHint}</p>
      <label class="tick"
        ><input
          type="checkbox"
          .checked=${own}
          @change=${() => this.#put({ accent: own ? null : firstAccent })}
        />${words.ownAccent}</label
      >
      ${own ? this.#readable(accent) : nothing}
    </fieldset>`;
  }

  #readable(accent: string): TemplateResult {
    const { light, lightInk, dark, darkInk } = readableAccent(accent);
    const isKept = light === accent && dark === accent;
    const swatch = (ground: string, colour: string, ink: string): TemplateResult =>
      html`<li class="small">
        <svg width="88" height="32" role="img" aria-label=${colour}>
          <rect width="88" height="32" rx="6" fill=${colour}></rect>
          <text x="44" y="21" text-anchor="middle" font-size="14" fill=${ink}>${colour}</text>
        </svg>
        ${words.ratio(ground, tenths(contrast(colour, ink)))}
      </li>`;
    return html`<div class="row">
        <input
          id="accent"
          type="color"
          aria-label=${words.ownAccent}
          .value=${accent}
          @input=${({ target }: Event) => this.#put({ accent: (target as HTMLInputElement).value })}
        />
        <p class="small">${isKept ? words.asItIs : words.adjusted}</p>
      </div>
      ${
        isKept
          ? nothing
          : html`<ul class="row">
              ${swatch(words.shown.light, light, lightInk)} ${swatch(words.shown.dark, dark, darkInk)}
            </ul>`
      }`;
  }

  #corners(draft: Appearance): TemplateResult {
    return html`<fieldset>
      <legend>${words.corners}</legend>
      <div class="row">
        ${corners.map(
          (one) =>
            html`<label class="tick"
              ><input
                type="radio"
                name="corners"
                .checked=${draft.corners === one}
                @change=${() => this.#put({ corners: one })}
              />${words.cornersOf[one]}</label
            >`,
        )}
      </div>
    </fieldset>`;
  }

  #words({ greeting }: Appearance): TemplateResult {
    return html`<div class="field">
      <label for="greeting">${words.greeting}</label>
      <textarea
        id="greeting"
        rows="3"
        maxlength="400"
        dir="auto"
        aria-describedby="greeting-hint"
        .value=${greeting}
        @input=${({ target }: Event) => this.#put({ greeting: (target as HTMLTextAreaElement).value })}
      ></textarea>
      <p id="greeting-hint" class="soft small">${words.greetingHint}</p>
    </div>`;
  }

  #tick(draft: Appearance, of: 'agentNames' | 'asksMarketing', hint = ''): TemplateResult {
    return html`<div>
      <label class="tick"
        ><input
          type="checkbox"
          aria-describedby="${of}-hint"
          .checked=${draft[of]}
          @change=${({ target }: Event) => this.#put({ [of]: (target as HTMLInputElement).checked })}
        />${words[of]}</label
      >
      <p id="${of}-hint" class="soft small">${hint}</p>
    </div>`;
  }

  #tag({ position, label }: Appearance, { merchant }: AppearanceView): TemplateResult {
    const placed = position === 'start' ? ' data-position="start"' : '';
    const named =
      label === '' ? '' : ` data-label="${label.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"`;
    const tag = `<script async src="${location.origin}/widget.js" data-site="${words.siteKey}" data-merchant="${merchant.slug}"${placed}${named}></script>`;
    return html`<h2 id="tag">${words.tag}</h2>
      <p class="soft small">${words.tagWhy}</p>
      <div class="field">
        <label for="position">${words.position}</label>
        <select
          id="position"
          @change=${({ target }: Event) =>
            this.#put({ position: (target as HTMLSelectElement).value as Appearance['position'] })}
        >
          ${(['end', 'start'] as const).map(
            (one) =>
              html`<option value=${one} ?selected=${one === position}>${words.positions[one]}</option>`,
          )}
        </select>
      </div>
      <div class="field">
        <label for="label">${words.label}</label>
        <input
          id="label"
          maxlength="24"
          dir="auto"
          aria-describedby="label-hint"
          .value=${label}
          @input=${({ target }: Event) => this.#put({ label: (target as HTMLInputElement).value })}
        />
        <p id="label-hint" class="soft small">${words.labelHint}</p>
      </div>
      <pre tabindex="0" aria-label=${words.tag}><code>${tag}</code></pre>`;
  }

  static override styles = [
    ...SettingPage.styles,
    css`
      .beside {
        display: grid;
        grid-template-columns: minmax(0, 1fr) 420px;
        gap: var(--space-5);
        align-items: start;
      }
      .preview {
        position: sticky;
        inset-block-start: var(--space-4);
        display: grid;
        gap: var(--space-3);
      }
      .preview h2 {
        flex: 1;
      }
      .toggle {
        display: flex;
      }
      .toggle .button {
        border-radius: 0;
        margin-inline-start: -1px;
        font-size: var(--text-small);
        padding-inline: var(--space-3);
      }
      .toggle .button[aria-pressed='true'] {
        background: var(--accent);
        color: var(--accent-ink);
      }
      li {
        display: flex;
        align-items: center;
        gap: var(--space-2);
      }
      input[type='color'] {
        inline-size: 56px;
        padding: 2px;
      }
      input[type='radio'] {
        inline-size: 18px;
        min-block-size: 18px;
        margin: 0;
        accent-color: var(--accent);
      }
      pre {
        margin: 0;
        padding: var(--space-3);
        overflow-x: auto;
        white-space: pre-wrap;
        overflow-wrap: anywhere;
        border-radius: var(--radius);
        background: var(--paper-sunken);
        font-size: var(--text-small);
      }
      @media (max-width: 1080px) {
        .beside {
          grid-template-columns: minmax(0, 1fr);
        }
        .preview {
          position: static;
          max-inline-size: 440px;
        }
      }
    `,
  ];
}
