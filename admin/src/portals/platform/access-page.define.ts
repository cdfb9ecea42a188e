import { AccessPage } from './access-page.js';

customElements.define('platform-access', AccessPage);

declare global {
  interface HTMLElementTagNameMap {
    'platform-access': AccessPage;
  }
}
