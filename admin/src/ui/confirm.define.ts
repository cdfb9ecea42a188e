import { Confirm } from './confirm.js';

customElements.define('parlour-confirm', Confirm);

declare global {
  interface HTMLElementTagNameMap {
    'parlour-confirm': Confirm;
  }
}
