import { HoursPage } from './hours-page.js';

customElements.define('merchant-hours', HoursPage);

declare global {
  interface HTMLElementTagNameMap {
    'merchant-hours': HoursPage;
  }
}
