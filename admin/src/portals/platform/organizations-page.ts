import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import type { Call } from '@parlour/shared/protocol/define.js';
import {
  changeOrganization,
  listOrganizations,
  type OrganizationKind,
  type OrganizationView,
} from '@parlour/shared/protocol/organization.js';
import { Deed } from '../../ui/deed.js';
import type { Confirm } from '../../ui/confirm.js';
import { Fetched } from '../../ui/fetched.js';
import { field, valueOf } from '../../ui/form.js';
import { briefly, number } from '../../ui/format.js';
import { bone, empty } from '../../ui/states.js';
import { controls } from '../../ui/styles/controls.js';
import { notices } from '../../ui/styles/notices.js';
import { page } from '../../ui/styles/page.js';
import { tables } from '../../ui/styles/tables.js';
import { texts as common } from '../../ui/texts.js';
import { showTitle } from '../../ui/title.js';
import { texts } from './organizations-texts.js';

interface Found {
  readonly organizations: readonly OrganizationView[];
  /** Of all that there are. */
  readonly total: number;
  /** Where the next page begins. */
  readonly next: string | null;
}

type Change = { readonly name?: string; readonly disabled?: boolean };

/** Merchants and providers: found by name, a page at a time; renamed, disabled, enabled, created. */
export class OrganizationsPage extends LitElement {
  static override properties = {
    call: { attribute: false },
    kind: { state: true },
    search: { state: true },
    touched: { state: true },
  };
  declare call: Call;
  declare protected kind: OrganizationKind;
  declare protected search: string;
  /** The one that is being renamed or disabled. */
  declare protected touched: { readonly what: 'rename' | 'disable'; readonly one: OrganizationView } | null;

  readonly #found = new Fetched<Found>(this, () => this.#ask(), { of: () => [this.kind, this.search] });
  readonly #deed = new Deed(this);

  constructor() {
    super();
    this.kind = 'merchant';
    this.search = '';
    this.touched = null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    showTitle([texts.title, common.portals.admin]);
  }

  #ask(after?: string): Promise<Found> {
    const { kind, search } = this;
    return this.call(listOrganizations, {
      kind,
      ...(search && { search }),
      ...(after !== undefined && { after }),
    });
  }

  #more(former: readonly OrganizationView[], after: string): Promise<boolean> {
    const { kind, search } = this;
    return this.#deed.do(async () => {
      const page = await this.#ask(after);
      // Somebody may have gone on to other ones while these were on their way.
      if (kind !== this.kind || search !== this.search) return;
      this.#found.put({ ...page, organizations: [...former, ...page.organizations] });
    });
  }

  /** Anew, also where the same is shown already. */
  #show(kind: OrganizationKind, search = this.search): void {
    const same = kind === this.kind && search === this.search;
    this.kind = kind;
    this.search = search;
    this.#found.value = null;
    if (same) void this.#found.load();
  }

  async #change({ id }: OrganizationView, change: Change): Promise<void> {
    this.touched = null;
    await this.#deed.do(async () => {
      const { organization } = await this.call(changeOrganization, { organization: id, ...change });
      const found = this.#found.value;
      if (!found) return;
      const organizations = found.organizations.map((one) => (one.id === id ? organization : one));
      this.#found.put({ ...found, organizations });
    });
  }

  async #disable(one: OrganizationView): Promise<void> {
    this.touched = { what: 'disable', one };
    await this.updateComplete;
    const sure = await this.renderRoot.querySelector<Confirm>('parlour-confirm')!.ask();
    if (sure) await this.#change(one, { disabled: true });
    else this.touched = null;
  }

  async #beginRename(one: OrganizationView): Promise<void> {
    this.touched = { what: 'rename', one };
    await this.updateComplete;
    const input = this.renderRoot.querySelector<HTMLInputElement>('#new-name')!;
    input.value = one.name;
    input.select();
  }

  #rename(event: SubmitEvent, one: OrganizationView): Promise<void> | void {
    event.preventDefault();
    const name = valueOf(this.renderRoot, 'new-name').trim();
    if (name !== '') return this.#change(one, { name });
  }

  protected override render(): TemplateResult {
    return html`<header>
        <h1 tabindex="-1">${texts.title}</h1>
        <p class="lead">${texts.lead}</p>
      </header>
      ${this.#choice()} ${this.#deed.refusal()}
      ${this.#found.show(
        (found) => this.#list(found),
        html`<div class="card">${bone('half')}${bone('long')}</div>`,
      )}
      <platform-organizations-form
        .call=${this.call}
        @created=${({ detail }: CustomEvent<OrganizationKind>) => this.#show(detail, '')}
      ></platform-organizations-form>
      <parlour-confirm
        heading=${texts.disableAsk(this.touched?.one.name ?? '')}
        action=${texts.disableConfirm}
      >
        <p>${texts.disableText}</p>
      </parlour-confirm>`;
  }

  #choice(): TemplateResult {
    const find = (event: SubmitEvent): void => {
      event.preventDefault();
      this.#show(this.kind, valueOf(this.renderRoot, 'search').trim());
    };
    return html`<div class="choice">
      <div class="row" role="group" aria-label=${texts.which}>
        ${(['merchant', 'provider'] as const).map(
          (kind) =>
            html`<button
              class="button"
              type="button"
              aria-pressed=${this.kind === kind}
              @click=${() => this.#show(kind)}
            >
              ${texts.kinds[kind]}
            </button>`,
        )}
      </div>
      <form class="row" role="search" @submit=${find}>
        ${field({ id: 'search', label: texts.search, type: 'search' })}
        <button class="button" type="submit">${texts.find}</button>
      </form>
    </div>`;
  }

  #list({ organizations: found, total, next }: Found): TemplateResult {
    const { search } = this;
    if (found.length === 0)
      return html`<div class="card">
        ${
          search === ''
            ? empty(texts.none, texts.noneText)
            : empty(texts.notFound(search), texts.notFoundText)
        }
      </div>`;
    return html`<div class="table-frame" tabindex="0" role="region" aria-label=${texts.kinds[this.kind]}>
        <table aria-label=${texts.kinds[this.kind]}>
          <thead>
            <tr>
              <th scope="col">${texts.name}</th>
              ${this.kind === 'merchant' ? html`<th scope="col">${texts.slug}</th>` : nothing}
              <th scope="col" class="amount">${texts.accounts}</th>
              <th scope="col" class="amount">${texts.sites}</th>
              <th scope="col">${texts.state}</th>
              <td></td>
            </tr>
          </thead>
          <tbody>
            ${found.map((one) => this.#row(one))}
          </tbody>
        </table>
      </div>
      <div class="row">
        <p class="soft small">${texts.shown(found.length, total)}</p>
        ${
          next === null
            ? nothing
            : html`<button class="button" type="button" @click=${() => this.#more(found, next)}>
                ${texts.more}
              </button>`
        }
      </div>`;
  }

  #row(one: OrganizationView): TemplateResult {
    const { touched } = this;
    const { name, slug, accounts, sites, disabledAt } = one;
    const renames = touched?.what === 'rename' && touched.one.id === one.id;
    return html`<tr>
      <th scope="row">
        ${
          renames
            ? html`<form class="row" @submit=${(event: SubmitEvent) => this.#rename(event, one)}>
                <input id="new-name" aria-label=${texts.newName(name)} maxlength="80" autocomplete="off" />
                <button class="button next" type="submit">${texts.save}</button>
                <button class="button" type="button" @click=${() => (this.touched = null)}>
                  ${common.cancel}
                </button>
              </form>`
            : name
        }
      </th>
      ${slug === null ? nothing : html`<td data-label=${texts.slug}>${slug}</td>`}
      <td class="amount" data-label=${texts.accounts}>${number(accounts)}</td>
      <td class="amount" data-label=${texts.sites}>${number(sites)}</td>
      <td data-label=${texts.state}>
        ${disabledAt === null ? texts.active : texts.disabled(briefly(disabledAt))}
      </td>
      <td>${renames ? nothing : this.#actions(one)}</td>
    </tr>`;
  }

  #actions(one: OrganizationView): TemplateResult {
    const named = (action: string): string => `${action} ${one.name}`;
    return html`<div class="row actions">
      <button
        class="button"
        type="button"
        aria-label=${named(texts.rename)}
        @click=${() => this.#beginRename(one)}
      >
        ${texts.rename}
      </button>
      ${
        one.disabledAt === null
          ? html`<button
              class="button"
              type="button"
              aria-label=${named(texts.disable)}
              @click=${() => this.#disable(one)}
            >
              ${texts.disable}
            </button>`
          : html`<button
              class="button"
              type="button"
              aria-label=${named(texts.enable)}
              @click=${() => this.#change(one, { disabled: false })}
            >
              ${texts.enable}
            </button>`
      }
    </div>`;
  }

  static override styles = [
    controls,
    notices,
    page,
    tables,
    css`
      .choice {
        display: flex;
        flex-wrap: wrap;
        align-items: end;
        justify-content: space-between;
        gap: var(--space-4);
      }
      .choice form {
        align-items: end;
      }
      [aria-pressed='true'] {
        border-color: var(--accent);
        background: var(--paper-sunken);
      }
      td,
      th {
        vertical-align: middle;
        overflow-wrap: anywhere;
      }
      .actions {
        gap: var(--space-2);
        justify-content: end;
      }
      @media (max-width: 720px) {
        .actions {
          justify-content: start;
          padding-block-start: var(--space-2);
        }
      }
    `,
  ];
}
