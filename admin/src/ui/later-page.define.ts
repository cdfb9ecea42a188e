import { LaterPage } from './later-page.js';

customElements.define('parlour-later', LaterPage);

declare global {
  interface HTMLElementTagNameMap {
    'parlour-later': LaterPage;
  }
}
