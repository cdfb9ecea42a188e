import { ReportsPage } from './reports-page.js';

customElements.define('merchant-reports', ReportsPage);

declare global {
  interface HTMLElementTagNameMap {
    'merchant-reports': ReportsPage;
  }
}
