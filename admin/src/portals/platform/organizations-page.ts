import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import type { Call } from '@parlour/shared/protocol/define.js';
import {
  changeOrganization,
  listOrganizations,
  type OrganizationKind,
  type OrganizationView,
} from '@parlour/shared/protocol/organization.js';
import type { Confirm } from '../../ui/confirm.js';
import { failureWords } from '../../ui/failure-words.js';
import { field, valueOf } from '../../ui/form.js';
import { briefly, number } from '../../ui/format.js';
import { bone, empty, failure, loading } from '../../ui/states.js';
import { controls } from '../../ui/styles/controls.js';
import { notices } from '../../ui/styles/notices.js';
import { page } from '../../ui/styles/page.js';
import { tables } from '../../ui/styles/tables.js';
import { texts as common } from '../../ui/texts.js';
import { showTitle } from '../../ui/title.js';
import { texts } from './organizations-texts.js';

type Change = { readonly name?: string; readonly disabled?: boolean };

/** Merchants and providers: found by name, a page at a time; renamed, disabled, enabled, created. */
export class OrganizationsPage extends LitElement {
  static override properties = {
    call: { attribute: false },
    kind: { state: true },
    search: { state: true },
    found: { state: true },
    total: { state: true },
    next: { state: true },
    failed: { state: true },
    refused: { state: true },
    touched: { state: true },
  };
  declare call: Call;
  declare protected kind: OrganizationKind;
  declare protected search: string;
  declare protected found: readonly OrganizationView[] | null;
  declare protected total: number;
  declare protected next: string | null;
  declare protected failed: unknown;
  declare protected refused: unknown;
  /** The one that is being renamed or disabled. */
  declare protected touched: { readonly what: 'rename' | 'disable'; readonly one: OrganizationView } | null;

  constructor() {
    super();
    this.kind = 'merchant';
    this.search = '';
    this.found = null;
    this.total = 0;
    this.next = null;
    this.touched = null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    showTitle([texts.title, common.portals.admin]);
    void this.#load();
  }

  async #load(after?: string): Promise<void> {
    const { kind, search } = this;
    this.failed = undefined;
    try {
      const page = await this.call(listOrganizations, {
        kind,
        ...(search && { search }),
        ...(after !== undefined && { after }),
      });
      // Somebody may have gone on to other ones while these were on their way.
      if (kind !== this.kind || search !== this.search) return;
      this.found = after === undefined ? page.organizations : [...(this.found ?? []), ...page.organizations];
      this.total = page.total;
      this.next = page.next;
    } catch (error) {
      this.failed = error;
    }
  }

  #show(kind: OrganizationKind, search = this.search): void {
    this.kind = kind;
    this.search = search;
    this.found = null;
    void this.#load();
  }

  async #change({ id }: OrganizationView, change: Change): Promise<void> {
    this.refused = undefined;
    this.touched = null;
    try {
      const { organization } = await this.call(changeOrganization, { organization: id, ...change });
      this.found = (this.found ?? []).map((one) => (one.id === id ? organization : one));
    } catch (error) {
      this.refused = error;
    }
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
      ${this.#choice()}
      <div role="alert">
        ${
          this.refused === undefined
            ? nothing
            : html`<div class="notice danger"><p>${failureWords(this.refused)}</p></div>`
        }
      </div>
      ${this.#list()}
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

  #list(): TemplateResult {
    const { found, search } = this;
    if (this.failed !== undefined) return failure(this.failed, () => void this.#load());
    if (!found) return loading(html`<div class="card">${bone('half')}${bone('long')}</div>`);
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
        <p class="soft small">${texts.shown(found.length, this.total)}</p>
        ${
          this.next === null
            ? nothing
            : html`<button class="button" type="button" @click=${() => this.#load(this.next!)}>
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
      .small:empty,
      .field-error:empty {
        display: none;
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
