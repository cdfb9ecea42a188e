import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import type { Call } from '@parlour/shared/protocol/define.js';
import { createOrganization, type OrganizationKind } from '@parlour/shared/protocol/organization.js';
import { failureWords } from '../../ui/failure-words.js';
import { field, valueOf } from '../../ui/form.js';
import { controls } from '../../ui/styles/controls.js';
import { notices } from '../../ui/styles/notices.js';
import { page } from '../../ui/styles/page.js';
import { texts } from './organizations-texts.js';

type Missing = Partial<Record<'name' | 'slug' | 'email', string>>;

/**
 * A new merchant or provider, with the invitation of whoever manages it.
 *
 * @event created - With what was created.
 */
export class OrganizationsForm extends LitElement {
  static override properties = {
    call: { attribute: false },
    kind: { state: true },
    made: { state: true },
    failed: { state: true },
    missing: { state: true },
    busy: { state: true },
  };
  declare call: Call;
  declare protected kind: OrganizationKind;
  declare protected made: {
    readonly name: string;
    readonly email: string;
    readonly link: string | null;
  } | null;
  declare protected failed: unknown;
  declare protected missing: Missing;
  declare protected busy: boolean;

  constructor() {
    super();
    this.kind = 'merchant';
    this.made = null;
    this.missing = {};
    this.busy = false;
  }

  #read(): { name: string; slug: string; email: string } {
    const [name, slug, email] = ['name', 'slug', 'email'].map((id) =>
      valueOf(this.renderRoot, id).trim(),
    ) as [string, string, string];
    this.missing = {
      ...(name === '' && { name: texts.missing }),
      ...(this.kind === 'merchant' && !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug) && { slug: texts.badSlug }),
      ...(email === '' && { email: texts.missing }),
    };
    return { name, slug, email };
  }

  async #submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const { name, slug, email } = this.#read();
    const [wrong] = Object.keys(this.missing);
    if (wrong) return this.renderRoot.querySelector<HTMLElement>(`#${wrong}`)!.focus();
    if (this.busy) return;
    this.busy = true;
    this.failed = undefined;
    this.made = null;
    const { kind } = this;
    try {
      const { link } = await this.call(createOrganization, {
        kind,
        name,
        email,
        ...(kind === 'merchant' && { slug }),
      });
      this.made = { name, email, link };
      form.reset();
      this.dispatchEvent(new CustomEvent('created', { detail: kind }));
    } catch (error) {
      this.failed = error;
    } finally {
      this.busy = false;
    }
  }

  protected override render(): TemplateResult {
    const { kind, missing } = this;
    return html`<form class="card" novalidate @submit=${(event: SubmitEvent) => this.#submit(event)}>
      <h2>${texts.create}</h2>
      <fieldset>
        <legend>${texts.kind}</legend>
        ${(['merchant', 'provider'] as const).map(
          (one) =>
            html`<label>
              <input
                type="radio"
                name="kind"
                .checked=${kind === one}
                @change=${() => (this.kind = one)}
              />${texts.kindOne[one]}
            </label>`,
        )}
      </fieldset>
      ${field({ id: 'name', label: texts.name, error: missing.name })}
      ${
        kind === 'merchant'
          ? field({ id: 'slug', label: texts.slug, hint: texts.slugHint, error: missing.slug })
          : nothing
      }
      ${field({ id: 'email', label: texts.email[kind], type: 'email', error: missing.email })}
      <div role="alert">
        ${
          this.failed === undefined
            ? nothing
            : html`<div class="notice danger"><p>${failureWords(this.failed)}</p></div>`
        }
      </div>
      <div role="status">${this.#outcome()}</div>
      <button class="button next" type="submit" aria-disabled=${this.busy}>${texts.submit}</button>
    </form>`;
  }

  #outcome(): TemplateResult | typeof nothing {
    if (!this.made) return nothing;
    const { name, email, link } = this.made;
    return link === null
      ? html`<div class="notice ok"><p>${texts.sent(name, email)}</p></div>`
      : html`<div class="notice ok"><p>${texts.link(name, email)}</p></div>
          <parlour-copy .label=${texts.linkLabel} .code=${link}></parlour-copy>`;
  }

  static override styles = [
    controls,
    notices,
    page,
    css`
      :host {
        display: block;
        max-inline-size: none;
        margin: 0;
        padding: 0;
      }
      form {
        display: grid;
        justify-items: start;
        gap: var(--space-3);
      }
      .field {
        inline-size: min(100%, 32rem);
      }
      fieldset {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2) var(--space-5);
        margin: 0;
        padding: 0;
        border: 0;
      }
      legend {
        margin-block-end: var(--space-2);
        padding: 0;
        font-weight: 550;
      }
      fieldset label {
        display: inline-flex;
        white-space: nowrap;
        align-items: center;
        gap: var(--space-2);
        font-weight: 400;
      }
      fieldset input[type='radio'] {
        flex: none;
        inline-size: 18px;
        min-block-size: 18px;
        margin: 0;
        padding: 0;
        accent-color: var(--accent);
      }
      parlour-copy {
        inline-size: 100%;
      }
      .small:empty,
      .field-error:empty {
        display: none;
      }
      [role='alert'],
      [role='status'] {
        display: contents;
      }
    `,
  ];
}
