import { TokensPage } from './tokens-page.js';

customElements.define('merchant-tokens', TokensPage);

declare global {
  interface HTMLElementTagNameMap {
    'merchant-tokens': TokensPage;
  }
}
