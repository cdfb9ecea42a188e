import { JoinPage } from './join-page.js';

customElements.define('parlour-join', JoinPage);

declare global {
  interface HTMLElementTagNameMap {
    'parlour-join': JoinPage;
  }
}
