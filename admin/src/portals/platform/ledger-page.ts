import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { Call } from '@parlour/shared/protocol/define.js';
import { idPattern, type PurgeRunId } from '@parlour/shared/model/ids.js';
import { listLedger, type LedgerEntryView } from '@parlour/shared/protocol/retention.js';
import { failureWords } from '../../ui/failure-words.js';
import { bone, empty, failure, loading } from '../../ui/states.js';
import { controls } from '../../ui/styles/controls.js';
import { notices } from '../../ui/styles/notices.js';
import { page } from '../../ui/styles/page.js';
import { tables } from '../../ui/styles/tables.js';
import { texts as common } from '../../ui/texts.js';
import { showTitle } from '../../ui/title.js';
import { ledgerTable } from './ledger-table.js';
import { saveCertificate } from './save-certificate.js';
import { texts } from './texts.js';

const words = texts.ledger;

/** RET-9: the proofs of what was purged, newest first; one of them by its conversation's id. */
export class LedgerPage extends LitElement {
  static override properties = {
    call: { attribute: false },
    href: {},
    conversation: {},
    entries: { state: true },
    next: { state: true },
    failed: { state: true },
    busy: { state: true },
    malformed: { state: true },
    unsaved: { state: true },
  };
  declare call: Call;
  declare protected unsaved: string;
  /** The page's own address, without a conversation. */
  declare href: string;
  /** Whose entry is looked for, from the address; empty for all. */
  declare conversation: string;
  declare protected entries: readonly LedgerEntryView[] | null;
  declare protected next: string | null;
  declare protected failed: unknown;
  declare protected busy: boolean;
  declare protected malformed: boolean;

  constructor() {
    super();
    this.unsaved = '';
    this.href = '';
    this.conversation = '';
    this.entries = null;
    this.next = null;
    this.busy = false;
    this.malformed = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    showTitle([words.title, common.portals.admin]);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('conversation') || changed.has('call')) void this.#load();
  }

  async #load(): Promise<void> {
    this.entries = null;
    this.next = null;
    this.malformed = this.conversation !== '' && !idPattern('conversation').test(this.conversation);
    if (this.malformed) this.entries = [];
    else await this.#fetch();
  }

  async #fetch(): Promise<void> {
    const { conversation } = this;
    const before = this.next;
    this.failed = undefined;
    this.busy = true;
    try {
      const answer = await this.call(listLedger, {
        ...(conversation !== '' && { conversation }),
        ...(before !== null && { before }),
      });
      // Another was asked for meanwhile: this answer is nobody's any more.
      if (conversation !== this.conversation) return;
      this.entries = [...(this.entries ?? []), ...answer.entries];
      this.next = answer.next;
    } catch (error) {
      this.failed = error;
    } finally {
      this.busy = false;
    }
  }

  #find(event: SubmitEvent): void {
    event.preventDefault();
    const wanted = this.renderRoot.querySelector<HTMLInputElement>('#conversation')!.value.trim();
    this.dispatchEvent(new CustomEvent('find', { detail: wanted }));
  }

  async #certificate(run: PurgeRunId): Promise<void> {
    this.unsaved = '';
    try {
      await saveCertificate(this.call, run);
    } catch (error) {
      this.unsaved = failureWords(error);
    }
  }

  protected override render(): TemplateResult {
    return html`<header>
        <h1 tabindex="-1">${words.title}</h1>
        <p class="lead">${words.lead}</p>
      </header>
      <form class="card" role="search" novalidate @submit=${(event: SubmitEvent) => this.#find(event)}>
        <div class="field">
          <label for="conversation">${words.find}</label>
          <input
            id="conversation"
            name="conversation"
            spellcheck="false"
            autocapitalize="none"
            autocomplete="off"
            .value=${this.conversation}
            aria-invalid=${this.malformed}
            aria-describedby="form"
          />
          <p id="form" class=${this.malformed ? 'field-error' : 'soft small'}>
            ${this.malformed ? words.malformed : words.example}
          </p>
        </div>
        <button class="button next" type="submit">${words.submit}</button>
        ${this.conversation === '' ? nothing : html`<a href=${this.href}>${words.all}</a>`}
      </form>
      ${this.#list()}`;
  }

  #list(): TemplateResult {
    const { entries } = this;
    if (entries === null) {
      if (this.failed !== undefined) return failure(this.failed, () => void this.#fetch());
      const row = html`<p>${bone('long')}</p>`;
      return loading(html`<div class="card bones">${row}${row}${row}${row}${row}</div>`);
    }
    if (this.malformed) return html``;
    if (entries.length === 0) {
      return html`<div class="card">
        ${
          this.conversation === ''
            ? empty(words.none, words.noneText)
            : empty(words.notFound, words.notFoundText)
        }
      </div>`;
    }
    return html`<p class="field-error" role="alert">${this.unsaved || nothing}</p>
      ${ledgerTable(entries, (run) => void this.#certificate(run))}
      <div class="row">
        ${
          this.next === null
            ? nothing
            : html`<button
                class="button"
                type="button"
                aria-disabled=${this.busy}
                @click=${() => this.busy || this.#fetch()}
              >
                ${words.more}
              </button>`
        }
        <span class="soft small" role="status">${words.loaded(entries.length)}</span>
      </div>
      ${
        this.failed === undefined
          ? nothing
          : html`<div class="notice danger" role="alert">
              <p>${words.moreFailed(failureWords(this.failed))}</p>
            </div>`
      }`;
  }

  static override styles = [
    controls,
    notices,
    page,
    tables,
    css`
      form {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto auto;
        align-items: center;
        gap: var(--space-3) var(--space-4);
      }
      .bones {
        display: grid;
        gap: var(--space-4);
      }
      td.nowrap,
      th.nowrap {
        white-space: nowrap;
      }
      @media (max-width: 720px) {
        form {
          grid-template-columns: minmax(0, 1fr);
          justify-items: start;
        }
        .field {
          inline-size: 100%;
        }
      }
    `,
  ];
}
