import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import type { Call } from '@parlour/shared/protocol/define.js';
import {
  previewPurge,
  retentionOverview,
  startPurge,
  type PurgePreview,
  type PurgeRunView,
} from '@parlour/shared/protocol/retention.js';
import { CallRefused, type Connection } from '@parlour/widget/connection/connection.js';
import type { Confirm } from '../../ui/confirm.js';
import { failureWords } from '../../ui/failure-words.js';
import { Fetched } from '../../ui/fetched.js';
import { timeOfDay } from '../../ui/format.js';
import { Hearing } from '../../ui/hearing.js';
import { Repeating } from '../../ui/repeating.js';
import { bone, empty } from '../../ui/states.js';
import { controls } from '../../ui/styles/controls.js';
import { notices } from '../../ui/styles/notices.js';
import { page } from '../../ui/styles/page.js';
import { tables } from '../../ui/styles/tables.js';
import { texts as common } from '../../ui/texts.js';
import { showTitle } from '../../ui/title.js';
import { newestRun } from './newest-run.js';
import { previewTable } from './preview-table.js';
import { runProgress, runsTable } from './purge-runs.js';
import { saveCertificate } from './save-certificate.js';
import { texts } from './texts.js';

const words = texts.purge;

/** RET-8: what would be purged now, then the purge with its progress, then its result. */
export class PurgePage extends LitElement {
  static override properties = {
    call: { attribute: false },
    connection: { attribute: false },
    ledgerHref: {},
    run: { state: true },
    failed: { state: true },
    starting: { state: true },
  };
  declare call: Call;
  declare connection: Connection;
  declare ledgerHref: string;
  /** The run that this visit has seen going. One that was over before belongs to the table. */
  declare protected run: PurgeRunView | null;
  declare protected failed: unknown;
  declare protected starting: boolean;

  readonly #preview = new Fetched(this, () => this.call(previewPurge, {}));
  readonly #runs = new Fetched(this, async () => (await this.call(retentionOverview, {})).runs, {
    then: (runs) => {
      const same = runs.find((run) => run.state === 'running' || run.id === this.run?.id);
      if (same) this.run = newestRun(this.run, same);
    },
  });

  constructor() {
    super();
    this.run = null;
    this.starting = false;
    // The live report may be lost with its connection; asking again heals that.
    new Repeating(this, 5_000, () => this.run?.state === 'running' && this.#runs.load());
    new Hearing(
      this,
      () => this.connection,
      (connection) => [connection.on('purge.progressed', (run) => this.#progressed(run))],
    );
  }

  override connectedCallback(): void {
    super.connectedCallback();
    showTitle([words.title, common.portals.admin]);
  }

  #progressed(told: PurgeRunView): void {
    this.run = newestRun(this.run, told);
    if (told.state !== 'running') this.#lookAgain();
  }

  #lookAgain(): void {
    void this.#preview.load();
    void this.#runs.load();
  }

  async #start(): Promise<void> {
    if (this.starting || this.run?.state === 'running') return;
    const dialog = this.renderRoot.querySelector<Confirm>('parlour-confirm');
    if (!(await dialog?.ask())) return;
    this.failed = undefined;
    this.starting = true;
    try {
      this.#progressed((await this.call(startPurge, {})).run);
    } catch (error) {
      // Somebody else was quicker: then theirs is the one to watch.
      if (error instanceof CallRefused && error.error.code === 'purge_running') this.#lookAgain();
      this.failed = error;
    } finally {
      this.starting = false;
    }
  }

  protected override render(): TemplateResult {
    return html`<header>
        <h1 tabindex="-1">${words.title}</h1>
        <p class="lead">${words.lead}</p>
      </header>
      ${this.run ? runProgress(this.run, this.ledgerHref) : nothing}
      ${
        this.failed === undefined
          ? nothing
          : html`<div class="notice danger" role="alert">
              <p>${words.startFailed(failureWords(this.failed))}</p>
            </div>`
      }
      ${
        this.run?.state === 'running'
          ? nothing
          : this.#preview.show((preview) => this.#due(preview), this.#skeleton())
      }
      ${this.#past()}`;
  }

  /** Below what is waited for already, and so without an outline of its own. */
  #past(): TemplateResult | typeof nothing {
    const { value, error } = this.#runs;
    return value || error !== undefined ? this.#runs.show((runs) => this.#recent(runs), html``) : nothing;
  }

  #due(preview: PurgePreview): TemplateResult {
    const count = preview.conversations;
    return html`<div class="due">
      ${
        count === 0
          ? html`<div class="card">${empty(words.nothing, words.nothingText)}</div>`
          : previewTable(preview)
      }
      <div class="row">
        ${
          count > 0
            ? html`<button
                class="button danger"
                type="button"
                aria-disabled=${this.starting || this.run?.state === 'running'}
                @click=${() => this.#start()}
              >
                ${words.start(count)}
              </button>`
            : nothing
        }
        <button class="button" type="button" @click=${() => this.#lookAgain()}>${words.refresh}</button>
        <span class="soft small" role="status">${texts.overview.asOf(timeOfDay(preview.asOf))}</span>
      </div>
      ${this.#question(preview)}
    </div>`;
  }

  #question({ conversations: count, groups }: PurgePreview): TemplateResult {
    const merchants = new Set(groups.map(({ merchant }) => merchant)).size;
    return html`<parlour-confirm heading=${words.ask(count)} action=${words.confirm(count)}>
      <p>${words.consequence(count, merchants)}</p>
      <p><strong>${words.irreversible}</strong></p>
    </parlour-confirm>`;
  }

  #recent(runs: readonly PurgeRunView[]): TemplateResult {
    return runs.length === 0
      ? html`<p class="soft">${words.runsNone}</p>`
      : runsTable(
          runs.map((run) => (run.id === this.run?.id ? this.run : run)),
          (run) => void this.#certificate(run),
        );
  }

  async #certificate({ id }: PurgeRunView): Promise<void> {
    try {
      await saveCertificate(this.call, id);
    } catch (error) {
      this.failed = error;
    }
  }

  #skeleton(): TemplateResult {
    const row = html`<p class="bones">${bone('short')}${bone('short')}${bone('short')}</p>`;
    return html`<div class="card">${row}${row}${row}${row}</div>`;
  }

  static override styles = [
    controls,
    notices,
    page,
    tables,
    css`
      .due {
        display: grid;
        gap: var(--space-4);
      }
      .bones {
        display: flex;
        justify-content: space-between;
        padding-block: var(--space-2);
      }
      progress {
        appearance: none;
        display: block;
        inline-size: 100%;
        block-size: 10px;
        margin-block: var(--space-2);
        border: 0;
        border-radius: 5px;
        background: var(--line);
        overflow: hidden;
      }
      progress::-webkit-progress-bar {
        background: var(--line);
      }
      progress::-webkit-progress-value {
        background: var(--accent);
      }
      progress::-moz-progress-bar {
        background: var(--accent);
      }
      @media (forced-colors: active) {
        progress {
          appearance: auto;
        }
      }
    `,
  ];
}
