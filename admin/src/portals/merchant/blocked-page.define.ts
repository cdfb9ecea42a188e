import { BlockedPage } from './blocked-page.js';

customElements.define('merchant-blocked', BlockedPage);

declare global {
  interface HTMLElementTagNameMap {
    'merchant-blocked': BlockedPage;
  }
}
