import { css, html, type TemplateResult } from 'lit';
import { accountTexts } from '../../ui/account-texts.js';
import type { Place } from '../../ui/frame.js';
import { notFound } from '../../ui/not-found.js';
import { placementTexts } from '../../ui/placement-texts.js';
import { Portal, type SignedIn } from '../../ui/portal.js';
import { matchPath } from '../../ui/route.js';
import { texts } from './texts.js';

/** The provider portal: sites, their tags and keys, who is reachable there, and counts. Never a word of a chat. */
export class ProviderPortal extends Portal {
  constructor() {
    super('provider', '/provider', () => import('./pages.define.js'));
  }

  protected override inside(state: SignedIn): TemplateResult {
    const { account, connection } = state;
    const { path } = this.route;
    const place = (to: string, label: string, icon: Place['icon'], current = path === to): Place => ({
      href: this.route.href(to),
      label,
      icon,
      current,
    });
    return html`<parlour-frame
      .places=${[
        place('/', texts.sites.label, 'site', path === '/' || path.startsWith('/sites/')),
        place('/placements', placementTexts.label, 'placement'),
        place('/team', accountTexts.team.label, 'team'),
        place('/account', accountTexts.own.label, 'person'),
      ]}
      .organization=${account.provider?.name ?? ''}
      .account=${account}
      .connection=${connection}
      .leave=${this.leave}
    >
      ${this.#page(path, state)}
    </parlour-frame>`;
  }

  #page(path: string, state: SignedIn): TemplateResult {
    return path === '/'
      ? html`<provider-sites
          data-page
          .call=${this.call}
          .hrefOf=${(id: string) => this.route.href(`/sites/${id}`)}
          @opened=${({ detail }: CustomEvent<string>) => this.route.go(`/sites/${detail}`)}
        ></provider-sites>`
      : this.later(this.#other(path, state));
  }

  #other(path: string, state: SignedIn): TemplateResult {
    const site = matchPath('/sites/:site', path)?.['site'];
    if (site !== undefined)
      return html`<provider-site
        data-page
        .call=${this.call}
        .site=${site}
        .back=${this.route.href('/')}
      ></provider-site>`;
    switch (path) {
      case '/placements':
        return html`<parlour-placements
          data-page
          .call=${this.call}
          .side=${'provider'}
        ></parlour-placements>`;
      case '/team':
        return html`<parlour-team data-page .call=${this.call} .account=${state.account}></parlour-team>`;
      case '/account':
        return this.ownAccount(state);
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
