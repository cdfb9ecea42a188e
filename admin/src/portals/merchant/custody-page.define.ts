import { CustodyPage } from './custody-page.js';

customElements.define('merchant-custody', CustodyPage);

declare global {
  interface HTMLElementTagNameMap {
    'merchant-custody': CustodyPage;
  }
}
