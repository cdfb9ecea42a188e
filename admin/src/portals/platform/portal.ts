import { css, html, type TemplateResult } from 'lit';
import { notFound } from '../../ui/not-found.js';
import { accountTexts } from '../../ui/account-texts.js';
import { Portal, type SignedIn } from '../../ui/portal.js';
import type { Place } from '../../ui/frame.js';
import { texts as requestTexts } from '../../ui/request-texts.js';
import { texts as common } from '../../ui/texts.js';
import { texts as accessTexts } from './access-texts.js';
import { disclosureTexts } from './disclosures-texts.js';
import { healthTexts } from './health-texts.js';
import { texts as organizationTexts } from './organizations-texts.js';
import { texts as policyTexts } from './policies-texts.js';
import { texts as promiseTexts } from './promises-texts.js';
import { texts } from './texts.js';

/** The admin portal: what is due, purging it, and the proof that it is gone. */
export class PlatformPortal extends Portal {
  constructor() {
    super('admin', '/admin', () => import('./pages.define.js'));
  }

  protected override inside({ account, connection }: SignedIn): TemplateResult {
    const { path } = this.route;
    const place = (to: string, label: string, icon: Place['icon']): Place => ({
      href: this.route.href(to),
      label,
      icon,
      current: path === to,
    });
    return html`<parlour-frame
      .places=${[
        place('/', texts.overview.label, 'overview'),
        place('/purge', texts.purge.label, 'purge'),
        place('/ledger', texts.ledger.label, 'ledger'),
        place('/holds', promiseTexts.holds.label, 'hold'),
        place('/retention', promiseTexts.bounds.label, 'rule'),
        place('/audit', promiseTexts.audit.label, 'audit'),
        place('/requests', requestTexts.label, 'inbox'),
        place('/disclosures', disclosureTexts.label, 'outside'),
        place('/policies', policyTexts.label, 'policy'),
        place('/organizations', organizationTexts.label, 'organization'),
        place('/accounts', accountTexts.team.accounts, 'team'),
        place('/access', accessTexts.label, 'site'),
        place('/health', healthTexts.label, 'pulse'),
        place('/account', accountTexts.own.label, 'person'),
      ]}
      .account=${account}
      .connection=${connection}
      .leave=${this.leave}
    >
      ${account.secondFactor ? this.#page(path, { kind: 'signed_in', account, connection }) : this.ownAccount({ kind: 'signed_in', account, connection })}
    </parlour-frame>`;
  }

  #page(path: string, state: SignedIn): TemplateResult {
    return path === '/'
      ? html`<platform-overview
          data-page
          .call=${this.call}
          .connection=${state.connection}
          .href=${(to: string) => this.route.href(to)}
        ></platform-overview>`
      : this.later(this.#other(path, state));
  }

  #other(path: string, state: SignedIn): TemplateResult {
    const { connection, account } = state;
    switch (path) {
      case '/account':
        return this.ownAccount(state);
      case '/organizations':
        return html`<platform-organizations data-page .call=${this.call}></platform-organizations>`;
      case '/accounts':
        return html`<parlour-team data-page .call=${this.call} .account=${account}></parlour-team>`;
      case '/health':
        return html`<platform-health data-page .call=${this.call}></platform-health>`;
      case '/access':
        return html`<platform-access data-page></platform-access>`;
      case '/purge':
        return html`<platform-purge
          data-page
          .call=${this.call}
          .connection=${connection}
          .ledgerHref=${this.route.href('/ledger')}
        ></platform-purge>`;
      case '/ledger':
        return html`<platform-ledger
          data-page
          .call=${this.call}
          .href=${this.route.href('/ledger')}
          .conversation=${this.route.query.get('conversation') ?? ''}
          @find=${({ detail }: CustomEvent<string>) =>
            this.route.go(
              detail === '' ? '/ledger' : `/ledger?${new URLSearchParams({ conversation: detail })}`,
            )}
        ></platform-ledger>`;
      case '/holds':
        return html`<platform-holds data-page .call=${this.call}></platform-holds>`;
      case '/retention':
        return html`<platform-bounds data-page .call=${this.call}></platform-bounds>`;
      case '/audit':
        return html`<platform-audit data-page .call=${this.call}></platform-audit>`;
      case '/requests':
        return html`<parlour-request-desk
          data-page
          platform
          .call=${this.call}
          .portal=${common.portals.admin}
        ></parlour-request-desk>`;
      case '/disclosures':
        return html`<platform-disclosures data-page .call=${this.call}></platform-disclosures>`;
      case '/policies':
        return html`<platform-policies data-page .call=${this.call}></platform-policies>`;
      default:
        return notFound(this.route.href('/'));
    }
  }

  protected override updated(): void {
    this.startAtHeading();
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
