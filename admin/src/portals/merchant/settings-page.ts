import { css, html, LitElement, type TemplateResult } from 'lit';
import type { Call } from '@parlour/shared/protocol/define.js';
import type { Route } from '../../ui/route.js';
import { controls } from '../../ui/styles/controls.js';
import { texts as flowTexts } from './flow-texts.js';
import { identityTexts } from './identity-texts.js';
import { logTexts } from './log-texts.js';
import { maskingTexts } from './masking-texts.js';
import { words as inboxWords } from './inbox-words.js';
import { settingsTexts as words } from './settings-texts.js';
import { tokenTexts } from './tokens-texts.js';

/** The addresses below the portal's, each with its page. */
const settings = {
  '/settings/hours': {
    label: words.tabs.hours,
    page: (call: Call) => html`<merchant-hours .call=${call}></merchant-hours>`,
  },
  '/settings/appearance': {
    label: words.tabs.appearance,
    page: (call: Call) => html`<merchant-appearance .call=${call}></merchant-appearance>`,
  },
  '/settings/before-the-chat': {
    label: words.tabs.prechat,
    page: (call: Call) => html`<merchant-prechat .call=${call}></merchant-prechat>`,
  },
  '/settings/testimonials': {
    label: words.tabs.testimonials,
    page: (call: Call) => html`<merchant-testimonials .call=${call}></merchant-testimonials>`,
  },
  '/settings/assignment': {
    label: flowTexts.assignment.tab,
    page: (call: Call) => html`<merchant-assignment .call=${call}></merchant-assignment>`,
  },
  '/settings/blocked': {
    label: flowTexts.blocked.tab,
    page: (call: Call) => html`<merchant-blocked .call=${call}></merchant-blocked>`,
  },
  '/settings/signed-in': {
    label: identityTexts.tab,
    page: (call: Call) => html`<merchant-identity .call=${call}></merchant-identity>`,
  },
  '/settings/masking': {
    label: maskingTexts.tab,
    page: (call: Call) => html`<merchant-masking .call=${call}></merchant-masking>`,
  },
  '/settings/replies': {
    label: inboxWords.canned.title,
    page: (call: Call) => html`<merchant-canned-page .call=${call}></merchant-canned-page>`,
  },
  '/settings/labels': {
    label: inboxWords.labels.title,
    page: (call: Call) => html`<merchant-labels-page .call=${call}></merchant-labels-page>`,
  },
  '/settings/tokens': {
    label: tokenTexts.tab,
    page: (call: Call) => html`<merchant-tokens .call=${call}></merchant-tokens>`,
  },
  '/settings/log': {
    label: logTexts.tab,
    page: (call: Call) => html`<merchant-team-log .call=${call}></merchant-team-log>`,
  },
} as const satisfies Record<`/${string}`, { label: string; page: (call: Call) => TemplateResult }>;

/** What a manager sets up of the widget: a row of pages under one place. */
export class SettingsPage extends LitElement {
  static override properties = { call: { attribute: false }, route: { attribute: false }, path: {} };
  declare call: Call;
  declare route: Route;
  /** The route's, so that a change of it draws anew. */
  declare path: string;

  protected override render(): TemplateResult {
    const here = this.path in settings ? (this.path as keyof typeof settings) : '/settings/hours';
    return html`<nav aria-label=${words.label}>
        ${Object.entries(settings).map(
          ([path, { label }]) =>
            html`<a href=${this.route.href(path)} aria-current=${path === here ? 'page' : 'false'}
              >${label}</a
            >`,
        )}
      </nav>
      ${settings[here].page(this.call)}`;
  }

  static override styles = [
    controls,
    css`
      nav {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-1) var(--space-4);
        max-inline-size: 1120px;
        margin-inline: auto;
        padding: var(--space-4) var(--space-6) 0;
      }
      a {
        display: inline-flex;
        align-items: center;
        min-block-size: 36px;
        color: var(--ink-soft);
        text-decoration: none;
        border-block-end: 2px solid transparent;
      }
      a[aria-current='page'] {
        color: var(--ink);
        font-weight: 600;
        border-block-end-color: var(--accent);
      }
      @media (max-width: 720px) {
        nav {
          padding: var(--space-3) var(--space-4) 0;
        }
      }
    `,
  ];
}
