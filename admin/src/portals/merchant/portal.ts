import { css, html, type TemplateResult } from 'lit';
import { icon } from '../../ui/icons.js';
import { Portal, type SignedIn } from '../../ui/portal.js';
import { Drafts } from './drafts.js';
import type { InboxPage } from './inbox-page.js';
import { texts } from './texts.js';

/** The merchant portal. What was typed outlives a session: it is held here, above the sign-in. */
export class MerchantPortal extends Portal {
  readonly #drafts = new Drafts();

  constructor() {
    super('merchant', '/merchant');
  }

  protected override inside({ account, connection }: SignedIn): TemplateResult {
    return html`<parlour-frame
      .places=${[{ href: this.route.href('/'), label: texts.inbox, icon: 'inbox', current: true }]}
      .organization=${account.merchant?.name ?? ''}
      .account=${account}
      .connection=${connection}
      .leave=${this.leave}
    >
      <button slot="tools" type="button" @click=${() => this.#inbox()?.showShortcuts()}>
        ${icon('keyboard')}<span>${texts.shortcuts.label}</span>
      </button>
      <merchant-inbox
        .account=${account}
        .connection=${connection}
        .route=${this.route}
        .drafts=${this.#drafts}
      ></merchant-inbox>
    </parlour-frame>`;
  }

  #inbox(): InboxPage | null {
    return this.renderRoot.querySelector<InboxPage>('merchant-inbox');
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
