import { css, html, type TemplateResult } from 'lit';
import { can, type Role } from '@parlour/shared/access/table.js';
import type { InboxEntry } from '@parlour/shared/model/conversation.js';
import type { ConversationId } from '@parlour/shared/model/ids.js';
import { accountTexts } from '../../ui/account-texts.js';
import type { Place } from '../../ui/frame.js';
import { icon } from '../../ui/icons.js';
import { placementTexts } from '../../ui/placement-texts.js';
import { texts as requestTexts } from '../../ui/request-texts.js';
import { texts as common } from '../../ui/texts.js';
import { Portal, type SignedIn } from '../../ui/portal.js';
import type { AlertsDialog } from './alerts-dialog.js';
import { Desk } from './desk.js';
import { Drafts } from './drafts.js';
import { custodyTexts } from './custody-texts.js';
import { disclosureTexts } from './disclosures-texts.js';
import type { ShortcutsDialog } from './shortcuts-dialog.js';
import { pathOf, placeOf } from './places.js';
import { words as inboxWords } from './inbox-words.js';
import { reportsTexts } from './reports-texts.js';
import { ruleWords } from './rule-words.js';
import { settingsTexts } from './settings-texts.js';
import { texts } from './texts.js';

/** The merchant portal. What was typed outlives a session: it is held here, above the sign-in. */
export class MerchantPortal extends Portal {
  readonly #drafts = new Drafts();
  #desk: Desk | undefined;

  constructor() {
    super('merchant', '/merchant', () => import('./pages.define.js'));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#leaveDesk();
  }

  protected override updated(): void {
    if (this.session.state.kind !== 'signed_in') this.#leaveDesk();
  }

  #deskOf({ account, connection }: SignedIn): Desk {
    if (this.#desk?.connection === connection && this.#desk.account.id === account.id) return this.#desk;
    this.#leaveDesk();
    return (this.#desk = new Desk(connection, account, this.route));
  }

  #leaveDesk(): void {
    this.#desk?.dispose();
    this.#desk = undefined;
  }

  #show(dialog: 'merchant-alerts' | 'merchant-shortcuts'): void {
    this.renderRoot.querySelector<AlertsDialog | ShortcutsDialog>(dialog)?.show();
  }

  protected override inside(state: SignedIn): TemplateResult {
    const { account, connection } = state;
    const desk = this.#deskOf(state);
    return html`<parlour-frame
        .places=${this.#places(account.role)}
        .organization=${account.merchant?.name ?? ''}
        .account=${account}
        .connection=${connection}
        .leave=${this.leave}
      >
        <merchant-availability slot="tools" .connection=${connection}></merchant-availability>
        <button slot="tools" type="button" @click=${() => this.#show('merchant-alerts')}>
          ${icon('bell')}<span>${inboxWords.alerts.button}</span>
        </button>
        <button slot="tools" type="button" @click=${() => this.#show('merchant-shortcuts')}>
          ${icon('keyboard')}<span>${texts.shortcuts.label}</span>
        </button>
        <merchant-offers
          .connection=${connection}
          .me=${account.id}
          @offered=${({ detail }: CustomEvent<InboxEntry>) => desk.offered(detail)}
          @taken=${({ detail }: CustomEvent<ConversationId>) => this.#goTo(detail)}
        ></merchant-offers>
        ${this.#page(state) ?? this.#inbox(desk)}
      </parlour-frame>
      <merchant-shortcuts></merchant-shortcuts>
      <merchant-alerts .alerts=${desk.alerts} .bell=${desk.bell}></merchant-alerts>`;
  }

  #inbox(desk: Desk): TemplateResult {
    return html`<merchant-inbox
      .desk=${desk}
      .route=${this.route}
      .drafts=${this.#drafts}
      @shortcuts=${() => this.#show('merchant-shortcuts')}
    ></merchant-inbox>`;
  }

  /** Whatever is not the inbox; null where that is meant. */
  #page(state: SignedIn): TemplateResult | null {
    const { role } = state.account;
    const page = this.#accounts(state) ?? this.#settings(role) ?? this.#leaving(role) ?? this.#promises(role);
    return page && this.later(page);
  }

  /** What is kept how long, and what consumers ask for; null on every other page. */
  #promises(role: Role): TemplateResult | null {
    if (this.#isRule(role)) return html`<merchant-rule .call=${this.call}></merchant-rule>`;
    if (!this.#isDesk(role)) return null;
    return html`<parlour-request-desk
      .call=${this.call}
      .portal=${common.portals.merchant}
    ></parlour-request-desk>`;
  }

  /** The page of one's own account, and for managers placements, reports and the team's; null on every other. */
  #accounts(state: SignedIn): TemplateResult | null {
    const { account } = state;
    if (this.route.path === '/account') return this.ownAccount(state);
    if (this.route.path === '/placements' && can(account.role, 'placement.manage') !== null)
      return html`<parlour-placements data-page .call=${this.call} .side=${'merchant'}></parlour-placements>`;
    if (this.route.path === '/reports' && can(account.role, 'report.read') !== null)
      return html`<merchant-reports data-page .call=${this.call}></merchant-reports>`;
    if (this.route.path === '/custody' && can(account.role, 'hold.custody') !== null)
      return html`<merchant-custody data-page .call=${this.call}></merchant-custody>`;
    if (this.route.path !== '/team' || can(account.role, 'account.manage') === null) return null;
    return html`<parlour-team data-page .call=${this.call} .account=${account}></parlour-team>`;
  }

  /** What managers set up of the widget; null on every other page. */
  #settings(role: Role): TemplateResult | null {
    const { path } = this.route;
    if (!/^\/settings(\/|$)/.test(path) || can(role, 'settings.manage') === null) return null;
    return html`<merchant-settings
      .call=${this.call}
      .route=${this.route}
      .path=${path}
    ></merchant-settings>`;
  }

  /** What leaves, and to whom; null on every other page. */
  #leaving(role: Role): TemplateResult | null {
    if (can(role, 'webhook.manage') === null) return null;
    switch (this.route.path) {
      case '/disclosures':
        return html`<merchant-disclosures data-page .call=${this.call}></merchant-disclosures>`;
      case '/webhooks':
        return html`<merchant-webhooks
          data-page
          .call=${this.call}
          .disclosuresHref=${this.route.href('/disclosures')}
        ></merchant-webhooks>`;
      default:
        return null;
    }
  }

  #accountPlaces(role: Role): Place[] {
    const place = (path: string, label: string, drawing: Place['icon']): Place => ({
      href: this.route.href(path),
      label,
      icon: drawing,
      current: this.route.path === path || this.route.path.startsWith(`${path}/`),
    });
    const own = place('/account', accountTexts.own.label, 'person');
    return can(role, 'account.manage') === null
      ? [own]
      : [
          place('/reports', reportsTexts.label, 'overview'),
          place('/custody', custodyTexts.label, 'hold'),
          place('/disclosures', disclosureTexts.label, 'outside'),
          place('/webhooks', disclosureTexts.webhooks.label, 'webhook'),
          place('/settings', settingsTexts.label, 'settings'),
          place('/placements', placementTexts.label, 'placement'),
          place('/team', accountTexts.team.label, 'team'),
          own,
        ];
  }

  /** Only managers decide how long conversations are kept. */
  #isRule(role: Role): boolean {
    return this.route.path === '/retention' && can(role, 'rule.manage') !== null;
  }

  #places(role: Role): Place[] {
    const isRule = this.#isRule(role);
    const isDesk = this.#isDesk(role);
    const accounts = this.#accountPlaces(role);
    const isInbox = !isRule && !isDesk && !accounts.some(({ current }) => current);
    const inbox: Place = { href: this.route.href('/'), label: texts.inbox, icon: 'inbox', current: isInbox };
    if (can(role, 'rule.manage') === null) return [inbox, ...accounts];
    const rule = { href: this.route.href('/retention'), label: ruleWords.label, icon: 'rule' } as const;
    const desk = { href: this.route.href('/requests'), label: requestTexts.label, icon: 'policy' } as const;
    return [inbox, { ...desk, current: isDesk }, { ...rule, current: isRule }, ...accounts];
  }

  #isDesk(role: Role): boolean {
    return this.route.path === '/requests' && can(role, 'request.manage') !== null;
  }

  #goTo(conversation: ConversationId): void {
    this.route.go(pathOf({ ...placeOf({ path: '/mine', query: new URLSearchParams() }), conversation }));
  }

  static override styles = [
    ...Portal.styles,
    css`
      :host {
        display: block;
        max-inline-size: none;
        padding: 0;
      }
      main {
        padding: var(--space-6);
      }
    `,
  ];
}
