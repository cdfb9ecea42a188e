import { LedgerPage } from './ledger-page.js';

customElements.define('platform-ledger', LedgerPage);

declare global {
  interface HTMLElementTagNameMap {
    'platform-ledger': LedgerPage;
  }
}
