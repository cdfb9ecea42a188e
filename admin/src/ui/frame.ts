import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { AccountView } from '@parlour/shared/protocol/account.js';
import type { Connection } from '@parlour/widget/connection/connection.js';
import { icon, mark, type IconName } from './icons.js';
import { connectionWords } from './connection-words.js';
import { failureWords } from './failure-words.js';
import { longDate } from './format.js';
import { Hearing } from './hearing.js';
import { controls } from './styles/controls.js';
import { notices } from './styles/notices.js';
import { texts } from './texts.js';

export interface Place {
  readonly href: string;
  readonly label: string;
  readonly icon: IconName;
  readonly current: boolean;
}

/**
 * What stands around every page of a portal: its places, who is signed in, and the state of the connection in
 * words.
 *
 * @slot - The page.
 * @slot tools - Buttons of the portal's own, beside the places.
 */
export class PortalFrame extends LitElement {
  static override properties = {
    places: { attribute: false },
    organization: {},
    account: { attribute: false },
    connection: { attribute: false },
    leave: { attribute: false },
    failed: { state: true },
  };
  declare places: readonly Place[];
  /** Whose portal it is: the merchant's name, or nothing. */
  declare organization: string;
  declare account: AccountView;
  declare connection: Connection;
  /** Signs out; rejects where that did not work. */
  declare leave: () => Promise<void>;
  declare protected failed: unknown;

  constructor() {
    super();
    this.places = [];
    this.organization = '';
    new Hearing(
      this,
      () => this.connection,
      (connection) => [connection.onState(() => this.requestUpdate())],
    );
  }

  /** Where the places do not all fit, the one where one is can be seen. Nothing but their own strip is moved. */
  protected override updated(changed: PropertyValues): void {
    if (!changed.has('places')) return;
    const current = this.renderRoot.querySelector('[aria-current]');
    if (current === this.#shown) return;
    this.#shown = current;
    // With the frame's own layout, and not with one more before it.
    requestAnimationFrame(this.#bringIntoSight);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('resize', this.#bringIntoSight);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('resize', this.#bringIntoSight);
  }

  readonly #bringIntoSight = (): void => {
    const current = this.#shown;
    const strip = current?.closest('.strip');
    if (!current || !strip) return;
    const [place, seen] = [current.getBoundingClientRect(), strip.getBoundingClientRect()];
    const beyond = (from: number, to: number): number => Math.min(0, from) + Math.max(0, to);
    strip.scrollBy({
      left: beyond(place.left - seen.left, place.right - seen.right),
      top: beyond(place.top - seen.top, place.bottom - seen.bottom),
    });
  };

  #shown: Element | null = null;

  async #leave(): Promise<void> {
    this.failed = undefined;
    await this.leave().catch((error: unknown) => (this.failed = error));
  }

  #skip(event: Event): void {
    event.preventDefault();
    this.renderRoot.querySelector('main')?.focus();
  }

  protected override render(): TemplateResult {
    const { name, email } = this.account;
    return html`<header>
        <a class="skip" href="#main" @click=${(event: Event) => this.#skip(event)}>${texts.skip}</a>
        <div class="strip">
          <div class="brand">${mark()}<span>${this.organization || texts.product}</span></div>
          <nav aria-label=${texts.navigation}>
            ${this.places.map(
              (place) =>
                html`<a href=${place.href} aria-current=${place.current ? 'page' : nothing}
                  >${icon(place.icon)}<span>${place.label}</span></a
                >`,
            )}
          </nav>
          <div class="tools">
            <slot name="tools"></slot>
            <button type="button" title="${texts.signedInAs(name)} (${email})" @click=${() => this.#leave()}>
              ${icon('leave')}<span>${texts.signOut}</span>
            </button>
          </div>
        </div>
      </header>
      <main id="main" tabindex="-1">
        <div class="line" role="status">${this.#connectionLine()}</div>
        ${(this.account.policies?.coming ?? []).map(
          ({ title, version, effectiveAt, summary, address }) =>
            html`<div class="notice">
              <p>
                ${texts.coming(title, version, longDate(effectiveAt))} ${summary}
                <a href=${address} target="_blank" rel="noopener">${texts.comingRead}</a> ·
                <a href="${address}/changes" target="_blank" rel="noopener">${texts.comingCompare}</a>
              </p>
            </div>`,
        )}
        ${
          this.failed === undefined
            ? nothing
            : html`<div class="notice danger" role="alert">
                <p>${texts.signOutFailed(failureWords(this.failed))}</p>
              </div>`
        }
        <slot></slot>
      </main>`;
  }

  #connectionLine(): TemplateResult | typeof nothing {
    const words = connectionWords(this.connection);
    return words === null ? nothing : html`<p class="notice warn">${words}</p>`;
  }

  static override styles = [
    controls,
    notices,
    css`
      :host {
        display: grid;
        grid-template-columns: 116px minmax(0, 1fr);
        block-size: 100dvh;
        background: var(--paper);
      }
      .skip {
        position: absolute;
        inset-inline-start: var(--space-2);
        inset-block-start: var(--space-2);
        z-index: 1;
        padding: var(--space-2) var(--space-3);
        border-radius: var(--radius);
        background: var(--paper-raised);
      }
      .skip:not(:focus) {
        clip-path: inset(50%);
      }
      header {
        /* What is hidden visually inside is placed in here, and does not widen the page. */
        position: relative;
        display: grid;
        grid-template: minmax(0, 1fr) / minmax(0, 1fr);
        min-block-size: 0;
        border-inline-end: 1px solid var(--line);
      }
      .strip {
        display: flex;
        flex-direction: column;
        align-items: stretch;
        gap: var(--space-5);
        padding: var(--space-4) var(--space-2);
        overflow-y: auto;
      }
      .brand {
        display: grid;
        justify-items: center;
        gap: var(--space-1);
        font-size: var(--text-small);
        font-weight: 600;
        line-height: 1.2;
        text-align: center;
        overflow-wrap: anywhere;
      }
      nav,
      .tools {
        display: grid;
        gap: var(--space-1);
      }
      .tools {
        margin-block-start: auto;
      }
      nav a,
      .tools button,
      ::slotted(button) {
        display: grid;
        justify-items: center;
        gap: 2px;
        padding: var(--space-2) 2px;
        border: 0;
        border-radius: var(--radius);
        background: none;
        color: var(--ink-soft);
        font: inherit;
        font-size: var(--text-small);
        line-height: 1.2;
        text-align: center;
        text-decoration: none;
        cursor: pointer;
        white-space: nowrap;
      }
      nav a:hover,
      .tools button:hover,
      ::slotted(button:hover) {
        background: var(--paper-sunken);
        color: var(--ink);
      }
      nav a[aria-current] {
        background: var(--paper-sunken);
        color: var(--ink);
        font-weight: 600;
      }
      main {
        display: flex;
        flex-direction: column;
        min-inline-size: 0;
        min-block-size: 0;
        overflow-y: auto;
      }
      .line:empty {
        display: none;
      }
      .line .notice,
      main > .notice {
        border-radius: 0;
        border-inline-end: 0;
        border-block-start: 0;
        font-size: var(--text);
        padding-block: var(--space-2);
      }
      slot:not([name]) {
        display: block;
        flex: 1;
        min-block-size: 0;
      }
      /* Of a low window the places take a line each, so that all of them and the way out are in sight. */
      @media (max-height: 960px) and (min-width: 721px) {
        :host {
          grid-template-columns: 148px minmax(0, 1fr);
        }
        .strip {
          gap: var(--space-3);
          padding-block: var(--space-3);
        }
        nav,
        .tools {
          gap: 0;
        }
        nav a,
        .tools button,
        ::slotted(button) {
          grid-auto-flow: column;
          justify-content: start;
          align-items: center;
          gap: var(--space-2);
          padding: 6px var(--space-2);
          text-align: start;
        }
      }
      @media (max-height: 480px) {
        :host {
          block-size: auto;
          min-block-size: 100dvh;
        }
        main {
          overflow: visible;
        }
      }
      @media (forced-colors: active) {
        nav a[aria-current] {
          outline: 1px solid Highlight;
          outline-offset: -1px;
        }
      }
      @media (max-width: 720px) {
        :host {
          grid-template-columns: minmax(0, 1fr);
          grid-template-rows: auto minmax(0, 1fr);
        }
        header {
          border-inline-end: 0;
          border-block-end: 1px solid var(--line);
        }
        .strip {
          position: relative;
          flex-direction: row;
          align-items: center;
          gap: var(--space-2);
          padding: var(--space-1) var(--space-3);
          overflow: auto hidden;
        }
        .brand span {
          display: none;
        }
        nav,
        .tools {
          display: flex;
        }
        nav a,
        .tools button,
        ::slotted(button) {
          min-inline-size: 60px;
          padding: var(--space-1) var(--space-2);
        }
        .tools {
          margin-block-start: 0;
          margin-inline-start: auto;
        }
      }
    `,
  ];
}
