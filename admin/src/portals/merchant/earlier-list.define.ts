import { EarlierList } from './earlier-list.js';

customElements.define('merchant-earlier', EarlierList);

declare global {
  interface HTMLElementTagNameMap {
    'merchant-earlier': EarlierList;
  }
}
