import { PromiseLine } from './promise-line.js';

customElements.define('merchant-promise', PromiseLine);

declare global {
  interface HTMLElementTagNameMap {
    'merchant-promise': PromiseLine;
  }
}
