import { css, html, nothing, type TemplateResult } from 'lit';
import { preChatKinds, type PreChatKind } from '@parlour/shared/model/pre-chat.js';
import {
  readPreChat,
  setPreChat,
  type PreChatField,
  type PreChatView,
} from '@parlour/shared/protocol/pre-chat.js';
import { SettingPage } from './setting-page.js';
import { settingsTexts } from './settings-texts.js';

const words = settingsTexts.prechat;

/** A field's id stays as it is when its name changes, so that what was filled in keeps its place. */
const newField = (taken: readonly PreChatField[]): PreChatField => {
  const numbers = taken.map(({ id }) => Number(/^field-(\d+)$/.exec(id)?.[1] ?? 0));
  const id = `field-${Math.max(0, ...numbers) + 1}`;
  return { id, kind: 'text', label: '', purpose: '', options: [], required: false };
};

/** WID-12: what the widget asks before the first message, each with its purpose in words. For managers. */
export class PreChatPage extends SettingPage<PreChatView> {
  #draft: readonly PreChatField[] = [];

  protected override readonly words = words;
  protected override fetch(): Promise<PreChatView> {
    return this.call(readPreChat, {});
  }

  protected override take({ fields }: PreChatView): void {
    this.#draft = fields;
  }

  #put(fields: readonly PreChatField[]): void {
    this.#draft = fields;
    this.changed();
  }

  protected override form({ mayRequire }: PreChatView): TemplateResult {
    const fields = this.#draft;
    const submit = (event: SubmitEvent): void => {
      event.preventDefault();
      const trimmed = fields.map((field) => ({
        ...field,
        options: field.kind === 'choice' ? field.options.map((one) => one.trim()).filter(Boolean) : [],
        required: field.required && mayRequire.includes(field.kind),
      }));
      void this.save(() => this.call(setPreChat, { fields: trimmed }));
    };
    return html`<form @submit=${submit}>
      ${fields.length === 0 ? html`<div class="card"><p>${words.none}</p></div>` : nothing}
      ${fields.map((field, at) => this.#field(field, at, mayRequire))}
      <div>
        <button
          class="button"
          type="button"
          aria-disabled=${fields.length >= 8}
          @click=${() => fields.length < 8 && this.#put([...fields, newField(fields)])}
        >
          ${words.addField}
        </button>
      </div>
      <p class="soft">${words.kept}</p>
      ${this.end()}
    </form>`;
  }

  #field(field: PreChatField, at: number, mayRequire: readonly PreChatKind[]): TemplateResult {
    const { id, kind, label, purpose, options, required } = field;
    const put = (part: Partial<PreChatField>): void =>
      this.#put(this.#draft.map((one, index) => (index === at ? { ...one, ...part } : one)));
    const valueOf = ({ target }: Event): string => (target as HTMLInputElement).value;
    const may = mayRequire.includes(kind);
    return html`<section class="card" aria-label=${label || words.kinds[kind]}>
      <div class="two">
        <div class="field">
          <label for="label-${id}">${words.fieldLabel}</label>
          <input
            id="label-${id}"
            required
            maxlength="80"
            dir="auto"
            .value=${label}
            @input=${(event: Event) => put({ label: valueOf(event) })}
          />
        </div>
        <div class="field">
          <label for="kind-${id}">${words.kind}</label>
          <select
            id="kind-${id}"
            @change=${(event: Event) => put({ kind: valueOf(event) as PreChatKind, required: false })}
          >
            ${preChatKinds.map(
              (one) => html`<option value=${one} ?selected=${one === kind}>${words.kinds[one]}</option>`,
            )}
          </select>
        </div>
      </div>
      <div class="field wide">
        <label for="purpose-${id}">${words.purpose}</label>
        <input
          id="purpose-${id}"
          required
          maxlength="200"
          dir="auto"
          aria-describedby="purpose-${id}-hint"
          .value=${purpose}
          @input=${(event: Event) => put({ purpose: valueOf(event) })}
        />
        <p id="purpose-${id}-hint" class="soft small">${words.purposeHint}</p>
      </div>
      ${
        kind === 'choice'
          ? html`<div class="field">
              <label for="options-${id}">${words.options}</label>
              <textarea
                id="options-${id}"
                rows="4"
                required
                dir="auto"
                .value=${options.join('\n')}
                @input=${(event: Event) => put({ options: valueOf(event).split('\n').slice(0, 20) })}
              ></textarea>
            </div>`
          : nothing
      }
      <div>
        <label class="tick"
          ><input
            type="checkbox"
            aria-describedby="required-${id}"
            .checked=${required && may}
            ?disabled=${!may}
            @change=${({ target }: Event) => put({ required: (target as HTMLInputElement).checked })}
          />${words.required}</label
        >
        <p id="required-${id}" class="soft small">${may ? nothing : words.mayNot}</p>
      </div>
      <div>
        <button
          class="button quiet"
          type="button"
          aria-label=${words.removeField(label)}
          @click=${() => this.#put(this.#draft.filter((_one, index) => index !== at))}
        >
          ${settingsTexts.remove}
        </button>
      </div>
    </section>`;
  }

  static override styles = [
    ...SettingPage.styles,
    css`
      .two {
        display: grid;
        grid-template-columns: 2fr 1fr;
        gap: var(--space-4);
        max-inline-size: 760px;
      }
      .two .field {
        max-inline-size: none;
      }
      .wide {
        max-inline-size: 760px;
      }
      @media (max-width: 720px) {
        .two {
          grid-template-columns: 1fr;
        }
      }
    `,
  ];
}
