import { RequestDesk } from './request-desk.js';

customElements.define('parlour-request-desk', RequestDesk);

declare global {
  interface HTMLElementTagNameMap {
    'parlour-request-desk': RequestDesk;
  }
}
