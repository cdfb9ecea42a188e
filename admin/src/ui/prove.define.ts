import { Prove } from './prove.js';

customElements.define('parlour-prove', Prove);

declare global {
  interface HTMLElementTagNameMap {
    'parlour-prove': Prove;
  }
}
