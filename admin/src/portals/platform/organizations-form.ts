import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import type { Call } from '@parlour/shared/protocol/define.js';
import { createOrganization, type OrganizationKind } from '@parlour/shared/protocol/organization.js';
import { Deed } from '../../ui/deed.js';
import { field, valueOf } from '../../ui/form.js';
import { controls } from '../../ui/styles/controls.js';
import { forms } from '../../ui/styles/forms.js';
import { notices } from '../../ui/styles/notices.js';
import { page, pagePart } from '../../ui/styles/page.js';
import { texts } from './organizations-texts.js';

interface Made {
  readonly name: string;
  readonly email: string;
  /** How its manager comes in, where no mail could be sent. */
  readonly link: string | null;
}

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
    missing: { state: true },
  };
  declare call: Call;
  declare protected kind: OrganizationKind;
  declare protected made: Made | null;
  declare protected missing: Missing;

  readonly #deed = new Deed(this);

  constructor() {
    super();
    this.kind = 'merchant';
    this.made = null;
    this.missing = {};
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
    this.made = null;
    const { kind } = this;
    await this.#deed.do(async () => {
      const { link } = await this.call(createOrganization, {
        kind,
        name,
        email,
        ...(kind === 'merchant' && { slug }),
      });
      this.made = { name, email, link };
      form.reset();
      this.dispatchEvent(new CustomEvent('created', { detail: kind }));
    });
  }

  protected override render(): TemplateResult {
    const { kind, missing } = this;
    return html`<form class="card" novalidate @submit=${(event: SubmitEvent) => this.#submit(event)}>
      <h2>${texts.create}</h2>
      <fieldset>
        <legend>${texts.kind}</legend>
        ${(['merchant', 'provider'] as const).map(
          (one) =>
            html`<label class="choice">
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
      ${this.#deed.refusal()} ${this.#outcome()}
      <button class="button next" type="submit" aria-disabled=${this.#deed.busy}>${texts.submit}</button>
    </form>`;
  }

  #outcome(): TemplateResult {
    return html`<div role="status">${this.made ? invited(this.made) : nothing}</div>`;
  }

  static override styles = [
    controls,
    notices,
    page,
    pagePart,
    forms,
    css`
      fieldset {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2) var(--space-5);
      }
      parlour-copy {
        inline-size: 100%;
      }
    `,
  ];
}

const invited = ({ name, email, link }: Made): TemplateResult =>
  link === null
    ? html`<div class="notice ok"><p>${texts.sent(name, email)}</p></div>`
    : html`<div class="notice ok"><p>${texts.link(name, email)}</p></div>
        <parlour-copy .label=${texts.linkLabel} .code=${link}></parlour-copy>`;
